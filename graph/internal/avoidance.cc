#include "graph/internal/avoidance.h"

#include <string>

namespace ketenzicht::graph::internal {

std::vector<bool> ReachedByDenials(const Ontology& ontology) {
  std::vector<bool> reached(ontology.relation_kinds().size(), false);
  for (const RelationKind& kind : ontology.relation_kinds()) {
    for (const std::string& through : kind.denial_reaches) {
      const RelationKindId base = *ontology.FindRelationKind(through);
      for (size_t k = 0; k < reached.size(); ++k) {
        if (ontology.RelationIsA(static_cast<RelationKindId>(k), base)) {
          reached[k] = true;
        }
      }
    }
  }
  return reached;
}

Avoidance::Avoidance(const View& view, FactIndex process)
    : avoided_(view.avoided(process)) {
  if (avoided_ == nullptr) return;
  reached_by_denial_ = ReachedByDenials(view.snapshot().ontology());
}

}  // namespace ketenzicht::graph::internal
