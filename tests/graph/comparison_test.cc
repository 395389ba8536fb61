// What a comparison tells of small graphs.

#include "graph/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "graph/comparison_text.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kVector[] = "uses/made_by/seated_in/enacts/empowers";

std::vector<Fact> Facts() {
  return {
      Rel("own", "uses", "organizations/o", "products/d")
          .From("2018-01-01")
          .Until("open"),
      Rel("part", "part_of", "processes/p", "organizations/o"),
      Rel("use", "uses", "processes/p", "products/d").From("2010-01-01"),
      Rel("maker", "made_by", "products/d", "companies/c").From("open"),
      Rel("seat", "seated_in", "companies/c", "jurisdictions/j").From("open"),
      Rel("law", "enacts", "jurisdictions/j", "laws/l").From("open"),
      Rel("power", "empowers", "laws/l", "authorities/s").From("open"),
      Rel("in", "part_of", "authorities/s", "jurisdictions/j")};
}

class Compared : public ::testing::Test {
 protected:
  std::array<ComparisonSide, 2> Sides(const char* a, const char* b) const {
    std::array<ComparisonSide, 2> sides;
    for (const auto& [side, day] : {std::pair(&sides[0], a), {&sides[1], b}}) {
      ViewOptions options = DefaultOptions(*snapshot_, *Date::Parse(day));
      side->views = *Views::Create(snapshot_, options);
      side->who = {"organizations/o"};
    }
    return sides;
  }

  Comparison Ask(const std::array<ComparisonSide, 2>& sides,
                 const Limits& limits = {}) const {
    ComparisonQuery query;
    query.targets = {"jurisdictions/j"};
    query.vectors = {*CompileVector(kVector, snapshot_->ontology())};
    return *Compare(sides, query, limits);
  }

  const std::shared_ptr<const Snapshot> snapshot_ = MakeSnapshot(Facts());
};

TEST_F(Compared, AnOrganizationThatGainsItsPathIsNamed) {
  for (const auto& [a, b] :
       {std::pair("2017-01-01", "2019-01-01"), {"2019-01-01", "2017-01-01"}}) {
    const Comparison found = Ask(Sides(a, b));
    const ComparedTarget& target = found.targets.front();
    EXPECT_THAT(target.sides[0].pairs, SizeIs(2)) << a;
    EXPECT_THAT(target.sides[1].pairs, SizeIs(2)) << a;
    ASSERT_THAT(target.moved, SizeIs(1)) << a;
    EXPECT_EQ(target.moved.front().process, "organizations/o");
    ASSERT_TRUE(target.moved.front().causes);
    ASSERT_THAT(target.moved.front().causes->because, SizeIs(1));
    EXPECT_EQ(target.moved.front().causes->because.front().id, "relations/own");
  }
}

TEST_F(Compared, AnOrganizationThatHasNoneOnEitherSideIsLeftOut) {
  const Comparison found = Ask(Sides("2016-01-01", "2017-01-01"));
  EXPECT_THAT(found.targets.front().sides[0].pairs, SizeIs(1));
  EXPECT_THAT(found.targets.front().sides[1].pairs, SizeIs(1));
}

TEST_F(Compared, ASearchThatIsCutShortIsMarkedAndTheOthersGoOn) {
  const auto sides = Sides("2019-01-01", "2020-01-01");
  const Comparison found = Ask(sides, {.expansions = 1});
  EXPECT_EQ(found.completeness.stop, StopReason::kExpansions);
  for (const SideAnswer& side : found.targets.front().sides) {
    ASSERT_THAT(side.pairs, SizeIs(2)) << "both are answered";
    EXPECT_FALSE(side.pairs[0].searched_all);
    EXPECT_FALSE(side.pairs[1].searched_all);
  }
  EXPECT_THAT(ComparisonText(sides, found.targets.front(), {"A", "B"},
                             Language::kEnglish),
              HasSubstr("search budget reached, truncated"));
}

TEST_F(Compared, SaysHowAPropositionCounts) {
  const auto sides = Sides("2009-01-01", "2019-01-01");
  const Comparison found = Ask(sides);
  EXPECT_THAT(ComparisonText(sides, found.targets.front(), {"A", "B"},
                             Language::kEnglish),
              HasSubstr("does not hold on 2009-01-01"));
}

}  // namespace
}  // namespace ketenzicht::graph
