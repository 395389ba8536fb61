// Timelines on small graphs: which days, which steps, which facts, and what
// stops them. tests/graph/timeline_twin_test.cc compares with the oracle.

#include "graph/timeline.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graph/relevance.h"
#include "graph/timeline_text.h"
#include "gtest/gtest.h"
#include "tests/support/oracle_outcome.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;

constexpr char kUse[] = "relations/use";

// A chain along which supply may be denied; each link from the beginning.
std::vector<Fact> Chain(const Draft& use, const Draft& maker) {
  return {
      use, maker,
      Rel("seat", "seated_in", "companies/c", "jurisdictions/x").From("open"),
      Rel("law", "enacts", "jurisdictions/x", "laws/l").From("open"),
      Rel("power", "restricts_supply", "laws/l", "authorities/a").From("open")};
}
Draft Use() { return Rel("use", "uses", "processes/p", "products/d"); }
Draft Maker() {
  return Rel("maker", "made_by", "products/d", "companies/c").From("open");
}

TimelineQuery Query(const Snapshot& snapshot,
                    const char* vector = "supply_denial") {
  TimelineQuery query;
  query.processes = {snapshot.Find("processes/p")};
  query.targets = TargetsOf(snapshot, {"authorities/a"}).value();
  query.vectors = {snapshot.policy().FindVector(vector)};
  return query;
}

