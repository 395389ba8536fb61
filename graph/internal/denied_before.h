// Contradictions of kind kDenial about days before the one asked about: of two
// relations of which one is over, or not said of that day any more.

#ifndef KETENZICHT_GRAPH_INTERNAL_DENIED_BEFORE_H_
#define KETENZICHT_GRAPH_INTERNAL_DENIED_BEFORE_H_

#include <vector>

#include "graph/internal/contradiction_context.h"

namespace ketenzicht::graph::internal {

// The rule of docs/semantics.md, 13.12. Those that hold on the day asked about
// are among them, without the places that FindDeniedRelations gives them. By
// fact; their sides have no voices yet. For each denial, the relations of its
// source.
std::vector<Contradiction> FindDeniedBefore(ContradictionContext& context);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_DENIED_BEFORE_H_
