// For the shipped vectors walks and paths coincide: a check on the ontology.

#include <gtest/gtest.h>

#include <string>

#include "graph/walk_check.h"
#include "tests/support/case_data.h"

namespace ketenzicht::graph {
namespace {

bool Check(const std::string& expression) {
  const Ontology& ontology = *testing::CaseState().ontology;
  return WalksArePaths(Automaton::Compile(expression, ontology).value(),
                       ontology, "process", "authority");
}

TEST(ShippedVectors, HaveWalksThatArePaths) {
  for (const Vector& vector : testing::CaseState().policy->document().vectors) {
    EXPECT_TRUE(Check(vector.expression)) << vector.name;
    EXPECT_TRUE(vector.walks_are_paths) << vector.name;
  }
}

TEST(WalkCheck, FindsWhatLetsAnEntityComeBack) {
  // To the maker, to what else it made, and to the maker again.
  EXPECT_FALSE(
      Check("uses/made_by/^made_by/updated_by/seated_in/enacts/"
            "empowers"));
  // An even number of owners: leaving out one loop may change the parity.
  EXPECT_FALSE(
      Check("uses/made_by/(owned_by/owned_by)*/seated_in/enacts/"
            "empowers"));
  // A loop in one state repeats nothing that cannot be left out.
  EXPECT_TRUE(Check("uses/made_by/owned_by*/(seated_in/enacts/empowers)?"));
  // An authority that owns, and is then empowered by a law of its own seat.
  EXPECT_FALSE(Check("uses/made_by/owned_by*/seated_in/enacts/empowers"));
}

}  // namespace
}  // namespace ketenzicht::graph
