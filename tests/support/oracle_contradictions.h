// The naive twin of graph/contradictions.h: every two facts, and every two rows
// of the oracle, one by one. docs/semantics.md, section 13.
//
//   const ContradictionCase drawn = DrawContradictionCase(seed);
//   std::cout << ShowContradictions(drawn, met);

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_CONTRADICTIONS_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_CONTRADICTIONS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "graph/fact.h"
#include "graph/view_options.h"

namespace ketenzicht::graph::oracle {

// What is asked of one graph, by id.
struct ContradictionCase {
  std::vector<Fact> facts;  // complete, sorted by id
  ViewOptions options;
  std::vector<std::string> subjects;
  bool across_sources = false;
};

// A random graph with statements, relations said again, and organizations that
// judge; and what is asked of it.
ContradictionCase DrawContradictionCase(int64_t seed);

// For messages of failing tests.
std::string Describe(const ContradictionCase& drawn);

// How both twins show a valid time: "from 2017 until open".
std::string ShowValid(const ValidTime& valid);

// All contradictions, a few lines each, as tests/graph/
// contradictions_twin_test.cc shows those of the engine. Counts in `met` what
// came up.
std::string ShowContradictions(const ContradictionCase& drawn,
                               std::map<std::string, int>& met);

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_CONTRADICTIONS_H_
