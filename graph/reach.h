// How exposed one process is to each of many authorities, without the paths.

#ifndef KETENZICHT_GRAPH_REACH_H_
#define KETENZICHT_GRAPH_REACH_H_

#include <vector>

#include "graph/automaton.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// For each of `targets`, in their order, the status of the best walk from
// `source` that matches the automaton and has a step; kNoPath where there is
// none. Where the expression lets no entity occur twice (WalksArePaths) this is
// the status of the pair; else a path may be worse, never better. What denials
// keep the process away from is not entered.
//
// One breadth-first search over the stored product of view and automaton
// (View::product), level of status by level, ended as soon as every target that
// can be met at all has been. O(product edges) time, one bit per product
// vertex. Cancelled: kNoPath for those that were not met yet, and
// `completeness` says so.
std::vector<Status> FindReach(const View& view, const Automaton& automaton,
                              FactIndex source,
                              const std::vector<FactIndex>& targets,
                              const Limits& limits, Completeness& completeness);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_REACH_H_
