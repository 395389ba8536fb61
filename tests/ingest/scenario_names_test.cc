// That a scenario names nothing that is not there.

#include "ingest/scenario_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/scenario_record.h"
#include "ingest/scenario_reader.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// "line:column: text" of what the rest of a scenario on the case names wrongly.
std::vector<std::string> NamesOf(const std::string& rest,
                                 const std::string& with = "") {
  ingest::Problems problems("");
  const auto text =
      ingest::ParseScenario(absl::StrCat("apiVersion: ketenzicht.nl/v1\n"
                                         "kind: Scenario\n"
                                         "id: scenarios/x\n"
                                         "title: {nl: x, en: x}\n"
                                         "baseline: {date: 2021-11-18",
                                         with, "}\n", rest),
                            problems);
  if (!text) return {"not parsed"};
  const auto document =
      ingest::ReadScenario(*text, text->Variant(0), {}, problems);
  if (!document) return {problems.list()[0].reason};
  const graph::ScenarioRecord record =
      graph::RecordOf(CaseState().snapshot, document->scenario);
  std::vector<std::string> lines;
  for (const graph::ScenarioNote& one :
       ingest::CheckScenarioNames(*document, *CaseState().snapshot,
                                  record.snapshot.get(), CaseState().cases)) {
    lines.push_back(absl::StrCat(one.line, ":", one.column, ": ", one.text));
  }
  return lines;
}

TEST(ScenarioNames, QueriesNameWhatIsThere) {
  EXPECT_THAT(
      NamesOf("queries:\n"
              "  - {id: a, why: {from: [processes/politie-forensik], to: "
              "[jurisdictions/cn, products/dji-drone]}}\n"
              "  - {id: b, affected: {subject: companies/sz-djj}}\n"
              "  - {id: c, matrix: {from: [organizations/-], "
              "by_organization: true, vector: espionag}}\n"
              "  - {id: d, case: {id: cases/2021Z16950, questions: [3, 99]}}\n"
              "  - {id: e, case: {id: cases/none}}\n"
              "  - {id: f, case: {id: cases/2021Z16951}}\n"),
      ElementsAre("7:26: there is no 'processes/politie-forensik'; did you "
                  "mean 'processes/politie-forensic'?",
                  "7:78: 'products/dji-drone' is neither an authority nor a "
                  "jurisdiction",
                  "8:33: there is no 'companies/sz-djj'; did you mean "
                  "'companies/sz-dji'?",
                  StartsWith("9:78: the policy has no vector 'espionag'; it "
                             "has "),
                  "10:57: 'cases/2021Z16950' has no question 99",
                  "11:24: there is no case 'cases/none'",
                  "12:24: there is no case 'cases/2021Z16951'; did you mean "
                  "'cases/2021Z16950'?"));
}

TEST(ScenarioNames, ExpressionsTiersAndMeasuresAreThoseOfTheFacts) {
  EXPECT_THAT(
      NamesOf("queries:\n"
              "  - {id: a, matrix: {expression: 'uses/(('}}\n"
              "  - {id: b, matrix: {expression: uses/made_byy}}\n"
              "  - {id: c, measures: {from: processes/-, to: jurisdictions/cn, "
              "goal: {tier: T8}, candidates: [companies/sz-dji]}}\n"
              "  - {id: d, measures: {from: processes/-, to: jurisdictions/cn, "
              "goal: {likelihood: never}, mandatory: [measures/none]}}\n"
              "  - {id: e, compare: {a: processes/politie-forensic, b: "
              "processes/none, to: jurisdictions/cn}}\n"
              "  - {id: f, why: {from: processes/-, to: jurisdictions/cn}}\n"
              "assertions:\n"
              "  - {query: f, tier: T0-T9}\n"),
      ElementsAre(StartsWith("7:34: "), StartsWith("8:34: "),
                  StartsWith("9:78: the policy has no tier 'T8'; it has T0"),
                  "9:96: 'companies/sz-dji' is no measure",
                  StartsWith("10:84: the policy has no class of likelihood "
                             "'never'; it has "),
                  StartsWith("10:104: there is no 'measures/none'"),
                  StartsWith("11:57: there is no 'processes/none'"),
                  StartsWith("14:22: the policy has no tier 'T9'")));
}

TEST(ScenarioNames, AssertionsNameWhatIsThere) {
  EXPECT_THAT(
      NamesOf("queries:\n"
              "  - {id: a, why: {from: [processes/politie-forensic], to: "
              "[jurisdictions/cn]}}\n"
              "assertions:\n"
              "  - {query: a, not_through: [companies/sz-djj], paths: 1}\n"
              "  - {query: a, from: processes/none, status: open}\n"
              "  - {query: a, rests_on: [\"presumed:flow@x\", "
              "\"relations/politie-images-key-held-by-dji@y\"]}\n"),
      ElementsAre("9:30: there is no 'companies/sz-djj'; did you mean "
                  "'companies/sz-dji'?",
                  "10:22: there is no 'processes/none'"));
}

TEST(ScenarioNames, ABaselineNamesWhatIsThere) {
  EXPECT_THAT(
      NamesOf("", ", with: [presss], sources: [sources/x], factors: [none]"),
      ElementsAre("5:37: there is no source of type 'presss'",
                  StartsWith("5:56: there is no 'sources/x'"),
                  "5:78: the policy has no factor 'none'"));
}

TEST(ScenarioNames, WhatIsThereOnOneSideIsThere) {
  EXPECT_THAT(
      NamesOf("changes:\n"
              "  - add: {entity: {id: processes/new, kind: process, name: "
              "{nl: x, en: x}}}\n"
              "  - remove: relations/politie-traffic-part-of-politie\n"
              "queries:\n"
              "  - {id: a, why: {from: [processes/new, "
              "processes/politie-traffic], to: [jurisdictions/cn]}}\n"
              "assertions:\n"
              "  - {query: a, status: unknown, not_through: "
              "[relations/politie-traffic-part-of-politie]}\n"),
      IsEmpty());
}

TEST(ScenarioNames, WhereTheChangesCannotBeDoneWhatTheyNameIsTakenToBeThere) {
  EXPECT_THAT(
      NamesOf("changes:\n"
              "  - add: {entity: {id: processes/new, kind: none, name: "
              "{nl: x, en: x}}}\n"
              "queries:\n"
              "  - {id: a, why: {from: [processes/new, processes/other], to: "
              "[jurisdictions/cn]}}\n"),
      ElementsAre(StartsWith("9:41: there is no 'processes/other'")));
}

}  // namespace
}  // namespace ketenzicht::testing
