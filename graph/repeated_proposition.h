// Whether a relation says what another one says already.

#ifndef KETENZICHT_GRAPH_REPEATED_PROPOSITION_H_
#define KETENZICHT_GRAPH_REPEATED_PROPOSITION_H_

#include <string>

#include "graph/fact.h"
#include "graph/overlay.h"

namespace ketenzicht::graph {

// The first relation, by id, that is there beside `fact` and says the same:
// kind, ends, carriers, guard, modality, over time that may overlap. Empty
// where there is none, where `fact` is no relation, and where both its ends are
// classes, which are not looked up. Likelihood and attributes may be otherwise.
// Linear in the relations at the end that has fewer.
std::string RepeatedBy(const Overlay& overlay, const Fact& fact);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_REPEATED_PROPOSITION_H_
