// The part of a product graph that is reached from one vertex, stored.

#ifndef KETENZICHT_GRAPH_INTERNAL_REACHED_PRODUCT_H_
#define KETENZICHT_GRAPH_INTERNAL_REACHED_PRODUCT_H_

#include <cstdint>
#include <vector>

#include "graph/internal/product_graph.h"
#include "graph/internal/pulse.h"
#include "graph/likelihood.h"
#include "graph/limits.h"

namespace ketenzicht::graph::internal {

// Extra cost of a step that makes no edge: so few of them as can be are walked.
inline constexpr Cost kOmittedCost = Cost{1} << 44;
// Where such steps are walked, any step costs by its likelihood no more than
// this (e^-64): else one that can never be would weigh as much as all of them.
inline constexpr Cost kDearestBesideOmitted = kOmittedCost >> 6;
// Of a denial: further away than one that does not count here, nearer than two.
inline constexpr Cost kDeniedCost = kOmittedCost + kOmittedCost / 2;

struct ReachedEdge {
  int32_t target;  // position of the reached vertex
  Status status;
  Cost cost;
  const View::Incidence* step;
};

// Vertices in the order of a breadth-first search; the start is at 0.
class ReachedProduct {
 public:
  // Where limits say so it stops, empty, and `completeness` says why.
  ReachedProduct(const ProductGraph& graph, ProductVertex start,
                 const Limits& limits, Completeness& completeness);

  int32_t size() const { return static_cast<int32_t>(vertices_.size()); }
  ProductVertex vertex(int32_t position) const { return vertices_[position]; }
  const ReachedEdge& edge(uint32_t index) const { return edges_[index]; }
  // The index of the first of edges(position).
  uint32_t first_edge(int32_t position) const { return offsets_[position]; }
  absl::Span<const ReachedEdge> edges(int32_t position) const {
    return absl::MakeConstSpan(edges_).subspan(
        offsets_[position], offsets_[position + 1] - offsets_[position]);
  }

 private:
  void FindVertices(const ProductGraph& graph, ProductVertex start,
                    Pulse& pulse);
  void StoreEdges(const ProductGraph& graph, Pulse& pulse);

  std::vector<ProductVertex> vertices_;
  std::vector<uint32_t> offsets_;
  std::vector<ReachedEdge> edges_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_REACHED_PRODUCT_H_
