#include "service/rpc/scenario_plan_assertions.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/status.h"
#include "ingest/scenario_measure_reader.h"
#include "ketenzicht/v1/comparison.pb.h"
#include "ketenzicht/v1/measure_plan.pb.h"
#include "service/rpc/scenario_assertions.h"

namespace ketenzicht::service {
namespace {

using ingest::ScenarioAssertion;
using Wrong = std::optional<std::string>;

// The one message of an answer, where it is of this kind.
template <typename Message>
const Message* AnswerAs(const QueryAnswer& answer) {
  if (answer.messages.size() != 1) return nullptr;
  return dynamic_cast<const Message*>(answer.messages.front().get());
}

std::string PairName(const std::string& process, const std::string& target) {
  return absl::StrCat(process, " → ", target);
}

bool IsChosen(const ScenarioAssertion& one, const std::string& process,
              const std::string& target) {
  return (one.from.empty() || one.from == process) &&
         (one.to.empty() || one.to == target);
}

template <typename Ids>
std::string Listed(const Ids& ids) {
  return ids.empty() ? std::string("none") : absl::StrJoin(ids, ", ");
}

std::string CutShort(const v1::Completeness& completeness) {
  return absl::StrCat("the search was cut short (", completeness.limit(), ")");
}

bool Within(double value, const ingest::CountRange& range) {
  return (!range.min || *range.min <= value) &&
         (!range.max || value <= *range.max);
}

// ---- Measures ---------------------------------------------------------------

class PlanCheck {
 public:
  PlanCheck(const ScenarioAssertion& one,
            const v1::ProposeMeasuresResponse& plan)
      : one_(one), plan_(plan) {}

  Wrong Check() const {
    if (one_.feasible || one_.cost_at_most || one_.burden_at_most) {
      if (Wrong wrong = CheckFeasible()) return wrong;
    }
    const v1::MeasureSet& set = plan_.set();
    for (const auto& [what, most, is] :
         {std::tuple("costs", one_.cost_at_most, set.cost()),
          {"has a burden of", one_.burden_at_most, set.burden()}}) {
      if (most && is > *most) {
        return absl::StrCat("the plan ", what, " ", is, ": ",
                            Listed(set.measures()),
                            IsCheapest() ? ""
                                         : "; it is not proven to be the "
                                           "cheapest");
      }
    }
    return CheckMembers();
  }

 private:
  bool IsCheapest() const { return plan_.state() == v1::PLAN_STATE_CHEAPEST; }
  bool IsKnown() const {
    return IsCheapest() || plan_.state() == v1::PLAN_STATE_KNOWN;
  }

  // Whether all pairs that are chosen come under the goal.
  Wrong CheckFeasible() const {
    bool any = false;
    bool unseen = !IsKnown() && plan_.state() != v1::PLAN_STATE_NONE;
    std::string out;
    for (const v1::PlannedPair& pair : plan_.pairs()) {
      if (!IsChosen(one_, pair.process(), pair.target())) continue;
      any = true;
      unseen = unseen || pair.reach() == v1::GOAL_REACH_UNSPECIFIED;
      if (pair.reach() == v1::GOAL_REACH_OUT && out.empty()) {
        out = absl::StrCat(PairName(pair.process(), pair.target()),
                           ": no set that may be taken reaches the goal");
      }
    }
    if (!any) return "the answer has no such pair";
    if (out.empty() && plan_.state() == v1::PLAN_STATE_NONE) {
      out = "no set that may be taken reaches the goal for all pairs together";
    }
    if (one_.feasible.value_or(true)) {
      if (!out.empty()) return out;
    } else if (!out.empty()) {
      return std::nullopt;
    }
    if (unseen) return CutShort(plan_.completeness());
    if (one_.feasible.value_or(true)) return std::nullopt;
    return absl::StrCat("a set reaches the goal: ",
                        Listed(plan_.set().measures()));
  }

