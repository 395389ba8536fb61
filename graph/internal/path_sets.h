// The path sets of a pair: which events, all together, open a path.

#ifndef KETENZICHT_GRAPH_INTERNAL_PATH_SETS_H_
#define KETENZICHT_GRAPH_INTERNAL_PATH_SETS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/internal/uncertain_product.h"
#include "graph/limits.h"

namespace ketenzicht::graph::internal {

// Events, sorted, each once.
using PathSet = std::vector<int32_t>;

// Takes out every set that holds another one, and what stands twice. Sorted by
// size, then by events. O(sets^2) comparisons of a word each, and of whole sets
// where these do not decide.
void KeepMinimal(std::vector<PathSet>& sets);

// The minimal path sets: a path is open just where all events of one of them
// happen. One empty set where a path is always open, none where there is none.
// Nothing where there are more than `sets_max` (some of which might fall away
// beside what was not found yet), where limits.expansions edges were walked
// before all paths were, or where it was interrupted; `completeness` has what
// was walked, and why it was interrupted.
std::optional<std::vector<PathSet>> FindPathSets(
    const UncertainProduct& product, int64_t sets_max, const Limits& limits,
    Completeness& completeness);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_PATH_SETS_H_
