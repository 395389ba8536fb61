// Random records with questions on how likely a pair is to be open.

#ifndef KETENZICHT_TESTS_SUPPORT_PAIR_CASES_H_
#define KETENZICHT_TESTS_SUPPORT_PAIR_CASES_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "graph/fact.h"
#include "graph/status.h"
#include "graph/view_options.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::graph {

struct PairQuestion {
  std::string expression;
  std::string source;
  std::set<std::string> targets;
  Status weakest = Status::kUnknown;
};

struct PairCase {
  std::vector<Fact> facts;
  ViewOptions options;
  std::vector<PairQuestion> questions;
};

// Two for each seed: a random graph whose relations have likelihoods, with the
// vectors of the policy, and a mesh of products.
std::vector<PairCase> DrawPairCases(int64_t seed);

// One likelihood out of each interval that is stated.
void ChooseLikelihoods(std::vector<Fact>& facts, Dice& dice);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_PAIR_CASES_H_
