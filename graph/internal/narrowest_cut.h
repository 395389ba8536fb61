// The narrowest place that every walk to an authority passes.
//
// Many processes, millions of parts, few states and their laws: exposure runs
// through a funnel. Whoever knows the way to the funnel, and from there on,
// knows all of it. Where it is, is found from the graph and the automaton; no
// kind is taken for granted.

#ifndef KETENZICHT_GRAPH_INTERNAL_NARROWEST_CUT_H_
#define KETENZICHT_GRAPH_INTERNAL_NARROWEST_CUT_H_

#include <vector>

#include "graph/internal/compact_product.h"

namespace ketenzicht::graph::internal {

// Vertices, sorted, of which every walk from a start to an accepting vertex
// passes one (its first or last vertex may be it). All vertices of the same
// automaton state and entity kind are in it, or none: a minimum vertex cut of
// the graph of these groups, weighed by their vertices, nearest to the end of
// walks. Where what lies behind it is too large to be searched once for each of
// its vertices, the accepting vertices themselves.
//
// O(product edges), and a maximum flow over the groups
// (boost::edmonds_karp_max_flow). With more than kMaxGroups groups: the
// accepting vertices. Interrupted: `completeness` says so, and the result means
// nothing.
std::vector<Vertex> FindNarrowestCut(const View& view,
                                     const CompactProduct& product,
                                     const Limits& limits,
                                     Completeness& completeness);

inline constexpr size_t kMaxGroups = 512;

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_NARROWEST_CUT_H_
