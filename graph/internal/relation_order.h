// The order in which relations are decided.

#ifndef KETENZICHT_GRAPH_INTERNAL_RELATION_ORDER_H_
#define KETENZICHT_GRAPH_INTERNAL_RELATION_ORDER_H_

#include <vector>

#include "graph/internal/path_sets.h"
#include "graph/internal/uncertain_product.h"

namespace ketenzicht::graph::internal {

// Path sets over events of their own.
struct OrderedPathSets {
  std::vector<OpenEvent> events;  // only those of the sets, by relation
  std::vector<PathSet> sets;
};

// The same sets, with relations numbered anew, so that few vertices have both
// relations that are decided and others that are not: what has to be known of
// the decided ones is then little. One begins at the start, and goes on where
// fewest relations are left at a vertex. Two ways beside each other are so
// decided one by one, and what lies in a row is from front to back; whichever
// of the two a search breadth first or depth first is good at, it is bad at the
// other. O(edges log edges).
OrderedPathSets OrderRelations(const UncertainProduct& product,
                               const std::vector<PathSet>& sets);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_RELATION_ORDER_H_
