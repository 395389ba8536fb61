// Best costs from every start of a product to every vertex of a cut, by one
// pass over the product for sixteen of them at a time.

#ifndef KETENZICHT_GRAPH_INTERNAL_LANE_SWEEP_H_
#define KETENZICHT_GRAPH_INTERNAL_LANE_SWEEP_H_

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/internal/compact_product.h"
#include "graph/internal/pulse.h"
#include "graph/limits.h"

namespace ketenzicht::graph::internal {

// Sums of costs are whole numbers, exact up to 2^53 in a double. What is larger
// comes of a likelihood that is zero, or is asked again by who needs it exact.
inline constexpr double kUnreachedCost =
    std::numeric_limits<double>::infinity();

// Costs by start and lane: lane i is the i-th vertex of the cut.
class LaneCosts {
 public:
  LaneCosts(size_t starts, size_t lanes)
      : lanes_(lanes), costs_(starts * lanes, kUnreachedCost) {}
  size_t lanes() const { return lanes_; }
  double at(size_t start, size_t lane) const {
    return costs_[start * lanes_ + lane];
  }
  void Set(size_t start, size_t lane, double cost) {
    costs_[start * lanes_ + lane] = cost;
  }

 private:
  size_t lanes_;
  std::vector<double> costs_;
};

// Vertices before the cut are put in the order of their strong components
// (component_order.h), those that others lead to first. The row of a vertex,
// its cost to each lane, is then the least over its edges of cost plus row;
// within a component a row that was lowered tells those with an edge to it,
// until none has news. An edge from a vertex to itself lowers nothing and is
// left out.
//
// Within a component the order is that in which a depth-first search along
// cheap edges leaves them. Measured on one component of 219 thousand vertices:
// 5.0 s of sweeps, where the order of discovery took 6.7, with alternating
// directions 10.3, and by the mean cost to some lanes 10.
//
// An edge is looked at again only when its target has fallen by more than it
// lay above its source the last time, in the lane where that was least: less
// cannot lower the source. That leaves 49 of 74 million looks at rows there,
// and what is skipped is read in order (3.5 s of sweeps, then 2.7). The rows of
// the edges that are left are fetched sixteen edges ahead: a row has some six
// edges, and to wait for each took a third of the time (3.3 s, then 2.2).
//
// The order is made once, for all levels. Immutable, safe from any thread.
class LaneSweep {
 public:
  // `cut` is sorted. O(product edges). Keeps a pointer to `product`.
  // Interrupted: `completeness` says so, and it is not to be used.
  LaneSweep(const CompactProduct& product, const std::vector<Vertex>& cut,
            const Limits& limits, Completeness& completeness);

  // Over steps of at most `level`: the costs from each of product.starts() to
  // the first vertex of the cut on a walk. O(edges * lanes) times the rounds
  // that components take; 128 bytes a vertex and thread. Where it is cancelled
  // the costs mean nothing and `completeness` says so.
  //
  // Threads that cannot be had, or find no memory, leave their part to the
  // others. ResourceExhausted where that leaves a part to nobody.
  absl::StatusOr<LaneCosts> Run(int level, int threads, const Limits& limits,
                                Completeness& completeness) const;

 private:
  class Rows;
  class Stop;
  struct Edge {
    int32_t row;  // at its other end, or ~lane
    uint32_t status;
    double cost;
  };
  struct Edges {
    std::vector<uint32_t> offsets;  // by row
    std::vector<Edge> edges;
  };

  // Edges out of some rows.
  struct Part {
    std::vector<Edge> outer;
    std::vector<uint32_t> outer_ends;             // of each row's, in this part
    std::vector<std::pair<int32_t, Edge>> inner;  // with their targets
  };

  void FindRows(const std::vector<int32_t>& lane_of, Pulse& pulse);
  void OrderRows(Pulse& pulse);
  void StoreEdges(const std::vector<int32_t>& lane_of, Pulse& pulse);
  // Adds the edges out of a row to what a thread found.
  void FindEdges(size_t row, const std::vector<int32_t>& lane_of,
                 const std::vector<int32_t>& component_of, Part& part) const;
  void SortInner(const std::vector<Part>& parts);
  // Whether all was done, or stopped as `completeness` says.
  bool RunTiles(int level, int threads, const Limits& limits, LaneCosts& costs,
                Completeness& completeness) const;
  void RunTile(size_t first_lane, Rows& rows, LaneCosts& costs) const;

  const CompactProduct& product_;
  const size_t lanes_;
  std::vector<Vertex> order_;        // by row: the vertex
  std::vector<int32_t> row_of_;      // by vertex; -1 where it has none
  std::vector<int32_t> components_;  // first row of each, one more at the end
  Edges outer_;  // out of each row, to other components and to lanes
  Edges inner_;  // into each row, from others of its component
  std::vector<int32_t> starts_;  // by start: its row, or ~lane
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_LANE_SWEEP_H_
