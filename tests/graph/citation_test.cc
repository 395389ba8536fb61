// Whom a citation names: FactText::Cite.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graph/fact_text.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Draft SaidBy(Draft draft, const std::string& speaker) {
  for (Evidence& evidence : draft.evidence) evidence.speaker = speaker;
  return draft;
}

// A use that the source below tells.
Draft Use(const std::string& id, const std::string& speaker) {
  return SaidBy(
      Rel(id, "uses", "processes/p", "products/x").Said("sources/news"),
      speaker);
}

Draft News(const std::string& speaker) {
  Draft source = SaidBy(SourceOfType("sources/news", "parliament"), speaker);
  std::get<Entity>(source.body).name = {"NU.nl over drones", "NU.nl on drones"};
  return source;
}

std::string CiteIn(std::vector<Fact> facts,
                   Language language = Language::kEnglish) {
  const auto view = MakeView(std::move(facts));
  return FactText(view->snapshot(), nullptr, language)
      .Cite(view->snapshot().Find("relations/a"));
}

TEST(Citation, OfASourceWithOneVoiceNamesTheSourceAlone) {
  EXPECT_EQ(
      CiteIn({News("Minister"), Use("a", "Minister"), Use("b", "Minister")}),
      "[NU.nl on drones (2020-01-01)]");
}

TEST(Citation, NamesTheSpeakerWhereSeveralSpeakInTheSource) {
  const std::vector<Fact> facts = {News("Minister"), Use("a", "Minister"),
                                   Use("b", "Member")};
  EXPECT_EQ(CiteIn(facts), "[NU.nl on drones (2020-01-01), said by Minister]");
  EXPECT_EQ(CiteIn(facts, Language::kDutch),
            "[NU.nl over drones (2020-01-01), aldus Minister]");
}

// What it says itself, and what it says that another said, are two voices.
TEST(Citation, ASourceThatSpeaksItselfIsOneOfItsVoices) {
  EXPECT_EQ(CiteIn({News(""), Use("a", "Minister")}),
            "[NU.nl on drones (2020-01-01), said by Minister]");
  EXPECT_EQ(CiteIn({News("Minister"), Use("a", "")}),
            "[NU.nl on drones (2020-01-01)]");
}

TEST(Citation, TheSourceItselfIsNotNamedAgain) {
  EXPECT_EQ(CiteIn({News("Minister"), Use("a", "NU.nl")}),
            "[NU.nl on drones (2020-01-01)]");
  Draft source = News("Minister");
  std::get<Entity>(source.body).attributes["publisher"] = "Sanoma";
  EXPECT_EQ(CiteIn({source, Use("a", "Sanoma")}),
            "[NU.nl on drones (2020-01-01)]");
}

// What DJI says in an article on DJI is not what the article found.
TEST(Citation, WhomTheSourceIsAboutIsNotTheSource) {
  const std::vector<Fact> facts = {News("Minister"), Use("a", "drones")};
  EXPECT_EQ(CiteIn(facts), "[NU.nl on drones (2020-01-01), said by drones]");
  Draft source = News("Minister");
  std::get<Entity>(source.body).attributes["publisher"] = "Sanoma";
  EXPECT_EQ(CiteIn({source, Use("a", "NU.nl")}),
            "[NU.nl on drones (2020-01-01), said by NU.nl]");
}

TEST(Citation, WhatOnePlaceAttributesAnotherMayNot) {
  Draft use = Use("a", "");
  use.evidence.front().locator = "2";
  use.evidence.front().attributed_to = {"KPN"};
  Evidence again = use.evidence.front();
  again.locator = "3";
  again.attributed_to.clear();
  use.evidence.push_back(again);
  EXPECT_EQ(CiteIn({News(""), use}),
            "[NU.nl on drones (2020-01-01), question 2, according to KPN; "
            "NU.nl on drones (2020-01-01), question 3]");
}

