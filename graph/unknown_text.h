// What is not known, in sentences, in Dutch or English. The same answer gives
// the same bytes.

#ifndef KETENZICHT_GRAPH_UNKNOWN_TEXT_H_
#define KETENZICHT_GRAPH_UNKNOWN_TEXT_H_

#include <string>

#include "graph/text.h"
#include "graph/unknowns.h"

namespace ketenzicht::graph {

// By subject: what is recorded as unknown, of which kind, who says so and since
// when, and what is presumed; then how much by source and by kind, what was
// left out, and what it holds for. Where `query`, which was asked, has
// subjects, what was left out since it concerns none of these is counted, where
// there is none too: nobody has to guess what a filter hides. Several lines,
// each ended by "\n". That nothing is recorded as unknown is said as that, of
// what was asked for.
std::string UnknownsText(const View& view, const UnknownsQuery& query,
                         const Unknowns& unknowns, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_UNKNOWN_TEXT_H_
