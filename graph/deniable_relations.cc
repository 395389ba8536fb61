#include "graph/deniable_relations.h"

#include "graph/denials.h"
#include "graph/instance_table.h"
#include "graph/internal/avoidance.h"

namespace ketenzicht::graph {

DeniableRelations::DeniableRelations(const View& view)
    : view_(view),
      table_(view.table()),
      ontology_(view.snapshot().ontology()),
      reached_(internal::ReachedByDenials(ontology_)) {}

void DeniableRelations::AddAbout(FactIndex process, const FoundPath& path,
                                 const std::vector<InstanceIndex>& behind,
                                 std::set<FactIndex>& facts) const {
  for (InstanceIndex one : behind) AddAbout(one, facts);
  const std::vector<FactIndex> wholes = view_.WholesOf(process);
  for (const View::Incidence& step : path.steps) {
    if (reached_[table_.kind(step.instance)]) AddKeeping(wholes, step, facts);
  }
}

void DeniableRelations::AddAbout(InstanceIndex of,
                                 std::set<FactIndex>& facts) const {
  const FactIndex source = table_.source(of);
  if (source == kNoFact) return;
  std::vector<FactIndex> wholes = {source};
  if (view_.snapshot().is_entity(source)) wholes = view_.WholesOf(source);
  for (FactIndex whole : wholes) {
    table_.ForEachFrom(whole, [&](InstanceIndex i) {
      if (IsAbout(i, of)) AddFact(i, of, facts);
    });
  }
}

// As of FindAvoided (graph/denials.h).
void DeniableRelations::AddKeeping(const std::vector<FactIndex>& wholes,
                                   const View::Incidence& step,
                                   std::set<FactIndex>& facts) const {
  for (FactIndex whole : wholes) {
    table_.ForEachFrom(whole, [&](InstanceIndex i) {
      if (table_.target(i) == step.to && table_.carriers(i).empty() &&
          !ontology_.relation_kind(table_.kind(i)).denial_reaches.empty()) {
        AddFact(i, step.instance, facts);
      }
    });
  }
}

bool DeniableRelations::IsAbout(InstanceIndex i, InstanceIndex of) const {
  const FactIndex target = table_.target(i);
  return (target == table_.target(of) || target == kNoFact) &&
         ontology_.RelationIsA(table_.kind(of), table_.kind(i)) &&
         SpeaksOf(table_.carriers(i), table_.carriers(of));
}

void DeniableRelations::AddFact(InstanceIndex i, InstanceIndex of,
                                std::set<FactIndex>& facts) const {
  const FactIndex fact = table_.fact(i);
  if (fact != kNoFact && fact != table_.fact(of)) facts.insert(fact);
}

}  // namespace ketenzicht::graph
