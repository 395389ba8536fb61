// The part of a product graph on which the likelihood of a pair hangs: all that
// lies between a process and its authorities, with the event that opens each
// edge.

#ifndef KETENZICHT_GRAPH_INTERNAL_UNCERTAIN_PRODUCT_H_
#define KETENZICHT_GRAPH_INTERNAL_UNCERTAIN_PRODUCT_H_

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "graph/automaton.h"
#include "graph/internal/product_graph.h"
#include "graph/internal/reached_product.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

// The bounds of an interval, as positions in an array.
inline constexpr int kLow = 0;
inline constexpr int kBest = 1;
inline constexpr int kHigh = 2;
inline constexpr int kBounds = 3;

// Each relation has one number, uniform over [0, 1). An edge that the relation
// opens with likelihood p is open where that number lies below p: whatever two
// edges are opened by one relation, the likelier is open where the other is.
struct OpenEvent {
  int32_t relation = 0;
  std::array<double, kBounds> thresholds = {};  // ascending
  // Where there is no best estimate, its threshold is the lowest.
  bool has_best = true;
};

// Of an edge that is always open.
inline constexpr int32_t kCertainEvent = -1;

// An edge between positions of a reached product.
struct ReachedStep {
  int32_t from;
  int32_t to;
  InstanceIndex instance;
};

// Immutable, safe from any thread.
class UncertainProduct {
 public:
  struct Edge {
    int32_t to = 0;
    int32_t event = kCertainEvent;
    friend auto operator<=>(const Edge&, const Edge&) = default;
  };

  // Keeps what a path from `process` to one of `targets` may pass over steps of
  // status `weakest` at worst and of a likelihood that may be above 0, as what
  // carries them. A step that something carries which is not certain is a row
  // of edges, with the event of each. Left out
  // is what no such path needs: what leads back to the process or from an
  // entity to itself, and what comes after an end. O(reached product).
  // Interrupted: empty, and `completeness` says so.
  UncertainProduct(const View& view, const Automaton& automaton,
                   FactIndex process, const std::vector<FactIndex>& targets,
                   Status weakest, const Limits& limits,
                   Completeness& completeness);

  // Vertices in the order of a breadth-first search, the start at 0, and behind
  // them those between the edges of a carried step. None where no walk leads to
  // an end.
  int32_t size() const { return static_cast<int32_t>(entities_.size()); }
  bool empty() const { return entities_.empty(); }
  bool is_end(int32_t vertex) const { return ends_[vertex]; }
  // Entities are numbered from 0; a vertex within a step has one of its own.
  int32_t entity(int32_t vertex) const { return entities_[vertex]; }
  int32_t num_entities() const { return num_entities_; }
  // Each once.
  absl::Span<const Edge> edges(int32_t vertex) const {
    return absl::MakeConstSpan(edges_).subspan(
        offsets_[vertex], offsets_[vertex + 1] - offsets_[vertex]);
  }

  // Ordered by relation; relations are numbered from 0, in the order in which a
  // breadth-first search meets them.
  const std::vector<OpenEvent>& events() const { return events_; }
  int32_t num_relations() const { return num_relations_; }

 private:
  class Laying;

  // Keeps the vertices of these steps: their numbers by reached position.
  std::vector<int32_t> Number(const ProductGraph& graph,
                              const ReachedProduct& reached,
                              const std::vector<bool>& ends,
                              const std::vector<ReachedStep>& steps);
  // One that no step reached.
  int32_t AddVertex();
  void Store(std::vector<std::pair<int32_t, Edge>> edges);

  int32_t num_entities_ = 0;
  int32_t num_relations_ = 0;
  std::vector<int32_t> entities_;
  std::vector<bool> ends_;
  std::vector<uint32_t> offsets_;
  std::vector<Edge> edges_;
  std::vector<OpenEvent> events_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_UNCERTAIN_PRODUCT_H_
