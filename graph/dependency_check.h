// Finds circles among what the value of a relation depends on.

#ifndef KETENZICHT_GRAPH_DEPENDENCY_CHECK_H_
#define KETENZICHT_GRAPH_DEPENDENCY_CHECK_H_

#include <string>
#include <vector>

#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/policy.h"

namespace ketenzicht::graph {

// A relation depends on its carriers, on the facts and kinds in its guard, and
// on those in the guards of measures that may select it. A carrier that a class
// matches (`via`) counts as a carrier of the class fact, and what a presumption
// of the policy stands on as a carrier of what it presumes.
//
// Returns the members of one circle, the first one repeated at the end ("a",
// "b", "a"), or nothing where there is none. A kind on which a guard depends
// stands as "kind:key_held_by". Linear in facts, carriers and guards, plus
// measures times relation kinds. `facts` refer only to facts that exist.
//
// Plain relations (between two things by id, without carriers or guard) are all
// alike here. Those that no guard, carrier or measure names can be left out
// of `facts` where their kind stands in `other_kinds`: they then stand as
// "relations:uses".
std::vector<std::string> FindDependencyCycle(
    const std::vector<const Fact*>& facts,
    const std::vector<std::string>& other_kinds, const Ontology& ontology,
    const Policy& policy);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_DEPENDENCY_CHECK_H_
