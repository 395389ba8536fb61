// What an analyst asks next, asked and asserted in a scenario, on the shipped
// case.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ketenzicht/v1/analysis_service.pb.h"
#include "tests/service/service_fixture.h"

namespace ketenzicht::testing {
namespace {

using ::testing::HasSubstr;

// Whether the key is held elsewhere, and what is then left to ask.
constexpr char kAsked[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Scenario\n"
    "id: scenarios/asked-next\n"
    "title: {nl: wat daarna wordt gevraagd, en: what is asked next}\n"
    "baseline: {date: 2021-11-18}\n"
    "changes:\n"
    "  - deny: relations/politie-images-key-held-by-dji\n"
    "  - remove: statements/reading-supplier-is-dji\n"
    "  - remove: statements/drone-models-and-numbers\n"
    "queries:\n"
    "  - {id: hangs, load_bearing: {from: [processes/politie-forensic], to: "
    "[jurisdictions/cn], vector: espionage}}\n"
    "  - {id: passes, choke_points: {from: [processes/politie-forensic], to: "
    "[jurisdictions/cn]}}\n"
    "  - {id: likely, likelihood: {from: [processes/politie-forensic], to: "
    "[jurisdictions/cn]}}\n"
    "  - {id: differs, contradictions: {}}\n"
    "  - {id: elsewhere, unknowns: {about: [companies/parrot]}}\n"
    "  - {id: unknown, unknowns: {about: [organizations/politie]}}\n"
    "  - {id: known, settle: {from: [processes/politie-forensic], to: "
    "[jurisdictions/cn]}}\n"
    "assertions:\n";

class ScenarioAnalysis : public ::testing::Test {
 protected:
  ScenarioAnalysis() { service_.Run({"import", "data"}); }

  service::CallResult Evaluate(const std::string& content) {
    v1::EvaluateScenarioRequest request;
    request.mutable_scenario()->set_content(content);
    return service_.MakeClient(300)->EvaluateScenario(request, &response_);
  }

  TestService service_;
  v1::EvaluateScenarioResponse response_;
};

TEST_F(ScenarioAnalysis, EveryKindIsAnsweredOnBothSides) {
  const service::CallResult result =
      Evaluate(absl::StrReplaceAll(kAsked, {{"assertions:\n", ""}}));
  ASSERT_TRUE(result.ok()) << result.message;
  const std::map<std::string, std::string> kinds = {
      {"hangs", "load_bearing"}, {"passes", "choke_points"},
      {"likely", "likelihood"},  {"differs", "contradictions"},
      {"elsewhere", "unknowns"}, {"unknown", "unknowns"},
      {"known", "settle"}};
  ASSERT_EQ(response_.result().answers_size(), 7);
  for (const auto& answer : response_.result().answers()) {
    EXPECT_EQ(answer.kind(), kinds.at(answer.query()));
    EXPECT_EQ(answer.baseline_error(), "") << answer.query();
    EXPECT_EQ(answer.scenario_error(), "") << answer.query();
    EXPECT_EQ(answer.baseline_size(), 1) << answer.query();
    EXPECT_EQ(answer.scenario_size(), 1) << answer.query();
  }
  for (const auto& query : response_.result().queries()) {
    EXPECT_EQ(query.changed(), query.query() != "elsewhere") << query.query();
  }
  v1::SettlePairsResponse settled;
  ASSERT_TRUE(response_.result().answers(6).scenario(0).UnpackTo(&settled));
  EXPECT_EQ(settled.context().scenario(), "scenarios/asked-next");
  ASSERT_EQ(settled.pairs_size(), 1);
  EXPECT_EQ(settled.pairs(0).now().status(), v1::STATUS_BLOCKED);
}

TEST_F(ScenarioAnalysis, WhatIsAssertedOfAnyAnswerHoldsOfThese) {
  const service::CallResult result = Evaluate(absl::StrCat(
      kAsked,
      "  - {query: hangs, on: difference, changed: true}\n"
      "  - {query: passes, on: difference, changed: true}\n"
      "  - {query: likely, on: difference, changed: true}\n"
      "  - {query: differs, on: difference, changed: true}\n"
      "  - {query: elsewhere, on: difference, changed: false}\n"
      "  - {query: unknown, on: difference, changed: true}\n"
      "  - {query: known, on: difference, changed: true}\n"
      "  - {query: likely, on: baseline, at: /pairs/0/method, equals: "
      "LIKELIHOOD_METHOD_EXACT}\n"
      "  - {query: differs, on: baseline, at: /found, number: {min: 2}}\n"
      "  - {query: unknown, on: baseline, at: /recorded/5/fact, equals: "
      "statements/drone-models-and-numbers}\n"
      "  - {query: unknown, at: /recorded/5/fact, equals: "
      "statements/encryption-method-and-storage}\n"
      "  - {query: known, on: baseline, at: /pairs/0/settled, equals: "
      "\"false\"}\n"
      "  - {query: known, at: /pairs/0/settled, equals: \"true\"}\n"));
  ASSERT_TRUE(result.ok()) << result.message;
  ASSERT_EQ(response_.result().assertions_size(), 13);
  for (const auto& assertion : response_.result().assertions()) {
    EXPECT_TRUE(assertion.holds())
        << assertion.text() << ": " << assertion.instead();
  }
}

TEST_F(ScenarioAnalysis, TwoQuestionsAboutOtherThingsAreNotTheSame) {
  const service::CallResult result =
      Evaluate(absl::StrReplaceAll(kAsked, {{"assertions:\n", ""},
                                            {"contradictions: {}",
                                             "contradictions: {about: "
                                             "[organizations/politie]}"},
                                            {"unknowns: {about: "
                                             "[companies/parrot]}",
                                             "contradictions: {about: "
                                             "[companies/parrot]}"}}));
  ASSERT_TRUE(result.ok()) << result.message;
  v1::FindContradictionsResponse police;
  v1::FindContradictionsResponse parrot;
  ASSERT_TRUE(response_.result().answers(3).baseline(0).UnpackTo(&police));
  ASSERT_TRUE(response_.result().answers(4).baseline(0).UnpackTo(&parrot));
  EXPECT_GT(police.found(), parrot.found());
}

TEST_F(ScenarioAnalysis, WhatCannotBeAskedIsTold) {
  for (const auto& [from, to, problem] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"settle: {from: [processes/politie-forensic], ", "settle: {",
            "the settle query has no 'from'"},
           {"contradictions: {}", "contradictions: {about: []}",
            "'about' names nothing"},
           {"contradictions: {}", "contradictions: {vector: espionage}",
            "vector"},
           {"[organizations/politie]", "[organizations/politi]",
            "did you mean 'organizations/politie'?"},
           {"assertions:\n",
            "assertions:\n  - {query: known, feasible: true}\n",
            "'feasible' is asserted of measures, not of settle"},
       }) {
    EXPECT_THAT(Evaluate(absl::StrReplaceAll(kAsked, {{from, to}})).message,
                HasSubstr(problem))
        << to;
  }
}

}  // namespace
}  // namespace ketenzicht::testing
