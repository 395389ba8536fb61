// Measures over the command line and the service, on the shipped case.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/cli/measures_csv.h"
#include "tests/service/service_fixture.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kRule[] = "measures/politie-no-confidential-deployment";

class Measures : public ::testing::Test {
 protected:
  void SetUp() override {
    const CliResult imported = service_.Run({"import", "data"});
    ASSERT_EQ(imported.code, 0) << imported.error;
  }

  CliResult Run(std::vector<std::string> arguments,
                const std::vector<std::string>& more = {}) {
    arguments.insert(arguments.begin(), "measures");
    arguments.insert(arguments.end(),
                     {"--from", "processes/politie-confidential", "--to",
                      "jurisdictions/cn", "--date", "2021-11-18"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return service_.Run(arguments);
  }

  // As if the police had not decided yet.
  CliResult Propose(std::vector<std::string> more) {
    more.insert(more.end(), {"--lift", kRule});
    return Run({"propose"}, more);
  }

  v1::ProposeMeasuresRequest Request() const {
    v1::ProposeMeasuresRequest request;
    request.add_from("processes/politie-confidential");
    request.add_to("jurisdictions/cn");
    request.mutable_goal()->set_status(v1::STATUS_BLOCKED);
    request.mutable_options()->set_date("2021-11-18");
    return request;
  }

  TestService service_;
};

TEST_F(Measures, ASinglePointIsNamedWithItsSource) {
  const CliResult text = Run({"single-points"});
  EXPECT_EQ(text.code, 0) << text.error;
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("hangs alone on: "),
                    HasSubstr("no DJI drones in operations with confidential"),
                    HasSubstr("without this measure: not excluded, T3"),
                    HasSubstr("As of 2021-11-18, revision 1")));
  EXPECT_THAT(Run({"single-points"}, {"--lang", "nl"}).out,
              HasSubstr("zonder deze maatregel: niet uitgesloten, T3"));
  const auto json =
      nlohmann::json::parse(Run({"single-points"}, {"-o", "json"}).out);
  EXPECT_EQ(json["blocked"][0]["points"][0]["measure"], kRule);
  EXPECT_EQ(json["completeness"]["complete"], true);
}

TEST_F(Measures, APlanIsTheDecisionThatWasTaken) {
  const CliResult text = Propose({"--status", "blocked", "--assume-cost",
                                  "1500.5", "--assume-burden", "2"});
  EXPECT_EQ(text.code, 0) << text.error;
  EXPECT_THAT(
      text.out,
      AllOf(HasSubstr("Cheapest set (proven, gap 0): cost 1500.5, burden 2."),
            HasSubstr("no DJI drones in operations with confidential"),
            HasSubstr("if it fails, above the goal: 1"),
            HasSubstr("Not taken: measures/politie-no-confidential")));
  EXPECT_THAT(Propose({"--status", "blocked"}).out,
              HasSubstr("Left out, cost or burden not stated: no DJI drones"));
  EXPECT_THAT(Propose({"--status", "blocked", "--lang", "nl"}).out,
              HasSubstr("Doel: "));
}

TEST_F(Measures, APlanHasAnotherGoalAnotherAnswer) {
  EXPECT_THAT(Propose({"--status", "not_excluded"}).out,
              HasSubstr("Nothing needs to be taken."));
  EXPECT_THAT(Propose({"--tier", "T2", "--assume-cost", "1", "--assume-burden",
                       "1", "--plan-only"})
                  .out,
              HasSubstr("Goal: tier T2 or lower."));
}

TEST_F(Measures, WhatIsAskedWronglyIsRefused) {
  EXPECT_NE(Run({"propose"}).code, 0) << "no goal";
  EXPECT_NE(Propose({"--status", "open"}).code, 0);
  EXPECT_NE(Propose({"--status", "blocked", "--tier", "T0"}).code, 0);
  EXPECT_THAT(Propose({"--tier", "T9"}).error, HasSubstr("no tier 'T9'"));
  EXPECT_THAT(
      Propose({"--status", "blocked", "--mandatory", "measures/x"}).error,
      HasSubstr("measures/x"));
  EXPECT_THAT(
      Run({"single-points"}, {"--take", "processes/politie-forensic"}).error,
      HasSubstr("is no relation or measure"));
}

