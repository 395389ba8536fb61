// What the answer to a question of a case leaves unknown: what it tells as not
// known, what it presumes, and the factors of which it does not know whether
// they hold. By fact, so that the answers to a whole case can be put together.

#ifndef KETENZICHT_GRAPH_CASE_UNKNOWNS_H_
#define KETENZICHT_GRAPH_CASE_UNKNOWNS_H_

#include <vector>

#include "graph/case_answer.h"
#include "graph/named_facts.h"

namespace ketenzicht::graph {

// A factor of which it is not known whether it holds for a pair.
struct OpenFactor {
  const Factor* factor = nullptr;    // of the policy
  const PairAnswer* pair = nullptr;  // of the answer
  bool inherent = false;             // told without measures
};

struct CaseUnknowns {
  // Facts of modality unknown that are told, those that do not count too; and
  // relations that are told and count, and of which it is not certain whether
  // they hold on the day; by id. What a change of the view denies is not
  // unknown.
  std::vector<ToldFact> recorded;
  // What is told as presumed, whether it makes an edge or not; by id.
  std::vector<Instance> presumed;
  // In the order in which they are told.
  std::vector<OpenFactor> factors;
};

// `named` is what the text of the answer names; the answer must outlive what is
// returned.
CaseUnknowns UnknownsOf(const Views& views, const QuestionAnswer& answer,
                        const NamedFacts& named);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CASE_UNKNOWNS_H_
