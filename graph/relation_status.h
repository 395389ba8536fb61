// Fifth step of a view: carriers, guards and measures.

#ifndef KETENZICHT_GRAPH_RELATION_STATUS_H_
#define KETENZICHT_GRAPH_RELATION_STATUS_H_

#include "absl/status/status.h"
#include "graph/denials.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

// A chain of carriers and guards may be this long.
inline constexpr int kMaxDependencyDepth = 500;

// Sets the status of every instance of `table` that counts:
//   - never better than its carriers; without an edge where a carrier has none;
//   - with its own guard ("while G"): G affirmed leaves it, not excluded or
//     unknown makes it at best that, denied takes the edge away;
//   - with each measure in place that selects and closes it ("closed unless
//   G"):
//     G affirmed leaves it, not excluded, unknown or unrecorded makes it at
//     best that, denied closes it. A measure not certainly in force counts as
//     one whose guard may hold. Where the view ignores measures they are
//     recorded as met, and change nothing.
//
// ResourceExhausted beyond kMaxDependencyDepth. Facts are sound, so there is no
// circle among guards and carriers.
absl::Status ResolveStatus(InstanceTable& table, const Denials& denials);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_RELATION_STATUS_H_
