// In which order what is load-bearing stands, and which way it moves a pair:
// the naive twin of docs/semantics.md, 15.4 and 15.5.

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_LOAD_BEARING_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_LOAD_BEARING_H_

#include <string>

#include "graph/load_bearing.h"

namespace ketenzicht::graph::oracle {

// 15.4, by the names of the tiers, T0 to T3; none is less than any.
bool IsWorse(const PairOutcome& before, const PairOutcome& after);

// A line for each that stands in the wrong place or has another rank than the
// naive one; empty where there is none.
std::string OrderProblems(const LoadBearings& found);

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_LOAD_BEARING_H_
