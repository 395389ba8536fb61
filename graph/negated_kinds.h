// Which steps a negated property set of a path expression takes.

#ifndef KETENZICHT_GRAPH_NEGATED_KINDS_H_
#define KETENZICHT_GRAPH_NEGATED_KINDS_H_

#include "graph/ontology.h"
#include "graph/path_expression.h"

namespace ketenzicht::graph {

// Whether a step of `kind` that way is one of `negated` (Op::kNegated): some
// operand goes that way, and none of those names the kind or one that it is a
// kind of; of no operands every step of its own way (SPARQL 1.1, 9.1: `!()`).
// Operands that are no relation kinds name nothing. Linear in them.
bool IsOfNegated(const Ontology& ontology, const PathExpression& negated,
                 RelationKindId kind, bool inverse);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_NEGATED_KINDS_H_
