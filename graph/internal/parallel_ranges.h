// Work on a long range, cut into one piece for each core.

#ifndef KETENZICHT_GRAPH_INTERNAL_PARALLEL_RANGES_H_
#define KETENZICHT_GRAPH_INTERNAL_PARALLEL_RANGES_H_

#include <cstddef>

#include "absl/functional/function_ref.h"

namespace ketenzicht::graph::internal {

// How many pieces `size` is cut into: as many as there are cores, and none
// shorter than `least`; at least one.
size_t NumRanges(size_t size, size_t least);

// Calls work(piece, begin, end) for each of `pieces` pieces of 0 … size - 1,
// side by side, and returns when all are done. One piece runs on the thread of
// the caller, and so does what no thread can be had for.
void ForEachRange(size_t size, size_t pieces,
                  absl::FunctionRef<void(size_t, size_t, size_t)> work);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_PARALLEL_RANGES_H_
