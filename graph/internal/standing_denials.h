// Denials about a proposition that are other propositions: of a whole or a
// class, of a kind that it is one of, or of whatever carries it.

#ifndef KETENZICHT_GRAPH_INTERNAL_STANDING_DENIALS_H_
#define KETENZICHT_GRAPH_INTERNAL_STANDING_DENIALS_H_

#include <vector>

#include "graph/denials.h"

namespace ketenzicht::graph::internal {

// The facts, sorted, of the denials that hold for certain (`denials`, of
// `table`), are about an instance of one of `facts` (docs/semantics.md, section
// 3) and are none of these. Nothing for measures. Linear in the denials about
// each.
std::vector<FactIndex> DenialsBesides(const InstanceTable& table,
                                      const Denials& denials,
                                      const std::vector<FactIndex>& facts);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_STANDING_DENIALS_H_
