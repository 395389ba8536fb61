// What would have to be known to settle a pair, in sentences, in Dutch or
// English. The same answer gives the same bytes.

#ifndef KETENZICHT_GRAPH_SETTLING_TEXT_H_
#define KETENZICHT_GRAPH_SETTLING_TEXT_H_

#include <string>

#include "graph/settling.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// "verondersteld: niemand heeft het vastgelegd" / "presumed: nobody recorded
// it".
std::string DoubtText(Doubt doubt, Language language);

// What a question asks, as a clause: that it is so, or that it is not, whatever
// is recorded of it; with the relations that carry it, where nobody recorded
// it.
std::string QuestionClause(const Snapshot& snapshot, const OpenQuestion& what,
                           bool holds, Language language);

// The questions by number, each put positively, with what is recorded, first
// what counts as asked, and what becomes of the pair either way; then by
// direction the sets of findings, by those numbers, whether they are proven to
// be the cheapest, and what would undo them. What it holds for is told once for
// all pairs (PairSettlingsText).
std::string SettlingText(const Snapshot& snapshot, const ViewOptions& options,
                         const SettlingQuery& query,
                         const SettlingAnswer& answer, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SETTLING_TEXT_H_
