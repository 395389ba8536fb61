#include "graph/proposition_group.h"

#include <algorithm>
#include <iterator>
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

// One thing, or one class whatever it is called.
bool AreOneEnd(const End& a, const End& b) {
  if (!a.selector || !b.selector) return a == b;
  return InOrder(*a.selector) == InOrder(*b.selector);
}

// The relations between the same two things as `fact`, or those of a class that
// may be of the same class.
std::vector<FactIndex> MayBeBetweenTheSame(const Snapshot& snapshot,
                                           FactIndex fact) {
  const FactTable& facts = snapshot.facts();
  const auto alike = [&](FactIndex other) {
    return facts.is_relation(other) &&
           facts.relation_kind(other) == facts.relation_kind(fact) &&
           facts.source(other) == facts.source(fact) &&
           facts.target(other) == facts.target(fact);
  };
  std::vector<FactIndex> all;
  if (facts.source(fact) != kNoFact && facts.target(fact) != kNoFact) {
    const FactIndexes from = snapshot.relations_from(facts.source(fact));
    std::copy_if(from.begin(), from.end(), std::back_inserter(all), alike);
    return all;
  }
  std::copy_if(facts.detailed().begin(), facts.detailed().end(),
               std::back_inserter(all), alike);
  return all;
}

bool AreBetweenTheSame(const FactTable& facts, FactIndex a, FactIndex b) {
  const Relation* of_a = facts.detail(a);
  const Relation* of_b = facts.detail(b);
  if (of_a == nullptr || of_b == nullptr) return of_a == of_b;
  return AreOneEnd(of_a->source, of_b->source) &&
         AreOneEnd(of_a->target, of_b->target);
}

// The measures that do what `measure` does and of which `too` holds; sorted.
template <typename Too>
std::vector<FactIndex> MeasuresLike(const Snapshot& snapshot, FactIndex measure,
                                    const Too& too) {
  const FactTable& facts = snapshot.facts();
  std::vector<FactIndex> group;
  for (FactIndex other : snapshot.measures()) {
    if (too(other) && DoTheSame(facts.measure(measure), facts.measure(other))) {
      group.push_back(other);
    }
  }
  return group;
}

}  // namespace

bool DoTheSame(const Measure& a, const Measure& b) {
  return a.effect == b.effect && a.decided_by == b.decided_by &&
         SayTheSame(a.unless, b.unless) &&
         InOrder(a.selects) == InOrder(b.selects);
}

bool AreOneMeasure(const Measure& a, const Measure& b) {
  return a.state == b.state && DoTheSame(a, b);
}

std::vector<FactIndex> MeasuresOfAnyState(const Snapshot& snapshot,
                                          FactIndex measure) {
  return MeasuresLike(snapshot, measure, [](FactIndex) { return true; });
}

std::vector<FactIndex> GroupIn(const InstanceTable& table, FactIndex fact) {
  if (!table.facts().is_measure(fact)) return GroupOf(table.snapshot(), fact);
  return MeasuresLike(table.snapshot(), fact, [&](FactIndex other) {
    return table.is_in_place(other) == table.is_in_place(fact);
  });
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
  if (facts.is_measure(fact)) {
    return MeasuresLike(snapshot, fact, [&](FactIndex other) {
      return facts.measure(other).state == facts.measure(fact).state;
    });
  }
  if (!facts.is_relation(fact)) return {fact};
  const bool of_class =
      facts.source(fact) == kNoFact || facts.target(fact) == kNoFact;
  std::vector<FactIndex> group;
  for (FactIndex other : MayBeBetweenTheSame(snapshot, fact)) {
    if ((!of_class || AreBetweenTheSame(facts, fact, other)) &&
        SortedCarriers(snapshot, other) == SortedCarriers(snapshot, fact) &&
        SayTheSame(GuardOf(snapshot, other), GuardOf(snapshot, fact))) {
      group.push_back(other);
    }
  }
  return group;
}

}  // namespace ketenzicht::graph
