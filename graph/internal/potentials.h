// What a partial path can still become at best.

#ifndef KETENZICHT_GRAPH_INTERNAL_POTENTIALS_H_
#define KETENZICHT_GRAPH_INTERNAL_POTENTIALS_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "graph/internal/reached_product.h"
#include "graph/likelihood.h"
#include "graph/limits.h"
#include "graph/status.h"

namespace ketenzicht::graph::internal {

// By what paths are ordered before their ids.
struct Outlook {
  Status status = Status::kOpen;
  Cost cost = 0;
  int32_t length = 0;
};
bool operator<(const Outlook& a, const Outlook& b);

// What is worse in one of the three does not count.
struct OutlookBounds {
  Status weakest = Status::kNoPath;
  Cost cost_max = std::numeric_limits<Cost>::max();
  int32_t length_max = std::numeric_limits<int32_t>::max();
};

// Of every walk from a reached vertex to an end. For each status that edges
// have, the least cost over edges that are no worse, and the least length of
// what costs as much: a bound on each of the three by itself would promise the
// status of one walk at the cost of another, and a search that believes it
// looks at all the ways in between (two makers behind twenty products, each by
// two ways: a million).
class Potentials {
 public:
  // `ends` are positions. Dijkstra's search twice for each status that edges
  // have. Where limits say so it stops, and `completeness` says why: it is not
  // to be used then.
  Potentials(const ReachedProduct& reached, const std::vector<int32_t>& ends,
             const Limits& limits, Completeness& completeness);

  // The best status of any walk from the start; kNoPath where there is none.
  Status walk_status() const;

  // The best that a partial path which is `so_far` and has come to `at` can
  // become within the bounds; nothing where it cannot. No walk is better, and
  // without a bound on length some walk is as good. Never better than that of
  // what the path extends.
  std::optional<Outlook> BestOf(const Outlook& so_far, int32_t at,
                                const OutlookBounds& bounds) const;

 private:
  // Walks over edges of at most this status.
  struct Level {
    Status status;
    std::vector<Cost> cost;         // the least; kFar where there is no walk
    std::vector<int32_t> length;    // the least of those that cost so much
    std::vector<int32_t> shortest;  // the least of any
  };
  static constexpr Cost kFar = std::numeric_limits<Cost>::max();

  std::vector<Level> levels_;  // by status
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_POTENTIALS_H_
