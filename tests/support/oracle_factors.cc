// docs/semantics.md, section 7: factors and tier.

#include <algorithm>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

bool Holds(const Condition& condition, const std::map<std::string, bool>& yes) {
  switch (condition.op) {
    case Condition::Op::kAlways:
      return true;
    case Condition::Op::kFactor: {
      const auto found = yes.find(condition.factor);
      return found != yes.end() && found->second;
    }
    case Condition::Op::kAll:
      return std::all_of(
          condition.operands.begin(), condition.operands.end(),
          [&](const Condition& operand) { return Holds(operand, yes); });
    case Condition::Op::kAny:
      return std::any_of(
          condition.operands.begin(), condition.operands.end(),
          [&](const Condition& operand) { return Holds(operand, yes); });
    case Condition::Op::kNot:
      return !Holds(condition.operands[0], yes);
  }
  return false;
}

int TierFor(const PolicyDocument& policy,
            const std::map<std::string, bool>& yes) {
  for (const DecisionRow& row : policy.decision_table) {
    if (!Holds(row.when, yes)) continue;
    for (size_t i = 0; i < policy.tiers.size(); ++i) {
      if (policy.tiers[i].id == row.tier) return static_cast<int>(i);
    }
  }
  return -1;
}

// What a relation is to a way over it (7.3).
enum class Cut { kNone, kByDenial, kOtherwise, kNoWay };

Cut CutOf(const Row& row) {
  switch (row.outcome) {
    case Omission::kNone:
      return Cut::kNone;
    case Omission::kSource:
    case Omission::kInferred:
    case Omission::kUnverified:
    case Omission::kRemoved:
      return Cut::kNoWay;
    case Omission::kDenied:
      return Cut::kByDenial;
    case Omission::kModality:
      return row.denies() && row.carriers.empty() ? Cut::kByDenial
                                                  : Cut::kOtherwise;
    case Omission::kDate:
      // What was denied at another time was no way at any.
      return row.recorded == Modality::kDenied ? Cut::kNoWay : Cut::kOtherwise;
    default:
      return Cut::kOtherwise;
  }
}

}  // namespace

OracleTier TierOfPair(const std::vector<WeighedPath>& paths) {
  if (paths.empty()) return {};
  OracleTier pair = paths[0].tier;
  for (const auto& [path, tier] : paths) {
    if (!tier.applicable) continue;
    if (path.status == paths[0].path.status) {
      pair.lowest = std::max(pair.lowest, tier.lowest);
    }
    pair.highest = std::max(pair.highest, tier.highest);
  }
  return pair;
}

OracleTier Oracle::Weigh(const std::string& process,
                         const OraclePath& path) const {
  OracleTier tier;
  tier.applicable = path.status < Status::kBlocked;
  std::vector<std::map<std::string, bool>> ways = {{}};
  for (const Factor& factor : policy_.factors) {
    if (!IsAsked(factor)) continue;
    const Answer answer = AnswerOf(factor, process, path);
    tier.answers.emplace_back(factor.id, answer);
    std::vector<std::map<std::string, bool>> more;
    for (std::map<std::string, bool> way : ways) {
      for (const bool yes : {false, true}) {
        if (answer == (yes ? Answer::kNo : Answer::kYes)) continue;
        way[factor.id] = yes;
        more.push_back(way);
      }
    }
    ways = more;
  }
  if (!tier.applicable) return tier;
  tier.lowest = static_cast<int>(policy_.tiers.size());
  tier.highest = -1;
  for (const auto& way : ways) {
    const int index = TierFor(policy_, way);
    tier.lowest = std::min(tier.lowest, index);
    tier.highest = std::max(tier.highest, index);
  }
  return tier;
}

bool Oracle::IsAsked(const Factor& factor) const {
  return factor.enabled || std::count(options_.factors.begin(),
                                      options_.factors.end(), factor.id) > 0;
}

Answer Oracle::AnswerOf(const Factor& factor, const std::string& process,
                        const OraclePath& path) const {
  if (!factor.use_touches.empty()) {  // 7.1
    bool all_no = true;
    const Ids uses = UsesOn(path);
    for (const std::string& use : uses) {
      const Answer answer = UseTouches(use, factor.use_touches);
      if (answer == Answer::kYes) return Answer::kYes;
      all_no = all_no && answer == Answer::kNo;
    }
    return all_no && !uses.empty() ? Answer::kNo : Answer::kUnknown;
  }
  if (!factor.path_passes.empty()) {  // 7.2
    Answer answer = Answer::kNo;
    for (const Row* step : path.steps) {
      for (const std::string& kind : factor.path_passes) {
        if (!KindIs(step->kind, kind)) continue;
        if (step->status == Status::kOpen) return Answer::kYes;
        answer = Answer::kUnknown;
      }
    }
    return answer;
  }
  if (!factor.authority_expression.empty()) {
    return AuthorityAnswer(factor, path.nodes.back());
  }
  return ClosingMeasures(process).empty() ? Answer::kUnknown : Answer::kNo;
}

