// An automaton as a drawing in the language of Graphviz.

#ifndef KETENZICHT_GRAPH_AUTOMATON_DOT_H_
#define KETENZICHT_GRAPH_AUTOMATON_DOT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "graph/automaton.h"
#include "graph/ontology.h"

namespace ketenzicht::graph {

// A digraph called `title`: states by number, those that accept with a double
// ring, one arrow for each pair of states with the relation kinds that lead
// from one to the other ("uses | ^made_by", sorted as in the ontology). A kind
// whose parent is there too is left out. States that no walk reaches are not
// drawn. The same text for the same automaton.
std::string ToDot(const Automaton& automaton, const Ontology& ontology,
                  absl::string_view title);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_AUTOMATON_DOT_H_
