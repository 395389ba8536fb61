// For the shipped vectors walks and paths coincide: a check on the ontology.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph/exposure.h"
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

// Facts to show each of them: somebody is exposed along it.
TEST(ShippedVectors, EachHasAPathInTheShippedFacts) {
  const Views views = *Views::Create(
      testing::CaseState().snapshot,
      testing::CaseOptions("2024-06-01", {"press", "research", "law",
                                          "register", "service", "vendor"}));
  const Snapshot& snapshot = views.asked->snapshot();
  for (const Vector& vector : snapshot.policy().document().vectors) {
    int exposed = 0;
    const std::vector<FactIndex> sources =
        *ProcessesOf(snapshot, {"processes/-", "organizations/defensie"}, 1000);
    const std::vector<Target> targets =
        *TargetsOf(snapshot, {"jurisdictions/-"});
    for (FactIndex source : sources) {
      for (const Target& target : targets) {
        exposed += AnswerPair(views, source, target, vector, Limits()).status <
                   Status::kBlocked;
      }
    }
    EXPECT_GT(exposed, 0) << vector.name;
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
