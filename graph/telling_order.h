// In which order the facts that say one proposition are told.

#ifndef KETENZICHT_GRAPH_TELLING_ORDER_H_
#define KETENZICHT_GRAPH_TELLING_ORDER_H_

#include <vector>

#include "graph/snapshot.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

// Whether a fact counts as asked: by its sources, by what else these options
// leave out, and by its own date (docs/semantics.md, 1.1 to 1.3, 1.5, 1.6).
bool CountsAsAsked(const Snapshot& snapshot, const ViewOptions& options,
                   FactIndex fact);

// Those that count as asked first, else in the order given: what stands first
// is what an answer rests on, not what nobody asked for.
std::vector<FactIndex> CountingFirst(const Snapshot& snapshot,
                                     const ViewOptions& options,
                                     std::vector<FactIndex> facts);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_TELLING_ORDER_H_
