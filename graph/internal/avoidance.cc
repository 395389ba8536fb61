#include "graph/internal/avoidance.h"

#include <string>

namespace ketenzicht::graph::internal {

Avoidance::Avoidance(const View& view, FactIndex process)
    : avoided_(view.avoided(process)) {
  if (avoided_ == nullptr) return;
  const Ontology& ontology = view.snapshot().ontology();
  reached_by_denial_.assign(ontology.relation_kinds().size(), false);
  for (const RelationKind& kind : ontology.relation_kinds()) {
    for (const std::string& through : kind.denial_reaches) {
      const RelationKindId base = *ontology.FindRelationKind(through);
      for (size_t k = 0; k < reached_by_denial_.size(); ++k) {
        if (ontology.RelationIsA(static_cast<RelationKindId>(k), base)) {
          reached_by_denial_[k] = true;
        }
      }
    }
  }
}

}  // namespace ketenzicht::graph::internal
