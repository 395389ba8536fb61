// Paths in a view that is being made: what leads where, on modality alone.

#ifndef KETENZICHT_GRAPH_MODAL_PATHS_H_
#define KETENZICHT_GRAPH_MODAL_PATHS_H_

#include <functional>

#include "absl/container/flat_hash_map.h"
#include "graph/automaton.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

struct ModalPathOptions {
  bool specific_only = false;  // without what classes were expanded to
  // Over relations too that section 1 of the rules leaves out, or that are
  // denied; as if they were unknown.
  bool left_out = false;
  // Entities that a path may not enter; nothing allows all.
  std::function<bool(FactIndex)> without;
};

// For every entity at the end of a path from `start` that matches `automaton`,
// the status of the best such path, from the modal status of its steps:
// carriers, guards and measures are not looked at. Paths may repeat entities,
// which changes no status. `start` itself is there when the empty path matches.
//
// A Dijkstra search over the product of table and automaton whose distance is
// the weakest step so far; O(product edges + product nodes).
absl::flat_hash_map<FactIndex, Status> FindModalPaths(
    const InstanceTable& table, const Automaton& automaton, FactIndex start,
    const ModalPathOptions& options = {});

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MODAL_PATHS_H_
