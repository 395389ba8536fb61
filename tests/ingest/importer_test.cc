// What an import refuses, with place and reason, and what it lets through.

#include "ingest/importer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "tests/support/case_data.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kHead[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Facts\n"
    "defaults: {evidence: {source: sources/ah-tk-20212022-765, asserted: "
    "2021-11-18}}\n";

std::vector<std::string> ProblemsOf(const std::string& content) {
  const ImportOutcome outcome =
      Import(testing::CaseState(), {{"x.yaml", content}});
  std::vector<std::string> problems;
  for (const Problem& problem : outcome.problems) {
    problems.push_back(FormatProblem(problem));
  }
  return problems;
}

std::string Facts(const std::string& body) { return absl::StrCat(kHead, body); }

struct BadInput {
  std::string name;
  std::string content;
  std::string place;   // "x.yaml:4"
  std::string reason;  // a part of it
};

void PrintTo(const BadInput& bad, std::ostream* stream) { *stream << bad.name; }

class Refuses : public ::testing::TestWithParam<BadInput> {};

TEST_P(Refuses, WithPlaceAndReason) {
  const BadInput& bad = GetParam();
  EXPECT_THAT(ProblemsOf(bad.content),
              Contains(AllOf(HasSubstr(absl::StrCat(bad.place, ":")),
                             HasSubstr(bad.reason))))
      << ::testing::PrintToString(ProblemsOf(bad.content));
}

