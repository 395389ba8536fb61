// Contradictions of kind kDenial between two measures: one that is there, and
// the same one denied.

#ifndef KETENZICHT_GRAPH_INTERNAL_DENIED_MEASURES_H_
#define KETENZICHT_GRAPH_INTERNAL_DENIED_MEASURES_H_

#include <vector>

#include "graph/internal/contradiction_context.h"

namespace ketenzicht::graph::internal {

// The rule of docs/semantics.md, 13.13: they have no places, and no voices yet.
// By fact. Each denied measure is compared with each that is put forward.
std::vector<Contradiction> FindDeniedMeasures(ContradictionContext& context);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_DENIED_MEASURES_H_
