#include "graph/factors.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace ketenzicht::graph {
namespace {

// Yes where one says yes; unknown where one is unknown; else no.
Answer Either(Answer a, Answer b) {
  if (a == Answer::kYes || b == Answer::kYes) return Answer::kYes;
  if (a == Answer::kUnknown || b == Answer::kUnknown) return Answer::kUnknown;
  return Answer::kNo;
}

class Weigher {
 public:
  Weigher(const View& view, FactIndex process, const FoundPath& path)
      : view_(view),
        snapshot_(view.snapshot()),
        process_(process),
        path_(path) {}

  FactorAnswer Weigh(const Factor& factor) {
    FactorAnswer answer;
    answer.factor = &factor;
    if (!factor.use_touches.empty()) {
      Touches(factor, answer);
    } else if (!factor.path_passes.empty()) {
      Passes(factor, answer);
    } else if (!factor.authority_expression.empty()) {
      Authority(factor, answer);
    } else {
      NoMeans(answer);
    }
    return answer;
  }

 private:
  void Touches(const Factor& factor, FactorAnswer& answer) {
    const FactIndex interest = snapshot_.Find(factor.use_touches);
    const std::vector<FactIndex> uses = UsesOf(view_, path_);
    bool first = true;
    for (FactIndex use : uses) {
      const FactorAnswer one = TouchesOne(use, interest);
      if (first || Either(answer.answer, one.answer) != answer.answer) {
        answer.reason = one.reason;
      }
      answer.answer = first ? one.answer : Either(answer.answer, one.answer);
      first = false;
      answer.instances.insert(answer.instances.end(), one.instances.begin(),
                              one.instances.end());
    }
  }

  bool DeniesTouching(const Instance& r, FactIndex interest) const {
    const Ontology& ontology = snapshot_.ontology();
    const std::optional<RelationKindId> touches =
        ontology.FindRelationKind("touches");
    return r.denies() && r.carriers.empty() && touches &&
           ontology.RelationIsA(*touches, r.kind) &&
           (r.target == interest || r.target == kNoFact);
  }

  FactorAnswer TouchesOne(FactIndex use, FactIndex interest) const {
    FactorAnswer affirmed;
    FactorAnswer denied;
    Status best = Status::kNoPath;
    bool contested = true;
    for (InstanceIndex i : view_.on(kNoFact)) {
      if (DeniesTouching(view_.instance(i), interest)) {
        denied.instances.push_back(i);
      }
    }
    for (InstanceIndex i : view_.on(use)) {
      const Instance& r = view_.instance(i);
      if (DeniesTouching(r, interest)) {
        denied.instances.push_back(i);
      } else if (r.counts() && r.target != kNoFact && r.target == interest) {
        affirmed.instances.push_back(i);
        best = Strongest(best, view_.status(i));
        if (view_.status(i) == Status::kOpen) {
          contested = contested && !r.contested_by.empty();
        }
      }
    }
    if (!affirmed.instances.empty()) {
      const bool yes = best == Status::kOpen && !contested;
      affirmed.answer = yes ? Answer::kYes : Answer::kUnknown;
      affirmed.reason = yes                     ? FactorReason::kRecorded
                        : best == Status::kOpen ? FactorReason::kContested
                                                : FactorReason::kUncertain;
      if (affirmed.reason == FactorReason::kContested) {
        affirmed.instances.insert(affirmed.instances.end(),
                                  denied.instances.begin(),
                                  denied.instances.end());
      }
      return affirmed;
    }
    if (!denied.instances.empty()) {
      denied.answer = Answer::kNo;
      denied.reason = FactorReason::kRecorded;
    }
    return denied;
  }

  void Passes(const Factor& factor, FactorAnswer& answer) const {
    const Ontology& ontology = snapshot_.ontology();
    answer.answer = Answer::kNo;
    answer.reason = FactorReason::kNotOnPath;
    for (const View::Incidence& step : path_.steps) {
      for (const std::string& name : factor.path_passes) {
        if (!ontology.RelationIsA(step.letter / 2,
                                  *ontology.FindRelationKind(name))) {
          continue;
        }
        const bool open = view_.status(step.instance) == Status::kOpen;
        answer.instances.push_back(step.instance);
        answer.answer =
            Either(answer.answer, open ? Answer::kYes : Answer::kUnknown);
        answer.reason =
            open ? FactorReason::kRecorded : FactorReason::kUncertain;
        break;
      }
    }
  }

