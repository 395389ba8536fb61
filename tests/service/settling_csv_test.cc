// What would settle pairs, as CSV, of answers written by hand.

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/cli/analysis_csv.h"

namespace ketenzicht::service {
namespace {

using ::testing::ElementsAre;

// Its rows but the header and how the pair is, as far as the findings.
std::vector<std::string> RowsOf(const v1::SettlePairsResponse& found) {
  std::vector<std::string> rows;
  const std::string table = SettlingCsv(found);
  for (absl::string_view line :
       absl::StrSplit(table, "\r\n", absl::SkipEmpty())) {
    if (absl::StartsWith(line, "row,") || absl::StartsWith(line, "now,")) {
      continue;
    }
    rows.emplace_back(line);
  }
  return rows;
}

v1::SettlePairsResponse APair() {
  v1::SettlePairsResponse found;
  found.mutable_completeness()->set_complete(true);
  v1::PairSettling& pair = *found.add_pairs();
  pair.set_process("processes/p");
  pair.set_target("jurisdictions/j");
  pair.set_vector("espionage");
  pair.mutable_completeness()->set_complete(true);
  pair.mutable_questions_completeness()->set_complete(true);
  return found;
}

// Who reads the table alone must not take a pair without questions for one
// that is settled.
TEST(SettlingCsv, WhatIsUnknownAndNoQuestionHasRows) {
  v1::SettlePairsResponse found = APair();
  EXPECT_THAT(RowsOf(found), ElementsAre());
  v1::PairSettling& pair = *found.mutable_pairs(0);
  pair.add_contested("relations/r");
  pair.add_unknown_factors("offensive_programme");
  pair.add_unseated("companies/c");
  for (const bool both : {false, true}) {
    v1::UnknownReach& reach = *pair.add_unknown_reach();
    reach.set_from("authorities/a");
    reach.set_to("companies/c");
    reach.set_both(both);
  }
  const std::string of = ",processes/p,jurisdictions/j,espionage,";
  const std::string rest = ",,,,,,,,yes,,0";
  EXPECT_THAT(
      RowsOf(found),
      ElementsAre(
          "contested" + of + "relations/r" + rest,
          "unknown_factor" + of + "offensive_programme" + rest,
          "unseated" + of + "companies/c" + rest,
          "unknown_reach" + of + "authorities/a companies/c" + rest,
          "unknown_common_reach" + of + "authorities/a companies/c" + rest));
}

// What is told is not all there may be.
TEST(SettlingCsv, OfQuestionsThatWereNotAllLookedForItIsNotComplete) {
  v1::SettlePairsResponse found = APair();
  found.mutable_pairs(0)->add_unseated("companies/c");
  found.mutable_pairs(0)->mutable_questions_completeness()->set_complete(false);
  EXPECT_THAT(RowsOf(found),
              ElementsAre("unseated,processes/p,jurisdictions/j,espionage,"
                          "companies/c,,,,,,,,no,,0"));
}

}  // namespace
}  // namespace ketenzicht::service
