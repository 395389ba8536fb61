// Whether a walk that matches an expression always stands for a path.
//
// A search over the product of graph and automaton finds walks: an entity may
// occur twice, in two states. For a single answer the search goes on until it
// has a path that repeats nothing; an answer about the whole graph can only do
// that where every walk can be shortened to a path.

#ifndef KETENZICHT_GRAPH_WALK_CHECK_H_
#define KETENZICHT_GRAPH_WALK_CHECK_H_

#include "absl/strings/string_view.h"
#include "graph/automaton.h"
#include "graph/ontology.h"

namespace ketenzicht::graph {

// Automata with more states are not looked into.
inline constexpr int kMaxCheckedStates = 128;

// True where, by the ends that the ontology allows, whatever walk from an
// entity of `start_kind` to one of `target_kind` repeats an entity can leave
// out what lies between the two occurrences and still match. It then has a path
// made of some of its steps, which is no worse. False where that is not
// certain.
//
// An entity of kind k in state p, and later in state q: everything that leads
// on from q must lead on from p too (language inclusion, on typed states).
// O(states^2 * letters * kinds).
bool WalksArePaths(const Automaton& automaton, const Ontology& ontology,
                   absl::string_view start_kind, absl::string_view target_kind);

// Whether, by the ends that the ontology allows, some walk from an entity of
// `start_kind` may end at one of `target_kind`. Where none may, no fact can
// make a path, and that there is none says nothing. O(states * letters *
// kinds^2).
bool MayEndAt(const Automaton& automaton, const Ontology& ontology,
              absl::string_view start_kind, absl::string_view target_kind);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_WALK_CHECK_H_
