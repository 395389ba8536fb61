#include "graph/proposition_group.h"

#include <algorithm>

namespace ketenzicht::graph {
namespace {

std::vector<FactIndex> SortedCarriers(const Snapshot& snapshot,
                                      FactIndex relation) {
  const FactIndexes via = snapshot.facts().via(relation);
  std::vector<FactIndex> carriers(via.begin(), via.end());
  std::sort(carriers.begin(), carriers.end());
  return carriers;
}

const Boxed<Guard>& GuardOf(const Snapshot& snapshot, FactIndex relation) {
  static const Boxed<Guard>& none = *new Boxed<Guard>();
  const Relation* detail = snapshot.facts().detail(relation);
  return detail == nullptr ? none : detail->holds_while;
}

// Whatever the state of either is.
bool DoTheSame(const Measure& a, const Measure& b) {
  return a.effect == b.effect && a.decided_by == b.decided_by &&
         a.selects == b.selects && a.unless == b.unless;
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
        GuardOf(snapshot, other) == GuardOf(snapshot, fact)) {
      group.push_back(other);
    }
  }
  return group;
}

}  // namespace ketenzicht::graph
