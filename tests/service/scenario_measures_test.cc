// Measures, single points and comparisons asked and asserted in a scenario, on
// the shipped case.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ketenzicht/v1/comparison.pb.h"
#include "ketenzicht/v1/measure_plan.pb.h"
#include "service/rpc/scenario_assertions.h"
#include "service/rpc/scenario_plan_assertions.h"
#include "tests/service/service_fixture.h"

namespace ketenzicht::testing {
namespace {

using ::testing::HasSubstr;

// The police have not decided yet: what would it cost, and what hangs on it?
constexpr char kLifted[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Scenario\n"
    "id: scenarios/lifted\n"
    "title: {nl: niet besloten, en: not decided}\n"
    "baseline: {date: 2021-11-18}\n"
    "changes:\n"
    "  - lift: measures/politie-no-confidential-deployment\n"
    "queries:\n"
    "  - {id: plan, measures: {from: [processes/politie-confidential], to: "
    "[jurisdictions/cn], goal: {status: blocked}, assumed_cost: 10, "
    "assumed_burden: 0, plan_only: true}}\n"
    "  - {id: points, single_points: {from: [processes/politie-confidential], "
    "to: [jurisdictions/cn]}}\n"
    "  - {id: sides, compare: {a: [processes/politie-confidential], b: "
    "[processes/politie-forensic], to: [jurisdictions/cn]}}\n"
    "  - {id: days, compare: {a: [processes/politie-confidential], b_date: "
    "2010-01-01, to: [jurisdictions/cn]}}\n"
    "assertions:\n";

constexpr char kRule[] = "measures/politie-no-confidential-deployment";

class ScenarioMeasures : public ::testing::Test {
 protected:
  ScenarioMeasures() { service_.Run({"import", "data"}); }

  service::CallResult Evaluate(const std::string& content) {
    v1::EvaluateScenarioRequest request;
    request.mutable_scenario()->set_content(content);
    return service_.MakeClient()->EvaluateScenario(request, &response_);
  }
  // What one assertion says instead; empty where it holds.
  std::string Instead(const std::string& assertion) {
    const service::CallResult result =
        Evaluate(absl::StrCat(kLifted, "  - {", assertion, "}\n"));
    if (!result.ok()) return result.message;
    return response_.result().assertions(0).instead();
  }

  TestService service_;
  v1::EvaluateScenarioResponse response_;
};

TEST_F(ScenarioMeasures, AreAnsweredBeforeAndAfterTheChanges) {
  ASSERT_TRUE(
      Evaluate(absl::StrReplaceAll(kLifted, {{"assertions:\n", ""}})).ok());
  ASSERT_EQ(response_.result().answers_size(), 4);
  const auto& plan = response_.result().answers(0);
  EXPECT_EQ(plan.kind(), "measures");
  v1::ProposeMeasuresResponse before;
  v1::ProposeMeasuresResponse after;
  ASSERT_TRUE(plan.baseline(0).UnpackTo(&before));
  ASSERT_TRUE(plan.scenario(0).UnpackTo(&after));
  EXPECT_EQ(before.set().measures_size(), 0);
  ASSERT_EQ(after.set().measures_size(), 1);
  EXPECT_EQ(after.set().measures(0), kRule);
  EXPECT_EQ(after.context().scenario(), "scenarios/lifted");
  const auto& points = response_.result().answers(1);
  EXPECT_EQ(points.kind(), "single_points");
  v1::FindSinglePointsResponse blocked;
  ASSERT_TRUE(points.baseline(0).UnpackTo(&blocked));
  EXPECT_EQ(blocked.blocked_size(), 1);
  const auto& sides = response_.result().answers(2);
  EXPECT_EQ(sides.kind(), "compare");
  v1::CompareExposureResponse compared;
  ASSERT_TRUE(sides.scenario(0).UnpackTo(&compared));
  EXPECT_EQ(compared.targets_size(), 1);
}

TEST_F(ScenarioMeasures, AreAsserted) {
  const std::string rule = kRule;
  for (const std::string& holds : {
           std::string("query: plan, on: baseline, feasible: true, "
                       "cost_at_most: 0"),
           "query: plan, feasible: true, cost_at_most: 10, burden_at_most: 0, "
           "includes: [" +
               rule + "]",
           "query: plan, on: baseline, not_includes: [" + rule + "]",
           std::string("query: plan, on: difference, changed: true"),
           "query: points, on: baseline, includes: [" + rule + "], points: 1",
           "query: points, not_includes: [" + rule + "], points: {max: 0}",
           std::string("query: points, on: difference, changed: true"),
           std::string("query: sides, on: baseline, same: false"),
           std::string("query: sides, on: baseline, includes: "
                       "[relations/politie-forensic-uses-dji-drone]"),
           std::string("query: days, to: jurisdictions/cn, same: false"),
       }) {
    EXPECT_EQ(Instead(holds), "") << holds;
  }
}

// Nothing is in reach before the change, and nothing is needed after it: the
// set is the same.
TEST_F(ScenarioMeasures, ThatTheGoalIsReachedIsAChange) {
  const service::CallResult result = Evaluate(
      "apiVersion: ketenzicht.nl/v1\n"
      "kind: Scenario\n"
      "id: scenarios/key\n"
      "title: {nl: sleutel, en: key}\n"
      "baseline: {date: 2021-11-18}\n"
      "changes:\n"
      "  - deny: relations/politie-images-key-held-by-dji\n"
      "queries:\n"
      "  - {id: plan, measures: {from: [processes/politie-forensic], to: "
      "[jurisdictions/cn], vector: espionage, goal: {status: blocked}}}\n"
      "  - {id: row, matrix: {from: [processes/politie-forensic], to: "
      "[jurisdictions/cn]}}\n"
      "  - {id: maker, affected: {subject: companies/parrot}}\n"
      "assertions:\n"
      "  - {query: plan, on: baseline, feasible: false}\n"
      "  - {query: plan, on: scenario, feasible: true}\n"
      "  - {query: plan, on: difference, changed: true}\n"
      "  - {query: row, on: difference, changed: true}\n"
      "  - {query: maker, on: difference, changed: false}\n"
      "  - {query: row, on: difference, changed: false}\n");
  ASSERT_TRUE(result.ok()) << result.message;
  ASSERT_EQ(response_.result().assertions_size(), 6);
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(response_.result().assertions(i).holds())
        << response_.result().assertions(i).instead();
  }
  EXPECT_EQ(response_.result().assertions(5).instead(),
            "the answer is another");
}

TEST_F(ScenarioMeasures, SayWhatThereIsInstead) {
  const std::string rule = kRule;
  for (const auto& [assertion, instead] :
       std::vector<std::pair<std::string, std::string>>{
           {"query: plan, cost_at_most: 9", "the plan costs 10: " + rule},
           {"query: plan, feasible: false", "a set reaches the goal: " + rule},
           {"query: plan, feasible: true, from: processes/politie-forensic",
            "the answer has no such pair"},
           {"query: plan, not_includes: [" + rule + "]", "the plan has "},
           {"query: plan, on: baseline, includes: [" + rule + "]",
            "the plan does not have " + rule + ": none"},
           {"query: points, on: baseline, points: {max: 0}",
            "1 single points: " + rule},
           {"query: points, on: baseline, not_includes: [" + rule + "]",
            "→ jurisdictions/cn hangs on " + rule + " alone"},
           {"query: points, includes: [" + rule + "]",
            "no such pair hangs on " + rule},
           {"query: points, from: processes/politie-confidential, points: 0",
            "no such pair is blocked"},
           {"query: sides, same: true", " beside "},
           {"query: sides, includes: [" + rule + "s]",
            "what makes the difference does not include"},
           {"query: points, on: difference, changed: false", " → none"},
       }) {
    EXPECT_THAT(Instead(assertion), HasSubstr(instead)) << assertion;
  }
}

TEST_F(ScenarioMeasures, AreAskedAndAssertedInTheRightPlace) {
  for (const auto& [assertion, problem] :
       std::vector<std::pair<std::string, std::string>>{
           {"query: plan, points: 1", "'points' is asserted of single_points"},
           {"query: points, feasible: true",
            "'feasible' is asserted of measures, not of single_points"},
           {"query: plan, same: true", "'same' is asserted of compare"},
           {"query: plan, cost_at_most: -1", "'cost_at_most' is 0 or more"},
           {"query: plan, feasible: false, cost_at_most: 1",
            "has no cost and no burden"},
           {"query: plan, on: difference, feasible: true",
            "only 'changed' can be asserted"},
       }) {
    EXPECT_THAT(Instead(assertion), HasSubstr(problem)) << assertion;
    EXPECT_THAT(Instead(assertion), HasSubstr("line 14")) << assertion;
  }
  for (const auto& [from, to, problem] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"{status: blocked}", "{}", "a goal is one of status, tier and"},
           {"{status: blocked}", "{status: open}", "'open' is no goal"},
           {"{status: blocked}", "{status: unknown, tier: T1}",
            "a goal is one of status, tier and"},
           {"goal: {status: blocked}, ", "",
            "the measures query has no 'goal'"},
           {"assumed_burden: 0", "weights: {cost: 0, burden: 0}",
            "one of the weights is more than 0"},
           {"b: [processes/politie-forensic], ", "",
            "compare needs b, b_date or both"},
       }) {
    EXPECT_THAT(Evaluate(absl::StrReplaceAll(kLifted, {{from, to}})).message,
                HasSubstr(problem))
        << to;
  }
}

