// One proposition, however often it is said: the facts of one record that say
// the same of the same things, whoever says it and whatever each says of it.

#ifndef KETENZICHT_GRAPH_PROPOSITION_GROUP_H_
#define KETENZICHT_GRAPH_PROPOSITION_GROUP_H_

#include <string>
#include <vector>

#include "graph/snapshot.h"

namespace ketenzicht::graph {

// The facts that say what `fact` says, itself included; sorted. Of a relation
// between two things by id: all of exactly its kind between the same two, with
// the same carriers and guard, of any modality: an affirmation and its denial
// are about one proposition. Of a relation with a class at an end, a measure or
// an entity: itself. Linear in the relations at its source.
std::vector<FactIndex> GroupOf(const Snapshot& snapshot, FactIndex fact);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PROPOSITION_GROUP_H_
