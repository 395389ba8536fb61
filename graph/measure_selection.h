// Which measures may select a relation, by what is recorded of it: asked where
// there is no view yet.

#ifndef KETENZICHT_GRAPH_MEASURE_SELECTION_H_
#define KETENZICHT_GRAPH_MEASURE_SELECTION_H_

#include <string>
#include <vector>

#include "graph/fact.h"
#include "graph/overlay.h"

namespace ketenzicht::graph {

// Ids of the measures in place that close what they select and may select
// `relation`: by its id, where they select by ids, or by a class of which ids,
// kinds and attributes of it, its ends and its carriers fit. Not those that are
// denied. What only a view can tell (paths, who is source or target of what,
// members of a class at an end) is taken to fit. Sorted. Linear in the
// measures.
std::vector<std::string> MeasuresThatMayClose(const Overlay& overlay,
                                              const Fact& relation);

// Ids of the measures that leave `fact` out of what they select. Sorted. Linear
// in the measures.
std::vector<std::string> MeasuresThatExcept(const Overlay& overlay,
                                            const std::string& fact);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MEASURE_SELECTION_H_