// ---- Answers that were not settled ------------------------------------------

template <typename Message>
service::QueryAnswer AnswerOf(const Message& message) {
  service::QueryAnswer answer;
  answer.messages.push_back(std::make_unique<Message>(message));
  return answer;
}

TEST(PlanAssertions, HoldOfNothingThatIsNotProven) {
  v1::ProposeMeasuresResponse plan;
  plan.set_state(v1::PLAN_STATE_KNOWN);
  plan.mutable_set()->add_measures("measures/a");
  plan.mutable_set()->set_cost(5);
  plan.mutable_completeness()->set_limit("views");
  v1::PlannedPair& pair = *plan.add_pairs();
  pair.set_process("processes/p");
  pair.set_reach(v1::GOAL_REACH_WITHIN);
  const auto instead = [&](const ingest::ScenarioAssertion& one) {
    return service::CheckPlanConditions(one, AnswerOf(plan)).value_or("");
  };
  EXPECT_EQ(instead({.feasible = true, .cost_at_most = 5}), "")
      << "a set of that cost is known";
  EXPECT_THAT(instead({.cost_at_most = 4}), HasSubstr("not proven to be the"));
  EXPECT_THAT(instead({.includes = {"measures/a"}}),
              HasSubstr("cut short (views)"));
  EXPECT_THAT(instead({.not_includes = {"measures/b"}}),
              HasSubstr("cut short (views)"));
  EXPECT_THAT(instead({.feasible = false}), HasSubstr("a set reaches"));
  plan.set_state(v1::PLAN_STATE_STOPPED);
  EXPECT_THAT(instead({.feasible = true}), HasSubstr("cut short (views)"));
  EXPECT_THAT(instead({.feasible = false}), HasSubstr("cut short (views)"));
  plan.set_state(v1::PLAN_STATE_NONE);
  EXPECT_THAT(instead({.feasible = true}), HasSubstr("all pairs together"));
  EXPECT_EQ(instead({.feasible = false}), "");
  plan.set_state(v1::PLAN_STATE_CHEAPEST);
  pair.set_reach(v1::GOAL_REACH_OUT);
  EXPECT_THAT(instead({.feasible = true}), HasSubstr("processes/p → "));
  EXPECT_EQ(instead({.feasible = false}), "");
}