// One relation of kind seated_in, on line 5, with these fields besides.
std::string Seat(const std::string& fields) {
  return Facts(absl::StrCat(
      "relations:\n"
      "  - {id: relations/x, kind: seated_in, source: companies/sz-dji, "
      "target: jurisdictions/cn, ",
      fields, "}\n"));
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, Refuses,
    ::testing::Values(
        BadInput{"Malformed", "a: [1, 2", "x.yaml:1", "not well-formed"},
        BadInput{"Empty", "", "x.yaml", "empty"},
        BadInput{"Anchor", "a: &x 1\n", "x.yaml:1", "anchors"},
        BadInput{"Alias", "a: 1\nb: *x\n", "x.yaml:2", ""},
        BadInput{"Tag", "a: !!python/object 1\n", "x.yaml:1", "tags"},
        BadInput{"DuplicateKey", "a: 1\na: 2\n", "x.yaml:2", "twice"},
        BadInput{"TwoDocuments", "a: 1\n---\nb: 2\n", "x.yaml",
                 "more than one document"},
        BadInput{"InvalidUtf8", "a: \xff\xfe\n", "x.yaml", "UTF-8"},
        BadInput{"DeepNesting",
                 "a: " + std::string(70, '[') + std::string(70, ']'),
                 "x.yaml:1", "nested deeper"},
        BadInput{"VeryDeepNesting", std::string(100'000, '['), "x.yaml:1", ""},
        BadInput{"ComplexKey", "? [a, b]\n: c\n", "x.yaml:1", "key"},
        BadInput{"WrongVersion", "apiVersion: v9\nkind: Facts\n", "x.yaml:1",
                 "apiVersion"},
        BadInput{"WrongKind", "apiVersion: ketenzicht.nl/v1\nkind: Pizza\n",
                 "x.yaml:1", "kind must be"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Fields, Refuses,
    ::testing::Values(
        BadInput{"UnknownField", Seat("modality: affirmed, colour: red"),
                 "x.yaml:5", "no field 'colour'"},
        BadInput{"NoModality", Seat("confidence: 5"), "x.yaml:5",
                 "no 'modality'"},
        BadInput{"WrongModality", Seat("modality: maybe"), "x.yaml:5",
                 "'maybe' is no modality"},
        BadInput{"UnknownWithoutKind", Seat("modality: unknown"), "x.yaml:5",
                 "needs an unknown_kind"},
        BadInput{"KindWithoutUnknown",
                 Seat("modality: affirmed, unknown_kind: not_stated"),
                 "x.yaml:5", "only modality unknown"},
        BadInput{"InvertedDates",
                 Seat("modality: affirmed, valid: {from: 2020, until: 2019}"),
                 "x.yaml:5", "before it starts"},
        BadInput{"NoDate", Seat("modality: affirmed, valid: {from: soon}"),
                 "x.yaml:5", "'soon' is not a date"},
        BadInput{"NoSuchDay",
                 Seat("modality: affirmed, valid: {from: 2021-02-30}"),
                 "x.yaml:5", "not a date"},
        BadInput{"LikelihoodAboveOne",
                 Seat("modality: affirmed, likelihood: {low: 0.5, high: 1.5}"),
                 "x.yaml:5", "outside 0 to 1"},
        BadInput{"LikelihoodNotANumber",
                 Seat("modality: affirmed, likelihood: {low: nan, high: 1}"),
                 "x.yaml:5", "outside 0 to 1"},
        BadInput{"LikelihoodInverted",
                 Seat("modality: affirmed, likelihood: {low: 0.9, high: 0.1}"),
                 "x.yaml:5", "low <= best <= high"},
        BadInput{"LikelihoodNoClass",
                 Seat("modality: affirmed, likelihood: enormous"), "x.yaml:5",
                 "no class of the policy's scale"},
        BadInput{"Confidence", Seat("modality: affirmed, confidence: 101"),
                 "x.yaml:5", "outside 0 to 100"},
        BadInput{"NoSuchSource",
                 Seat("modality: affirmed, evidence: [{source: sources/x}]"),
                 "x.yaml:5", "is no source"},
        BadInput{"NoSuchCarrier",
                 Seat("modality: affirmed, via: [relations/y]"), "x.yaml:5",
                 "'relations/y' is no relation"},
        BadInput{"NoSuchReason",
                 Seat("modality: affirmed, because: [relations/y]"), "x.yaml:5",
                 "there is no 'relations/y'"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Facts, Refuses,
    ::testing::Values(
        BadInput{"UnknownEntityKind",
                 Facts("entities:\n  - {id: dragons/x, kind: dragon, name: "
                       "{nl: x, en: x}}\n"),
                 "x.yaml:5", "no entity kind"},
        BadInput{"WrongCollection",
                 Facts("entities:\n  - {id: processes/x, kind: company, name: "
                       "{nl: x, en: x}}\n"),
                 "x.yaml:5", "a company is called companies/"},
        BadInput{"DoubtfulThing",
                 Facts("entities:\n  - {id: companies/x, kind: company, name: "
                       "{nl: x, en: x}, modality: denied}\n"),
                 "x.yaml:5", "only a statement can be other than affirmed"},
        BadInput{"DanglingEnd",
                 Facts("relations:\n  - {id: relations/x, kind: seated_in, "
                       "source: companies/none, target: jurisdictions/cn, "
                       "modality: affirmed}\n"),
                 "x.yaml:5", "there is no 'companies/none'"},
        BadInput{"WrongEnd",
                 Facts("relations:\n  - {id: relations/x, kind: seated_in, "
                       "source: processes/politie-forensic, target: "
                       "jurisdictions/cn, modality: affirmed}\n"),
                 "x.yaml:5", "is a process; allowed: company"},
        BadInput{"DuplicateId",
                 Facts("entities:\n"
                       "  - {id: companies/x, kind: company, name: {nl: x, "
                       "en: x}}\n"
                       "  - {id: companies/x, kind: company, name: {nl: y, "
                       "en: y}}\n"),
                 "x.yaml:6", "stands twice; first at x.yaml:5"},
        BadInput{"GuardCycle",
                 Facts("relations:\n"
                       "  - {id: relations/a, kind: seated_in, source: "
                       "companies/sz-dji, target: jurisdictions/cn, modality: "
                       "affirmed, while: {fact: relations/b}}\n"
                       "  - {id: relations/b, kind: operates_in, source: "
                       "companies/sz-dji, target: jurisdictions/cn, modality: "
                       "affirmed, via: [relations/a]}\n"),
                 "x.yaml:5", "in a circle: relations/a -> relations/b"},
        BadInput{"GuardWithoutOperands",
                 Facts("relations:\n  - {id: relations/a, kind: seated_in, "
                       "source: companies/sz-dji, target: jurisdictions/cn, "
                       "modality: affirmed, while: {any: []}}\n"),
                 "x.yaml:5", "needs operands"},
        BadInput{"GuardOfNoKind",
                 Facts("relations:\n  - {id: relations/a, kind: seated_in, "
                       "source: companies/sz-dji, target: jurisdictions/cn, "
                       "modality: affirmed, while: {perhaps: x}}\n"),
                 "x.yaml:5", "a guard has no field 'perhaps'"},
        BadInput{"ClassWithoutCondition",
                 Facts("relations:\n  - {id: relations/a, kind: seated_in, "
                       "source: {class: {}}, target: jurisdictions/cn, "
                       "modality: affirmed}\n"),
                 "x.yaml:5", "at least one condition"},
        BadInput{"PathOfNoKind",
                 Facts("relations:\n  - {id: relations/a, kind: seated_in, "
                       "source: {class: {where: [{path: swims/in, to: "
                       "jurisdictions/cn}]}}, target: jurisdictions/cn, "
                       "modality: affirmed}\n"),
                 "x.yaml:5", "column 1: 'swims' is no relation kind"}),
    [](const auto& info) { return info.param.name; });

TEST(Import, ReportsAllProblemsOfAllFilesAtOnce) {
  const ImportOutcome outcome = Import(
      testing::CaseState(),
      {{"b.yaml", Seat("modality: maybe, colour: red")},
       {"a.yaml", Facts("relations:\n  - {id: relations/y, kind: none}\n")}});
  std::vector<std::string> files;
  for (const Problem& problem : outcome.problems) {
    files.push_back(problem.file);
  }
  EXPECT_THAT(files, Contains("a.yaml"));
  EXPECT_THAT(files, Contains("b.yaml"));
  EXPECT_TRUE(std::is_sorted(files.begin(), files.end()));
  EXPECT_GE(outcome.problems.size(), 4u);
}

TEST(Import, WrongFieldsDoNotHideWrongFacts) {
  const std::vector<std::string> problems = ProblemsOf(Facts(
      "relations:\n"
      "  - {id: relations/x, kind: seated_in, source: companies/sz-dji, "
      "target: jurisdictions/cn, modality: maybe}\n"
      "  - {id: relations/y, kind: seated_in, source: companies/none, "
      "target: jurisdictions/cn, modality: affirmed, confidence: 101}\n"));
  EXPECT_EQ(problems.size(), 3u) << ::testing::PrintToString(problems);
  EXPECT_THAT(problems, Contains(HasSubstr("'maybe' is no modality")));
  EXPECT_THAT(problems, Contains(HasSubstr("'companies/none'")));
  EXPECT_THAT(problems, Contains(HasSubstr("outside 0 to 100")));
}

TEST(Import, ABadFactInAnImportLeavesTheStateAsItWas) {
  const size_t before = testing::CaseState().snapshot->facts().ReadAll().size();
  const ImportOutcome outcome =
      Import(testing::CaseState(), {{"x.yaml", Seat("modality: maybe")}});
  EXPECT_FALSE(outcome.problems.empty());
  EXPECT_THAT(outcome.written, IsEmpty());
  EXPECT_EQ(testing::CaseState().snapshot->facts().ReadAll().size(), before);
}

TEST(Import, TheSameFilesTwiceChangeNothing) {
  const ImportOutcome again =
      Import(testing::CaseState(), testing::ReadFolder("data"));
  EXPECT_THAT(again.problems, IsEmpty());
  EXPECT_TRUE(again.changes_nothing());
  EXPECT_EQ(again.next.revision, testing::CaseState().revision);
  EXPECT_EQ(again.next.snapshot, testing::CaseState().snapshot);
}

// What an import looks at is what it changes and what has to do with that: it
// must find what looking at everything finds.
TEST(Import, TakingAwayAndPuttingBackIsCheckedAsAllIs) {
  const State& whole = testing::CaseState();
  const std::vector<graph::Fact> all = whole.snapshot->facts().ReadAll();
  int sound = 0;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    graph::Dice dice(seed);
    std::vector<graph::Fact> gone;
    std::vector<graph::Fact> kept;
    std::vector<std::string> ids;
    const int percent = 1 + dice.Below(3);
    for (const graph::Fact& fact : all) {
      const bool goes = dice.Below(percent * 300) == 0;
      (goes ? gone : kept).push_back(fact);
      if (goes) ids.push_back(fact.id);
    }
    const ImportOutcome without = ApplyFacts(whole, {}, ids);
    // Cases, too, name facts.
    const bool facts_are_sound =
        std::all_of(without.problems.begin(), without.problems.end(),
                    [](const Problem& one) {
                      return absl::StartsWith(one.reason, "question ");
                    });
    ASSERT_EQ(facts_are_sound,
              graph::CheckFacts(kept, *whole.ontology, *whole.policy).empty());
    if (!without.problems.empty()) continue;
    ++sound;
    ASSERT_EQ(without.next.snapshot->facts().ReadAll(), kept);
    const ImportOutcome again = ApplyFacts(without.next, gone, {});
    ASSERT_THAT(again.problems, IsEmpty());
    ASSERT_EQ(again.counts.created, static_cast<int>(gone.size()));
    ASSERT_EQ(again.next.snapshot->facts().ReadAll(), all);
  }
  EXPECT_GT(sound, 10);
  EXPECT_LT(sound, 290);
}

TEST(Import, OwnershipInACircleIsLegal) {
  const ImportOutcome outcome = Import(
      testing::CaseState(),
      {{"x.yaml",
        Facts("entities:\n"
              "  - {id: companies/a, kind: company, name: {nl: a, en: a}}\n"
              "  - {id: companies/b, kind: company, name: {nl: b, en: b}}\n"
              "relations:\n"
              "  - {id: relations/ab, kind: majority_owned_by, source: "
              "companies/a, target: companies/b, modality: affirmed}\n"
              "  - {id: relations/ba, kind: majority_owned_by, source: "
              "companies/b, target: companies/a, modality: affirmed}\n"
              "  - {id: relations/aa, kind: owned_by, source: companies/a, "
              "target: companies/a, modality: affirmed}\n")}});
  EXPECT_THAT(outcome.problems, IsEmpty());
  EXPECT_EQ(outcome.counts.created, 5);
}

TEST(Import, FactsBeforeAnyVocabularySayWhatToDo) {
  const ImportOutcome outcome =
      Import(State(), {{"x.yaml", Seat("modality: affirmed")}});
  ASSERT_EQ(outcome.problems.size(), 1u);
  EXPECT_THAT(outcome.problems[0].reason, HasSubstr("import data/ontology"));
}

TEST(Import, ANewKindNeedsNoRebuild) {
  std::vector<InputFile> files = testing::ReadFolder("data");
  for (InputFile& file : files) {
    if (file.name != "data/ontology.yaml") continue;
    file.content +=
        "  licensed_to:\n"
        "    source: [product]\n"
        "    target: [company]\n"
        "    phrase: {nl: \"{source} is in licentie bij {target}\", en: "
        "\"{source} is licensed to {target}\"}\n"
        "    denied: {nl: \"{source} is niet in licentie bij {target}\", en: "
        "\"{source} is not licensed to {target}\"}\n";
  }
  files.push_back(
      {"x.yaml",
       Facts("relations:\n  - {id: relations/x, kind: licensed_to, source: "
             "products/dji-drone, target: companies/sz-dji, modality: "
             "possible}\n")});
  const ImportOutcome outcome = Import(testing::CaseState(), files);
  EXPECT_THAT(outcome.problems, IsEmpty());
  EXPECT_EQ(outcome.counts.created, 1);
}

// The rows of the reading of the source: how many statements each question has.
TEST(CaseData, EveryStatementOfTheSourceIsEvidenceOfSomething) {
  const std::vector<int> statements = {1, 11, 11, 7, 14, 4, 5,
                                       4, 12, 4,  1, 2,  6, 3};
  std::set<std::string> locators;
  for (const graph::Fact& fact :
       testing::CaseState().snapshot->facts().ReadAll()) {
    for (const graph::Evidence& evidence : fact.evidence) {
      locators.insert(evidence.locator);
    }
  }
  for (size_t question = 0; question < statements.size(); ++question) {
    for (int i = 1; i <= statements[question]; ++i) {
      EXPECT_TRUE(locators.contains(absl::StrCat(question + 1, ".", i)))
          << question + 1 << "." << i;
    }
  }
  for (int i = 1; i <= 7; ++i) {
    EXPECT_TRUE(locators.contains(absl::StrCat("D", i))) << "D" << i;
  }
}

TEST(CaseData, EveryFactHasBothLanguagesAndASource) {
  for (const graph::Fact& fact :
       testing::CaseState().snapshot->facts().ReadAll()) {
    EXPECT_FALSE(fact.evidence.empty()) << fact.id;
    if (const graph::Entity* entity = fact.entity()) {
      EXPECT_FALSE(entity->name.nl.empty()) << fact.id;
      EXPECT_FALSE(entity->name.en.empty()) << fact.id;
    }
    EXPECT_EQ(fact.note.nl.empty(), fact.note.en.empty()) << fact.id;
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
