// Contradictions in sentences, in Dutch or English.

#ifndef KETENZICHT_GRAPH_CONTRADICTION_TEXT_H_
#define KETENZICHT_GRAPH_CONTRADICTION_TEXT_H_

#include <string>

#include "graph/contradictions.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// "bevestigd en ontkend" / "affirmed and denied".
std::string ContradictionKindText(ContradictionKind kind, Language language);

// Each with both sides, who says them, and what the view makes of it, and
// whether a side is only what this model assumes; without the topic of
// statements, which is a key and no word for readers. Then whether all was
// compared, and what it holds for. `options` are those that were asked with;
// `subjects` whether only some things were asked about. Several lines, each
// ended by "\n".
std::string ContradictionsText(const Snapshot& snapshot,
                               const ViewOptions& options,
                               const Contradictions& contradictions,
                               bool subjects, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CONTRADICTION_TEXT_H_
