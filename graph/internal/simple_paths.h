// Paths of an uncertain product that repeat no entity, one by one.

#ifndef KETENZICHT_GRAPH_INTERNAL_SIMPLE_PATHS_H_
#define KETENZICHT_GRAPH_INTERNAL_SIMPLE_PATHS_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "graph/internal/pulse.h"
#include "graph/internal/uncertain_product.h"

namespace ketenzicht::graph::internal {

// Not thread-safe. Keeps a pointer to the product.
class SimplePaths {
 public:
  enum class End { kAll, kTaken, kBudget, kInterrupted };

  explicit SimplePaths(const UncertainProduct& product);

  // Gives the events of each path whose edges are all `open`, in the order of
  // the path and without kCertainEvent, to `take` until that returns false. A
  // path ends at the first end that it meets: what goes on from there needs the
  // same events, and more.
  //
  // Depth first, in the order of edges. `expansions` counts the edges that are
  // walked; at `expansions_max` they are all there is, one more is the budget.
  // Paths may be exponentially many, and so may be walks that are none.
  End Walk(absl::FunctionRef<bool(int32_t event)> open,
           absl::FunctionRef<bool(const std::vector<int32_t>& events)> take,
           int64_t expansions_max, int64_t& expansions, Pulse& pulse);

 private:
  struct Frame {
    int32_t vertex;
    uint32_t next;   // of its edges
    int32_t events;  // on the path before it was entered
  };

  void Enter(int32_t vertex, int32_t event);
  void Leave();

  const UncertainProduct& product_;
  std::vector<bool> on_path_;  // by entity; none between two calls
  std::vector<Frame> frames_;
  std::vector<int32_t> events_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_SIMPLE_PATHS_H_
