// The naive twin of graph/choke_points.h: every simple path, one by one.
//
// What all paths pass is their intersection; the cheapest cut is sought among
// all subsets of what they pass or, where these are too many, along all ways to
// hit path after path. docs/semantics.md, section 12.
//
//   const ChokeCase drawn = DrawChokeCase(seed);
//   NaiveChokePoints naive(drawn, met);
//   if (naive.Enumerate()) std::cout << naive.Show();

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_CHOKE_POINTS_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_CHOKE_POINTS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "graph/choke_points.h"

namespace ketenzicht::graph::oracle {

using Ids = std::set<std::string>;

// What is asked of one graph, by id.
struct ChokeCase {
  std::vector<Fact> facts;  // complete, sorted by id
  ViewOptions options;
  std::vector<std::string> processes;
  std::vector<std::string> authorities;
  std::vector<std::string> expressions;
  Status weakest = Status::kUnknown;
  Cuttable cuttable = Cuttable::kEntitiesAndRelations;
  Ids not_cuttable;
  Ids kinds;
  std::map<std::string, int64_t> weights;
  int64_t default_weight = 1;
};

// A random graph, and what is asked of it: the vectors of the test policy, and
// some whose walks repeat entities.
ChokeCase DrawChokeCase(int64_t seed);

// For messages of failing tests.
std::string Describe(const ChokeCase& drawn);

class NaiveChokePoints {
 public:
  // Counts in `met` what came up. Keeps references to both.
  NaiveChokePoints(const ChokeCase& drawn, std::map<std::string, int>& met);
  ~NaiveChokePoints();

  // False where some pair has too many paths.
  bool Enumerate();
  // Exposed pairs, choke points, pairs that cannot be cut, and the cheapest
  // cut; as tests/graph/choke_points_twin_test.cc shows those of the engine.
  std::string Show();

 private:
  class Twin;
  std::unique_ptr<Twin> twin_;
};

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_CHOKE_POINTS_H_
