// What the text of an answer on a pair says beside its paths.

#include "graph/explanation.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// A way from processes/p to authorities/a, with more facts.
std::vector<Fact> Way(std::vector<Fact> more) {
  std::vector<Fact> facts = {
      Rel("handles", "handles", "processes/p", "information/i"),
      Rel("sent", "sends_data_to", "information/i", "companies/c"),
      Rel("seat", "seated_in", "companies/c", "jurisdictions/x"),
      Rel("enacts", "enacts", "jurisdictions/x", "laws/l"),
      Rel("compels", "compels_disclosure", "laws/l", "authorities/a"),
      SourceOfType("sources/press", "press")};
  for (Fact& fact : more) facts.push_back(std::move(fact));
  return facts;
}

// On the pair, of parliament.
std::string Explained(std::vector<Fact> facts, Language language) {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  const Views views = *Views::Create(MakeSnapshot(std::move(facts)), options);
  const Snapshot& snapshot = views.asked->snapshot();
  const FactIndex authority = snapshot.Find("authorities/a");
  const PairAnswer answer =
      AnswerPair(views, snapshot.Find("processes/p"), {authority, {authority}},
                 *snapshot.policy().FindVector("espionage"), Limits());
  return ExplainPair(views, answer, language);
}

Fact Statement(absl::string_view id, std::vector<std::string> about,
               absl::string_view day) {
  Draft draft = Thing(id, "statement");
  std::get<Entity>(draft.body).about = std::move(about);
  return draft.Said("sources/s", day);
}

TEST(Explanation, ANearestToAPathIsNotNoRisk) {
  std::vector<Fact> facts = Way({});
  facts[1].evidence[0].source = "sources/press";
  EXPECT_THAT(Explained(facts, Language::kEnglish),
              HasSubstr("What counts here forms no path. That is not the same "
                        "as no risk.\nThe nearest to a path, and why it is "
                        "none:\n  1. P handles i."));
  EXPECT_THAT(Explained(facts, Language::kDutch),
              HasSubstr("Wat hier meetelt vormt geen pad. Dat is niet "
                        "hetzelfde als geen risico.\nWat het dichtst bij een "
                        "pad komt, en waarom het geen pad is:\n"));
}

// The source that is asked says no; who says yes is not asked.
TEST(Explanation, WhatDeniesTheNearestIsToldWhateverLeavesItOut) {
  std::vector<Fact> facts =
      Way({Rel("no", "seated_in", "companies/c", "jurisdictions/x").Denied()});
  facts[2].evidence[0].source = "sources/press";
  EXPECT_THAT(Explained(facts, Language::kEnglish),
              AllOf(HasSubstr("does not count: not from the sources asked for"),
                    HasSubstr("Denials about this subject:\n  – C "
                              "seated_in x not.")));
}

TEST(Explanation, WhatIsToldOfALikelihoodHoldsWhatIsMeant) {
  const auto snapshot = MakeSnapshot({});
  const auto told = [&](double low, double high) {
    const std::string text = LikelihoodText(
        *snapshot, {low, std::nullopt, high}, Language::kEnglish);
    return text.substr(text.find('['));
  };
  EXPECT_EQ(told(0.9996, 0.99999), "[0.999, 1]");
  EXPECT_EQ(told(0.0009996, 0.0010004), "[0.000999, 0.00101]");
  EXPECT_EQ(told(0.9 * 0.9 * 0.1, 0.9 * 0.9 * 0.1), "[0.081, 0.081]");
  EXPECT_EQ(told(0, 1), "[0, 1]");
}

TEST(Explanation, AWalkIsNotToldAsAPath) {
  const Views views = *Views::Create(MakeSnapshot(Way({})), OptionsOn());
  const Snapshot& snapshot = views.asked->snapshot();
  const FactIndex authority = snapshot.Find("authorities/a");
  Limits limits;
  limits.expansions = 1;
  const PairAnswer answer =
      AnswerPair(views, snapshot.Find("processes/p"), {authority, {authority}},
                 *snapshot.policy().FindVector("espionage"), limits);
  ASSERT_TRUE(answer.only_a_walk());
  EXPECT_THAT(SummaryText(views, answer, Language::kEnglish),
              HasSubstr("open at most (no path found yet)"));
  EXPECT_THAT(SummaryText(views, answer, Language::kDutch),
              HasSubstr("ten hoogste (nog geen pad gevonden)"));
}

// Of what only the press says an answer from parliament does not say that
// nobody did; nor of what nobody said that it does not count.
TEST(Explanation, WhatAConditionAsksAndDoesNotCountIsNotToldAsUnrecorded) {
  const auto asked = [](const Guard& guard, Language language) {
    std::vector<Fact> facts = Way(
        {Rel("key", "key_held_by", "information/i", "companies/d").From("2017"),
         Thing("information/k")});
    facts.back().evidence[0].source = "sources/s";
    for (Fact& fact : facts) {
      if (fact.id == "relations/key") fact.evidence[0].source = "sources/press";
      if (fact.id == "relations/sent") {
        std::get<Relation>(fact.body).holds_while = guard;
      }
    }
    return Explained(std::move(facts), language);
  };
  for (const Guard& left_out :
       {WhenFact("relations/key"),
        WhenRelation("key_held_by", "information/i", "companies/d"),
        WhenDates(FromOf("relations/key"), DateComparison::kBefore,
                  On("2018-01-01"))}) {
    EXPECT_THAT(asked(left_out, Language::kEnglish),
                AllOf(HasSubstr("does not count here: "),
                      Not(HasSubstr("not recorded: "))));
    EXPECT_THAT(asked(left_out, Language::kDutch),
                AllOf(HasSubstr("telt hier niet mee: "),
                      Not(HasSubstr("niet vastgelegd: "))));
  }
  EXPECT_THAT(asked(WhenRelation("key_held_by", "information/k", "companies/d"),
                    Language::kEnglish),
              AllOf(HasSubstr("not recorded: "),
                    Not(HasSubstr("does not count here: "))));
  // Where a company is seated is asked of every place there may be.
  EXPECT_THAT(
      asked(WhenReached("authorities/z", "companies/d"), Language::kEnglish),
      AllOf(HasSubstr("nothing that counts here says for certain: "),
            Not(HasSubstr("not recorded: "))));
}

