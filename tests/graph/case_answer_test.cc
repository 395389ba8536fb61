// Answers to the questions of a case, in sentences.

#include "graph/case_answer.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Views ViewsOf(std::vector<Fact> facts,
              const ViewOptions& options = OptionsOn()) {
  facts.push_back(Thing("questions/q"));
  return *Views::Create(MakeSnapshot(std::move(facts)), options);
}

std::string TextOf(const Views& views, const AnswerPart& part,
                   Language language = Language::kEnglish) {
  const CaseQuestion question{
      .number = 1, .question = "questions/q", .answer = {part}};
  const QuestionAnswer answer =
      AnswerQuestion(views, question, Limits()).value();
  return QuestionText(views, answer, views.asked->options(), language);
}

AnswerPart Paths(const std::string& from) {
  return {.paths = CaseQuery{{from}, {"jurisdictions/x"}, "espionage"}};
}

// ---- Pairs that are told by another -----------------------------------------

// p and q handle the same information, each in its own way.
std::vector<Fact> TwoWays(std::vector<Fact> more) {
  std::vector<Fact> facts = {
      Rel("p-in-o", "part_of", "processes/p", "organizations/o"),
      Rel("q-in-o", "part_of", "processes/q", "organizations/o"),
      Rel("p-handles", "handles", "processes/p", "information/i").Possible(),
      Rel("q-handles", "handles", "processes/q", "information/i")
          .NotExcluded()
          .Said("sources/t"),
      Rel("sent", "sends_data_to", "information/i", "companies/c"),
      Rel("seat", "seated_in", "companies/c", "jurisdictions/x"),
      Rel("enacts", "enacts", "jurisdictions/x", "laws/l"),
      Rel("compels", "compels_disclosure", "laws/l", "authorities/a"),
      Rel("a-of-x", "part_of", "authorities/a", "jurisdictions/x")};
  for (Fact& fact : more) facts.push_back(std::move(fact));
  return facts;
}

std::string TextOfTwoWays(std::vector<Fact> more,
                          Language language = Language::kEnglish) {
  return TextOf(ViewsOf(TwoWays(std::move(more))), Paths("organizations/o"),
                language);
}

// How many second steps are told: one for each pair that is told in full.
int ToldInFull(const std::string& text) {
  int full = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line == "  2. I sends_data_to c. [s (2020-01-01), question 1]") ++full;
  }
  return full;
}

TEST(CaseAnswer, APairThatDiffersInItsFirstStepIsToldByThat) {
  const std::string text = TextOfTwoWays({});
  EXPECT_EQ(ToldInFull(text), 1) << text;
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("  1. Possible: p handles i. [s (2020-01-01)"),
            HasSubstr("  1. Cannot be excluded: q handles i. [t (2020-01-01)]\n"
                      "The further steps, the factors and what is told with "
                      "them are the same as from: p.\n")));
  EXPECT_THAT(TextOfTwoWays({}, Language::kDutch),
              HasSubstr("De verdere stappen, de factoren en wat daarbij is "
                        "gezegd zijn dezelfde als vanaf: p.\n"));
}

TEST(CaseAnswer, WhatCarriesTheFirstStepIsToldOfEach) {
  std::vector<Fact> facts =
      TwoWays({Rel("p-uses", "uses", "processes/p", "products/d"),
               Rel("q-uses", "uses", "processes/q", "products/d").Possible()});
  for (Fact& fact : facts) {
    if (fact.id == "relations/q-handles") {
      std::get<Relation>(fact.body).via = {"relations/q-uses"};
    }
  }
  EXPECT_THAT(TextOf(ViewsOf(std::move(facts)), Paths("organizations/o")),
              HasSubstr("carried by: Possible: q uses d."));
}

TEST(CaseAnswer, WhatIsSaidOfOnePairOnlyIsTold) {
  Draft claim = Thing("statements/claimed");
  std::get<Entity>(claim.body).about = {"processes/q", "jurisdictions/x"};
  claim.With("statement_kind", "claim");
  const Draft unknown =
      Rel("open", "uses", "processes/q", "products/z").Unknown();
  const Draft denial = Rel("not", "uses", "processes/q", "products/y").Denied();
  for (const Draft& only_of_q : {claim, unknown, denial}) {
    const std::string text = TextOfTwoWays({only_of_q});
    EXPECT_EQ(ToldInFull(text), 2) << only_of_q.id;
    EXPECT_THAT(text, Not(HasSubstr("the same as from")));
  }
  EXPECT_THAT(TextOfTwoWays({claim, unknown, denial}),
              AllOf(HasSubstr("– Claimed."), HasSubstr("q uses z."),
                    HasSubstr("– Q uses y not.")));
}

TEST(CaseAnswer, AFactorThatRestsOnOneUseIsTold) {
  std::vector<Fact> facts =
      TwoWays({Rel("q-uses", "uses", "processes/q", "products/d"),
               Rel("touches", "touches", "relations/q-uses",
                   "interests/vital-infrastructure")});
  for (Fact& fact : facts) {
    if (fact.id == "relations/q-handles") {
      std::get<Relation>(fact.body).via = {"relations/q-uses"};
    }
  }
  const std::string text =
      TextOf(ViewsOf(std::move(facts)), Paths("organizations/o"));
  EXPECT_EQ(ToldInFull(text), 2) << text;
}

