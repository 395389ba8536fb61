// What all paths pass, and how they are cut, in sentences, in Dutch or English.

#ifndef KETENZICHT_GRAPH_CHOKE_POINT_TEXT_H_
#define KETENZICHT_GRAPH_CHOKE_POINT_TEXT_H_

#include <string>

#include "graph/choke_points.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// Each choke point with its share of the exposed pairs, which pairs are not
// exposed and with what status, the cheapest cut, where
// it was asked for, with what is proven of it, and pairs that none takes out;
// whether all was looked at, and what it holds for. Several lines, each ended
// by "\n".
std::string ChokePointText(const Snapshot& snapshot, const ViewOptions& options,
                           const ChokePointQuery& query,
                           const ChokePoints& found, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CHOKE_POINT_TEXT_H_