TEST(Citation, AnOpinionAndANormAreCalledThat) {
  for (const auto& [kind, mark] :
       {std::pair("opinion", "; an opinion"), std::pair("norm", "; a norm"),
        std::pair("claim", "")}) {
    Draft statement = Thing("statements/s", "statement").Said("sources/news");
    std::get<Entity>(statement.body).attributes["statement_kind"] = kind;
    const auto view = MakeView({News(""), statement});
    EXPECT_EQ(FactText(view->snapshot(), nullptr, Language::kEnglish)
                  .Cite(view->snapshot().Find("statements/s")),
              absl::StrCat("[NU.nl on drones (2020-01-01)", mark, "]"));
  }
}

TEST(Citation, EachSpeakerOfAFactIsNamedOnce) {
  Draft use = Use("a", "Minister");
  for (const char* locator : {"2", "3"}) {
    Evidence again = use.evidence.front();
    again.speaker = "Member";
    again.locator = locator;
    use.evidence.push_back(again);
  }
  EXPECT_EQ(CiteIn({News("Minister"), use}),
            "[NU.nl on drones (2020-01-01), question 2, question 3, said by "
            "Minister, Member]");
}

// What is of after the date asked for is no news to who reads it as of then.
TEST(Citation, EvidenceOfAfterTheDateIsToldAsThat) {
  Draft use = Use("a", "Minister");
  Evidence again = use.evidence.front();
  again.asserted_on = Day("2024-05-01");
  Evidence later = again;
  later.source = "sources/later";
  later.asserted_on = Day("2023-05-01");
  use.evidence.push_back(again);
  use.evidence.push_back(later);
  const auto snapshot = MakeSnapshot(
      {News("Minister"), SourceOfType("sources/later", "parliament"), use});
  const FactIndex fact = snapshot->Find(use.id);
  const auto cite = [&](absl::string_view day) {
    const ViewOptions options = OptionsOn(day);
    return FactText(*snapshot, &options, Language::kEnglish).Cite(fact);
  };
  EXPECT_THAT(cite("2022-01-01"), HasSubstr("(2023-05-01, after this date)"));
  EXPECT_THAT(cite("2022-01-01"), HasSubstr("(2020-01-01)"))
      << "what it said again later does not stand for what it said";
  EXPECT_THAT(cite("2024-06-01"), Not(HasSubstr("after this date")));
  EXPECT_THAT(cite("2019-01-01"), Not(HasSubstr("after this date")))
      << "of all of it the sentence says so";
}

TEST(Citation, AnAlineaIsAParagraphToWhoReadsEnglish) {
  const auto cite = [](const std::string& locator, Language language) {
    Draft use = Use("a", "Minister");
    use.evidence.front().locator = locator;
    return CiteIn({News("Minister"), use}, language);
  };
  EXPECT_EQ(cite("alinea 2 en 3", Language::kEnglish),
            "[NU.nl on drones (2020-01-01), paragraph 2 and 3]");
  EXPECT_EQ(cite("alinea 2 en 3", Language::kDutch),
            "[NU.nl over drones (2020-01-01), alinea 2 en 3]");
  EXPECT_EQ(cite("aiaa.org, paragraph 4", Language::kDutch),
            "[NU.nl over drones (2020-01-01), aiaa.org, alinea 4]");
  EXPECT_EQ(cite("paragraph 1 and 2", Language::kDutch),
            "[NU.nl over drones (2020-01-01), alinea 1 en 2]");
  EXPECT_EQ(cite("heading", Language::kDutch),
            "[NU.nl over drones (2020-01-01), opschrift]");
  EXPECT_EQ(cite("alinea \"Feiten en cijfers\"", Language::kEnglish),
            "[NU.nl on drones (2020-01-01), paragraph \"Feiten en cijfers\"]");
  EXPECT_EQ(cite("Feiten en cijfers", Language::kEnglish),
            "[NU.nl on drones (2020-01-01), Feiten en cijfers]");
}

}  // namespace
}  // namespace ketenzicht::graph
