// What the reader of scenarios takes, and what it refuses, with its place.

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

// "line:column: reason" of every problem.
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
    lines.push_back(absl::StrCat(one.line, ":", one.column, ": ", one.reason));
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
  EXPECT_EQ(document.scenario.changes[5].column, 5);
  EXPECT_EQ(document.scenario.changes[5].names.at("relations/a"),
            (graph::ScenarioPlace{12, 20}));
  EXPECT_EQ(document.scenario.place, (graph::ScenarioPlace{3, 5}));
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

TEST(ScenarioReader, FindsTheVariantsInWhichParametersHaveTheseValues) {
  Problems problems("");
  const auto text = ParseScenario(
      absl::StrCat(kHead,
                   "matrix: {by: [one, two], day: [2020, 2021, 2022]}\n"
                   "changes:\n  - end: {fact: \"${by}\", on: \"${day}\"}\n"),
      problems);
  ASSERT_TRUE(text);
  EXPECT_THAT(text->Matching({}), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(text->Matching({{"by", "two"}}), ElementsAre(3, 4, 5));
  EXPECT_THAT(text->Matching({{"day", "2021"}}), ElementsAre(1, 4));
  EXPECT_THAT(text->Matching({{"by", "two"}, {"day", "2020"}}), ElementsAre(3));
  for (size_t i : text->Matching({{"day", "2021"}})) {
    EXPECT_EQ(text->Variant(i).at("day"), "2021");
  }
}

TEST(ScenarioReader, RefusesParametersThatNobodyCanAskFor) {
  const auto check = [](const std::string& rest,
                        const ScenarioParameters& values) {
    Problems problems("");
    const auto text = ParseScenario(absl::StrCat(kHead, rest), problems);
    const bool sound = CheckParameters(*text, values, problems);
    EXPECT_EQ(sound, problems.empty());
    std::vector<std::string> lines;
    for (const Problem& one : problems.list()) lines.push_back(one.reason);
    return lines;
  };
  const std::string matrix =
      "matrix: {believed: [press, research], on: [2020]}\n";
  EXPECT_THAT(check(matrix, {}), IsEmpty());
  EXPECT_THAT(check(matrix, {{"believed", "research"}}), IsEmpty());
  EXPECT_THAT(check(matrix, {{"beleived", "research"}, {"on", "2021"}}),
              ElementsAre("there is no parameter 'beleived' in the matrix; it "
                          "has believed, on; did you mean 'believed'?",
                          "the parameter 'on' is never '2021'; it is 2020; did "
                          "you mean '2020'?"));
  EXPECT_THAT(check(matrix, {{"believed", "nothing"}}),
              ElementsAre("the parameter 'believed' is never 'nothing'; it is "
                          "press, research"));
  EXPECT_THAT(check("changes: []\n", {{"x", "y"}}),
              ElementsAre("there is no parameter 'x': the scenario has no "
                          "matrix"));
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

TEST(ScenarioReader, RefusesWithThePlace) {
  EXPECT_THAT(Rest("surprise: 1\n"),
              ElementsAre("6:1: the scenario has no field 'surprise'; it can "
                          "have apiVersion, assertions, baseline, changes, "
                          "expected, id, kind, matrix, owner, queries, tags, "
                          "title"));
  EXPECT_THAT(Rest("changes:\n  - explode: relations/a\n"),
              ElementsAre(HasSubstr("7:5: there is no change 'explode'")));
  EXPECT_THAT(Rest("changes:\n  - remove: a\n    deny: b\n"),
              ElementsAre(HasSubstr("7:5: a change says one thing")));
  EXPECT_THAT(Rest("changes:\n  - remove: [a]\n"),
              ElementsAre("7:13: must be the id of a fact"));
  EXPECT_THAT(
      Rest("changes:\n  - set: {fact: a, modality: maybe}\n"),
      ElementsAre(HasSubstr("7:30: 'maybe' is no modality; allowed: ")));
  EXPECT_THAT(Rest("changes:\n  - repeal: {fact: a}\n"),
              ElementsAre("7:13: the change has no 'law'",
                          "7:14: the change has no field 'fact'; it can have "
                          "law, on"));
  EXPECT_THAT(Rest("changes:\n  - remove: \"${nothing}\"\n"),
              ElementsAre("7:13: there is no parameter 'nothing' in the "
                          "matrix"));
  EXPECT_THAT(Rest("assertions:\n  - {query: q, status: open}\n"),
              ElementsAre("7:13: there is no query 'q'"));
  EXPECT_THAT(Rest("queries: [{id: q, paths: {from: [a], to: [b]}}]\n"
                   "assertions:\n  - {query: q}\n"),
              ElementsAre("8:5: the assertion asserts nothing"));
  EXPECT_THAT(Rest("queries: [{id: q, paths: {from: [a], to: [b]}}]\n"
                   "assertions:\n  - {query: q, status: closed}\n"),
              ElementsAre(HasSubstr("8:24: 'closed' is no status")));
  EXPECT_THAT(Rest("changes:\n  - own: {company: a, by: b, share: 120}\n"),
              ElementsAre("7:10: a share is a percentage, 0 to 100"));
  EXPECT_THAT(Rest("changes:\n  - own: {company: a, by: b, share: nan}\n"),
              ElementsAre("7:10: a share is a percentage, 0 to 100"));
  EXPECT_THAT(Rest("changes:\n  - date: 2021-02-30\n"),
              ElementsAre(HasSubstr("7:11: ")));
}

TEST(ScenarioReader, RefusesChangesThatSayNothingSound) {
  EXPECT_THAT(Rest("changes:\n  - set: {fact: a, modality: unknown}\n"),
              ElementsAre(HasSubstr("7:30: modality unknown needs an "
                                    "unknown_kind: ")));
  EXPECT_THAT(Rest("changes:\n  - set: {fact: a, modality: unknown, "
                   "unknown_kind: not_public}\n"),
              IsEmpty());
  EXPECT_THAT(Rest("changes:\n  - set: {fact: a, unknown_kind: not_public}\n"),
              ElementsAre("7:34: an unknown_kind needs a modality beside it"));
  EXPECT_THAT(Rest("changes:\n  - own: {company: a, by: a, share: 60}\n"),
              ElementsAre("7:27: a company does not own itself"));
}

TEST(ScenarioReader, RefusesQueriesThatCannotBeAnswered) {
  const auto query = [](const std::string& what) {
    return Rest(absl::StrCat("queries:\n  - {id: q, ", what, "}\n"));
  };
  EXPECT_THAT(query("paths: {from: [], to: [b]}"),
              ElementsAre("7:27: 'from' names nothing"));
  EXPECT_THAT(query("matrix: {to: []}"),
              ElementsAre("7:26: 'to' names nothing"));
  EXPECT_THAT(query("matrix: {from: [processes/-], by_organization: true}"),
              ElementsAre(HasSubstr("7:28: by_organization: 'processes/-' is "
                                    "not of organizations")));
  EXPECT_THAT(query("matrix: {from: [organizations/-], by_organization: true}"),
              IsEmpty());
  EXPECT_THAT(query("why: {from: a, to: b, max_paths: 1000}"), IsEmpty());
  EXPECT_THAT(query("why: {from: a, to: b, max_paths: 1001}"),
              ElementsAre("7:46: max_paths is 0 to 1000"));
  EXPECT_THAT(query("why: {from: a, to: b, max_paths: -1}"),
              ElementsAre("7:46: max_paths is 0 to 1000"));
  EXPECT_THAT(query("timeline: {from: a, to: b, since: 2022-01-01, until: "
                    "2020-01-01}"),
              ElementsAre("7:47: 'since' is after 'until'"));
}

TEST(ScenarioReader, RefusesAssertionsThatNothingMeets) {
  const auto assertion = [](const std::string& what) {
    return Rest(
        absl::StrCat("queries: [{id: q, paths: {from: [a], to: [b]}}]\n"
                     "assertions:\n  - {query: q, ",
                     what, "}\n"));
  };
  for (const char* tier : {"T0", "T0-T3", "n/a"}) {
    EXPECT_THAT(assertion(absl::StrCat("tier: ", tier)), IsEmpty()) << tier;
  }
  EXPECT_THAT(assertion("tier: T3-T0"),
              ElementsAre("8:22: 'T3-T0' goes from a lower tier to a higher "
                          "one"));
  EXPECT_THAT(assertion("inherent_tier: \"T0 to T3\""),
              ElementsAre(HasSubstr("8:31: 'T0 to T3' is no tier")));
  EXPECT_THAT(assertion("paths: {min: 5, max: 2}"),
              ElementsAre("8:23: the min is above the max"));
  EXPECT_THAT(assertion("paths: -1"), ElementsAre("8:23: paths is 0 or more"));
  EXPECT_THAT(assertion("paths: 1.5"),
              ElementsAre("8:23: paths is a whole number, not 1.5"));
  EXPECT_THAT(assertion("paths: {min: 0.5}"),
              ElementsAre(HasSubstr("paths is a whole number, not 0.5")));
  EXPECT_THAT(assertion("at: /0, equals: 1, from: a"),
              ElementsAre(HasSubstr("8:41: 'at' points into the whole answer, "
                                    "of which 'from' chooses no pair")));
  EXPECT_THAT(assertion("to: b, at: /0, equals: 1"),
              ElementsAre(HasSubstr("8:20: 'at' points into")));
  EXPECT_THAT(
      Rest("queries: [{id: q, matrix: {from: [a], to: [b]}}]\n"
           "assertions:\n"
           "  - {query: q, on: difference, changed: true, from: a}\n"),
      ElementsAre(HasSubstr("'changed' is asserted of the whole answer of "
                            "matrix")));
  EXPECT_THAT(assertion("at: /0, number: {max: -1}"),
              ElementsAre("8:32: number is 0 or more"));
  EXPECT_THAT(assertion("at: /0, equals: 1, number: 2"),
              ElementsAre("8:5: 'at' with 'equals' or with 'number', not "
                          "both"));
}

TEST(ScenarioReader, RefusesParametersThatDoNothing) {
  EXPECT_THAT(Rest("matrix: {unused: [1, 2]}\n"),
              ElementsAre("6:10: nothing uses the parameter 'unused': its "
                          "variants are the same"));
  const std::string rest =
      "matrix: {by: [a, b]}\n"
      "queries: [{id: q, why: {from: \"${by}\", to: [b]}}]\n"
      "assertions:\n";
  EXPECT_THAT(Rest(rest + "  - {query: q, when: {by: b}, status: open}\n"),
              IsEmpty());
  EXPECT_THAT(Rest(rest + "  - {query: q, when: {by: c}, status: open}\n"),
              ElementsAre("9:27: 'by' is never 'c'; it is a, b"));
  EXPECT_THAT(Rest(rest + "  - {query: q, when: {on: c}, status: open}\n"),
              ElementsAre("9:23: there is no parameter 'on' in the matrix"));
}

TEST(ScenarioReader, RefusesParametersOfWhatAllVariantsShare) {
  const auto baseline = [](const std::string& fields) {
    return ProblemsOf(
        absl::StrCat("apiVersion: ketenzicht.nl/v1\n"
                     "kind: Scenario\n"
                     "id: scenarios/x\n"
                     "title: {nl: x, en: x}\n"
                     "baseline: {date: 2021-11-18, ",
                     fields,
                     "}\n"
                     "matrix: {r: [1, 2]}\n"));
  };
  EXPECT_THAT(baseline("revision: \"${r}\""),
              ElementsAre("5:40: the revision cannot be a parameter: all "
                          "variants are of one"));
  EXPECT_THAT(baseline("fixtures: [\"${r}\"]"),
              ::testing::Contains("5:40: fixtures cannot be a parameter: all "
                                  "variants have the same"));
  EXPECT_THAT(baseline("with: [\"${r}\"]"), IsEmpty());
  EXPECT_THAT(baseline("with: [press]}\nexpected: \"${r}.json\"\ntags: {"),
              ::testing::Contains("6:11: the file that is expected cannot be a "
                                  "parameter: it has the results of all "
                                  "variants"));
  EXPECT_THAT(ProblemsOf("apiVersion: ketenzicht.nl/v1\n"
                         "kind: Scenario\n"
                         "id: scenarios/x\n"
                         "title: {nl: x, en: x}\n"
                         "baseline: {date: \"${on}\"}\n"
                         "matrix: {on: [2021-11-18, 2022-11-18]}\n"),
              IsEmpty())
      << "each variant has its day";
}

TEST(ScenarioReader, RefusesWhatStandsTwice) {
  EXPECT_THAT(Rest("queries:\n"
                   "  - {id: q, paths: {from: [a], to: [b]}}\n"
                   "  - {id: q, paths: {from: [a], to: [b]}}\n"),
              ElementsAre("8:10: query 'q' stands twice"));
  const std::string query = "queries: [{id: q, why: {from: [a], to: [b]}}]\n";
  EXPECT_THAT(Rest(query + "assertions:\n"
                           "  - {query: q, status: open, from: a}\n"
                           "  - {query: q, status: open}\n"
                           "  - {query: q, from: a, status: open}\n"),
              ElementsAre("10:5: the assertion stands twice; first on line 8"));
  EXPECT_THAT(
      ProblemsOf(absl::StrCat(kHead, query,
                              "matrix: {x: [a, b]}\n"
                              "assertions:\n"
                              "  - {query: q, status: open, from: \"${x}\"}\n"
                              "  - {query: q, status: open, from: a}\n")),
      IsEmpty())
      << "the same in one variant only";
}

// With `fixtures` beside it.
std::vector<std::string> WithFixtures(const std::vector<InputFile>& fixtures) {
  Problems problems("");
  const auto text = ParseScenario(
      "apiVersion: ketenzicht.nl/v1\n"
      "kind: Scenario\n"
      "id: scenarios/x\n"
      "title: {nl: x, en: x}\n"
      "baseline: {date: 2021-11-18, fixtures: [a.yaml, b.yaml]}\n",
      problems);
  ReadScenario(*text, {}, fixtures, problems);
  std::vector<std::string> lines;
  for (const Problem& one : problems.list()) {
    lines.push_back(FormatProblem(one));
  }
  return lines;
}

TEST(ScenarioReader, RefusesFixturesWithTheirOwnPlaces) {
  const std::string facts =
      "apiVersion: ketenzicht.nl/v1\n"
      "kind: Facts\n"
      "entities:\n"
      "  - {id: companies/x, kind: company, name: {nl: x, en: x}}\n";
  EXPECT_THAT(WithFixtures({{"a.yaml", facts}}),
              ElementsAre(":5:49: the fixture 'b.yaml' was not given"));
  EXPECT_THAT(WithFixtures({{"a.yaml", facts}, {"b.yaml", facts}}),
              ElementsAre(HasSubstr("b.yaml:4: 'companies/x' stands twice; "
                                    "first in a.yaml")));
  EXPECT_THAT(WithFixtures({{"a.yaml", facts + "surprise: 1\n"},
                            {"b.yaml", "kind: Policy\n"}}),
              ElementsAre(HasSubstr("a.yaml:5:1: the document has no field"),
                          HasSubstr("b.yaml:1:1: a fixture is of kind")));
}

TEST(ScenarioReader, RefusesBombsAndWhatIsNoScenario) {
  EXPECT_THAT(Rest("changes: &a [*a]\n"),
              ElementsAre(HasSubstr("6:10: anchors")));
  EXPECT_THAT(Rest("owner: *a\n"), ElementsAre(HasSubstr("6:8: ")));
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name <= 'i'; ++name) {
    const std::string before = absl::StrCat("*", std::string(1, name - 1));
    absl::StrAppend(&bomb, std::string(1, name), ": &", std::string(1, name),
                    " [", before, ", ", before, "]\n");
  }
  EXPECT_THAT(Rest(bomb), ElementsAre(HasSubstr("6:4: anchors")));
  EXPECT_THAT(Rest("title: {nl: y, en: y}\n"),
              ElementsAre("6:1: the key 'title' stands twice"));
  EXPECT_THAT(Rest("owner: " + std::string(100, '[') + "x" +
                   std::string(100, ']') + "\n"),
              ElementsAre(HasSubstr("6:71: nested deeper than 64 levels")));
  EXPECT_THAT(Rest("owner: \xff\n"), ElementsAre("6:8: not valid UTF-8"));
  EXPECT_THAT(Rest("owner: " + std::string(kMaxScenarioBytes, 'x') + "\n"),
              ElementsAre(HasSubstr("0:0: a scenario of 1000119 bytes: at "
                                    "most 1000000")));
  EXPECT_THAT(ProblemsOf("apiVersion: ketenzicht.nl/v1\nkind: Facts\n"),
              ElementsAre("2:7: kind must be Scenario"));
  EXPECT_THAT(ProblemsOf("kind: Scenario\n"),
              ElementsAre("1:1: apiVersion must be ketenzicht.nl/v1"));
}

TEST(ScenarioReader, RefusesAValueThatStandsTwice) {
  EXPECT_THAT(Rest("matrix:\n"
                   "  by: [a, b, a]\n"
                   "  on: [a]\n"
                   "tags: [\"${by}\", \"${on}\"]\n"),
              ElementsAre("7:14: 'a' stands twice among the values of 'by'"));
}

TEST(ScenarioReader, RefusesMatricesOfNothingAndOfTooMuch) {
  EXPECT_THAT(Rest("matrix: {by: []}\n"),
              ElementsAre("6:14: 'by' has no values"));
  EXPECT_THAT(Rest("matrix: {b y: [a]}\n"),
              ElementsAre("6:10: 'b y' is no name of a parameter"));
  std::string axes = "matrix:\n";
  for (char name = 'a'; name < 'h'; ++name) {
    absl::StrAppend(&axes, "  ", std::string(1, name),
                    ": [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
  }
  EXPECT_THAT(Rest(axes), ElementsAre("12:6: more than 100000 variants"));
}

}  // namespace
}  // namespace ketenzicht::ingest
