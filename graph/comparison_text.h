// A comparison in sentences, in Dutch or English.

#ifndef KETENZICHT_GRAPH_COMPARISON_TEXT_H_
#define KETENZICHT_GRAPH_COMPARISON_TEXT_H_

#include <array>
#include <string>

#include "graph/comparison.h"

namespace ketenzicht::graph {

// "purpose of use", "decisions" …
std::string RoleText(Role role, Language language);

// One target and vector: each side's answers, then the propositions by role,
// those of both sides before those of one, with their sources. `names`: what
// the sides are called ("A", "B"). Several lines, each ended by "\n".
std::string ComparisonText(const std::array<ComparisonSide, 2>& sides,
                           const ComparedTarget& compared,
                           const std::array<std::string, 2>& names,
                           Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_COMPARISON_TEXT_H_
