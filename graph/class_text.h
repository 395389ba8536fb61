// Classes in words: how a class without a label is told, with all that it asks
// of its members, so that a sentence never says more than the fact.
//
//   ClassText(snapshot, members, Quantity::kNo, Language::kEnglish)
//     ->  no process with a path part_of+ to the police

#ifndef KETENZICHT_GRAPH_CLASS_TEXT_H_
#define KETENZICHT_GRAPH_CLASS_TEXT_H_

#include <string>

#include "graph/selector.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// Of how many of its members a sentence speaks. Everything (`any`) is told as
// "someone or something" for kEvery and kSome: only a denial is of everything,
// and what it denies is that there is any.
enum class Quantity {
  kEvery,
  kNo,    // carries the negation of the whole sentence
  kSome,  // one at least
  kAny,   // one at all, where the sentence is negated before it
};

// Whether a sentence has to say of how many it speaks: not of a class with a
// label, nor of one thing by its id.
bool NeedsQuantity(const Selector& members);

// The label; or the members by ids, kind and conditions. Dutch words fit a kind
// of either gender.
std::string ClassText(const Snapshot& snapshot, const Selector& members,
                      Quantity quantity, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CLASS_TEXT_H_