  void Authority(const Factor& factor, FactorAnswer& answer) const {
    if (path_.steps.empty()) return;
    PathQuery query;
    query.source = path_.steps.back().to;
    query.targets = {snapshot_.Find(factor.authority_target)};
    query.automaton =
        &snapshot_.policy().automaton(factor.authority_expression);
    query.omitted = true;
    const FoundPaths found = FindPaths(view_, query, Limits{.paths = 1});
    if (found.paths.empty()) return;
    const FoundPath& best = found.paths[0];
    if (best.status == Status::kNoPath) {
      // One programme that is denied says nothing of another.
      const FoundPaths ways =
          FindPaths(view_, query, Limits{.paths = kMaxPaths});
      const FoundPath* denied = nullptr;
      std::set<InstanceIndex> first_steps;
      for (const FoundPath& way : ways.paths) {
        if (IsLeftOut(way)) continue;
        if (!OnlyDenialsCut(way)) return;
        if (denied == nullptr) denied = &way;
        first_steps.insert(way.steps.front().instance);
      }
      if (denied != nullptr && ways.completeness.complete() &&
          !LeadsNowhere(query, first_steps)) {
        Rest(*denied, Answer::kNo, FactorReason::kRecorded, answer);
      }
    } else if (best.status == Status::kOpen) {
      Rest(best, Answer::kYes, FactorReason::kRecorded, answer);
    } else {
      Rest(best, Answer::kUnknown, FactorReason::kUncertain, answer);
    }
  }

  // Whether a first step makes an edge, and no way on record goes on from it:
  // of a programme whose targets are not recorded nothing is denied.
  bool LeadsNowhere(const PathQuery& query,
                    const std::set<InstanceIndex>& first_steps) const {
    for (const View::Incidence& at : view_.incidences(query.source)) {
      if (query.automaton->Next(query.automaton->start(), at.letter) !=
              Automaton::kNoState &&
          view_.status(at.instance) != Status::kNoPath &&
          !first_steps.contains(at.instance)) {
        return true;
      }
    }
    return false;
  }

  // Whether a way passes what this view does not ask for.
  bool IsLeftOut(const FoundPath& way) const {
    return std::any_of(way.steps.begin(), way.steps.end(),
                       [this](const View::Incidence& s) {
                         const Instance& r = view_.instance(s.instance);
                         const Omission omission = r.omission;
                         return (omission == Omission::kDate &&
                                 r.recorded == Modality::kDenied) ||
                                omission == Omission::kSource ||
                                omission == Omission::kInferred ||
                                omission == Omission::kUnverified ||
                                omission == Omission::kRemoved;
                       });
  }

  bool OnlyDenialsCut(const FoundPath& way) const {
    return std::all_of(way.steps.begin(), way.steps.end(),
                       [this](const View::Incidence& s) {
                         const Instance& r = view_.instance(s.instance);
                         return view_.status(s.instance) != Status::kNoPath ||
                                (r.denies() && r.carriers.empty()) ||
                                r.omission == Omission::kDenied;
                       });
  }

  static void Rest(const FoundPath& path, Answer value, FactorReason reason,
                   FactorAnswer& answer) {
    answer.answer = value;
    answer.reason = reason;
    for (const View::Incidence& step : path.steps) {
      answer.instances.push_back(step.instance);
    }
  }

