// Paths on modality alone, in a view that is being made or was: what leads
// where.

#ifndef KETENZICHT_GRAPH_MODAL_PATHS_H_
#define KETENZICHT_GRAPH_MODAL_PATHS_H_

#include <functional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/automaton.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

struct ModalPathOptions {
  bool specific_only = false;  // without what classes were expanded to
  // Over relations too that section 1 of the rules leaves out, or that are
  // denied; as if they were unknown.
  bool left_out = false;
  Status worst = Status::kUnknown;  // of a step, by its modality
  // Entities that a path may not enter, and relations that it may not take; the
  // two share their numbers and are never the same. Nothing allows all.
  std::function<bool(InstanceIndex)> without;
};

// Whether a relation, which is not presumed, makes an edge by sections 1 to 3
// of the rules: whatever became of its carriers and guard. Constant time.
bool CountsByModality(const InstanceTable& table, InstanceIndex i);

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

// The steps of the shortest such path to `end`, of equal ones the first by the
// ids of its relations, one by one; empty where there is none, or the empty
// path is one. In a view that was made, too. Breadth first: linear in the same,
// but for sorting the steps at each thing.
std::vector<InstanceIndex> FindShortestModalPath(
    const InstanceTable& table, const Automaton& automaton, FactIndex start,
    FactIndex end, const ModalPathOptions& options = {});

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MODAL_PATHS_H_
