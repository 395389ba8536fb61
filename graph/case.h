// A case: questions that were asked, and what to look up to answer them.
//
// The answers are not in the case. Each part names facts or a query, and is
// answered from the facts by graph/case_answer.h.

#ifndef KETENZICHT_GRAPH_CASE_H_
#define KETENZICHT_GRAPH_CASE_H_

#include <optional>
#include <string>
#include <vector>

#include "graph/date.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// Exposure of processes to authorities: ids of processes or organizations, and
// of authorities or jurisdictions.
struct CaseQuery {
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::string vector;
  friend bool operator==(const CaseQuery&, const CaseQuery&) = default;
};

// Exactly one of these is set.
struct AnswerPart {
  Text heading;
  std::vector<std::string> facts;     // told as the sources say them
  std::optional<CaseQuery> paths;     // best path and status of each pair
  std::optional<CaseQuery> factors;   // factors and tier of each pair
  std::string listings_of;            // listings of this company or product
  std::vector<std::string> unknowns;  // told by their kind of not knowing
  friend bool operator==(const AnswerPart&, const AnswerPart&) = default;
};

struct CaseQuestion {
  int number = 0;
  std::string question;  // id of the question entity
  // Where it is asked of another day than the rest, or of more sources.
  std::optional<Date> date;
  std::vector<std::string> with;  // source types
  std::vector<AnswerPart> answer;
  friend bool operator==(const CaseQuestion&, const CaseQuestion&) = default;
};

struct CaseDefinition {
  std::string id;  // "cases/2021Z16950"
  Text title;
  Date date;  // questions are answered as of this day
  std::vector<CaseQuestion> questions;
  friend bool operator==(const CaseDefinition&,
                         const CaseDefinition&) = default;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CASE_H_
