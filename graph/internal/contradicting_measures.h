// Contradictions between two measures that say the same: one is there and the
// other denied, or each says otherwise when it holds or how much it reduces.

#ifndef KETENZICHT_GRAPH_INTERNAL_CONTRADICTING_MEASURES_H_
#define KETENZICHT_GRAPH_INTERNAL_CONTRADICTING_MEASURES_H_

#include <vector>

#include "graph/internal/contradiction_context.h"

namespace ketenzicht::graph::internal {

// The rules of docs/semantics.md, 13.13 (kDenial) and 13.14 (kValues, kDates):
// they have no places, and no voices yet. Compares each measure that is put
// forward with each that is denied, and with each other one.
std::vector<Contradiction> FindContradictingMeasures(
    ContradictionContext& context);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_CONTRADICTING_MEASURES_H_
