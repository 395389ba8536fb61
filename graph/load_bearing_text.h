// On which propositions answers hang, in sentences, in Dutch or English.

#ifndef KETENZICHT_GRAPH_LOAD_BEARING_TEXT_H_
#define KETENZICHT_GRAPH_LOAD_BEARING_TEXT_H_

#include <string>

#include "graph/load_bearing.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// What is supposed, written out, whatever is recorded of it: "Stel: DJI heeft
// de sleutel niet." / "Suppose that DJI does not have the key." Where that is
// `said` already, beside what is said otherwise: "Suppose that it had been said
// only that …"; where it is unrecorded and what denies it in other words
// stands: "Suppose that nobody had said or denied in so many words that …".
std::string SupposedText(const Snapshot& snapshot, const OpenQuestion& what,
                         Turn turn, bool said, Language language);

// Two lists in the order of rank, under headings and each numbered from 1: what
// would make some pair worse, and what would make some better and none worse.
// In each a proposition stands once, as recorded, with its sources, first those
// that count as asked; under it all that is supposed of it there, and which way
// that moves which pair. Then those that could not be turned; how much was
// looked at, and what it holds for. Several lines, each ended by "\n".
std::string LoadBearingText(const Snapshot& snapshot,
                            const ViewOptions& options,
                            const LoadBearings& found, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_LOAD_BEARING_TEXT_H_
