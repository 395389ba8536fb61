// One proposition, however often it is said: the facts of one record that say
// the same of the same things, whoever says it and whatever each says of it.

#ifndef KETENZICHT_GRAPH_PROPOSITION_GROUP_H_
#define KETENZICHT_GRAPH_PROPOSITION_GROUP_H_

#include <string>
#include <vector>

#include "graph/instance_table.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// The facts that say what `fact` says, itself included; sorted. Of a relation:
// all of exactly its kind between the same two things or classes, with the same
// carriers and guard, of any modality: an affirmation and its denial are about
// one proposition. A class is the same where the same selector selects it,
// whatever it is called. Of a measure: all of the same effect and state, on
// what the same selector selects, with the same guard and by the same decision,
// whatever they are called. What is listed, or an operand of a guard, may stand
// in any order. Of an entity: itself. Linear in the relations at its source, or
// for a class in the relations of classes; of a measure in all measures.
std::vector<FactIndex> GroupOf(const Snapshot& snapshot, FactIndex fact);

// As GroupOf, in a view: measures are one where they are in place there, or are
// not, alike. What a change puts in place is in place, whatever is on record.
std::vector<FactIndex> GroupIn(const InstanceTable& table, FactIndex fact);

// The measures that GroupOf gives whatever the state of each is; sorted.
std::vector<FactIndex> MeasuresOfAnyState(const Snapshot& snapshot,
                                          FactIndex measure);

// The facts that say that relation of these two things, carried by these (which
// are sorted) and under no guard; sorted. Whatever each says of it, and whether
// it counts anywhere.
std::vector<FactIndex> FactsSaying(const Snapshot& snapshot,
                                   RelationKindId kind, FactIndex source,
                                   FactIndex target,
                                   const std::vector<FactIndex>& carriers);

// Whether two measures say the same, as of GroupOf but for the state of each.
bool DoTheSame(const Measure& a, const Measure& b);
// Whether they are one proposition: of one state, too.
bool AreOneMeasure(const Measure& a, const Measure& b);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PROPOSITION_GROUP_H_
