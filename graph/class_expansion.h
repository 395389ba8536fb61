// Second step of a view: what is said of a class is said of its members.

#ifndef KETENZICHT_GRAPH_CLASS_EXPANSION_H_
#define KETENZICHT_GRAPH_CLASS_EXPANSION_H_

#include "graph/fact_selection.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

// Turns every class fact of `table` into one instance per pair of members (and
// carrier that made a member match), sorted by class fact, then member. An
// instance is never better than what is known of the membership; a denial of
// something that may not be a member counts as unknown. Pairs of a thing with
// itself are left out. An end of a denial that is everything stays so.
void ExpandClasses(InstanceTable& table, const Presences& presences);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CLASS_EXPANSION_H_