  // No means to address the risk: no, where a measure, in place or candidate,
  // closes something in the organization. Never yes: that nothing is recorded
  // does not say that nothing is there.
  void NoMeans(FactorAnswer& answer) const {
    std::map<FactIndex, InstanceIndex> closed;
    for (FactIndex member : OrganizationScope()) {
      for (InstanceIndex i : view_.on(member)) {
        for (const MeasureMet& met : view_.table().measures(i)) {
          if (view_.status(i) != Status::kNoPath &&
              met.effect == MeasureEffect::kCloses &&
              met.leaves == Status::kBlocked) {
            answer.answer = Answer::kNo;
            answer.reason = FactorReason::kMeasureExists;
            const auto [it, first] = closed.emplace(met.measure, i);
            if (!first && view_.rank(i) < view_.rank(it->second))
              it->second = i;
          }
        }
      }
    }
    for (const auto& [measure, relation] : closed) {
      answer.measures.push_back(measure);
      answer.closed.push_back(relation);
    }
  }

  // The processes and organizations that are certainly part of an organization
  // of the process, and the information that their carried relations lead to.
  absl::flat_hash_set<FactIndex> OrganizationScope() const {
    absl::flat_hash_set<FactIndex> wholes;
    for (FactIndex whole : view_.WholesOf(process_)) {
      if (IsA(whole, "organization")) wholes.insert(whole);
    }
    absl::flat_hash_set<FactIndex> scope = wholes;
    std::vector<FactIndex> queue(wholes.begin(), wholes.end());
    for (size_t i = 0; i < queue.size(); ++i) {
      for (const View::Incidence& at : view_.incidences(queue[i])) {
        const bool part =
            at.letter % 2 == 1 &&
            snapshot_.ontology().relation_kind(at.letter / 2).passes_denials &&
            IsPartOf(at.to, queue[i]);
        if (part && scope.insert(at.to).second) queue.push_back(at.to);
      }
    }
    absl::flat_hash_set<FactIndex> own;
    for (FactIndex member : queue) {
      if (!IsOwn(member)) continue;
      own.insert(member);
      for (const View::Incidence& at : view_.incidences(member)) {
        if (at.letter % 2 == 0 && view_.table().counts(at.instance) &&
            view_.table().modal(at.instance) == Status::kOpen &&
            !view_.table().carriers(at.instance).empty() &&
            IsA(at.to, "information")) {
          own.insert(at.to);
        }
      }
    }
    return own;
  }

  bool IsA(FactIndex fact, absl::string_view kind) const {
    return snapshot_.IsA(fact, kind);
  }

  // Whether what happens there happens in an organization.
  bool IsOwn(FactIndex fact) const {
    return IsA(fact, "organization") || IsA(fact, "process");
  }

  bool IsPartOf(FactIndex part, FactIndex whole) const {
    const std::vector<FactIndex> wholes = view_.WholesOf(part);
    return std::binary_search(wholes.begin(), wholes.end(), whole);
  }

  const View& view_;
  const Snapshot& snapshot_;
  const FactIndex process_;
  const FoundPath& path_;
};

bool Holds(const Condition& condition, const std::map<std::string, bool>& yes) {
  switch (condition.op) {
    case Condition::Op::kAlways:
      return true;
    case Condition::Op::kFactor: {
      const auto it = yes.find(condition.factor);
      return it != yes.end() && it->second;
    }
    case Condition::Op::kAll:
      return std::all_of(condition.operands.begin(), condition.operands.end(),
                         [&](const Condition& c) { return Holds(c, yes); });
    case Condition::Op::kAny:
      return std::any_of(condition.operands.begin(), condition.operands.end(),
                         [&](const Condition& c) { return Holds(c, yes); });
    case Condition::Op::kNot:
      return !Holds(condition.operands.front(), yes);
  }
  return false;
}

// Whether `found` is true of a way to settle the unknown factors but for the
// one called `kept`; asked of one after the other, until it is.
template <typename Found>
bool AnyWayToSettle(const TierAnswer& tier, absl::string_view kept,
                    const Found& found) {
  std::map<std::string, bool> yes;
  std::vector<std::string> unknown;
  for (const FactorAnswer& one : tier.factors) {
    const std::string& id = one.factor->id;
    yes[id] = one.answer == Answer::kYes;
    if (one.answer == Answer::kUnknown && id != kept) unknown.push_back(id);
  }
  for (uint32_t ways = 0; ways < (uint32_t{1} << unknown.size()); ++ways) {
    for (size_t i = 0; i < unknown.size(); ++i) {
      yes[unknown[i]] = ((ways >> i) & 1) == 1;
    }
    if (found(yes)) return true;
  }
  return false;
}

// The tiers for all ways to settle the unknown factors.
void DecideTier(const Policy& policy, TierAnswer& tier) {
  bool first = true;
  AnyWayToSettle(tier, "", [&](const std::map<std::string, bool>& yes) {
    const int index = TierWhere(policy, yes);
    tier.lowest = first ? index : std::min(tier.lowest, index);
    tier.highest = first ? index : std::max(tier.highest, index);
    first = false;
    return false;
  });
}

}  // namespace

