// In what two states of one fact differ, field by field.

#ifndef KETENZICHT_GRAPH_FACT_DIFFERENCES_H_
#define KETENZICHT_GRAPH_FACT_DIFFERENCES_H_

#include <string>
#include <vector>

#include "graph/fact.h"

namespace ketenzicht::graph {

struct FactDifference {
  // As docs/facts.md writes it: "likelihood", "valid.until",
  // "attributes.share".
  std::string field;
  std::string before;  // empty: nothing is said of it
  std::string after;
  friend bool operator==(const FactDifference&,
                         const FactDifference&) = default;
};

// What differs of what a change can touch: dates, modality, evidence and
// confidence of any fact; ends, carriers, likelihood and attributes; state,
// cost, burden and the ids that a measure selects or leaves out. In that order,
// in words of no language: lists with commas, a likelihood as "[low, best,
// high]" or, where nobody gave the best, "[low, high]".
std::vector<FactDifference> DifferencesOf(const Fact& before,
                                          const Fact& after);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_DIFFERENCES_H_
