// The strong components of a part of a product, one after another.

#ifndef KETENZICHT_GRAPH_INTERNAL_COMPONENT_ORDER_H_
#define KETENZICHT_GRAPH_INTERNAL_COMPONENT_ORDER_H_

#include <cstdint>
#include <vector>

#include "graph/internal/compact_product.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {

struct ComponentOrder {
  std::vector<Vertex> vertices;     // each component together
  std::vector<int32_t> components;  // where each starts, one more at the end
};

// Orders `vertices`, which have position_of[vertex] in it; others have -1 there
// and are not looked at. Components that others lead to come first (Tarjan,
// Depth-first search and linear graph algorithms, 1972, on
// boost::depth_first_search: boost::strong_components gives no times of
// leaving, and cannot be interrupted); within one, vertices come in the order
// in which a depth-first search along cheap edges leaves them. O(product
// edges). Throws Interrupted where the pulse stops.
ComponentOrder OrderByComponents(const CompactProduct& product,
                                 const std::vector<Vertex>& vertices,
                                 const std::vector<int32_t>& position_of,
                                 Pulse& pulse);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_COMPONENT_ORDER_H_
