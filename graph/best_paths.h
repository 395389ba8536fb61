// The best path from one process to each of many authorities, in one search.
//
//   const BestPaths best = FindBestPaths(view, automaton, process, authorities,
//                                        limits);
//   if (best.paths[i].status != Status::kNoPath) … best.paths[i].steps

#ifndef KETENZICHT_GRAPH_BEST_PATHS_H_
#define KETENZICHT_GRAPH_BEST_PATHS_H_

#include <vector>

#include "absl/types/span.h"
#include "graph/automaton.h"
#include "graph/limits.h"
#include "graph/path_search.h"
#include "graph/view.h"

namespace ketenzicht::graph {

struct BestPaths {
  // One for each target, in their order. Where there is none: no steps, status
  // kNoPath.
  std::vector<FoundPath> paths;
  Completeness completeness;
};

// For each of `targets` the path from `source` that FindPaths gives first: by
// status, cost, length and relation instance ids. Where the expression lets an
// entity occur twice (WalksArePaths), it is the best walk, which may repeat
// one; a path may be worse, never better.
//
// Reach first (FindReach), then for each status that a target is reached with
// one Dijkstra search over the steps that are no worse, until all those targets
// are settled. O(product edges * log) at most, usually a part of it. Cancelled:
// kNoPath for those that were not settled yet, and `completeness` says so.
BestPaths FindBestPaths(const View& view, const Automaton& automaton,
                        FactIndex source, absl::Span<const FactIndex> targets,
                        const Limits& limits);

// A pair's best status, and the cost of the best path of that status.
struct BestCost {
  Status status = Status::kNoPath;
  Cost cost = 0;
  friend bool operator==(const BestCost&, const BestCost&) = default;
};

// The same without the paths, in less time: what a matrix holds.
std::vector<BestCost> FindBestCosts(const View& view,
                                    const Automaton& automaton,
                                    FactIndex source,
                                    absl::Span<const FactIndex> targets,
                                    const Limits& limits,
                                    Completeness& completeness);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_BEST_PATHS_H_