// The last row always holds: Policy::Create sees to that.
int TierWhere(const Policy& policy, const std::map<std::string, bool>& holds) {
  for (const DecisionRow& row : policy.document().decision_table) {
    if (Holds(row.when, holds)) return policy.TierIndex(row.tier);
  }
  return 0;
}

bool HangsOn(const Policy& policy, const TierAnswer& tier,
             const Factor& factor) {
  return AnyWayToSettle(tier, factor.id, [&](std::map<std::string, bool> yes) {
    yes[factor.id] = false;
    const int without = TierWhere(policy, yes);
    yes[factor.id] = true;
    return TierWhere(policy, yes) != without;
  });
}

absl::string_view AnswerName(Answer answer) {
  switch (answer) {
    case Answer::kYes:
      return "yes";
    case Answer::kNo:
      return "no";
    case Answer::kUnknown:
      return "unknown";
  }
  return "";
}

absl::string_view FactorReasonName(FactorReason reason) {
  switch (reason) {
    case FactorReason::kRecorded:
      return "recorded";
    case FactorReason::kUncertain:
      return "uncertain";
    case FactorReason::kContested:
      return "contested";
    case FactorReason::kUnrecorded:
      return "unrecorded";
    case FactorReason::kNotOnPath:
      return "not_on_path";
    case FactorReason::kMeasureExists:
      return "measure_exists";
  }
  return "";
}

std::vector<FactIndex> UsesOf(const View& view, const FoundPath& path) {
  const Snapshot& snapshot = view.snapshot();
  const RelationKindId use = *snapshot.ontology().FindRelationKind(
      snapshot.policy().document().use_kind);
  absl::flat_hash_set<FactIndex> seen;
  std::vector<FactIndex> carriers;
  const auto carried_by = [&](const Instance& r) {
    for (FactIndex carrier : r.carriers) {
      if (seen.insert(carrier).second) carriers.push_back(carrier);
    }
  };
  std::vector<FactIndex> uses;
  const auto take_if_use = [&](FactIndex relation) {
    if (snapshot.ontology().RelationIsA(snapshot.relation_kind(relation),
                                        use)) {
      uses.push_back(relation);
    }
  };
  for (const View::Incidence& step : path.steps) {
    const Instance& r = view.instance(step.instance);
    if (r.fact != kNoFact) take_if_use(r.fact);
    carried_by(r);
  }
  // Grows while it is walked, which the check does not see.
  // NOLINTNEXTLINE(modernize-loop-convert)
  for (size_t i = 0; i < carriers.size(); ++i) {
    take_if_use(carriers[i]);
    for (InstanceIndex one : view.of(carriers[i])) {
      carried_by(view.instance(one));
    }
  }
  std::sort(uses.begin(), uses.end());
  uses.erase(std::unique(uses.begin(), uses.end()), uses.end());
  return uses;
}

TierAnswer WeighPath(const View& view, FactIndex process,
                     const FoundPath& path) {
  TierAnswer tier;
  const std::vector<std::string>& extra = view.options().factors;
  Weigher weigher(view, process, path);
  for (const Factor& factor : view.snapshot().policy().document().factors) {
    if (!factor.enabled &&
        std::find(extra.begin(), extra.end(), factor.id) == extra.end()) {
      continue;
    }
    tier.factors.push_back(weigher.Weigh(factor));
  }
  tier.applicable = path.status < Status::kBlocked;
  DecideTier(view.snapshot().policy(), tier);
  return tier;
}

}  // namespace ketenzicht::graph
