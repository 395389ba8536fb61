// Rows of organizations: who is counted in them, and who is not.

#include "graph/organization_row.h"

#include <array>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graph/comparison.h"
#include "gtest/gtest.h"
#include "tests/support/case_data.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::HasSubstr;

constexpr MatrixDetail kDetails[] = {MatrixDetail::kBest, MatrixDetail::kPaths,
                                     MatrixDetail::kTiers};

// A tiny organization: one process with a path, and a use of its own, without.
class OwnUse : public ::testing::Test {
 protected:
  static std::vector<Fact> Facts() {
    return {Rel("in", "part_of", "processes/p", "organizations/o"),
            Rel("use", "uses", "processes/p", "products/d"),
            Rel("own", "uses", "organizations/o", "products/e"),
            Rel("access", "remotely_accessed_by", "products/d", "companies/c"),
            Rel("control", "controlled_by", "companies/c", "authorities/a")};
  }

  static OrganizationRow Row(const std::vector<Fact>& facts,
                             MatrixDetail detail,
                             const Limits& limits = Limits()) {
    const Views views = *Views::Create(MakeSnapshot(facts), OptionsOn());
    const Snapshot& snapshot = views.asked->snapshot();
    const Matrix matrix = *Matrix::Create(
        views, *snapshot.policy().FindVector("espionage"),
        *TargetsOf(snapshot, {"authorities/a"}), detail, Limits());
    const OrganizationProcesses all =
        *OrganizationsOf(snapshot, {"organizations/o"});
    return RowOf(matrix, all.begin()->first, all.begin()->second, limits);
  }
};

TEST_F(OwnUse, WithoutAPathIsLeftOutBesideProcesses) {
  for (MatrixDetail detail : kDetails) {
    const OrganizationRow row = Row(Facts(), detail);
    EXPECT_EQ(row.processes, 2);
    EXPECT_EQ(row.distributions[0].processes, 1);
    EXPECT_EQ(row.distributions[0].statuses,
              (std::array<int, 5>{1, 0, 0, 0, 0}));
  }
}

TEST_F(OwnUse, AloneIsNotLeftOut) {
  std::vector<Fact> facts = Facts();
  facts.erase(facts.begin());  // the process is of nobody
  for (MatrixDetail detail : kDetails) {
    EXPECT_EQ(Row(facts, detail).distributions[0].statuses,
              (std::array<int, 5>{0, 0, 0, 0, 1}));
  }
}

// What a measure closes under a guard makes no edge: the path that is there
// without the measure is worth telling.
TEST_F(OwnUse, WithAPathOnlyWithoutMeasuresIsKept) {
  std::vector<Fact> facts = Facts();
  facts.push_back(Rel("made", "made_by", "products/e", "companies/c"));
  facts.push_back(
      Rel("access-2", "remotely_accessed_by", "products/e", "companies/c")
          .While(WhenFact("relations/made")));
  facts.push_back(Closing("stop", {"relations/made"}));
  for (MatrixDetail detail : kDetails) {
    EXPECT_EQ(Row(facts, detail).distributions[0].statuses,
              (std::array<int, 5>{1, 0, 0, 0, 1}));
  }
}

TEST_F(OwnUse, IsCountedAsAComparisonCountsIt) {
  const Views views =
      *Views::Create(testing::CaseState().snapshot,
                     testing::CaseOptions("2021-11-18", {"press", "research"}));
  const Snapshot& snapshot = views.asked->snapshot();
  const Vector& vector = *snapshot.policy().FindVector("espionage");
  const Matrix matrix =
      *Matrix::Create(views, vector, *TargetsOf(snapshot, {"jurisdictions/-"}),
                      MatrixDetail::kTiers, Limits());
  const OrganizationProcesses all =
      *OrganizationsOf(snapshot, {"organizations/-"});
  EXPECT_GT(all.size(), 2);
  for (const auto& [organization, processes] : all) {
    const ComparisonSide side{views, {std::string(snapshot.id(organization))}};
    const Comparison compared =
        *Compare({side, side}, {{"jurisdictions/-"}, {vector}}, Limits());
    const OrganizationRow row =
        RowOf(matrix, organization, processes, Limits());
    for (size_t i = 0; i < compared.targets.size(); ++i) {
      EXPECT_EQ(row.distributions[i].statuses,
                compared.targets[i].sides[0].statuses)
          << snapshot.id(organization) << " " << compared.targets[i].target;
    }
  }
}

TEST_F(OwnUse, SaysWhatItUsedAndWhereItStopped) {
  const OrganizationRow whole = Row(Facts(), MatrixDetail::kTiers);
  EXPECT_TRUE(whole.completeness.complete());
  EXPECT_GT(whole.completeness.expansions, 0);
  const OrganizationRow budget =
      Row(Facts(), MatrixDetail::kTiers, {.expansions = 1});
  EXPECT_EQ(budget.completeness.stop, StopReason::kExpansions);
  EXPECT_EQ(budget.distributions[0].processes, 1);
  const OrganizationRow cancelled =
      Row(Facts(), MatrixDetail::kPaths, {.cancelled = [] { return true; }});
  EXPECT_EQ(cancelled.completeness.stop, StopReason::kCancelled);
  EXPECT_EQ(cancelled.distributions[0].processes, 0);
}

TEST(OrganizationsOf, RefusesWhatIsNoOrganization) {
  const Snapshot& snapshot = *testing::CaseState().snapshot;
  const auto of = [&](const char* id) {
    return OrganizationsOf(snapshot, {id}).status();
  };
  EXPECT_TRUE(of("organizations/politie").ok());
  EXPECT_EQ(of("organizations/none").code(), absl::StatusCode::kNotFound);
  for (const char* id :
       {"processes/politie-forensic", "processes/-", "companies/sz-dji"}) {
    EXPECT_EQ(of(id).code(), absl::StatusCode::kInvalidArgument) << id;
  }
  EXPECT_THAT(std::string(of("processes/-").message()),
              HasSubstr("is no organization"));
}

}  // namespace
}  // namespace ketenzicht::graph