  // What the cheapest set has is known only where it is proven to be that.
  Wrong CheckMembers() const {
    if (one_.includes.empty() && one_.not_includes.empty()) return std::nullopt;
    if (plan_.state() == v1::PLAN_STATE_NONE) {
      return "there is no set that reaches the goal";
    }
    if (!IsCheapest()) return CutShort(plan_.completeness());
    const auto& measures = plan_.set().measures();
    const auto has = [&](const std::string& id) {
      return std::find(measures.begin(), measures.end(), id) != measures.end();
    };
    for (const std::string& id : one_.includes) {
      if (!has(id)) {
        return absl::StrCat("the plan does not have ", id, ": ",
                            Listed(measures));
      }
    }
    for (const std::string& id : one_.not_includes) {
      if (has(id)) return absl::StrCat("the plan has ", id);
    }
    return std::nullopt;
  }

  const ScenarioAssertion& one_;
  const v1::ProposeMeasuresResponse& plan_;
};

// The set with what it costs, and whether it brings the pairs under the goal:
// the cheapest set is for those that can be brought there, so that it is the
// same, nothing, where none can and where nothing is needed.
std::string PlanOutcome(const ScenarioAssertion& one,
                        const v1::ProposeMeasuresResponse& plan) {
  std::vector<std::string> out;
  std::vector<std::string> unseen;
  for (const v1::PlannedPair& pair : plan.pairs()) {
    if (!IsChosen(one, pair.process(), pair.target())) continue;
    const std::string name = absl::StrCat(
        PairName(pair.process(), pair.target()), " (", pair.vector(), ")");
    if (pair.reach() == v1::GOAL_REACH_OUT) out.push_back(name);
    if (pair.reach() == v1::GOAL_REACH_UNSPECIFIED) unseen.push_back(name);
  }
  return absl::StrCat(
      v1::PlanState_Name(plan.state()), ": ", Listed(plan.set().measures()),
      ", cost ", plan.set().cost(), ", burden ", plan.set().burden(),
      ", out of reach: ", Listed(out), ", not looked at: ", Listed(unseen));
}

// ---- Single points ----------------------------------------------------------

Wrong CheckPoints(const ScenarioAssertion& one,
                  const v1::FindSinglePointsResponse& answer) {
  std::map<std::string, std::string> points;  // measure, and a pair
  bool any = one.from.empty() && one.to.empty();
  for (const v1::BlockedPair& pair : answer.blocked()) {
    if (!IsChosen(one, pair.process(), pair.target())) continue;
    any = true;
    for (const v1::SinglePoint& point : pair.points()) {
      points.emplace(point.measure(), PairName(pair.process(), pair.target()));
    }
  }
  if (!any) return "no such pair is blocked";
  std::vector<std::string> names;
  names.reserve(points.size());
  for (const auto& [measure, pair] : points) names.push_back(measure);
  const bool complete = answer.completeness().complete();
  for (const std::string& id : one.includes) {
    if (points.contains(id)) continue;
    if (!complete) return CutShort(answer.completeness());
    return absl::StrCat("no such pair hangs on ", id,
                        " alone; on: ", Listed(names));
  }
  for (const std::string& id : one.not_includes) {
    const auto point = points.find(id);
    if (point == points.end()) continue;
    return absl::StrCat(point->second, " hangs on ", id, " alone");
  }
  const bool denies = !one.not_includes.empty() || one.points.max;
  if (denies && !complete) return CutShort(answer.completeness());
  if (one.points.given() &&
      !Within(static_cast<double>(points.size()), one.points)) {
    return absl::StrCat(points.size(), " single points: ", Listed(names));
  }
  return std::nullopt;
}

// ---- Comparison -------------------------------------------------------------

using Outcomes = std::map<std::string, std::string>;  // by process

std::string StatusWord(v1::Status status) {
  if (status == v1::STATUS_UNSPECIFIED) return "";
  return std::string(graph::StatusName(
      static_cast<graph::Status>(static_cast<int>(status) - 1)));
}

// The sides of a target, as far as they are chosen.
struct Sides {
  Outcomes a;
  Outcomes b;
  bool searched = true;

