#include "tests/support/oracle_outcome.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

constexpr size_t kPathsMax = 1000;

struct Half {
  Status status = Status::kNoPath;
  TierRange tier;
};

std::optional<Half> HalfOf(const Oracle& oracle, const PolicyDocument& policy,
                           const std::string& process,
                           const std::string& authority,
                           const std::string& expression) {
  const auto paths = oracle.Paths(expression, process, {authority}, kPathsMax);
  if (!paths) return std::nullopt;
  Half half;
  if (paths->empty()) return half;
  std::vector<WeighedPath> weighed;
  for (const OraclePath& path : *paths) {
    weighed.push_back({path, oracle.Weigh(process, path)});
  }
  half.status = paths->front().status;
  const OracleTier tier = TierOfPair(weighed);
  if (tier.applicable) {
    half.tier = {policy.tiers[tier.lowest].id, policy.tiers[tier.highest].id};
  }
  return half;
}

bool IsOneClass(const Selector& one, const Selector& other) {
  const auto listed = [](const std::vector<std::string>& ids) {
    return std::set<std::string>(ids.begin(), ids.end());
  };
  const auto conditions = [](const std::vector<PathCondition>& where) {
    std::multiset<std::pair<std::string, std::string>> all;
    for (const PathCondition& one : where) all.emplace(one.expression, one.to);
    return all;
  };
  const auto inner = [](const std::shared_ptr<const Selector>& a,
                        const std::shared_ptr<const Selector>& b) {
    if (a == nullptr || b == nullptr) return a == b;
    return IsOneClass(*a, *b);
  };
  return one.any == other.any && listed(one.ids) == listed(other.ids) &&
         one.by_example == other.by_example && one.kind == other.kind &&
         conditions(one.where) == conditions(other.where) &&
         one.attributes == other.attributes &&
         inner(one.source_of, other.source_of) &&
         inner(one.target_of, other.target_of) &&
         inner(one.source, other.source) && inner(one.target, other.target) &&
         inner(one.via, other.via) &&
         listed(one.except) == listed(other.except);
}

bool SayTheSame(const Relation& one, const Relation& other) {
  const auto carriers = [](const Relation& of) {
    return std::multiset<std::string>(of.via.begin(), of.via.end());
  };
  return other.kind == one.kind && IsOneEnd(other.source, one.source) &&
         IsOneEnd(other.target, one.target) &&
         carriers(other) == carriers(one) &&
         other.holds_while == one.holds_while;
}

bool SayTheSame(const Measure& one, const Measure& other) {
  return DoTheSame(one, other) && other.state == one.state;
}

}  // namespace

bool IsOneEnd(const End& one, const End& other) {
  if (!one.selector || !other.selector) return one == other;
  return IsOneClass(*one.selector, *other.selector);
}

bool SayTheSame(const Fact& one, const Fact& other) {
  if (one.relation() != nullptr && other.relation() != nullptr) {
    return SayTheSame(*one.relation(), *other.relation());
  }
  return one.measure() != nullptr && other.measure() != nullptr &&
         SayTheSame(*one.measure(), *other.measure());
}

bool DoTheSame(const Measure& one, const Measure& other) {
  return other.effect == one.effect && other.selects == one.selects &&
         other.unless == one.unless && other.decided_by == one.decided_by;
}

std::vector<FactIndex> GroupOf(const std::vector<Fact>& facts, FactIndex fact) {
  std::vector<FactIndex> group;
  for (FactIndex i = 0; i < static_cast<FactIndex>(facts.size()); ++i) {
    if (i == fact || SayTheSame(facts[fact], facts[i])) group.push_back(i);
  }
  return group;
}

std::vector<FactIndex> GroupIn(std::vector<Fact> facts,
                               const std::vector<Change>& changes,
                               FactIndex fact) {
  std::map<std::string, Change::Op> last;
  for (const Change& change : changes) last[change.fact] = change.op;
  for (Fact& one : facts) {
    const auto change = last.find(one.id);
    Measure* measure = one.measure();
    if (measure == nullptr || change == last.end()) continue;
    if (change->second == Change::Op::kTake) {
      measure->state = MeasureState::kInPlace;
    } else if (change->second == Change::Op::kLift) {
      measure->state = MeasureState::kCandidate;
    }
  }
  return GroupOf(facts, fact);
}

ValidTime SaidToHoldOn(ValidTime valid, Date day) {
  Bound& from = valid.from;
  if (from.kind == Bound::Kind::kDated && day < from.range.earliest) {
    from = Bound();
  } else if (from.kind == Bound::Kind::kDated && day < from.range.latest) {
    from.range.latest = day;
  }
  Bound& until = valid.until;
  if (until.kind == Bound::Kind::kDated && until.range.latest <= day) {
    until = Bound();
  } else if (until.kind == Bound::Kind::kDated && until.range.earliest <= day) {
    until.range.earliest = Date::FromDays(day.days() + 1);
  }
  return valid;
}

std::optional<PairOutcome> Outcome(const std::vector<Fact>& facts,
                                   const Ontology& ontology,
                                   const PolicyDocument& policy,
                                   const ViewOptions& options,
                                   const std::string& process,
                                   const std::string& authority,
                                   const std::string& expression) {
  ViewOptions without = options;
  without.measures = false;
  const std::optional<Half> asked =
      HalfOf(Oracle(facts, ontology, policy, options), policy, process,
             authority, expression);
  const std::optional<Half> inherent =
      HalfOf(Oracle(facts, ontology, policy, without), policy, process,
             authority, expression);
  if (!asked || !inherent) return std::nullopt;
  return PairOutcome{asked->status, asked->tier, inherent->status,
                     inherent->tier};
}

std::string Show(const PairOutcome& outcome) {
  return absl::StrCat(StatusName(outcome.status), " ",
                      TierText(outcome.tier, Language::kEnglish), " / ",
                      StatusName(outcome.inherent_status), " ",
                      TierText(outcome.inherent_tier, Language::kEnglish));
}

}  // namespace ketenzicht::graph::oracle
