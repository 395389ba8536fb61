#include "graph/negated_kinds.h"

#include <optional>

namespace ketenzicht::graph {

bool IsOfNegated(const Ontology& ontology, const PathExpression& negated,
                 RelationKindId kind, bool inverse) {
  if (negated.operands.empty()) return negated.inverse == inverse;
  bool that_way = false;
  for (const PathExpression& operand : negated.operands) {
    if (operand.inverse != inverse) continue;
    that_way = true;
    const std::optional<RelationKindId> named =
        ontology.FindRelationKind(operand.kind);
    if (named && ontology.RelationIsA(kind, *named)) return false;
  }
  return that_way;
}

}  // namespace ketenzicht::graph
