// A guard in words: what it asks, before what was found.

#ifndef KETENZICHT_GRAPH_GUARD_TEXT_H_
#define KETENZICHT_GRAPH_GUARD_TEXT_H_

#include <string>

#include "graph/fact_text.h"
#include "graph/guard.h"
#include "graph/instance.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// The condition as one clause, without capital or full stop: "the key to the
// footage is held by DJI, or by anyone whom the same authority reaches". All
// and any are joined by "and" and "or", those within others in brackets.
// A fact is asked as a proposition, whatever is recorded of it: "“the network
// depends on the scanner”" of a denial of that too. `source` and `target` are
// the ends of the guarded relation; kNoFact, in a denial of everything, reads
// "anything". Of a measure, before it is met anywhere, both are: they read
// "what it concerns" and "whoever is at the other end".
std::string GuardClause(const Snapshot& snapshot, const FactText& text,
                        const Guard& guard, FactIndex source, FactIndex target);

// What an input was, where nothing is recorded of it: the relation that was
// looked for as a clause, or the fact or date by its sentence.
std::string LookedFor(const Snapshot& snapshot, const FactText& text,
                      const GuardInput& input);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_GUARD_TEXT_H_