  // Whether they ask the same processes, or some of them.
  bool share() const {
    return std::any_of(a.begin(), a.end(), [this](const auto& one) {
      return b.contains(one.first);
    });
  }
};

Sides SidesOf(const ScenarioAssertion& one, const v1::ComparedTarget& target) {
  Sides sides;
  for (const auto& [pairs, outcomes] :
       {std::pair(&target.a(), &sides.a), {&target.b(), &sides.b}}) {
    for (const v1::ComparedTarget::Pair& pair : *pairs) {
      if (!IsChosen(one, pair.process(), target.target())) continue;
      sides.searched = sides.searched && pair.searched_all();
      (*outcomes)[pair.process()] =
          absl::StrCat(StatusWord(pair.status()), " ", TierName(pair.tier()),
                       " ", StatusWord(pair.inherent_status()), " ",
                       TierName(pair.inherent_tier()));
    }
  }
  return sides;
}

// How two sides differ; nothing where they come out the same. Without a process
// that both ask, it is the outcomes that are compared, whosever they are.
Wrong Difference(const Sides& sides) {
  if (!sides.share()) {
    std::array<std::multiset<std::string>, 2> outcomes;
    for (const auto& [process, outcome] : sides.a) outcomes[0].insert(outcome);
    for (const auto& [process, outcome] : sides.b) outcomes[1].insert(outcome);
    if (outcomes[0] == outcomes[1]) return std::nullopt;
    return absl::StrCat(Listed(outcomes[0]), " beside ", Listed(outcomes[1]));
  }
  Outcomes all = sides.a;
  all.insert(sides.b.begin(), sides.b.end());
  for (const auto& [process, outcome] : all) {
    const auto a = sides.a.find(process);
    const auto b = sides.b.find(process);
    if (a != sides.a.end() && b != sides.b.end() && a->second == b->second) {
      continue;
    }
    return absl::StrCat(
        process, ": ", a == sides.a.end() ? "not there" : a->second, " beside ",
        b == sides.b.end() ? "not there" : b->second);
  }
  return std::nullopt;
}

// Ids of what makes the sides of a target differ. `settled` becomes false where
// not all of it is known.
std::set<std::string> ReasonsOf(const ScenarioAssertion& one,
                                const v1::ComparedTarget& target,
                                const Sides& sides, bool& settled) {
  std::set<std::string> ids;
  settled = settled && sides.searched;
  for (const v1::ComparedTarget::Moved& moved : target.moved()) {
    if (!IsChosen(one, moved.process(), target.target())) continue;
    settled = settled && moved.sought();
    for (const auto& cause : moved.causes()) ids.insert(cause.id());
  }
  if (sides.share()) return ids;
  for (const auto& proposition : target.propositions()) {
    if (proposition.processes_a().empty() !=
        proposition.processes_b().empty()) {
      ids.insert(proposition.id());
    }
  }
  return ids;
}

Wrong CheckCompared(const ScenarioAssertion& one,
                    const v1::CompareExposureResponse& answer) {
  bool any = false;
  bool settled = true;
  std::set<std::string> reasons;
  Wrong difference;
  for (const v1::ComparedTarget& target : answer.targets()) {
    const Sides sides = SidesOf(one, target);
    if (sides.a.empty() && sides.b.empty()) continue;
    any = true;
    reasons.merge(ReasonsOf(one, target, sides, settled));
    if (one.same && !sides.searched) return CutShort(answer.completeness());
    if (!difference) difference = Difference(sides);
  }
  if (!any) return "the answer has no such pair";
  if (one.same == true && difference) return difference;
  if (one.same == false && !difference) return "both sides come out the same";
  for (const std::string& id : one.includes) {
    if (reasons.contains(id)) continue;
    return absl::StrCat("what makes the difference does not include ", id, ": ",
                        Listed(reasons));
  }
  for (const std::string& id : one.not_includes) {
    if (reasons.contains(id)) {
      return absl::StrCat("what makes the difference includes ", id);
    }
    if (!settled) return "what makes the difference was not sought to its end";
  }
  return std::nullopt;
}

}  // namespace

Wrong CheckPlanConditions(const ScenarioAssertion& one,
                          const QueryAnswer& answer) {
  if (ingest::PlanConditions(one).empty()) return std::nullopt;
  if (const auto* plan = AnswerAs<v1::ProposeMeasuresResponse>(answer)) {
    return PlanCheck(one, *plan).Check();
  }
  if (const auto* points = AnswerAs<v1::FindSinglePointsResponse>(answer)) {
    return CheckPoints(one, *points);
  }
  if (const auto* compared = AnswerAs<v1::CompareExposureResponse>(answer)) {
    return CheckCompared(one, *compared);
  }
  return "the answer is of another kind";
}

bool IsOfPlanKind(const QueryAnswer& answer) {
  return AnswerAs<v1::ProposeMeasuresResponse>(answer) != nullptr ||
         AnswerAs<v1::FindSinglePointsResponse>(answer) != nullptr ||
         AnswerAs<v1::CompareExposureResponse>(answer) != nullptr;
}

std::map<std::string, std::string> PlanOutcomes(const ScenarioAssertion& one,
                                                const QueryAnswer& answer) {
  Outcomes outcomes;
  if (const auto* plan = AnswerAs<v1::ProposeMeasuresResponse>(answer)) {
    outcomes["the plan"] = PlanOutcome(one, *plan);
  }
  if (const auto* points = AnswerAs<v1::FindSinglePointsResponse>(answer)) {
    std::vector<std::string> all;
    for (const v1::BlockedPair& pair : points->blocked()) {
      if (!IsChosen(one, pair.process(), pair.target())) continue;
      for (const v1::SinglePoint& point : pair.points()) {
        all.push_back(absl::StrCat(PairName(pair.process(), pair.target()),
                                   " (", pair.vector(), ") on ",
                                   point.measure()));
      }
    }
    outcomes["the single points"] = Listed(all);
  }
  if (const auto* compared = AnswerAs<v1::CompareExposureResponse>(answer)) {
    for (const v1::ComparedTarget& target : compared->targets()) {
      const Sides sides = SidesOf(one, target);
      if (sides.a.empty() && sides.b.empty()) continue;
      outcomes[absl::StrCat(target.target(), " (", target.vector(), ")")] =
          Difference(sides).value_or("the same");
    }
  }
  return outcomes;
}

std::string RangeText(const ingest::CountRange& range) {
  if (range.min && range.max) {
    return *range.min == *range.max
               ? absl::StrCat(*range.min)
               : absl::StrCat(*range.min, " to ", *range.max);
  }
  return range.min   ? absl::StrCat("at least ", *range.min)
         : range.max ? absl::StrCat("at most ", *range.max)
                     : "";
}

std::vector<std::string> PlanConditionTexts(const ScenarioAssertion& one) {
  std::vector<std::string> texts;
  if (one.feasible)
    texts.emplace_back(*one.feasible ? "feasible" : "infeasible");
  if (one.cost_at_most) {
    texts.push_back(absl::StrCat("cost at most ", *one.cost_at_most));
  }
  if (one.burden_at_most) {
    texts.push_back(absl::StrCat("burden at most ", *one.burden_at_most));
  }
  for (const std::string& id : one.includes) {
    texts.push_back(absl::StrCat("includes ", id));
  }
  for (const std::string& id : one.not_includes) {
    texts.push_back(absl::StrCat("does not include ", id));
  }
  if (one.points.given()) {
    texts.push_back(
        absl::StrCat("number of single points ", RangeText(one.points)));
  }
  if (one.same) texts.emplace_back(*one.same ? "the same" : "not the same");
  return texts;
}

}  // namespace ketenzicht::service