TEST(PlanAssertions, DenyNothingOfASearchThatWasCutShort) {
  v1::FindSinglePointsResponse points;
  points.mutable_completeness()->set_limit("views");
  points.add_blocked()->add_points()->set_measure("measures/a");
  const auto instead = [&](const ingest::ScenarioAssertion& one) {
    return service::CheckPlanConditions(one, AnswerOf(points)).value_or("");
  };
  EXPECT_EQ(instead({.includes = {"measures/a"}}), "") << "it was seen";
  EXPECT_EQ(instead({.points = {.min = 1}}), "");
  EXPECT_THAT(instead({.includes = {"measures/b"}}), HasSubstr("cut short"));
  EXPECT_THAT(instead({.not_includes = {"measures/b"}}),
              HasSubstr("cut short"));
  EXPECT_THAT(instead({.points = {.max = 1}}), HasSubstr("cut short"));
  v1::CompareExposureResponse compared;
  compared.mutable_completeness()->set_limit("expansions");
  v1::ComparedTarget& target = *compared.add_targets();
  target.add_a()->set_process("processes/p");
  target.add_b()->set_process("processes/p");
  for (const bool same : {false, true}) {
    EXPECT_THAT(service::CheckPlanConditions({.same = same}, AnswerOf(compared))
                    .value_or(""),
                HasSubstr("cut short (expansions)"));
  }
}

}  // namespace
}  // namespace ketenzicht::testing
