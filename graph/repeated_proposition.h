// Whether a relation says what another one says.

#ifndef KETENZICHT_GRAPH_REPEATED_PROPOSITION_H_
#define KETENZICHT_GRAPH_REPEATED_PROPOSITION_H_

#include <string>

#include "graph/fact.h"
#include "graph/overlay.h"
#include "graph/scenario.h"

namespace ketenzicht::graph {

// Both are linear in the relations at the end that has fewer. They look up no
// relation of which both ends are classes. Likelihood and attributes may be
// otherwise.

struct Repetition {
  std::string id;  // empty where there is none
  // Whether one of the two may hold on days on which the other does not.
  bool other_days = false;
};

// The first relation, by id, that is there beside `fact` and says the same:
// kind, ends, carriers, guard, modality, over time that may overlap. One of the
// same days goes before others. None where `fact` is no relation.
Repetition RepeatedBy(const Overlay& overlay, const Fact& fact);

// The first one, by id, that counts by `counting` (null: all do), says so too
// and is not closed where `fact` is denied by another source: affirmed,
// possible or not excluded. Empty where there is none.
std::string SaidTooBy(const Overlay& overlay, const ScenarioCounting* counting,
                      const Fact& fact);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_REPEATED_PROPOSITION_H_
