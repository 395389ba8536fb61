#include "graph/fact_references.h"

namespace ketenzicht::graph {
namespace {

using Visit = absl::FunctionRef<void(const std::string&)>;

void VisitAll(const std::vector<std::string>& ids, Visit visit) {
  for (const std::string& id : ids) visit(id);
}

void VisitSelector(const Selector& selector, Visit visit) {
  VisitAll(selector.ids, visit);
  VisitAll(selector.except, visit);
  for (const PathCondition& path : selector.where) visit(path.to);
  for (const auto& inner : {selector.source_of, selector.target_of,
                            selector.source, selector.target, selector.via}) {
    if (inner != nullptr) VisitSelector(*inner, visit);
  }
}

void VisitGuard(const Guard& guard, Visit visit) {
  for (const std::string& id : {guard.fact, guard.source, guard.target,
                                guard.left.fact, guard.right.fact}) {
    if (!id.empty()) visit(id);
  }
  for (const Guard& operand : guard.operands) VisitGuard(operand, visit);
}

void VisitRelation(const Relation& relation, Visit visit) {
  VisitAll(relation.via, visit);
  for (const End* end : {&relation.source, &relation.target}) {
    if (end->selector) VisitSelector(*end->selector, visit);
  }
  if (relation.holds_while) VisitGuard(*relation.holds_while, visit);
}

void VisitMeasure(const Measure& measure, Visit visit) {
  VisitSelector(measure.selects, visit);
  if (!measure.decided_by.empty()) visit(measure.decided_by);
  if (measure.unless) VisitGuard(*measure.unless, visit);
  VisitAll(measure.prerequisites, visit);
  VisitAll(measure.conflicts_with, visit);
}

}  // namespace

void ForEachReference(const Fact& fact, Visit visit) {
  VisitAll(fact.because, visit);
  VisitAll(fact.origin.from, visit);
  if (fact.entity() != nullptr) VisitAll(fact.entity()->about, visit);
  if (fact.relation() != nullptr) VisitRelation(*fact.relation(), visit);
  if (fact.measure() != nullptr) VisitMeasure(*fact.measure(), visit);
}

void ForEachReference(const Selector& members, Visit visit) {
  VisitSelector(members, visit);
}

void ForEachReference(const Guard& guard, Visit visit) {
  VisitGuard(guard, visit);
}

absl::flat_hash_map<FactIndex, std::vector<FactIndex>> FindNamers(
    const FactTable& facts) {
  absl::flat_hash_map<FactIndex, std::vector<FactIndex>> namers;
  for (FactIndex i = 0; i < facts.size(); ++i) {
    const auto add = [&](const std::string& id) {
      const FactIndex named = facts.Find(id);
      if (named == kNoFact) return;
      std::vector<FactIndex>& list = namers[named];
      if (list.empty() || list.back() != i) list.push_back(i);
    };
    // Not Read(), which puts a kilobyte together for each.
    VisitAll(facts.because(i), add);
    VisitAll(facts.inferred_from(i), add);
    if (facts.is_entity(i)) {
      VisitAll(facts.about(i), add);
    } else if (facts.is_measure(i)) {
      VisitMeasure(facts.measure(i), add);
    } else if (const Relation* relation = facts.detail(i)) {
      VisitRelation(*relation, add);
    }
  }
  return namers;
}

}  // namespace ketenzicht::graph
