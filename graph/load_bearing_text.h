// On which propositions answers hang, in sentences, in Dutch or English.

#ifndef KETENZICHT_GRAPH_LOAD_BEARING_TEXT_H_
#define KETENZICHT_GRAPH_LOAD_BEARING_TEXT_H_

#include <string>

#include "graph/load_bearing.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// "Ware dit ontkend" / "Were this denied".
std::string TurnText(Turn turn, Language language);

// Each proposition with its sources, what it is made, and which way that moves
// which pair; those that could not be turned; how much was looked at, and what
// it holds for. Several lines, each ended by "\n".
std::string LoadBearingText(const Snapshot& snapshot,
                            const ViewOptions& options,
                            const LoadBearings& found, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_LOAD_BEARING_TEXT_H_
