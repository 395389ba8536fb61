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

}  // namespace

std::vector<FactIndex> GroupOf(const Snapshot& snapshot, FactIndex fact) {
  const FactTable& facts = snapshot.facts();
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
