// What is no contradiction but a difference: one organization closes the use of
// a product by its own decision, another one uses it.

#ifndef KETENZICHT_GRAPH_INTERNAL_DIFFERING_JUDGEMENTS_H_
#define KETENZICHT_GRAPH_INTERNAL_DIFFERING_JUDGEMENTS_H_

#include <vector>

#include "graph/internal/contradiction_context.h"

namespace ketenzicht::graph::internal {

// One for each two organizations and product, by these. Their sides have no
// voices yet.
std::vector<Contradiction> FindDifferingJudgements(
    ContradictionContext& context);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_DIFFERING_JUDGEMENTS_H_
