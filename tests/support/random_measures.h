// Seeded random cases for the choice of measures: a few processes exposed to an
// authority, and candidate measures that close or reduce the ways there, alone
// or only together, for money and burden, with prerequisites and conflicts.
//
//   MeasureCase drawn = MakeMeasureCase(seed, 8);

#ifndef KETENZICHT_TESTS_SUPPORT_RANDOM_MEASURES_H_
#define KETENZICHT_TESTS_SUPPORT_RANDOM_MEASURES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graph/fact.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

struct MeasureCase {
  std::vector<Fact> facts;  // complete, and sound by CheckFacts
  ViewOptions options;      // may take, lift, remove and deny measures
  std::vector<std::string> processes;
  std::string authority;
  std::vector<std::string> vectors;  // names, of the test policy
  // What a caller may say; mostly empty.
  std::vector<std::string> mandatory;
  std::vector<std::string> excluded;
};

// With from 1 to `measures_max` measures, most of them candidates.
MeasureCase MakeMeasureCase(uint64_t seed, int measures_max);

// The facts with these measures in place, and all others candidates: as a view
// that takes and lifts them must see the others.
std::vector<Fact> WithInPlace(std::vector<Fact> facts,
                              const std::vector<std::string>& measures);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_RANDOM_MEASURES_H_