// The uses on the path, and those that carry it, carriers of carriers too.
Ids Oracle::UsesOn(const OraclePath& path) const {
  Ids facts;  // of the carriers: each with the carriers of all its rows
  for (const Row* step : path.steps) {
    facts.insert(step->carriers.begin(), step->carriers.end());
  }
  for (bool more = true; more;) {
    more = false;
    for (const Row& row : rows_) {
      if (row.fact == nullptr || !facts.contains(row.fact->id)) continue;
      for (const std::string& carrier : row.carriers) {
        more = facts.insert(carrier).second || more;
      }
    }
  }
  for (const Row* step : path.steps) {  // of a step, only its own
    if (step->fact != nullptr) facts.insert(step->fact->id);
  }
  Ids uses;
  for (const std::string& id : facts) {
    if (KindIs(FindFact(id)->relation()->kind, policy_.use_kind)) {
      uses.insert(id);
    }
  }
  return uses;
}

Answer Oracle::UseTouches(const std::string& use,
                          const std::string& interest) const {
  bool recorded = false;
  for (const Row& row : rows_) {
    if (row.source != use || row.target != interest ||
        row.outcome != Omission::kNone) {
      continue;
    }
    recorded = true;
    if (row.status == Status::kOpen && row.contested_by.empty()) {
      return Answer::kYes;
    }
  }
  if (recorded) return Answer::kUnknown;
  if (!IsDeniedOutright("touches", use, interest)) return Answer::kUnknown;
  const bool by_name = IsDenied("touches", use, interest,
                                [](const Row& row) { return !row.general; });
  if (!by_name) Meet("touches denied of a class, or of everything");
  return Answer::kNo;
}

// 7.3
Answer Oracle::AuthorityAnswer(const Factor& factor,
                               const std::string& authority) const {
  Status found = Status::kNoPath;
  Enumerate(
      rows_, ParseExpression(factor.authority_expression), authority,
      [](const Row& row) { return row.status; },
      [](const Row&, const std::string&) { return true; },
      [&](const OraclePath& path) {
        if (path.nodes.back() == factor.authority_target) {
          found = std::min(found, path.status);
        }
        return true;
      });
  if (found == Status::kOpen) return Answer::kYes;
  if (found != Status::kNoPath) return Answer::kUnknown;
  return CutByDenialsAlone(factor, authority) ? Answer::kNo : Answer::kUnknown;
}

// Whether there are ways on record, and denials alone cut every one.
bool Oracle::CutByDenialsAlone(const Factor& factor,
                               const std::string& authority) const {
  bool some_by_denials = false;
  bool some_otherwise = false;
  std::set<const Row*> first_steps;
  Enumerate(
      rows_, ParseExpression(factor.authority_expression), authority,
      [](const Row& row) {  // any status will do for what is walked
        return CutOf(row) == Cut::kNoWay ? Status::kNoPath : Status::kOpen;
      },
      [](const Row&, const std::string&) { return true; },
      [&](const OraclePath& path) {
        if (path.nodes.back() != factor.authority_target) return true;
        const bool otherwise = std::any_of(
            path.steps.begin(), path.steps.end(),
            [](const Row* step) { return CutOf(*step) == Cut::kOtherwise; });
        (otherwise ? some_otherwise : some_by_denials) = true;
        first_steps.insert(path.steps.front());
        return true;
      });
  const Expression start = ParseExpression(factor.authority_expression);
  for (const Row& row : rows_) {
    if (row.outcome != Omission::kNone || row.source != authority ||
        row.target.empty() || first_steps.contains(&row)) {
      continue;
    }
    const Expression rest = AfterStep(start, false, [&](const std::string& k) {
      return KindIs(row.kind, k);
    });
    if (AcceptsNothingMore(rest)) continue;
    Meet("a first step that leads nowhere on record");
    return false;
  }
  if (some_by_denials && some_otherwise) {
    Meet("ways of which denials cut some only");
  }
  for (const Row& row : rows_) {
    if (row.denies() && row.target.empty() && row.source == authority &&
        !some_by_denials && !some_otherwise) {
      Meet("a denial of everything is no way");
    }
  }
  return some_by_denials && !some_otherwise;
}

// 7.4: those that close something in the organization.
Ids Oracle::ClosingMeasures(const std::string& process) const {
  Ids found;
  Ids organizations;
  Ids other_wholes;  // of no account
  for (const std::string& whole : WholesOf(process)) {
    (EntityIs(whole, "organization") ? organizations : other_wholes)
        .insert(whole);
  }
  for (const auto& [closed, measures] : closed_) {
    if (IsInside(closed->source, organizations)) {
      found.insert(measures.begin(), measures.end());
    }
    for (const std::string& whole : WholesOf(closed->source)) {
      if (other_wholes.contains(whole)) Meet("closed in another whole");
    }
    if (!EntityIs(closed->source, "information")) continue;
    for (const Row& row : rows_) {
      if (row.outcome == Omission::kNone && row.modal == Status::kOpen &&
          row.target == closed->source && !row.carriers.empty() &&
          IsInside(row.source, organizations)) {
        Meet("closed from information of the organization");
        found.insert(measures.begin(), measures.end());
      }
    }
  }
  return found;
}

// Whether it is a process or an organization, and certainly part of one of
// `organizations`, which are part of themselves.
bool Oracle::IsInside(const std::string& id, const Ids& organizations) const {
  const Ids wholes = WholesOf(id);
  const bool part = std::any_of(
      wholes.begin(), wholes.end(),
      [&](const std::string& whole) { return organizations.contains(whole); });
  if (!part) return false;
  const bool counts = EntityIs(id, "process") || EntityIs(id, "organization");
  if (!counts) Meet("closed in a product of the organization");
  return counts;
}

}  // namespace ketenzicht::graph::oracle
