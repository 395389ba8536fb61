// What would settle a pair, in sentences: docs/semantics.md, section 14.

#include "graph/settling_text.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/asked_settling.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Asked = AskedSettling;

// That no question is left does not say that nothing is open.
TEST(SettlingText, WhatIsUnknownAndNoQuestionIsTold) {
  const Asked asked({Use(), Update()});
  const SettlingAnswer answer = asked.Find();
  ASSERT_FALSE(answer.settled);
  EXPECT_THAT(answer.unasked.factors, Not(IsEmpty()));
  const auto text = [&](Language language) {
    return SettlingText(*asked.snapshot, asked.options, asked.query, answer,
                        language);
  };
  EXPECT_THAT(text(Language::kEnglish),
              AllOf(HasSubstr("Unknown too, and no question above"),
                    HasSubstr("the factor “")));
  EXPECT_THAT(text(Language::kDutch), HasSubstr("Ook onbekend, en geen "));
}

// A condition asks who reaches a company, and who owns that has no seat on
// record: it, and not the company, which has one.
TEST(SettlingText, WhoseSeatIsNotOnRecordIsTold) {
  const Draft stop = Closing("stop", {"relations/update"})
                         .Unless(WhenReached("authorities/z", "companies/c"));
  const Draft seat = Rel("seat", "seated_in", "companies/c", "jurisdictions/j");
  const auto unseated = [](std::vector<Fact> facts) {
    const Asked asked(std::move(facts));
    std::vector<std::string> ids;
    for (FactIndex one : asked.Find().unasked.unseated) {
      ids.emplace_back(asked.snapshot->id(one));
    }
    return ids;
  };
  EXPECT_THAT(unseated({Use(), Update(), stop}), ElementsAre("companies/c"));
  EXPECT_THAT(unseated({Use(), Update(), stop, seat}),
              ElementsAre("authorities/s"));
}

// Whatever the one that is asked after is called, whom it reaches is told as
// unknown, and a fact that a condition names and nobody asked counts for is
// asked, as what it is.
TEST(SettlingText, WhatAConditionAsksAndDoesNotCountIsTold) {
  const Asked reach({Use(), Update(),
                     Closing("stop", {"relations/update"})
                         .Unless(WhenReached("authorities/z", "companies/c"))});
  const SettlingAnswer reached = reach.Find();
  ASSERT_EQ(reached.unasked.reach.size(), 1);
  EXPECT_THAT(SettlingText(*reach.snapshot, reach.options, reach.query, reached,
                           Language::kEnglish),
              HasSubstr("– whether the first reaches the second: z; c"));
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  const Asked left({Use(), Update(), SourceOfType("sources/paper", "press"),
                    Access().Denied().Said("sources/paper"),
                    Closing("stop", {"relations/update"})
                        .Unless(WhenFact("relations/access"))},
                   options);
  const SettlingAnswer answer = left.Find();
  ASSERT_EQ(answer.questions.size(), 1);
  EXPECT_EQ(answer.questions[0].what.id, "relations/access");
  EXPECT_THAT(answer.questions[0].what.doubts, ElementsAre(Doubt::kUnrecorded));
  EXPECT_EQ(answer.questions[0].if_false->status, Status::kBlocked);
}

// A factor that decides nothing, whatever else is so, is not told.
TEST(SettlingText, AFactorThatMovesNoTierIsNotTold) {
  const Asked asked({Use(), Update()});
  const SettlingAnswer answer = asked.Find();
  const std::vector<std::string>& told = answer.unasked.factors;
  const auto view = View::Create(asked.snapshot, asked.options).value();
  const PairAnswer pair = AnswerPair(
      Views::Create(asked.snapshot, asked.options).value(), asked.query.process,
      asked.query.target, *asked.query.vector, {.paths = kMaxPaths});
  const TierAnswer& tier = pair.paths.front().tier;
  for (const FactorAnswer& one : tier.factors) {
    const bool is_told =
        std::find(told.begin(), told.end(), one.factor->id) != told.end();
    if (is_told) {
      EXPECT_EQ(one.answer, Answer::kUnknown);
      EXPECT_TRUE(HangsOn(asked.snapshot->policy(), tier, *one.factor));
    }
  }
  TierAnswer known = tier;
  for (FactorAnswer& one : known.factors) one.answer = Answer::kNo;
  known.factors.front().answer = Answer::kUnknown;
  const int without = TierWhere(asked.snapshot->policy(), {});
  const int with = TierWhere(asked.snapshot->policy(),
                             {{known.factors.front().factor->id, true}});
  EXPECT_EQ(
      HangsOn(asked.snapshot->policy(), known, *known.factors.front().factor),
      with != without);
}

