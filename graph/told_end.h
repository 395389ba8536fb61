// Relations in clauses, of which an end may be a class.
//
// A phrase with "not" in it says something else of a class than of a thing:
// "every process does not use it" may be read as "not every one does". A denial
// of a class is told with "no" instead, and with "any" after it.

#ifndef KETENZICHT_GRAPH_TOLD_END_H_
#define KETENZICHT_GRAPH_TOLD_END_H_

#include <string>

#include "graph/class_text.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// An end as a sentence tells it: a thing, or a class.
struct ToldEnd {
  FactIndex fact = kNoFact;
  const Selector* members = nullptr;  // where given, in place of `fact`
};

// An end of a relation on record; of an instance that has `fact` there, of
// which kNoFact is everything. They live as long as the snapshot.
ToldEnd EndOnRecord(const Snapshot& snapshot, FactIndex relation, bool target);
ToldEnd EndOfInstance(const Snapshot& snapshot, FactIndex relation, bool target,
                      FactIndex fact);

std::string NameOf(const Snapshot& snapshot, const ToldEnd& end,
                   Quantity quantity, Language language);

// The phrase of the kind, between two names.
std::string PhraseBetween(const Snapshot& snapshot, RelationKindId kind,
                          bool denied, const std::string& source,
                          const std::string& target, Language language);

// That it is so of no pair of the two: the kind's denied phrase between things,
// else its phrase with "no" or "nothing", whichever cannot be read otherwise.
std::string DeniedBetween(const Snapshot& snapshot, RelationKindId kind,
                          const ToldEnd& source, const ToldEnd& target,
                          Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_TOLD_END_H_
