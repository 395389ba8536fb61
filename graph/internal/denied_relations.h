// Contradictions of kind kDenial: what is put forward, and denied.

#ifndef KETENZICHT_GRAPH_INTERNAL_DENIED_RELATIONS_H_
#define KETENZICHT_GRAPH_INTERNAL_DENIED_RELATIONS_H_

#include <vector>

#include "graph/internal/contradiction_context.h"

namespace ketenzicht::graph::internal {

// One for each relation and denial that meet somewhere, by fact. Their sides
// have no voices yet, and their places no statuses.
std::vector<Contradiction> FindDeniedRelations(ContradictionContext& context);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_DENIED_RELATIONS_H_
