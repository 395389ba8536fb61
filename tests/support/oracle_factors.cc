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

}  // namespace

OracleTier Oracle::Weigh(const std::string& process,
                         const OraclePath& path) const {
  OracleTier tier;
  tier.applicable = path.status < Status::kBlocked;
  std::vector<std::map<std::string, bool>> ways = {{}};
  for (const Factor& factor : policy_.factors) {
    if (!factor.enabled && std::count(options_.factors.begin(),
                                      options_.factors.end(), factor.id) == 0) {
      continue;
    }
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
  return SomethingIsClosed(process) ? Answer::kNo : Answer::kUnknown;
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
  return IsDenied("touches", use, interest) ? Answer::kNo : Answer::kUnknown;
}

// 7.3
Answer Oracle::AuthorityAnswer(const Factor& factor,
                               const std::string& authority) const {
  const Expression expression = ParseExpression(factor.authority_expression);
  const auto best = [&](const StatusOfRow& status) {
    Status found = Status::kNoPath;
    Enumerate(
        rows_, expression, authority, status,
        [](const Row&, const std::string&) { return true; },
        [&](const OraclePath& path) {
          if (path.nodes.back() == factor.authority_target) {
            found = std::min(found, path.status);
          }
          return true;
        });
    return found;
  };
  const Status recorded = best([](const Row& row) { return row.status; });
  if (recorded == Status::kOpen) return Answer::kYes;
  if (recorded != Status::kNoPath) return Answer::kUnknown;
  const Status denied = best([](const Row& row) {
    if (row.outcome == Omission::kNone) return row.status;
    return row.denies() || row.outcome == Omission::kDenied ? Status::kBlocked
                                                            : Status::kNoPath;
  });
  return denied == Status::kNoPath ? Answer::kUnknown : Answer::kNo;
}

// 7.4: in the organizations that the process is certainly part of, in all that
// is certainly part of them, and in what their carried relations lead to.
bool Oracle::SomethingIsClosed(const std::string& process) const {
  const Ids ours = WholesOf(process);
  const auto inside = [&](const std::string& id) {
    for (const std::string& whole : WholesOf(id)) {
      if (ours.contains(whole)) return true;
    }
    return false;
  };
  for (const Row* closed : closed_) {
    if (inside(closed->source)) return true;
    for (const Row& row : rows_) {
      if (row.outcome == Omission::kNone && row.target == closed->source &&
          !row.carriers.empty() && inside(row.source)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace ketenzicht::graph::oracle