// A view takes it for what is said; the answer does not hide that it is denied.
TEST(SettlingText, WhatIsContestedBehindASettledPairIsTold) {
  Draft no = Update().Denied().Said("sources/t");
  no.id = "relations/no-update";
  std::vector<Fact> facts = {Use(), Update(), no};
  for (const char* interest :
       {"interests/vital-infrastructure", "interests/sensitive-information"}) {
    facts.push_back(Rel(std::string("not-") + (interest + 10), "touches",
                        "relations/use", interest)
                        .Denied());
  }
  const Asked asked(facts);
  const SettlingAnswer answer = asked.Find();
  ASSERT_TRUE(answer.settled);
  EXPECT_EQ(answer.now.status, Status::kOpen);
  EXPECT_THAT(answer.contested,
              ElementsAre(asked.snapshot->Find("relations/no-update"),
                          asked.snapshot->Find("relations/update")));
  const auto text = [&](Language language) {
    return SettlingText(*asked.snapshot, asked.options, asked.query, answer,
                        language);
  };
  EXPECT_THAT(text(Language::kEnglish),
              AllOf(HasSubstr("There is nothing to settle about this pair.\n"
                              "But contested, and taken for what is said, is:"),
                    HasSubstr("  – X updated_by c not. [t")));
  EXPECT_THAT(text(Language::kDutch), HasSubstr("Maar betwist is"));
  // By a denial of whatever carries it too.
  facts[1] = Update().Via({"relations/use"});
  const Asked carried(facts);
  EXPECT_THAT(carried.Find().contested,
              ElementsAre(carried.snapshot->Find("relations/no-update"),
                          carried.snapshot->Find("relations/update")));
}

TEST(SettlingText, IsToldInBothLanguages) {
  const Asked asked({Use(), Update().Unknown(), Access().Unknown()});
  const SettlingAnswer answer = asked.Find();
  const std::string english = SettlingText(
      *asked.snapshot, asked.options, asked.query, answer, Language::kEnglish);
  EXPECT_THAT(
      english,
      AllOf(HasSubstr("Open questions, the most telling first"),
            HasSubstr("1. Whether x remotely_accessed_by c (recorded as "
                      "unknown; not stated; cost 1)"),
            HasSubstr("   Recorded: Unknown (not stated): x"),
            HasSubstr("If it is found that x remotely_accessed_by c: open"),
            HasSubstr("If it is found that x remotely_accessed_by c not: "),
            HasSubstr("1 is so; cost 1: open"),
            HasSubstr("1 is not so and 2 is not so; cost 2"),
            HasSubstr("Combinations looked at: 8.")));
  EXPECT_THAT(english, AllOf(Not(HasSubstr("costs at least")),
                             Not(HasSubstr("As of 2021-11-18"))))
      << "what it holds for is told once, of all pairs";
  const std::string dutch = SettlingText(*asked.snapshot, asked.options,
                                         asked.query, answer, Language::kDutch);
  EXPECT_THAT(
      dutch,
      AllOf(HasSubstr("Open vragen, de meest zeggende eerst"),
            HasSubstr("1. Of dit zo is: x remotely_accessed_by c ("),
            HasSubstr("Blijkt dit: x remotely_accessed_by c niet. Dan: "),
            HasSubstr("1 is niet zo en 2 is niet zo; kosten 2")));
}

// A denial of an uncertain date is recorded as a denial; what would be found is
// put positively all the same.
TEST(SettlingText, ADenialIsAskedPositively) {
  const Asked asked({Use(), Update().Denied().Until("2021")});
  const std::string english =
      SettlingText(*asked.snapshot, asked.options, asked.query, asked.Find(),
                   Language::kEnglish);
  EXPECT_THAT(
      english,
      AllOf(HasSubstr("1. Whether x updated_by c ("),
            HasSubstr("   Recorded: X updated_by c not."),
            HasSubstr("If it is found that x updated_by c: open"),
            HasSubstr("If it is found that x updated_by c not: no path")));
}

TEST(SettlingText, WhatCountsAsAskedStandsFirst) {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  const Asked asked(
      {Use(), SourceOfType("sources/paper", "press"),
       Rel("a-press-says", "updated_by", "products/x", "companies/c")
           .Said("sources/paper"),
       Update().Possible()},
      options);
  const std::string english =
      SettlingText(*asked.snapshot, asked.options, asked.query, asked.Find(),
                   Language::kEnglish);
  const size_t counting = english.find("Recorded: Possible: x updated_by c.");
  const size_t press = english.find("[paper (2020-01-01)] Does not count");
  ASSERT_NE(counting, std::string::npos) << english;
  ASSERT_NE(press, std::string::npos) << english;
  EXPECT_LT(counting, press);
}

TEST(SettlingText, NoPathIsNotNone) {
  const auto told = [](const Asked& asked) {
    return SettlingText(*asked.snapshot, asked.options, asked.query,
                        asked.Find(), Language::kEnglish);
  };
  EXPECT_THAT(told(Asked({Use()})),
              HasSubstr("There is nothing to settle about this pair. That no "
                        "path is recorded does not say that there is none."));
  EXPECT_THAT(
      told(Asked({Use(), Update(), Closing("stop", {"relations/update"})})),
      AllOf(HasSubstr("There is nothing to settle about this pair."),
            Not(HasSubstr("there is none"))));
}

}  // namespace
}  // namespace ketenzicht::graph
