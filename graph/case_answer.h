// Answers a case: every part from the facts, none written beforehand.

#ifndef KETENZICHT_GRAPH_CASE_ANSWER_H_
#define KETENZICHT_GRAPH_CASE_ANSWER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/case.h"
#include "graph/exposure.h"
#include "graph/named_facts.h"
#include "graph/told_fact.h"

namespace ketenzicht::graph {

struct PartAnswer {
  const AnswerPart* part = nullptr;  // of the case
  std::vector<ToldFact> facts;       // facts, listings, unknowns
  std::vector<PairAnswer> pairs;     // paths, factors: by status, then process
};

// The tier whose factors are told of a pair: the one without measures where
// nothing is left with them. Null where there is none.
const TierAnswer* ToldTier(const PairAnswer& pair);

struct QuestionAnswer {
  const CaseQuestion* question = nullptr;
  FactIndex fact = kNoFact;
  std::vector<PartAnswer> parts;
};

// Answers one question of a case, which must outlive the answer, over `views`:
// of the question's own day and sources where it has them, which is the
// caller's to see to.
// NotFound where it names what does not exist; a budget that is reached is told
// in each pair. Listings are the relations of kind listed_on that hold at the
// date.
absl::StatusOr<QuestionAnswer> AnswerQuestion(const Views& views,
                                              const CaseQuestion& question,
                                              const Limits& limits);

// Of what a question is asked where that is not as the case is: "as of
// 2019-09-24; with sources of type press". Empty where it is. What the options
// say beyond date, types of source and presumptions is not compared.
std::string AskedText(const ViewOptions& of_case, const ViewOptions& options,
                      Language language);

// One question with its answer, in sentences; lines end in "\n". `of_case` are
// the options of a question that has no day and no sources of its own. `named`,
// where it is given, is given all that the sentences name.
std::string QuestionText(const Views& views, const QuestionAnswer& answer,
                         const ViewOptions& of_case, Language language,
                         NamedFacts* named = nullptr);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CASE_ANSWER_H_
