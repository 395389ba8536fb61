// What is said beside a fact that an answer tells.

#include "graph/told_fact.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;

ViewOptions OfParliament(absl::string_view day = kToday) {
  ViewOptions options = OptionsOn(day);
  options.source_types = {"parliament"};
  return options;
}

// The note beside "relations/use", or another fact, of parliament.
std::string NoteIn(std::vector<Fact> facts, Language language,
                   const ViewOptions& options = OfParliament(),
                   absl::string_view id = "relations/use") {
  facts.push_back(SourceOfType("sources/press", "press"));
  const auto view = MakeView(std::move(facts), options);
  const FactText text(view->snapshot(), &view->options(), language);
  return NoteOf(ToldIn(*view, view->snapshot().Find(id)), text);
}

std::string EnglishNote(std::vector<Fact> facts,
                        const ViewOptions& options = OfParliament(),
                        absl::string_view id = "relations/use") {
  return NoteIn(std::move(facts), Language::kEnglish, options, id);
}

Draft Use() { return Rel("use", "uses", "processes/p", "products/x"); }

TEST(ToldFact, NothingStandsBesideWhatCounts) {
  EXPECT_EQ(EnglishNote({Use()}), "");
  EXPECT_EQ(EnglishNote({Use().Denied()}), "");
  EXPECT_EQ(InBrackets(""), "");
}

TEST(ToldFact, WhatDoesNotCountAndWasSaidLaterBearsBothNotes) {
  const std::vector<Fact> facts = {Use().Said("sources/press", "2023-01-01")};
  EXPECT_EQ(EnglishNote(facts),
            "does not count: not from the sources asked for; said only on "
            "2023-01-01, after this date");
  EXPECT_EQ(NoteIn(facts, Language::kDutch),
            "telt niet mee: niet uit de gevraagde bronnen; pas gezegd op "
            "2023-01-01, na deze datum");
  EXPECT_EQ(EnglishNote({Use().Said("sources/press", "2021-01-01")}),
            "does not count: not from the sources asked for");
}

TEST(ToldFact, OnlySourcesThatCountSayWhenItWasSaid) {
  EXPECT_EQ(EnglishNote({Use()
                             .Said("sources/press", "2020-01-01")
                             .Said("sources/s", "2023-01-01")}),
            "said only on 2023-01-01, after this date");
}

TEST(ToldFact, WhatIsOverAndWhatHasNotBegunAreToldApart) {
  EXPECT_EQ(EnglishNote({Use().Until("2020")}), "before this date");
  EXPECT_EQ(EnglishNote({Use().From("2022")}), "not begun at this date");
  EXPECT_EQ(NoteIn({Use().Until("2020")}, Language::kDutch), "vóór deze datum");
  EXPECT_EQ(NoteIn({Use().From("2022")}, Language::kDutch),
            "op deze datum nog niet begonnen");
}

TEST(ToldFact, AnEndThatIsOverEndsIt) {
  EXPECT_EQ(EnglishNote({Use(), Thing("processes/p").Until("2020")}),
            "before this date");
  EXPECT_EQ(EnglishNote({Use(), Thing("products/x").From("2022")}),
            "not begun at this date");
}

TEST(ToldFact, ADenialOfAnotherTimeIsNotOver) {
  EXPECT_EQ(EnglishNote({Use().Denied().Until("2020")}),
            "about a time before this date");
  EXPECT_EQ(EnglishNote({Use().Denied().From("2022")}),
            "about a time after this date");
  EXPECT_EQ(NoteIn({Use().Denied(), Thing("processes/p").Until("2020")},
                   Language::kDutch),
            "gaat over een tijd vóór deze datum");
}

TEST(ToldFact, OfAClassBothSidesOfTheDateAreTold) {
  const std::vector<Fact> facts = {
      Rel("use", "uses", Ids({"processes/p", "processes/q"}), "products/x"),
      Thing("processes/p").Until("2020"), Thing("processes/q").From("2022")};
  EXPECT_EQ(EnglishNote(facts), "partly over, partly not begun, at this date");
  EXPECT_EQ(EnglishNote({facts[0], facts[1]}), "") << "one member counts";
}

TEST(ToldFact, AClassWithoutMembersStandsAsItIsRecorded) {
  const Draft use =
      Rel("use", "uses", Of("process").With("kind", "none"), "products/x");
  EXPECT_EQ(EnglishNote({use}), "");
  Draft press = use;
  EXPECT_EQ(EnglishNote({press.Said("sources/press")}),
            "does not count: not from the sources asked for");
  Draft past = use;
  EXPECT_EQ(EnglishNote({past.Until("2020")}), "before this date");
}

TEST(ToldFact, WhatMayNotHoldYetIsNotCertain) {
  EXPECT_EQ(EnglishNote({Use().From("2021")}), "not certain at this date");
}

TEST(ToldFact, OfAStatementTheSourcesAreAsked) {
  const std::vector<Fact> facts = {
      Use(), Thing("statements/s").Said("sources/press", "2022-02-02")};
  EXPECT_EQ(EnglishNote(facts, OfParliament(), "statements/s"),
            "does not count: not from the sources asked for; said only on "
            "2022-02-02, after this date");
  EXPECT_EQ(EnglishNote(facts, OptionsOn(), "statements/s"),
            "said only on 2022-02-02, after this date");
}

TEST(ToldFact, SourcesAreThoseThatCountOrAllWhereNoneDoes) {
  const auto view =
      MakeView({Use().Said("sources/press").Said("sources/s"),
                Rel("made", "made_by", "products/x", "companies/c")
                    .Said("sources/press"),
                SourceOfType("sources/press", "press")},
               OfParliament());
  const Snapshot& snapshot = view->snapshot();
  const auto cited = [&](absl::string_view id) {
    return CitedSources(snapshot, view->options(), snapshot.Find(id));
  };
  EXPECT_THAT(cited("relations/use"), ElementsAre(snapshot.Find("sources/s")));
  EXPECT_THAT(cited("relations/made"),
              ElementsAre(snapshot.Find("sources/press")));
}

}  // namespace
}  // namespace ketenzicht::graph
