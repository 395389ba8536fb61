// What is not known, and what would have to be known, in sentences, in Dutch or
// English. The same answer gives the same bytes.

#ifndef KETENZICHT_GRAPH_UNKNOWN_TEXT_H_
#define KETENZICHT_GRAPH_UNKNOWN_TEXT_H_

#include <string>

#include "graph/settling.h"
#include "graph/text.h"
#include "graph/unknowns.h"

namespace ketenzicht::graph {

// "verondersteld: niemand heeft het vastgelegd" / "presumed: nobody recorded
// it".
std::string DoubtText(Doubt doubt, Language language);

// By subject: what is recorded as unknown, of which kind, who says so and since
// when, and what is presumed; then how much by source and by kind, what was
// left out, and what it holds for. Several lines, each ended by "\n". That
// nothing is recorded as unknown is said as that.
std::string UnknownsText(const View& view, const Unknowns& unknowns,
                         Language language);

// The questions by number, with what becomes of the pair either way; then by
// direction the sets of findings, by those numbers, whether they are proven to
// be the cheapest, and what would undo them.
std::string SettlingText(const Snapshot& snapshot, const ViewOptions& options,
                         const SettlingQuery& query,
                         const SettlingAnswer& answer, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_UNKNOWN_TEXT_H_
