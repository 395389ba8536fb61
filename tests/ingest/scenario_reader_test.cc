// What the reader of scenarios takes, and what it refuses, with its line.

#include "ingest/scenario_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kHead[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Scenario\n"
    "id: scenarios/x\n"
    "title: {nl: x, en: x}\n"
    "baseline: {date: 2021-11-18}\n";

// "line: reason" of every problem.
std::vector<std::string> ProblemsOf(const std::string& content,
                                    ScenarioDocument* document = nullptr,
                                    size_t variant = 0) {
  Problems problems("");
  const auto text = ParseScenario(content, problems);
  if (text) {
    auto read = ReadScenario(*text, text->Variant(variant), {}, problems);
    if (read && document != nullptr) *document = *read;
  }
  std::vector<std::string> lines;
  for (const Problem& one : problems.list()) {
    lines.push_back(absl::StrCat(one.line, ": ", one.reason));
  }
  return lines;
}

std::vector<std::string> Rest(const std::string& rest) {
  return ProblemsOf(absl::StrCat(kHead, rest));
}

TEST(ScenarioReader, ReadsEveryChange) {
  ScenarioDocument document;
  const std::string content = absl::StrCat(
      kHead,
      "changes:\n"
      "  - add: {relation: {kind: uses, source: a, target: b, modality: "
      "affirmed}}\n"
      "  - remove: relations/a\n"
      "  - end: {fact: relations/a, on: 2020-01-01}\n"
      "  - set: {fact: relations/a, likelihood: moderate}\n"
      "  - deny: relations/a\n"
      "  - affirm: {fact: relations/a, despite: measures}\n"
      "  - lift: measures/m\n"
      "  - take: measures/m\n"
      "  - replace: {product: products/a, by: products/b, for: "
      "organizations/o}\n"
      "  - enact: {law: laws/l, in: jurisdictions/j, empowers: [{authority: "
      "authorities/s, kind: compels_disclosure}]}\n"
      "  - repeal: laws/l\n"
      "  - own: {company: companies/a, by: companies/b, share: 51}\n"
      "  - list: {company: companies/a, on: listings/l}\n"
      "  - start: {programme: programmes/p, by: authorities/s, targets: "
      "[interests/i]}\n"
      "  - date: 2022-01-01\n");
  EXPECT_THAT(ProblemsOf(content, &document), IsEmpty());
  // A law is one relation and one for each power; a programme likewise.
  EXPECT_EQ(document.scenario.changes.size(), 17u);
  const auto& set = std::get<graph::SetFact>(document.scenario.changes[5].what);
  EXPECT_TRUE(set.despite_measures);
  EXPECT_EQ(document.scenario.changes[5].line, 12);
}

TEST(ScenarioReader, AddedFactsGetTheIdOfTheirContent) {
  const auto id = [](const std::string& relation) {
    ScenarioDocument document;
    EXPECT_THAT(ProblemsOf(absl::StrCat(kHead, "changes:\n  - add: {relation: ",
                                        relation, "}\n"),
                           &document),
                IsEmpty());
    return std::get<graph::AddFact>(document.scenario.changes[0].what).fact.id;
  };
  const std::string first =
      id("{kind: uses, source: a, target: b, modality: affirmed}");
  EXPECT_EQ(first, id("{modality: affirmed, kind: uses, target: b, source: a}"))
      << "in any order";
  EXPECT_NE(first,
            id("{kind: uses, source: a, target: c, modality: affirmed}"));
  EXPECT_THAT(first, HasSubstr("relations/"));
}

TEST(ScenarioReader, FillsInParametersOfEveryVariant) {
  const std::string content =
      absl::StrCat(kHead,
                   "matrix: {by: [products/a, products/b], day: [2020-01-01, "
                   "2021-01-01, 2022-01-01]}\n"
                   "changes:\n  - end: {fact: \"${by}\", on: \"${day}\"}\n");
  Problems problems("");
  const auto text = ParseScenario(content, problems);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->variants(), 6u);
  EXPECT_EQ(text->Variant(4).at("by"), "products/b");
  EXPECT_EQ(text->Variant(4).at("day"), "2021-01-01");
  ScenarioDocument document;
  EXPECT_THAT(ProblemsOf(content, &document, 4), IsEmpty());
  EXPECT_EQ(std::get<graph::EndFact>(document.scenario.changes[0].what).fact,
            "products/b");
}

