// The product of a view and an automaton, stored: what searches over the whole
// graph walk on.
//
// A vertex is an entity in a state of the minimized automaton. Only vertices
// that lie on some walk from a start to an accepting vertex are there, numbered
// without gaps; twelve bytes and a cost an edge, no strings. ProductGraph
// (internal/product_graph.h) is the same product, never stored, for searches
// from one process and for steps that make no edge.

#ifndef KETENZICHT_GRAPH_INTERNAL_COMPACT_PRODUCT_H_
#define KETENZICHT_GRAPH_INTERNAL_COMPACT_PRODUCT_H_

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "graph/automaton.h"
#include "graph/likelihood.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

using Vertex = int32_t;
inline constexpr Vertex kNoVertex = -1;

// Statuses that an edge can have: kOpen to kBlocked.
inline constexpr int kEdgeStatuses = static_cast<int>(Status::kNoPath);

// Immutable, safe from any thread. Keeps nothing of the view.
class CompactProduct {
 public:
  struct Edge {
    Vertex to;
    uint32_t instance : 30;
    uint32_t status : 2;
  };
  // An edge, seen from where it leads to.
  struct BackEdge {
    Vertex from;
    uint32_t edge;  // position, for edge() and cost()
  };

  // O(states * entities) bits and O(product edges) besides. A walk ends at an
  // entity of kind authority in an accepting state. Interrupted: `completeness`
  // says so, and it is not to be used.
  CompactProduct(const View& view, const Automaton& automaton,
                 const Limits& limits, Completeness& completeness);

  Vertex size() const { return static_cast<Vertex>(entities_.size()); }
  size_t num_edges() const { return edges_.size(); }
  int num_states() const { return num_states_; }

  // Where walks from `entity` start; kNoVertex where none gets anywhere.
  // O(log starts).
  Vertex StartOf(FactIndex entity) const;
  FactIndex entity(Vertex v) const { return entities_[v]; }
  int16_t state(Vertex v) const { return states_[v]; }
  bool accepts(Vertex v) const { return accepts_[v]; }
  // All vertices that accept, ascending; an entity may have several.
  const std::vector<Vertex>& accepting() const { return accepting_; }
  // All vertices that a walk may start at, ascending, as their entities are.
  const std::vector<Vertex>& starts() const { return starts_; }

  absl::Span<const Edge> edges(Vertex v) const {
    return absl::MakeConstSpan(edges_).subspan(offsets_[v],
                                               offsets_[v + 1] - offsets_[v]);
  }
  uint32_t first_edge(Vertex v) const { return offsets_[v]; }
  const Edge& edge(uint32_t position) const { return edges_[position]; }
  Cost cost(uint32_t position) const { return costs_[position]; }
  // What it takes: vertices and edges, with those back, made or not.
  size_t EstimatedBytes() const {
    constexpr size_t kVertex =
        sizeof(FactIndex) + sizeof(int16_t) + 1 + 2 * sizeof(uint32_t);
    constexpr size_t kEdge = sizeof(Edge) + sizeof(Cost) + sizeof(BackEdge);
    return kVertex * entities_.size() + kEdge * edges_.size();
  }
  // Whether some edge has this status.
  bool has_status(int status) const { return has_status_[status]; }

  // The edges into `v`. Made for all vertices when first asked for.
  absl::Span<const BackEdge> back_edges(Vertex v) const;

 private:
  class Builder;

  int num_states_ = 0;
  std::vector<FactIndex> entities_;
  std::vector<int16_t> states_;
  std::vector<bool> accepts_;
  std::vector<Vertex> accepting_;
  std::vector<Vertex> starts_;
  std::vector<uint32_t> offsets_;  // one more than vertices
  std::vector<Edge> edges_;
  std::vector<Cost> costs_;  // as edges_
  std::array<bool, kEdgeStatuses> has_status_{};
  mutable std::once_flag backwards_made_;
  mutable std::vector<uint32_t> back_offsets_;
  mutable std::vector<BackEdge> back_edges_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_COMPACT_PRODUCT_H_
