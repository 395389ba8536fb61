// Measures of the shipped case: which decisions its conclusions hang on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/measure_plan.h"
#include "graph/single_points.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kAnswerDate[] = "2021-11-18";

// "espionage measures/x: not_excluded, T0 to T3", for each single point.
std::vector<std::string> PointsOf(const std::string& process) {
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  graph::SinglePointQuery query;
  query.processes = {snapshot.Find(absl::StrCat("processes/", process))};
  query.targets = graph::TargetsOf(snapshot, {"jurisdictions/cn"}).value();
  for (const graph::Vector& vector : snapshot.policy().document().vectors) {
    query.vectors.push_back(&vector);
  }
  const graph::SinglePoints found =
      graph::FindSinglePoints(CaseState().snapshot, CaseOptions(kAnswerDate),
                              query, graph::Limits())
          .value();
  EXPECT_TRUE(found.completeness.complete());
  std::vector<std::string> shown;
  for (const graph::BlockedPair& one : found.blocked) {
    for (const graph::SinglePoint& point : one.points) {
      const auto& tiers = snapshot.policy().document().tiers;
      shown.push_back(absl::StrCat(
          one.pair.vector->name, " ", snapshot.id(point.measure), ": ",
          graph::StatusName(point.status), ", ", tiers[point.lowest_tier].id,
          " to ", tiers[point.highest_tier].id));
    }
  }
  return shown;
}

TEST(CaseMeasures, ConfidentialOperationsHangOnOneDecisionOnDeployment) {
  EXPECT_THAT(PointsOf("politie-confidential"),
              Contains("espionage measures/politie-no-confidential-deployment: "
                       "not_excluded, T3 to T3"));
}

TEST(CaseMeasures, DefenceHangsOnItsRuleToo) {
  EXPECT_THAT(PointsOf("defensie-operational"), ::testing::Not(IsEmpty()));
}

TEST(CaseMeasures, NothingThatIsNotBlockedHangsOnAMeasure) {
  EXPECT_THAT(PointsOf("politie-forensic"), IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::testing