// Of a class, each has its own instance, with its own carriers and measures.
TEST(CaseAnswer, AnotherInstanceOfOneClassIsAnotherStep) {
  const Members footage = Of("information");
  std::vector<Fact> facts = {
      Rel("p-in-o", "part_of", "processes/p", "organizations/o"),
      Rel("q-in-o", "part_of", "processes/q", "organizations/o"),
      Rel("p-handles", "handles", "processes/p", "information/i"),
      Rel("q-handles", "handles", "processes/q", "information/j"),
      Rel("sent", "sends_data_to", footage, "companies/c"),
      Rel("seat", "seated_in", "companies/c", "jurisdictions/x"),
      Rel("enacts", "enacts", "jurisdictions/x", "laws/l"),
      Rel("compels", "compels_disclosure", "laws/l", "authorities/a"),
      Rel("a-of-x", "part_of", "authorities/a", "jurisdictions/x")};
  EXPECT_THAT(TextOf(ViewsOf(std::move(facts)), Paths("organizations/o")),
              AllOf(HasSubstr("  2. I sends_data_to c."),
                    HasSubstr("  2. J sends_data_to c."),
                    Not(HasSubstr("the same as from"))));
}

// Nothing else there explains the pair.
TEST(CaseAnswer, FactorsOfAPairWithoutAPathSayThatThisIsNotNoRisk) {
  const Views views =
      ViewsOf({Thing("processes/p"), Thing("jurisdictions/x"),
               Rel("a-of-x", "part_of", "authorities/a", "jurisdictions/x")});
  const AnswerPart part{
      .factors = CaseQuery{{"processes/p"}, {"jurisdictions/x"}, "espionage"}};
  EXPECT_THAT(TextOf(views, part),
              HasSubstr("no path recorded, n/a)\n    That no path is recorded "
                        "is not the same as no risk.\n"));
  EXPECT_THAT(TextOf(views, part, Language::kDutch),
              HasSubstr("\n    Dat er geen pad is vastgelegd, is niet "
                        "hetzelfde als geen risico.\n"));
}

// ---- Of what is asked -------------------------------------------------------

ViewOptions Asking(absl::string_view day, std::vector<std::string> types) {
  ViewOptions options = OptionsOn(day);
  options.source_types = std::move(types);
  return options;
}

TEST(CaseAnswer, WhatIsAskedAsTheCaseIsSaysNothing) {
  const ViewOptions of_case = Asking("2021-01-01", {"parliament", "press"});
  EXPECT_EQ(AskedText(of_case, of_case, Language::kEnglish), "");
  const ViewOptions other_order =
      Asking("2021-01-01", {"press", "parliament", "press"});
  EXPECT_EQ(AskedText(of_case, other_order, Language::kEnglish), "");
}

TEST(CaseAnswer, AnotherDayOrOtherSourcesAreSaid) {
  const ViewOptions of_case = Asking("2021-01-01", {"parliament", "law"});
  EXPECT_EQ(AskedText(of_case, Asking("2022-06-01", {"parliament", "law"}),
                      Language::kEnglish),
            "as of 2022-06-01");
  const ViewOptions press = Asking("2021-01-01", {"parliament", "press"});
  EXPECT_EQ(AskedText(of_case, press, Language::kEnglish),
            "as of 2021-01-01; with sources of type press; without sources of "
            "type law");
  EXPECT_EQ(AskedText(of_case, press, Language::kDutch),
            "stand van 2021-01-01; met bronnen van soort press; zonder bronnen "
            "van soort law");
}

TEST(CaseAnswer, OtherPresumptionsAreSaid) {
  ViewOptions of_case = Asking("2021-01-01", {"parliament"});
  ViewOptions without = of_case;
  without.presumptions = false;
  EXPECT_EQ(AskedText(of_case, without, Language::kEnglish),
            "as of 2021-01-01; without presumptions");
  EXPECT_EQ(AskedText(without, of_case, Language::kDutch),
            "stand van 2021-01-01; met vermoedens");
}

TEST(CaseAnswer, SaysSoAboveItsAnswer) {
  const Views views = ViewsOf({Rel("use", "uses", "processes/p", "products/d")},
                              Asking("2022-06-01", {"parliament"}));
  const CaseQuestion question{.number = 1,
                              .question = "questions/q",
                              .answer = {{.facts = {"relations/use"}}}};
  const QuestionAnswer answer =
      AnswerQuestion(views, question, Limits()).value();
  EXPECT_THAT(QuestionText(views, answer, Asking("2021-01-01", {"parliament"}),
                           Language::kEnglish),
              HasSubstr("Question 1. Q\n  – as of 2022-06-01\n  – P uses d."));
}

}  // namespace
}  // namespace ketenzicht::graph