// "- no_path n/a / … | 2020-01-01 open T0 / … starts relations/use".
std::vector<std::string> Shown(const Snapshot& snapshot,
                               const Timeline& timeline) {
  std::vector<std::string> lines;
  for (const TimelineStep& step : timeline.steps) {
    std::string line = absl::StrCat(step.from ? step.from->ToString() : "-",
                                    " ", StatusName(step.outcome.status));
    for (const FactMove& move : step.because) {
      absl::StrAppend(&line, " ", MoveKindName(move.kind), " ",
                      snapshot.id(move.fact));
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> TimelineOf(const std::vector<Fact>& facts) {
  const auto snapshot = MakeSnapshot(facts);
  const auto found =
      FindTimelines(snapshot, OptionsOn(), Query(*snapshot), Limits());
  EXPECT_TRUE(found->completeness.complete());
  return Shown(*snapshot, found->all.front());
}

TEST(Timeline, StartsAndEndsWithAFact) {
  EXPECT_THAT(
      TimelineOf(Chain(Use().From("2019-05-01").Until("2030-01-01"), Maker())),
      ElementsAre("- no_path", "2019-05-01 open starts relations/use",
                  "2030-01-01 no_path ends relations/use"))
      << "future days too";
}

TEST(Timeline, InsideAnIntervalAStepIsUnknown) {
  EXPECT_THAT(
      TimelineOf(Chain(Use().From("2019").Until("2021-02"), Maker())),
      ElementsAre("- no_path", "2019-01-01 unknown may_start relations/use",
                  "2019-12-31 open becomes_certain relations/use",
                  "2021-02-01 unknown may_end relations/use",
                  "2021-02-28 no_path ends relations/use"));
}

TEST(Timeline, AnAssertionIsAChange) {
  EXPECT_THAT(
      TimelineOf(Chain(Use().Said("sources/s", "2020-03-01"), Maker())),
      ElementsAre("- unknown", "2020-03-01 open first_asserted relations/use"));
}

TEST(Timeline, AnEntityLimitsItsRelations) {
  std::vector<Fact> facts = Chain(Use().From("open"), Maker());
  facts.push_back(Thing("laws/l").From("2017-06-28"));
  EXPECT_THAT(TimelineOf(facts),
              ElementsAre("- no_path", "2017-06-28 open starts laws/l"));
}

TEST(Timeline, AMeasureOfADayBlocks) {
  std::vector<Fact> facts = Chain(Use().From("open"), Maker());
  facts.push_back(Closing("stop", {kUse}).From("2022-01-01"));
  EXPECT_THAT(TimelineOf(facts),
              ElementsAre("- open", "2022-01-01 blocked starts measures/stop"));
}

TEST(Timeline, NamesOnlyTheFactsThatMoveIt) {
  std::vector<Fact> facts =
      Chain(Use().From("2020-01-01"), Maker().From("2020-01-01"));
  facts.push_back(
      Rel("other", "uses", "processes/q", "products/d").From("2020-01-01"));
  facts.push_back(
      Rel("part", "contains", "products/d", "products/e").From("2020-01-01"));
  EXPECT_THAT(TimelineOf(facts),
              ElementsAre("- no_path",
                          "2020-01-01 open starts relations/maker starts "
                          "relations/use"));
}

TEST(Timeline, WhereNothingMovesThereIsOneStep) {
  const auto snapshot = MakeSnapshot(Chain(Use().From("open"), Maker()));
  const auto found =
      FindTimelines(snapshot, OptionsOn(), Query(*snapshot), Limits());
  EXPECT_EQ(found->dates, 0);
  EXPECT_THAT(Shown(*snapshot, found->all.front()), ElementsAre("- open"));
}

TEST(Timeline, SelfLoopsAndParallelRelationsAreNoTrouble) {
  std::vector<Fact> facts = Chain(Use().From("2020-01-01"), Maker());
  facts.push_back(Rel("loop", "contains", "products/d", "products/d"));
  facts.push_back(
      Rel("use-2", "uses", "processes/p", "products/d").From("2018-01-01"));
  EXPECT_THAT(
      TimelineOf(facts),
      ElementsAre("- no_path", "2018-01-01 open starts relations/use-2"));
}

TEST(Timeline, SinceAndUntilBoundTheDays) {
  const auto snapshot = MakeSnapshot(
      Chain(Use().From("2019-05-01").Until("2030-01-01"), Maker()));
  TimelineQuery query = Query(*snapshot);
  query.since = Day("2019-05-01");
  query.until = Day("2030-01-01");
  auto found = FindTimelines(snapshot, OptionsOn(), query, Limits());
  EXPECT_THAT(Shown(*snapshot, found->all.front()),
              ElementsAre("- open", "2030-01-01 no_path ends relations/use"));
  query.until = Day("2029-12-31");
  found = FindTimelines(snapshot, OptionsOn(), query, Limits());
  EXPECT_THAT(Shown(*snapshot, found->all.front()), ElementsAre("- open"));
}

TEST(Timeline, StopsAtTheLimitOfDaysAndSaysSo) {
  const auto snapshot = MakeSnapshot(
      Chain(Use().From("2019-05-01").Until("2030-01-01"), Maker()));
  for (int dates : {1, 2, 3}) {
    const auto found = FindTimelines(snapshot, OptionsOn(), Query(*snapshot),
                                     {.dates = dates});
    EXPECT_EQ(found->completeness.complete(), dates >= 2);
    EXPECT_EQ(found->all.front().steps.size(), dates == 1 ? 2u : 3u);
    if (dates > 1) continue;
    EXPECT_EQ(found->completeness.stop, StopReason::kDates);
    EXPECT_EQ(found->completeness.limit, 1);
    EXPECT_EQ(found->seen_until, Day("2019-05-01"));
  }
}

TEST(Timeline, ACancelledOneSaysUntilWhenItHolds) {
  const auto snapshot = MakeSnapshot(
      Chain(Use().From("2019-05-01").Until("2030-01-01"), Maker()));
  TimelineQuery query = Query(*snapshot);
  query.targets.push_back(query.targets.front());
  for (const StopReason reason : {StopReason::kCancelled, StopReason::kTime}) {
    for (int after : {0, 1, 5, 6, 7, 8, 9, 10, 20, 60, 100}) {
      int asked = 0;
      Limits limits;
      (reason == StopReason::kTime ? limits.expired : limits.cancelled) = [&] {
        return asked++ >= after;
      };
      const auto found = FindTimelines(snapshot, OptionsOn(), query, limits);
      ASSERT_TRUE(found.ok());
      if (found->completeness.complete()) {
        EXPECT_GE(after, 5) << "asked often enough";
        continue;
      }
      EXPECT_EQ(found->completeness.stop, reason);
      for (const Timeline& one : found->all) {
        for (const TimelineStep& step : one.steps) {
          EXPECT_TRUE(!step.from ||
                      (found->seen_until && *step.from <= *found->seen_until));
        }
      }
    }
  }
}

TEST(Timeline, EndsWhereAViewWasNotMadeInTime) {
  const auto snapshot = MakeSnapshot(
      Chain(Use().From("2019-05-01").Until("2030-01-01"), Maker()));
  TimelineQuery query = Query(*snapshot);
  int views = 0;
  query.make_views = [&](const std::shared_ptr<const Snapshot>& of,
                         const ViewOptions& options) -> absl::StatusOr<Views> {
    if (++views > 2) return absl::DeadlineExceededError("out of time");
    return Views::Create(of, options);
  };
  const Limits limits{.expired = [&] { return views > 2; }};
  const auto found = FindTimelines(snapshot, OptionsOn(), query, limits);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->completeness.stop, StopReason::kTime);
  ASSERT_TRUE(found->seen_until);
  EXPECT_EQ(found->all.size(), 1U);
}

TEST(Timeline, WhatMovedItIsNotSoughtWhereASearchWasCutShort) {
  std::vector<Fact> facts = Chain(Use().From("2020-01-01"), Maker());
  for (int i = 0; i < 6; ++i) {
    facts.push_back(
        Rel(absl::StrCat("use-", i), "uses", "processes/p", "products/d")
            .From("2020-01-01"));
  }
  const auto snapshot = MakeSnapshot(facts);
  const TimelineQuery query = Query(*snapshot);
  const auto found =
      FindTimelines(snapshot, OptionsOn(), query, {.expansions = 1});
  const Timeline& pair = found->all.front();
  const auto cut =
      std::find_if(pair.steps.begin() + 1, pair.steps.end(),
                   [](const TimelineStep& step) { return !step.searched_all; });
  ASSERT_NE(cut, pair.steps.end());
  EXPECT_TRUE(cut->because.empty());
  EXPECT_FALSE(cut->smallest);
  EXPECT_THAT(
      TimelineText(*snapshot, OptionsOn(), query, pair, Language::kEnglish),
      ::testing::HasSubstr("what moved it was not sought"));
}

TEST(Timeline, ASearchBudgetIsTold) {
  std::vector<Fact> facts = Chain(Use().From("2020-01-01"), Maker());
  for (int i = 0; i < 6; ++i) {
    facts.push_back(
        Rel(absl::StrCat("use-", i), "uses", "processes/p", "products/d")
            .From("open"));
  }
  const auto snapshot = MakeSnapshot(facts);
  const auto found =
      FindTimelines(snapshot, OptionsOn(), Query(*snapshot), {.expansions = 1});
  EXPECT_EQ(found->completeness.stop, StopReason::kExpansions);
  EXPECT_FALSE(found->all.front().steps.front().searched_all);
}

TEST(Timeline, WhatIsRemovedComesAndGoesWithoutATrace) {
  const auto snapshot = MakeSnapshot(
      Chain(Use().From("2019-05-01").Until("2030-01-01"), Maker()));
  ViewOptions options = OptionsOn();
  options.changes = {{Change::Op::kRemove, kUse}};
  const auto found =
      FindTimelines(snapshot, options, Query(*snapshot), Limits());
  EXPECT_EQ(found->dates, 0);
}

TEST(Timeline, ManyPairsKeepTheirOrder) {
  std::vector<Fact> facts = Chain(Use().From("2020-01-01"), Maker());
  facts.push_back(
      Rel("q", "uses", "processes/q", "products/d").From("2021-01-01"));
  const auto snapshot = MakeSnapshot(facts);
  TimelineQuery query = Query(*snapshot);
  query.processes.push_back(snapshot->Find("processes/q"));
  query.vectors.push_back(snapshot->policy().FindVector("sabotage"));
  const auto found = FindTimelines(snapshot, OptionsOn(), query, Limits());
  ASSERT_EQ(found->all.size(), 4u);
  EXPECT_EQ(found->all[0].vector->name, "supply_denial");
  EXPECT_EQ(found->all[1].vector->name, "sabotage");
  EXPECT_EQ(found->all[2].process, snapshot->Find("processes/q"));
  EXPECT_THAT(Shown(*snapshot, found->all[2]),
              ElementsAre("- no_path", "2021-01-01 open starts relations/q"));
}

TEST(Relevance, KindsThatNothingAsksForDoNotMatter) {
  const auto snapshot = MakeSnapshot(
      {Use(), Maker(),
       Rel("list", "listed_on", "companies/c", "listings/l").From("2020-01-01"),
       Rel("buy", "applied", "organizations/o", "laws/b"),
       Closing("stop", {kUse})});
  const Relevance relevance(*snapshot, OptionsOn(),
                            {snapshot->policy().FindVector("supply_denial")});
  const auto matters = [&](const char* id) {
    return relevance.Matters(snapshot->Find(id));
  };
  EXPECT_TRUE(matters(kUse));
  EXPECT_TRUE(matters("relations/maker"));
  EXPECT_TRUE(matters("measures/stop"));
  EXPECT_TRUE(matters("companies/c"));
  EXPECT_FALSE(matters("relations/list"));
  EXPECT_FALSE(matters("relations/buy"));
  EXPECT_FALSE(matters("listings/l"));
}

TEST(Relevance, WhatAGuardOrAClassNamesMatters) {
  const auto snapshot = MakeSnapshot(
      {Use().While(WhenFact("relations/list")), Maker(),
       Rel("list", "listed_on", "companies/c", "listings/l").From("2020-01-01"),
       Rel("buy", "applied", "organizations/o", "laws/b"),
       ClosingClass("stop", Of("uses").From(Of("process").Where(
                                "part_of/applied", "laws/b")))});
  const Relevance relevance(*snapshot, OptionsOn(),
                            {snapshot->policy().FindVector("supply_denial")});
  EXPECT_TRUE(relevance.Matters(snapshot->Find("relations/list")));
  EXPECT_TRUE(relevance.Matters(snapshot->Find("listings/l")));
  EXPECT_TRUE(relevance.Matters(snapshot->Find("relations/buy")));
}

}  // namespace
}  // namespace ketenzicht::graph
