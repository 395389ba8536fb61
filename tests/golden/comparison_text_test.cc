// Comparisons on the case, byte for byte, in both languages.
//
// KETENZICHT_UPDATE_GOLDEN=1 writes the files anew; read the difference before
// committing it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "graph/comparison_text.h"
#include "tests/support/case_data.h"
#include "tests/support/golden_file.h"

namespace ketenzicht::testing {
namespace {

using graph::ComparedTarget;
using graph::Role;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct Side {
  std::vector<std::string> who;
  std::string date = "2021-11-18";
  std::vector<std::string> with;
};

std::array<graph::ComparisonSide, 2> Sides(const Side& a, const Side& b) {
  std::array<graph::ComparisonSide, 2> sides;
  for (const auto& [to, from] : {std::pair(&sides[0], &a), {&sides[1], &b}}) {
    to->views = graph::Views::Create(CaseState().snapshot,
                                     CaseOptions(from->date, from->with))
                    .value();
    to->who = from->who;
  }
  return sides;
}

ComparedTarget CompareOn(const std::array<graph::ComparisonSide, 2>& sides) {
  graph::ComparisonQuery query;
  query.targets = {"jurisdictions/cn"};
  query.vectors = {*CaseState().policy->FindVector("espionage")};
  const graph::Comparison found =
      graph::Compare(sides, query, graph::Limits()).value();
  EXPECT_TRUE(found.completeness.complete());
  return found.targets.front();
}

const Side kPolice = {{"processes/politie-forensic"}};
const Side kDefence = {{"processes/defensie-operational"}};

std::set<std::string> Only(const ComparedTarget& compared, int side) {
  std::set<std::string> ids;
  for (const graph::Proposition& one : compared.propositions) {
    if (!one.common() && !one.processes[side].empty()) ids.insert(one.id);
  }
  return ids;
}

std::set<Role> RolesOnOneSide(const ComparedTarget& compared) {
  std::set<Role> roles;
  for (const graph::Proposition& one : compared.propositions) {
    if (!one.common()) roles.insert(one.role);
  }
  return roles;
}

// Why does Defence say no where the police says yes? The law is the same; the
// purpose is another, and Defence's decision is its own.
TEST(ComparisonGolden, DefenceAndThePoliceDifferInPurposeAndDecision) {
  const ComparedTarget compared = CompareOn(Sides(kDefence, kPolice));
  EXPECT_EQ(compared.sides[0].pairs[0].outcome.status, graph::Status::kBlocked);
  EXPECT_EQ(compared.sides[1].pairs[0].outcome.status,
            graph::Status::kNotExcluded);
  EXPECT_THAT(RolesOnOneSide(compared), Contains(Role::kPurpose));
  EXPECT_THAT(RolesOnOneSide(compared), Contains(Role::kDecision));
  std::set<std::string> common;
  for (const graph::Proposition& one : compared.propositions) {
    if (one.common()) common.insert(one.id);
  }
  EXPECT_THAT(common, Contains("relations/cn-enacts-data-sharing-law"));
  EXPECT_THAT(
      common,
      Contains("relations/cn-data-sharing-law-compels-disclosure-to-cn-state"));
  EXPECT_THAT(Only(compared, 1),
              Contains("relations/politie-forensic-uses-dji-drone"));
}

TEST(ComparisonGolden, SaysWhatADifferenceCanComeFromAndWhereThereIsNone) {
  const auto text = [](const Side& a, const Side& b) {
    const auto sides = Sides(a, b);
    return graph::ComparisonText(sides, CompareOn(sides), {"A", "B"},
                                 graph::Language::kEnglish);
  };
  constexpr char kNone[] = "No answer differs in status or tier.\n";
  constexpr char kOthers[] = "Different processes are asked about: ";
  EXPECT_THAT(text(kPolice, kPolice),
              AllOf(HasSubstr(kNone), Not(HasSubstr(kOthers))));
  EXPECT_THAT(text(kDefence, kPolice),
              AllOf(HasSubstr(kOthers), Not(HasSubstr(kNone))));
  EXPECT_THAT(text(Side{kPolice.who, "2016-01-01"}, kPolice),
              AllOf(HasSubstr("What makes the difference for "),
                    Not(HasSubstr(kOthers)), Not(HasSubstr(kNone))));
}

TEST(ComparisonGolden, TextsOfTheCase) {
  for (const auto& [name, language] :
       {std::pair("nl", graph::Language::kDutch),
        std::pair("en", graph::Language::kEnglish)}) {
    std::string text;
    for (const auto& [a, b] :
         {std::pair(kDefence, kPolice),
          {Side{{"organizations/politie"}}, Side{{"organizations/defensie"}}},
          {Side{{"processes/politie-forensic"}, "2016-01-01"}, kPolice},
          {kPolice,
           Side{{"processes/politie-forensic"}, "2021-11-18", {"press"}}}}) {
      const auto sides = Sides(a, b);
      text +=
          graph::ComparisonText(sides, CompareOn(sides), {"A", "B"}, language) +
          "\n";
    }
    ExpectGolden(std::string("comparisons.") + name + ".txt", text);
  }
}

TEST(Comparison, OfASideWithItselfHasNoDifference) {
  const ComparedTarget compared = CompareOn(
      Sides({{"organizations/politie"}}, {{"organizations/politie"}}));
  EXPECT_THAT(compared.moved, IsEmpty());
  for (const graph::Proposition& one : compared.propositions) {
    EXPECT_TRUE(one.common()) << one.id;
    EXPECT_EQ(one.processes[0], one.processes[1]) << one.id;
  }
  EXPECT_GT(compared.propositions.size(), 10U);
}

TEST(Comparison, SwappingTheSidesSwapsTheColumns) {
  const ComparedTarget ab = CompareOn(Sides(kDefence, kPolice));
  const ComparedTarget ba = CompareOn(Sides(kPolice, kDefence));
  EXPECT_EQ(Only(ab, 0), Only(ba, 1));
  EXPECT_EQ(Only(ab, 1), Only(ba, 0));
  EXPECT_EQ(ab.sides[0].statuses, ba.sides[1].statuses);
  EXPECT_THAT(Only(ab, 0), Not(IsEmpty()));
}

TEST(Comparison, TellsWhoseAnswerMovedBetweenTwoDays) {
  const ComparedTarget compared =
      CompareOn(Sides({{"processes/politie-forensic"}, "2016-01-01"}, kPolice));
  ASSERT_THAT(compared.moved, SizeIs(1));
  EXPECT_EQ(compared.moved[0].process, "processes/politie-forensic");
  ASSERT_TRUE(compared.moved[0].causes);
  EXPECT_TRUE(compared.moved[0].causes->smallest);
}

TEST(Comparison, CausesAreNotSoughtWhereASearchWasCutShort) {
  graph::ComparisonQuery query;
  query.targets = {"jurisdictions/cn"};
  query.vectors = {*CaseState().policy->FindVector("espionage")};
  graph::Limits limits;
  limits.expansions = 1;
  const auto sides =
      Sides({{"processes/politie-forensic"}, "2016-01-01"}, kPolice);
  const graph::Comparison found = graph::Compare(sides, query, limits).value();
  EXPECT_EQ(found.completeness.stop, graph::StopReason::kExpansions);
  for (const graph::MovedAnswer& moved : found.targets.front().moved) {
    EXPECT_FALSE(moved.causes) << moved.process;
  }
}

TEST(Comparison, RefusesWhatASideDoesNotHave) {
  graph::ComparisonQuery query;
  query.targets = {"jurisdictions/none"};
  query.vectors = {*CaseState().policy->FindVector("espionage")};
  EXPECT_EQ(graph::Compare(Sides(kPolice, kDefence), query, graph::Limits())
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace ketenzicht::testing
