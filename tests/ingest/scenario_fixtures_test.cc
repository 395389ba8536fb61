// Files of facts that a scenario lays over the shipped case: where it is told
// what is wrong with them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph/scenario_record.h"
#include "ingest/scenario_reader.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr char kScenario[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Scenario\n"
    "id: scenarios/x\n"
    "title: {nl: x, en: x}\n"
    "baseline: {date: 2021-11-18, fixtures: [a.yaml, more/b.yaml]}\n";

// A file of two facts: a company, and who it is owned by.
std::string Facts(const std::string& name, const std::string& owner) {
  return "apiVersion: ketenzicht.nl/v1\n"
         "kind: Facts\n"
         "defaults: {evidence: {source: sources/kv-tk-2021z16950, asserted: "
         "2021-11-18}}\n"
         "entities:\n"
         "  - {id: companies/" +
         name +
         ", kind: company, name: {nl: x, en: x}, evidence: [{}]}\n"
         "relations:\n"
         "  - {id: relations/" +
         name + "-owned, kind: owned_by, source: companies/" + name +
         ", target: " + owner + ", modality: affirmed, evidence: [{}]}\n";
}

// What is wrong with the scenario over the case with these two files.
std::vector<std::string> ProblemsOf(const std::string& a,
                                    const std::string& b) {
  std::vector<std::string> texts;
  ingest::Problems problems("");
  const auto text = ingest::ParseScenario(kScenario, problems);
  const auto document = ingest::ReadScenario(
      *text, {}, {{"a.yaml", a}, {"more/b.yaml", b}}, problems);
  for (const ingest::Problem& one : problems.list()) {
    texts.push_back(one.reason);
  }
  if (!document) return texts;
  const graph::ScenarioRecord record =
      graph::RecordOf(CaseState().snapshot, document->scenario);
  for (const graph::ScenarioNote& one : record.problems) {
    texts.push_back(one.text);
  }
  return texts;
}

TEST(ScenarioFixtures, AreLaidOverTheCaseAndOneAnother) {
  EXPECT_THAT(ProblemsOf(Facts("one", "companies/two"),
                         Facts("two", "companies/sz-dji")),
              IsEmpty());
}

TEST(ScenarioFixtures, ThatContradictTheOntologySayTheirFileAndLine) {
  EXPECT_THAT(ProblemsOf(Facts("one", "companies/two"),
                         Facts("two", "processes/politie-forensic")),
              ElementsAre(StartsWith(
                  "more/b.yaml:7: relations/two-owned: target: "
                  "'processes/politie-forensic' is a process; allowed: ")));
  EXPECT_THAT(
      ProblemsOf(Facts("one", "companies/nobody"),
                 Facts("two", "companies/no")),
      ElementsAre("a.yaml:7: relations/one-owned: target: there is no "
                  "'companies/nobody'",
                  "more/b.yaml:7: relations/two-owned: target: there is no "
                  "'companies/no'"));
}

}  // namespace
}  // namespace ketenzicht::testing