// What is not on record of others closes it: that nobody said so is told.
TEST(Explanation, ThatNobodyElseIsOnRecordIsToldWhereItCloses) {
  const auto asked = [](const Draft& key, Language language) {
    return Explained(
        Way({key, Closing("encrypted", {"relations/sent"})
                      .Unless(WhenRelation("key_held_by", "$source", "$target",
                                           true))}),
        language);
  };
  const Draft theirs =
      Rel("their-key", "key_held_by", "information/i", "companies/c");
  EXPECT_THAT(asked(Draft(theirs).Denied(), Language::kEnglish),
              HasSubstr("of others than named here this is not on record, "
                        "which counts here as: of nobody else"));
  EXPECT_THAT(asked(Draft(theirs).Denied(), Language::kDutch),
              HasSubstr("van anderen dan hier genoemd is dit niet vastgelegd; "
                        "dat geldt hier als: van niemand anders"));
  EXPECT_THAT(asked(theirs, Language::kEnglish),
              Not(HasSubstr("of nobody else")));
  // Where somebody says so, he is cited instead.
  Draft nobody = MakeRelation("nobody", "key_held_by", EndOf("information/i"),
                              EndOf(Everything()));
  EXPECT_THAT(asked(nobody.Denied(), Language::kEnglish),
              Not(HasSubstr("of nobody else")));
}

// It does not lapse by that, and is not told as if nobody denied it.
TEST(Explanation, AMeasureThatSomebodyDeniesIsToldWithThat) {
  const std::string text =
      Explained(Way({Closing("stop", {"relations/sent"}),
                     Closing("no-stop", {"relations/sent"}).Denied()}),
                Language::kEnglish);
  EXPECT_THAT(text, AllOf(HasSubstr("closes this"),
                          HasSubstr("denied, and taken here all the same: ")));
}

TEST(Explanation, NothingNearIsNotNoRiskEither) {
  EXPECT_THAT(Explained({Thing("processes/p"), Thing("authorities/a")},
                        Language::kEnglish),
              AllOf(HasSubstr("What is on record forms no path"),
                    HasSubstr("That is not the same as no risk."),
                    Not(HasSubstr("The nearest to a path"))));
}

TEST(Explanation, APathSaysNothingOfNoRisk) {
  EXPECT_THAT(Explained(Way({}), Language::kEnglish),
              Not(HasSubstr("no risk")));
}

// The source says it of the class: that this is one of these, it need not have
// said.
TEST(Explanation, WhatIsSaidOfAClassIsToldAsThat) {
  std::vector<Fact> facts = Way({});
  facts[1] = MakeRelation("sent", "sends_data_to",
                          EndOf(Of("information").TargetOf(Of("handles"))),
                          EndOf("companies/c"));
  EXPECT_THAT(Explained(facts, Language::kEnglish),
              AllOf(HasSubstr("c. [s (2020-01-01), question 1] (said of: every "
                              "information"),
                    Not(HasSubstr("P handles i. [s (2020-01-01), question 1] "
                                  "(said of"))));
}

TEST(Explanation, WhatIsSaidOfOneThingIsNotSaidOfAClass) {
  std::vector<Fact> facts = Way({});
  facts[1] = MakeRelation("sent", "sends_data_to",
                          EndOf(Ids({"information/i"})), EndOf("companies/c"));
  EXPECT_THAT(Explained(facts, Language::kEnglish), Not(HasSubstr("said of")));
}

TEST(Explanation, UnknownsAndClaimsThatWereSaidLaterSaySo) {
  Fact unknown = Statement("statements/open", {"processes/p"}, "2023-03-03");
  unknown.modality = Modality::kUnknown;
  unknown.unknown_kind = UnknownKind::kNotAnswered;
  Fact claim = Statement("statements/claimed", {"processes/p", "authorities/a"},
                         "2022-02-02");
  std::get<Entity>(claim.body).attributes["statement_kind"] = "claim";
  const std::vector<Fact> facts =
      Way({unknown, claim,
           Rel("other", "uses", "processes/p", "products/y")
               .Unknown()
               .Said("sources/s", "2024-04-04")});
  EXPECT_THAT(
      Explained(facts, Language::kEnglish),
      AllOf(HasSubstr("  – Claimed. [s (2022-02-02)] (said only on 2022-02-02, "
                      "after this date)\n"),
            HasSubstr("open. [s (2023-03-03)] (said only on 2023-03-03, after "
                      "this date)\n"),
            HasSubstr("p uses y. [s (2024-04-04)] (said only on 2024-04-04, "
                      "after this date)\n")));
  EXPECT_THAT(Explained(facts, Language::kDutch),
              HasSubstr("(pas gezegd op 2023-03-03, na deze datum)\n"));
}

TEST(Explanation, UnknownsThatWereSaidInTimeBearNoNote) {
  EXPECT_THAT(
      Explained(
          Way({Rel("other", "uses", "processes/p", "products/y").Unknown()}),
          Language::kEnglish),
      AllOf(HasSubstr("p uses y. [s (2020-01-01), question 1]\n"),
            Not(HasSubstr("after this date"))));
}

}  // namespace
}  // namespace ketenzicht::graph