TEST_F(Measures, TheServiceAnswersInMessages) {
  v1::ProposeMeasuresRequest request = Request();
  v1::Change* lift = request.mutable_options()->add_changes();
  lift->set_op(v1::Change::OP_LIFT);
  lift->set_fact(kRule);
  request.set_assumed_cost(10);
  request.set_assumed_burden(0);
  v1::ProposeMeasuresResponse response;
  ASSERT_TRUE(service_.MakeClient()->ProposeMeasures(request, &response).ok());
  EXPECT_EQ(response.state(), v1::PLAN_STATE_CHEAPEST);
  EXPECT_THAT(response.set().measures(), ElementsAre(kRule));
  EXPECT_EQ(response.objective(), 10);
  EXPECT_EQ(response.bound(), 10);
  ASSERT_EQ(response.pairs_size(), 1);
  EXPECT_EQ(response.pairs(0).before().status(), v1::STATUS_NOT_EXCLUDED);
  EXPECT_EQ(response.pairs(0).after().status(), v1::STATUS_BLOCKED);
  EXPECT_EQ(response.pairs(0).reach(), v1::GOAL_REACH_WITHIN);
  EXPECT_EQ(response.front_size(), 2) << "to take it, and to leave it";
  request.clear_goal();
  EXPECT_FALSE(service_.MakeClient()->ProposeMeasures(request, &response).ok());
}

TEST_F(Measures, AnOrganizationWithoutAPathIsLeftOutBesideItsProcesses) {
  v1::ProposeMeasuresRequest request = Request();
  request.set_from(0, "organizations/politie");
  v1::ProposeMeasuresResponse response;
  ASSERT_TRUE(service_.MakeClient()->ProposeMeasures(request, &response).ok());
  EXPECT_EQ(response.pairs_size(), 8);
  for (const v1::PlannedPair& pair : response.pairs()) {
    EXPECT_THAT(pair.process(), ::testing::StartsWith("processes/"));
  }
}

TEST_F(Measures, PlansAndSinglePointsAreTablesToo) {
  const CliResult points = Run({"single-points"}, {"-o", "csv"});
  EXPECT_EQ(points.out,
            absl::StrCat("process,target,vector,measure,status,tier_lowest,"
                         "tier_highest,complete,date,revision\r\n"
                         "processes/politie-confidential,jurisdictions/cn,"
                         "espionage,",
                         kRule, ",not_excluded,T3,T3,yes,2021-11-18,1\r\n"));
  const CliResult plan = Propose({"--status", "blocked", "--assume-cost", "10",
                                  "--assume-burden", "0", "-o", "csv"});
  EXPECT_EQ(plan.code, 0) << plan.error;
  EXPECT_THAT(
      plan.out,
      AllOf(HasSubstr("row,state,measures,cost,burden,pairs_above,"),
            HasSubstr(absl::StrCat("plan,cheapest,", kRule, ",10,0,0")),
            HasSubstr("front,,,0,0,1,"),
            HasSubstr("pair,,,,,,processes/politie-confidential,"),
            HasSubstr(absl::StrCat("\nmeasure,,,,,,,,,,,,,,", kRule,
                                   ",1,1,1,yes,,no,yes,2021-11-18,1\r\n"))));
}

TEST_F(Measures, CellsOfATableRunNoFormula) {
  v1::ProposeMeasuresResponse plan;
  plan.add_worth()->set_measure("=1+1");
  EXPECT_THAT(service::PlanCsv(plan), HasSubstr(",'=1+1,"));
  v1::FindSinglePointsResponse points;
  points.add_blocked()->set_process("@sum");
  EXPECT_THAT(service::SinglePointsCsv(points), HasSubstr("\n'@sum,"));
}

TEST_F(Measures, TheSameQuestionHasTheSameAnswer) {
  const std::vector<std::string> question = {
      "--status", "blocked", "--assume-cost", "1", "--assume-burden",
      "1",        "-o",      "json"};
  EXPECT_EQ(Propose(question).out, Propose(question).out);
}

}  // namespace
}  // namespace ketenzicht::testing