TEST(ScenarioReader, VersionsDifferWhereContentOrValuesDo) {
  const auto version = [](const std::string& rest, size_t variant = 0) {
    ScenarioDocument document;
    ProblemsOf(absl::StrCat(kHead, rest), &document, variant);
    return document.scenario.version;
  };
  const std::string matrix =
      "matrix: {by: [a, b]}\nchanges: [{remove: \"relations/${by}\"}]\n";
  EXPECT_EQ(version(matrix), version(matrix));
  EXPECT_NE(version(matrix), version(matrix, 1));
  EXPECT_NE(version("changes: []\n"), version(matrix));
}

TEST(ScenarioReader, RefusesWithTheLine) {
  EXPECT_THAT(Rest("surprise: 1\n"),
              ElementsAre("6: the scenario has no field 'surprise'"));
  EXPECT_THAT(Rest("changes:\n  - explode: relations/a\n"),
              ElementsAre(HasSubstr("7: there is no change 'explode'")));
  EXPECT_THAT(Rest("changes:\n  - remove: a\n    deny: b\n"),
              ElementsAre(HasSubstr("7: a change says one thing")));
  EXPECT_THAT(Rest("changes:\n  - remove: \"${nothing}\"\n"),
              ElementsAre("7: there is no parameter 'nothing' in the matrix"));
  EXPECT_THAT(Rest("queries:\n"
                   "  - {id: q, paths: {from: [a], to: [b]}}\n"
                   "  - {id: q, paths: {from: [a], to: [b]}}\n"),
              ElementsAre("8: query 'q' stands twice"));
  EXPECT_THAT(Rest("assertions:\n  - {query: q, status: open}\n"),
              ElementsAre("7: there is no query 'q'"));
  EXPECT_THAT(Rest("queries: [{id: q, paths: {from: [a], to: [b]}}]\n"
                   "assertions:\n  - {query: q}\n"),
              ElementsAre("8: the assertion asserts nothing"));
  EXPECT_THAT(Rest("queries: [{id: q, paths: {from: [a], to: [b]}}]\n"
                   "assertions:\n  - {query: q, status: closed}\n"),
              ElementsAre(HasSubstr("8: 'closed' is no status")));
  EXPECT_THAT(Rest("changes:\n  - own: {company: a, by: b, share: 120}\n"),
              ElementsAre("7: a share is a percentage, 0 to 100"));
  EXPECT_THAT(Rest("changes:\n  - date: 2021-02-30\n"),
              ElementsAre(HasSubstr("7: ")));
}

TEST(ScenarioReader, RefusesBombsAndWhatIsNoScenario) {
  EXPECT_THAT(Rest("changes: &a [*a]\n"), ElementsAre(HasSubstr("6: ")));
  EXPECT_THAT(Rest("title: {nl: y, en: y}\n"), ElementsAre(HasSubstr("6: ")))
      << "a key that stands twice";
  EXPECT_THAT(Rest("matrix: {by: []}\n"), ElementsAre("6: 'by' has no values"));
  std::string axes = "matrix:\n";
  for (char name = 'a'; name < 'h'; ++name) {
    absl::StrAppend(&axes, "  ", std::string(1, name),
                    ": [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
  }
  EXPECT_THAT(Rest(axes), ElementsAre(HasSubstr("more than 100000 variants")));
  EXPECT_THAT(ProblemsOf("apiVersion: ketenzicht.nl/v1\nkind: Facts\n"),
              ElementsAre("1: kind must be Scenario"));
}

}  // namespace
}  // namespace ketenzicht::ingest
