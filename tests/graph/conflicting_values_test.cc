// Values, readings and dates that contradict, on small records, by hand:
// docs/semantics.md, section 13.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/contradictions.h"
#include "tests/support/asked_contradictions.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(Contradictions, ValuesDifferWhereNoDayIsInBoth) {
  struct Row {
    const char *a, *b;
    size_t count;
  };
  for (const Row& row : std::vector<Row>{{"2016", "2017", 1},
                                         {"2021", "2021-03", 0},
                                         {"2021-03", "2021-04", 1},
                                         {"2020-10-01/2021-01-31", "2021", 0},
                                         {"2019/2021", "2020", 0},
                                         {"2019/2020", "2021", 1},
                                         {"2019-03/2019-05", "2019-04", 0},
                                         {"2019-03/2019-05", "2019-06", 1},
                                         {"one", "other", 1},
                                         {"one", "one", 0},
                                         {"2021", "project-phase", 1}}) {
    const Asked asked = Ask(Things({Says("a", row.a), Says("b", row.b)}));
    EXPECT_THAT(asked.found.all, SizeIs(row.count)) << row.a << " " << row.b;
    if (row.count == 0 || asked.found.all.empty()) continue;
    const Contradiction& one = asked.found.all.front();
    EXPECT_EQ(one.kind, ContradictionKind::kValues);
    EXPECT_EQ(one.topic, "since");
    EXPECT_EQ(one.sides[0].says, row.a);
    EXPECT_EQ(one.sides[1].says, row.b);
    ASSERT_THAT(one.about, SizeIs(1));
    EXPECT_EQ(asked.Id(one.about[0]), "organizations/o");
  }
}

TEST(Contradictions, OtherQuestionsHaveOtherAnswers) {
  EXPECT_THAT(
      Ask(Things({Says("a", "2016"), Says("b", "2017", {"organizations/x"})}))
          .found.all,
      IsEmpty());
  EXPECT_THAT(Ask(Things({Says("a", "2016"),
                          Says("b", "2017", {"organizations/o"}, "until")}))
                  .found.all,
              IsEmpty());
  // About two things both, they are told once.
  EXPECT_THAT(
      Ask(Things({Says("a", "2016", {"organizations/o", "products/d"}),
                  Says("b", "2017", {"products/d", "organizations/o"})}))
          .Only()
          .about,
      SizeIs(2));
}

TEST(Contradictions, TwoThingsMayBothBePossible) {
  EXPECT_THAT(Ask(Things({Says("a", "2016").Possible(),
                          Says("b", "2017").NotExcluded()}))
                  .found.all,
              IsEmpty());
  EXPECT_THAT(
      Ask(Things({Says("a", "2016").Possible(), Says("b", "2017")})).found.all,
      SizeIs(1));
  for (const Modality modality :
       {Modality::kPresupposed, Modality::kCounterfactual}) {
    EXPECT_THAT(Ask(Things({Says("a", "2016").Is(modality), Says("b", "2017")}))
                    .found.all,
                IsEmpty());
  }
}

// Who is "the supplier"?
TEST(Contradictions, ReadingsOfOneWordStandBesideEachOther) {
  const Asked asked = Ask(Things(
      {Says("reseller", "dutch").With("statement_kind", "reading").Possible(),
       Says("maker", "dji").With("statement_kind", "reading").Possible()}));
  EXPECT_THAT(asked.Shown(),
              ElementsAre("readings statements/maker | statements/reseller"));
}

TEST(Contradictions, ADeniedAnswerContradictsWhatLiesWithin) {
  EXPECT_THAT(
      Ask(Things({Says("a", "2021").Denied(), Says("b", "2021-03")})).found.all,
      SizeIs(1));
  EXPECT_THAT(
      Ask(Things({Says("a", "2021-03").Denied(), Says("b", "2021")})).found.all,
      IsEmpty());
  EXPECT_THAT(
      Ask(Things({Says("a", "2021").Denied(), Says("b", "2020")})).found.all,
      IsEmpty());
  EXPECT_THAT(Ask(Things({Says("a", "2019/2021").Denied(), Says("b", "2020")}))
                  .found.all,
              SizeIs(1));
}

TEST(Contradictions, WhatWasSaidLaterIsNotThereYet) {
  const std::vector<Fact> facts = Things(
      {Says("a", "2016"), Says("b", "2017").Said("sources/s", "2022-01-01")});
  EXPECT_THAT(Ask(facts).found.all, IsEmpty());
  EXPECT_THAT(Ask(facts, {}, OptionsOn("2022-01-01")).found.all, SizeIs(1));
}

TEST(Contradictions, AnswersOfDifferentTimesMayDiffer) {
  EXPECT_THAT(Ask(Things({Says("a", "sixty").Until("2021-01-01"),
                          Says("b", "hundred").From("2021-01-01")}))
                  .found.all,
              IsEmpty());
}

TEST(Contradictions, WhoLeavesItOpenIsTold) {
  const Asked asked = Ask(Things(
      {Says("a", "2016"), Says("b", "2017", {"organizations/o", "products/d"}),
       Says("none", "", {"products/d"}).Unknown(),
       Says("other", "", {"products/d"}, "until").Unknown()}));
  const Contradiction& one = asked.Only();
  ASSERT_THAT(one.left_open, SizeIs(1));
  EXPECT_EQ(asked.Id(one.left_open[0]), "statements/none");
}

TEST(Contradictions, OneRelationHasOneStart) {
  const Asked asked =
      Ask({Use("a").From("2016"), Use("b").From("2017").Said("sources/b")});
  const Contradiction& one = asked.Only();
  EXPECT_EQ(one.kind, ContradictionKind::kDates);
  EXPECT_TRUE(one.starts);
  EXPECT_FALSE(one.ends);
  EXPECT_EQ(one.sides[0].says, "2016");
  EXPECT_EQ(one.sides[1].says, "2017");
  EXPECT_THAT(Ask({Use("a").From("2016"), Use("b").From("2016-05")}).found.all,
              IsEmpty());
  EXPECT_TRUE(
      Ask({Use("a").Until("2018"), Use("b").Until("2019")}).Only().ends);
}

TEST(Contradictions, UsedAgainIsNotADifferentStart) {
  EXPECT_THAT(Ask({Use("a").From("2010").Until("2012"), Use("b").From("2015")})
                  .found.all,
              IsEmpty());
  // Of other things, of other carriers: not the same relation.
  EXPECT_THAT(Ask({Use("u"), Use("a").From("2016").Via({"relations/u"}),
                   Use("b").From("2017")})
                  .found.all,
              IsEmpty());
}

TEST(Contradictions, AStatementStandsAgainstTheThingsOwnDates) {
  const std::vector<Fact> facts = {
      Thing("instruments/i").From("2018").Until("2020-05"),
      Says("from", "2021", {"instruments/i"}, "from"),
      Says("same", "2018-03", {"instruments/i"}, "from"),
      Says("until", "2020", {"instruments/i"}, "until"),
      Says("else", "2021", {"instruments/i"}, "since")};
  const Asked asked = Ask(facts);
  // Of the statements the first two contradict each other too.
  EXPECT_THAT(asked.Shown(),
              ElementsAre("dates instruments/i | statements/from",
                          "values statements/from | statements/same"));
  EXPECT_TRUE(asked.found.all.at(0).starts);
  EXPECT_EQ(asked.found.all.at(0).sides[0].says, "2018");
}

}  // namespace
}  // namespace ketenzicht::graph
