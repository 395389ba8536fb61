// What makes two answers differ, in a sentence, in Dutch or English.

#ifndef KETENZICHT_GRAPH_CAUSE_TEXT_H_
#define KETENZICHT_GRAPH_CAUSE_TEXT_H_

#include <array>
#include <string>

#include "graph/differences.h"

namespace ketenzicht::graph {

// "does not hold on 2016-01-01": how a fact counts in a view on that date.
std::string HowItCountsText(HowItCounts how, Date date, Language language);

// One difference between two views: the fact, its sources, and how it counts on
// each side. Of a fact that both record otherwise, both sentences. `names`:
// what the sides are called ("A", "B"). One line, without its end.
std::string CauseText(const std::array<const View*, 2>& sides,
                      const Difference& cause,
                      const std::array<std::string, 2>& names,
                      Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CAUSE_TEXT_H_
