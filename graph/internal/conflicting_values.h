// Contradictions of kinds kDates, kValues and kReadings: different answers to
// one question, and different dates of one thing.

#ifndef KETENZICHT_GRAPH_INTERNAL_CONFLICTING_VALUES_H_
#define KETENZICHT_GRAPH_INTERNAL_CONFLICTING_VALUES_H_

#include <vector>

#include "graph/internal/contradiction_context.h"

namespace ketenzicht::graph::internal {

// One for each two facts that contradict, in no order. Their sides have no
// voices yet.
std::vector<Contradiction> FindConflictingValues(ContradictionContext& context);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_CONFLICTING_VALUES_H_
