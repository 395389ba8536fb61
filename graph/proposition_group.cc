#include "graph/proposition_group.h"

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>

namespace ketenzicht::graph {
namespace {

std::vector<FactIndex> SortedCarriers(const Snapshot& snapshot,
                                      FactIndex relation) {
  const FactIndexes via = snapshot.facts().via(relation);
  std::vector<FactIndex> carriers(via.begin(), via.end());
  std::sort(carriers.begin(), carriers.end());
  return carriers;
}

// Of any order of what is listed, and whatever the class is called.
Selector InOrder(Selector selector) {
  selector.label = {};
  for (std::vector<std::string>* ids : {&selector.ids, &selector.except}) {
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  }
  std::sort(selector.where.begin(), selector.where.end(),
            [](const PathCondition& a, const PathCondition& b) {
              return std::tie(a.expression, a.to) <
                     std::tie(b.expression, b.to);
            });
  for (std::shared_ptr<const Selector>* inner :
       {&selector.source_of, &selector.target_of, &selector.source,
        &selector.target, &selector.via}) {
    if (*inner == nullptr) continue;
    *inner = std::make_shared<const Selector>(InOrder(**inner));
  }
  return selector;
}

bool SayTheSame(const Guard& a, const Guard& b) {
  const auto itself = [](Guard guard) {
    guard.operands.clear();
    return guard;
  };
  return a.operands.size() == b.operands.size() && itself(a) == itself(b) &&
         std::is_permutation(
             a.operands.begin(), a.operands.end(), b.operands.begin(),
             [](const Guard& x, const Guard& y) { return SayTheSame(x, y); });
}

bool SayTheSame(const Boxed<Guard>& a, const Boxed<Guard>& b) {
  if (!a || !b) return !a && !b;
  return SayTheSame(*a, *b);
}

const Boxed<Guard>& GuardOf(const Snapshot& snapshot, FactIndex relation) {
  static const Boxed<Guard>& none = *new Boxed<Guard>();
  const Relation* detail = snapshot.facts().detail(relation);
  return detail == nullptr ? none : detail->holds_while;
}

// Whatever the state of either is.
bool DoTheSame(const Measure& a, const Measure& b) {
  return a.effect == b.effect && a.decided_by == b.decided_by &&
         SayTheSame(a.unless, b.unless) &&
         InOrder(a.selects) == InOrder(b.selects);
}

std::vector<FactIndex> MeasuresAs(const Snapshot& snapshot, FactIndex measure) {
  const FactTable& facts = snapshot.facts();
  std::vector<FactIndex> group;
  for (FactIndex other : snapshot.measures()) {
    if (AreOneMeasure(facts.measure(measure), facts.measure(other))) {
      group.push_back(other);
    }
  }
  return group;
}

}  // namespace

bool AreOneMeasure(const Measure& a, const Measure& b) {
  return a.state == b.state && DoTheSame(a, b);
}

std::vector<FactIndex> MeasuresOfAnyState(const Snapshot& snapshot,
                                          FactIndex measure) {
  const FactTable& facts = snapshot.facts();
  std::vector<FactIndex> group;
  for (FactIndex other : snapshot.measures()) {
    if (DoTheSame(facts.measure(measure), facts.measure(other))) {
      group.push_back(other);
    }
  }
  return group;
}

std::vector<FactIndex> GroupIn(const InstanceTable& table, FactIndex fact) {
  const FactTable& facts = table.facts();
  if (!facts.is_measure(fact)) return GroupOf(table.snapshot(), fact);
  std::vector<FactIndex> group;
  for (FactIndex other : table.snapshot().measures()) {
    if (table.is_in_place(other) == table.is_in_place(fact) &&
        DoTheSame(facts.measure(fact), facts.measure(other))) {
      group.push_back(other);
    }
  }
  return group;
}

std::vector<FactIndex> FactsSaying(const Snapshot& snapshot,
                                   RelationKindId kind, FactIndex source,
                                   FactIndex target,
                                   const std::vector<FactIndex>& carriers) {
  const FactTable& facts = snapshot.facts();
  std::vector<FactIndex> saying;
  for (FactIndex other : snapshot.relations_from(source)) {
    if (facts.relation_kind(other) == kind && facts.target(other) == target &&
        SortedCarriers(snapshot, other) == carriers &&
        GuardOf(snapshot, other) == Boxed<Guard>()) {
      saying.push_back(other);
    }
  }
  return saying;
}

std::vector<FactIndex> GroupOf(const Snapshot& snapshot, FactIndex fact) {
  const FactTable& facts = snapshot.facts();
  if (facts.is_measure(fact)) return MeasuresAs(snapshot, fact);
  if (!facts.is_relation(fact) || facts.source(fact) == kNoFact ||
      facts.target(fact) == kNoFact) {
    return {fact};
  }
  std::vector<FactIndex> group;
  for (FactIndex other : snapshot.relations_from(facts.source(fact))) {
    if (facts.relation_kind(other) == facts.relation_kind(fact) &&
        facts.target(other) == facts.target(fact) &&
        SortedCarriers(snapshot, other) == SortedCarriers(snapshot, fact) &&
        SayTheSame(GuardOf(snapshot, other), GuardOf(snapshot, fact))) {
      group.push_back(other);
    }
  }
  return group;
}

}  // namespace ketenzicht::graph
