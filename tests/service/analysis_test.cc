// What an analyst asks next, over the command line and the service, on the
// shipped case.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tests/service/service_fixture.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kKey[] = "relations/politie-images-key-held-by-dji";
constexpr char kFlow[] = "relations/politie-images-sent-to-dji";

class Analysis : public ::testing::Test {
 protected:
  void SetUp() override {
    const CliResult imported = service_.Run({"import", "data"});
    ASSERT_EQ(imported.code, 0) << imported.error;
  }

  CliResult Run(std::vector<std::string> arguments,
                const std::vector<std::string>& more = {}) {
    arguments.insert(arguments.end(),
                     {"--from", "organizations/politie", "--to",
                      "jurisdictions/cn", "--date", "2021-11-18"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return service_.Run(arguments);
  }
  nlohmann::json Json(const std::vector<std::string>& arguments,
                      std::vector<std::string> more = {}) {
    more.insert(more.end(), {"-o", "json"});
    return Parsed(Run(arguments, more));
  }

  // Of the record: without pairs.
  CliResult RunOn(std::vector<std::string> arguments,
                  const std::vector<std::string>& more = {}) {
    arguments.insert(arguments.end(), {"--date", "2021-11-18"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return service_.Run(arguments);
  }
  nlohmann::json JsonOn(const std::vector<std::string>& arguments,
                        std::vector<std::string> more = {}) {
    more.insert(more.end(), {"-o", "json"});
    return Parsed(RunOn(arguments, more));
  }

  // What would settle one pair, within a budget that a slow machine has too.
  CliResult Settle(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {
        "settle", "--from",           "processes/politie-forensic",
        "--to",   "jurisdictions/cn", "--views",
        "200"};
    return RunOn(std::move(arguments), more);
  }

  static nlohmann::json Parsed(const CliResult& result) {
    EXPECT_EQ(result.code, 0) << result.error;
    return nlohmann::json::parse(result.out);
  }

  TestService service_;
};

// Each once, in the order in which they first stand.
std::vector<std::string> Propositions(const nlohmann::json& found,
                                      bool escalating) {
  std::vector<std::string> ids;
  for (const auto& one : found["propositions"]) {
    const std::string id = one["id"];
    if ((one.value("escalated", 0) > 0) != escalating) continue;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

TEST_F(Analysis, TheKeyAndTheConfidentialStandAtTheTop) {
  const nlohmann::json found = Json({"load-bearing"});
  EXPECT_EQ(found["completeness"]["complete"], true);
  // Were information confidential, most would be worse; did only the police
  // hold the key, most would be better.
  EXPECT_EQ(Propositions(found, true).at(0),
            "relations/politie-uses-touch-no-sensitive-information");
  const nlohmann::json& confidential = found["propositions"][0];
  EXPECT_EQ(confidential["turn"], "TURN_AFFIRMED");
  EXPECT_EQ(confidential["escalated"], 5);
  EXPECT_EQ(confidential["rank"], 1);
  // What is recorded is a denial; what is affirmed is not that.
  EXPECT_EQ(confidential["sentence"]["en"],
            "The police's use of the DJI drone does not touch sensitive "
            "knowledge and information.");
  EXPECT_EQ(confidential["proposition"]["en"],
            "The police's use of the DJI drone touches sensitive knowledge and "
            "information.");
  for (const auto& pair : confidential["moved"]) {
    EXPECT_EQ(pair["escalates"], true) << pair;
  }
  EXPECT_EQ(Propositions(found, true).at(1),
            "relations/politie-uses-touch-no-vital-infrastructure");
  // Behind the law, which all eight paths pass, and the flow and the seat,
  // which the seven with drones pass. Without the key four are blocked; three
  // are blocked as it is.
  std::vector<std::string> better = Propositions(found, false);
  ASSERT_GT(better.size(), 5U);
  better.resize(5);
  EXPECT_THAT(
      better,
      ElementsAre(
          "relations/cn-data-sharing-law-compels-disclosure-to-cn-state",
          "relations/cn-enacts-data-sharing-law", kFlow,
          "relations/sz-dji-seated-in-cn", kKey));
  for (const auto& one : found["propositions"]) {
    if (one["id"] != kKey || one["turn"] != "TURN_DENIED") continue;
    EXPECT_EQ(one["moved"].size(), 4U);
    // Third: those before it move all pairs, and all with drones.
    EXPECT_EQ(one["rank"], 3);
    for (const auto& pair : one["moved"]) {
      EXPECT_EQ(pair.value("escalates", false), false) << pair;
      EXPECT_EQ(pair["after"]["status"], "STATUS_BLOCKED");
    }
  }
}

// The top of both lists, and which way what stands there moves what.
TEST_F(Analysis, TheKeyAndTheConfidentialAreToldWithTheirDirection) {
  const CliResult text = Run({"load-bearing"});
  const size_t at = text.out.find("What would make some pair better, ");
  ASSERT_NE(at, std::string::npos);
  EXPECT_THAT(
      text.out.substr(0, at),
      AllOf(
          StartsWith("What would make some pair worse (under the same number: "
                     "what weighs the same):\n"
                     "1. The police's use of the DJI drone does not touch "
                     "sensitive knowledge and information. ["),
          HasSubstr("\n   ▲ Police forensic investigation → China, espionage: "
                    "not excluded, T0 (without measures: not excluded, T0) → "
                    "not excluded, T3 "),
          Not(HasSubstr("▽"))));
  EXPECT_THAT(
      text.out.substr(at),
      AllOf(
          StartsWith("What would make some pair better, and none worse (under "
                     "the same number: what weighs the same):\n1. "),
          HasSubstr("\n2. DJI is seated in China. ["),
          HasSubstr(" Pairs that move: 7, of which worse: 0: the same as just "
                    "above, in the same way.\n"),
          HasSubstr("\n3. The key to the footage of the police's DJI drones "
                    "is held by DJI. ["),
          HasSubstr("   Suppose that the key to the footage of the police's "
                    "DJI drones is not held by DJI. Pairs that move: 4, of "
                    "which worse: 0.\n   ▽ "),
          HasSubstr("\n   ▽ Police forensic investigation → China, espionage: "
                    "not excluded, T0 (without measures: not excluded, T0) → "
                    "blocked, n/a "),
          Not(HasSubstr("▲"))));
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("Suppose that the police's use of the DJI drone "
                              "touches sensitive knowledge and information. "
                              "Pairs that move: 5, of which worse: 5."),
                    HasSubstr("Suppose that the measure “no DJI drones in "
                              "operations with confidential information” is "
                              "not in place. Pairs that move: 1, "),
                    HasSubstr("▽ "), HasSubstr("As of 2021-11-18")));
  EXPECT_THAT(Run({"load-bearing"}, {"--lang", "nl"}).out,
              AllOf(HasSubstr("   Stel: het gebruik van de DJI-drone door de "
                              "politie raakt aan "),
                    HasSubstr("   Stel dat niemand dit had gezegd of ontkend: "
                              "het gebruik")));
}

// A row that escalates shows what does, also where it is what measures close.
TEST_F(Analysis, EachRowThatMovesShowsWhatMoves) {
  const std::string csv = Run({"load-bearing"}, {"-o", "csv"}).out;
  const std::vector<std::string> lines = absl::StrSplit(csv, "\r\n");
  ASSERT_GT(lines.size(), 2U);
  EXPECT_EQ(lines[0],
            "facts,proposition,made,process,target,vector,status_before,"
            "tier_before,inherent_status_before,inherent_tier_before,"
            "status_after,tier_after,inherent_status_after,"
            "inherent_tier_after,escalates,confidence,list,rank,complete,"
            "date,revision");
  EXPECT_THAT(csv, HasSubstr("blocked,n/a,not_excluded,T0,blocked,n/a,"
                             "not_excluded,T3,yes,"));
}

// A law that is affirmed, of which only the date is in doubt: settle says that
// it decides, and so does this.
TEST_F(Analysis, ALawOfAnUncertainDateIsTried) {
  const std::vector<std::string> pair = {
      "--from", "processes/hulpdiensten-c2000-communication",
      "--to",   "jurisdictions/cn",
      "--date", "2019-04-26",
      "-o",     "json"};
  std::vector<std::string> asked = {"load-bearing"};
  asked.insert(asked.end(), pair.begin(), pair.end());
  const nlohmann::json found = Parsed(service_.Run(asked));
  bool worse = false;
  for (const auto& one : found["propositions"]) {
    const std::string what = one["proposition"]["en"];
    worse = worse || (one["turn"] == "TURN_AFFIRMED" &&
                      absl::StrContains(what, "compels companies") &&
                      one.value("escalated", 0) > 0);
  }
  EXPECT_TRUE(worse);
}

TEST_F(Analysis, ChokePointsHaveTheirShareAndTheCutItsProof) {
  const nlohmann::json found = Json({"choke-points"});
  ASSERT_FALSE(found["exposed"].empty());
  EXPECT_EQ(found["completeness"]["complete"], true);
  std::vector<std::string> ids;
  for (const auto& point : found["points"]) {
    ids.push_back(point["element"]["id"]);
    EXPECT_GT(point["share"], 0);
    EXPECT_LE(point["share"], 1);
  }
  EXPECT_THAT(ids, Contains("companies/sz-dji"));
  EXPECT_EQ(found["cut"]["state"], "CUT_STATE_CHEAPEST");
  EXPECT_EQ(found["cut"]["weight"], found["cut"]["bound"]);
  const CliResult text = Run({"choke-points"});
  ASSERT_EQ(found["notExposed"].size(), 3);
  for (const auto& pair : found["notExposed"]) {
    EXPECT_EQ(pair["status"], "STATUS_BLOCKED") << pair;
  }
  EXPECT_THAT(Run({"choke-points"}, {"-o", "csv"}).out,
              HasSubstr("\nnot_exposed,,,,,5,,,processes/"));
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("All paths of every exposed pair pass these:"),
                    HasSubstr("Not counted, blocked: "),
                    HasSubstr("  – DJI: 4 of 5 exposed pairs"),
                    HasSubstr("  – Data-sharing legislation that is not named. "
                              "If this alone is not cut, 5 of 5 exposed pairs "
                              "(100 %) have a path again."),
                    HasSubstr("Cheapest cut (proven, gap 0)"),
                    HasSubstr("As of 2021-11-18, revision 1")));
  EXPECT_THAT(Run({"choke-points"}, {"--lang", "nl"}).out,
              HasSubstr("Goedkoopste doorsnijding (bewezen, marge 0)"));
}

TEST_F(Analysis, ACutTakesNothingThatMayNotBeCut) {
  const nlohmann::json found =
      Json({"choke-points"}, {"--cut", "relations", "--keep", kKey});
  for (const auto& one : found["cut"]["elements"]) {
    EXPECT_EQ(one["element"]["relation"], true);
    EXPECT_NE(one["element"]["id"], kKey);
  }
  const CliResult weight = Run({"choke-points"}, {"--weight", "much"});
  EXPECT_EQ(weight.code, 2);
  EXPECT_THAT(weight.error, HasSubstr("--weight much: give ID=WEIGHT"));
  EXPECT_EQ(Run({"choke-points"}, {"--keep", "companies/nobody"}).code, 3);
}

TEST_F(Analysis, ALikelihoodSaysHowItWasFound) {
  const nlohmann::json exact = Json({"likelihood"});
  ASSERT_FALSE(exact["pairs"].empty());
  int without = 0;
  for (const auto& pair : exact["pairs"]) {
    // No path, and a blocked one, are not a likelihood of 0.
    if (pair["status"] == "STATUS_BLOCKED" ||
        pair["status"] == "STATUS_NO_PATH") {
      ++without;
      for (const char* field :
           {"method", "low", "best", "high", "pathSets", "likelihoodClass"}) {
        EXPECT_FALSE(pair.contains(field)) << field << " of " << pair;
      }
      continue;
    }
    EXPECT_EQ(pair["method"], "LIKELIHOOD_METHOD_EXACT");
    EXPECT_LE(pair["low"].value("value", 0.0),
              pair["high"].value("value", 0.0));
    EXPECT_TRUE(pair.contains("likelihoodClass"));
  }
  EXPECT_EQ(without, 3);
  EXPECT_THAT(Run({"likelihood"}).out,
              HasSubstr("China, espionage: blocked, every recorded path is "
                        "closed by a measure: no likelihood can be given."));
  EXPECT_THAT(Run({"likelihood"}, {"-o", "csv"}).out,
              HasSubstr(",espionage,blocked,,,,,,,,,,,,,,,,yes,"));
  EXPECT_THAT(
      Run({"likelihood"}).out,
      AllOf(HasSubstr("exact, from "), HasSubstr("at least one path is open")));
  EXPECT_EQ(Run({"likelihood"}, {"--confidence", "2"}).code, 7);
}

// "denial FACT | FACT"; of a judgement with the product.
std::vector<std::string> Shown(const nlohmann::json& found) {
  std::vector<std::string> shown;
  for (const auto& one : found["contradictions"]) {
    const auto fact = [&one](int side) {
      return one["sides"][side]["fact"].get<std::string>();
    };
    std::string kind = one["kind"];
    kind =
        absl::AsciiStrToLower(absl::StripPrefix(kind, "CONTRADICTION_KIND_"));
    shown.push_back(absl::StrCat(kind, " ", fact(0), " | ", fact(1)));
    if (kind == "judgement") {
      absl::StrAppend(&shown.back(), ", ", one["about"][0].get<std::string>());
    }
  }
  return shown;
}

constexpr char kApp[] =
    "denial relations/press-politie-uses-dji-control-app | "
    "relations/politie-does-not-use-dji-control-app";
constexpr char kAssessment[] =
    "values statements/geb-done-in-project-phase | "
    "statements/press-police-dpia-started-2021";
constexpr char kFirstYear[] =
    "values statements/press-police-bought-dji-2017 | "
    "statements/press-police-flies-dji-since-2016";
constexpr char kSupplier[] =
    "readings statements/reading-supplier-is-dji | "
    "statements/reading-supplier-is-dutch-reseller";
constexpr char kJudgement[] =
    "judgement organizations/defensie | organizations/politie, "
    "products/chinese-drone";

TEST_F(Analysis, WhatConcernsThePoliceIsToldAndHowManyDoNot) {
  const nlohmann::json found = JsonOn({"contradictions", "--with", "press",
                                       "--about", "organizations/politie"});
  const std::vector<std::string> shown = Shown(found);
  for (const char* one : {kApp, kAssessment, kFirstYear, kSupplier}) {
    EXPECT_THAT(shown, Contains(one));
  }
  EXPECT_TRUE(found.contains("leftOut"));
}

TEST_F(Analysis, WithThePressContradictionsStandBesideEachOther) {
  const nlohmann::json found = JsonOn({"contradictions", "--with", "press"});
  EXPECT_EQ(found["completeness"]["complete"], true);
  const std::vector<std::string> shown = Shown(found);
  for (const char* one :
       {kApp, kAssessment, kFirstYear, kSupplier, kJudgement}) {
    EXPECT_THAT(shown, Contains(one));
  }
  const auto app = std::find(shown.begin(), shown.end(), kApp);
  ASSERT_NE(app, shown.end());
  const nlohmann::json& one = found["contradictions"][app - shown.begin()];
  EXPECT_EQ(one["sides"][0]["voices"][0]["speaker"], "Tweakers");
  EXPECT_EQ(one["sides"][1]["voices"][0]["sourceType"], "parliament");
  EXPECT_EQ(one["places"][0]["outcome"], "DENIAL_OUTCOME_CONTESTED");
  EXPECT_EQ(one["places"][0]["asAsked"], "STATUS_NOT_EXCLUDED");
  const CliResult text = RunOn({"contradictions", "--with", "press"});
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("The police does not use DJI's control app."),
                    HasSubstr("Complete: all that can be compared was."),
                    HasSubstr("As of 2021-11-18, revision 1")));
}

TEST_F(Analysis, WithoutItOnlyTheAnswersOwnContradictionsAreThere) {
  const std::vector<std::string> shown = Shown(JsonOn({"contradictions"}));
  EXPECT_THAT(shown, AllOf(Contains(kSupplier), Contains(kJudgement)));
  for (const char* one : {kApp, kAssessment, kFirstYear}) {
    EXPECT_THAT(shown, Not(Contains(one)));
  }
  const nlohmann::json across =
      JsonOn({"contradictions", "--across-sources", "--about",
              "relations/politie-does-not-use-dji-control-app"});
  const std::vector<std::string> compared = Shown(across);
  EXPECT_THAT(compared, Contains(kApp));
  for (size_t i = 0; i < compared.size(); ++i) {
    if (compared[i] != kApp) continue;
    EXPECT_FALSE(across["contradictions"][i].value("asAsked", false));
    EXPECT_FALSE(
        across["contradictions"][i]["sides"][0].value("counts", false));
  }
  const nlohmann::json one = JsonOn({"contradictions", "--most", "1"});
  EXPECT_EQ(one["contradictions"].size(), 1);
  EXPECT_FALSE(one["completeness"].value("complete", false));
}

TEST_F(Analysis, UnknownsSayWhoDoesNotKnowAndSinceWhen) {
  const nlohmann::json found =
      JsonOn({"unknowns", "--about", "organizations/politie"});
  EXPECT_EQ(found["completeness"]["complete"], true);
  std::vector<std::string> facts;
  for (const auto& one : found["recorded"]) facts.push_back(one["fact"]);
  // Of its purchase, its measure, a use by one of its processes, a camera that
  // one uses, and itself.
  EXPECT_THAT(facts,
              ElementsAre("statements/aware-of-software-risks",
                          "statements/china-monitors-minorities-with-dji-"
                          "drones",
                          "statements/china-watches-along-camera",
                          "statements/dates-of-police-assessments",
                          "statements/dependence-on-chinese-it-undesirable",
                          "statements/drone-models-and-numbers",
                          "statements/encryption-method-and-storage",
                          "statements/experts-consulted",
                          "statements/maker-of-military-drone",
                          "statements/start-of-police-procurement"));
  const nlohmann::json& models = found["recorded"][5];
  EXPECT_EQ(models["kind"], "UNKNOWN_KIND_NOT_STATED");
  EXPECT_THAT(models["about"].get<std::vector<std::string>>(),
              Contains("processes/politie-forensic"));
  EXPECT_TRUE(found.contains("leftOut"));
  EXPECT_THAT(RunOn({"unknowns", "--about", "organizations/politie"}).out,
              AllOf(HasSubstr("By source: "), HasSubstr("By kind: "),
                    HasSubstr("\nLeft out, since they do not concern it: "),
                    HasSubstr("As of 2021-11-18, revision 1")));
  EXPECT_THAT(
      RunOn({"unknowns", "--about", "organizations/politie"}, {"-o", "csv"})
          .out,
      HasSubstr("\nleft_out,,,,,,,,,,,"));
  const nlohmann::json answered =
      JsonOn({"unknowns", "--kind", "not_answered", "--most", "2"});
  EXPECT_EQ(answered["recorded"].size(), 2);
  EXPECT_FALSE(answered["completeness"].value("complete", false));
  EXPECT_FALSE(answered.contains("presumed"));
  EXPECT_TRUE(answered.contains("recordedLeftOut"));
}

TEST_F(Analysis, SettlingSaysWhatWouldHaveToBeFound) {
  const nlohmann::json found = Parsed(Settle({"-o", "json"}));
  ASSERT_EQ(found["pairs"].size(), 1);
  EXPECT_EQ(found["completeness"]["complete"], true);
  const nlohmann::json& pair = found["pairs"][0];
  EXPECT_EQ(pair["now"]["status"], "STATUS_NOT_EXCLUDED");
  EXPECT_FALSE(pair.value("settled", false));
  std::vector<std::string> sets;
  for (const auto& set : pair["notExposed"]["sets"]) {
    std::string text;
    for (const auto& finding : set["findings"]) {
      const auto& question = pair["questions"][finding.value("question", 0)];
      absl::StrAppend(&text, finding.value("holds", false) ? "+" : "-",
                      question["id"].get<std::string>());
    }
    sets.push_back(text);
    EXPECT_THAT(set["outcome"]["status"].get<std::string>(),
                AnyOf("STATUS_BLOCKED", "STATUS_NO_PATH"));
  }
  EXPECT_THAT(sets, Contains(absl::StrCat("-", kFlow)));
  EXPECT_THAT(
      Settle({}).out,
      AllOf(HasSubstr("Open questions, the most telling first:"),
            HasSubstr("1. Whether the footage of the police's DJI drones ends "
                      "up with DJI ("),
            HasSubstr("If it is found that the footage of the police's DJI "
                      "drones does not end up with DJI: no path recorded"),
            HasSubstr("It would be blocked or without a path if found:"),
            HasSubstr("Pairs looked at: 1.")));
  const std::vector<std::string> contexts =
      absl::StrSplit(Settle({}).out, "As of 2021-11-18");
  EXPECT_EQ(contexts.size(), 2U) << "what it holds for is told once";
  EXPECT_THAT(Settle({"--lang", "nl"}).out,
              HasSubstr("Open vragen, de meest zeggende eerst:"));
}

TEST_F(Analysis, AQuestionCostsWhatIsSaidOfIt) {
  const nlohmann::json found =
      Parsed(Settle({"--cost", absl::StrCat(kFlow, "=9"), "--default-cost", "2",
                     "-o", "json"}));
  for (const auto& question : found["pairs"][0]["questions"]) {
    EXPECT_EQ(question["cost"], question["id"] == kFlow ? "9" : "2");
    EXPECT_NE(question["proposition"]["en"], "");
  }
}

TEST_F(Analysis, WhatCannotBeAskedSaysSo) {
  EXPECT_EQ(service_.Run({"contradictions"}).code, 2);
  EXPECT_EQ(RunOn({"contradictions", "--about", "companies/nobody"}).code, 3);
  EXPECT_EQ(RunOn({"contradictions", "--most", "20000"}).code, 7);
  EXPECT_EQ(RunOn({"unknowns", "--about", "companies/nobody"}).code, 3);
  EXPECT_EQ(RunOn({"unknowns", "--said-by", "companies/sz-dji"}).code, 7);
  EXPECT_EQ(RunOn({"unknowns", "--kind", "not_said"}).code, 2);
  EXPECT_EQ(RunOn({"unknowns", "--most", "20000"}).code, 7);
  const CliResult cost = Settle({"--cost", "much"});
  EXPECT_EQ(cost.code, 2);
  EXPECT_THAT(cost.error, HasSubstr("--cost much: give ID=N"));
  EXPECT_EQ(Settle({"--cost", absl::StrCat(kFlow, "=0")}).code, 7);
  EXPECT_EQ(Settle({"--default-cost", "0"}).code, 7);
  EXPECT_EQ(Settle({"--sets", "0"}).code, 7);
  EXPECT_EQ(RunOn({"settle", "--from", "processes/nobody", "--to",
                   "jurisdictions/cn"})
                .code,
            3);
}

TEST_F(Analysis, AllComeAsCsv) {
  for (const char* command : {"contradictions", "unknowns"}) {
    const CliResult csv = RunOn({command}, {"-o", "csv"});
    EXPECT_EQ(csv.code, 0) << command << csv.error;
    EXPECT_THAT(csv.out, HasSubstr("complete,date,revision\r\n")) << command;
    EXPECT_THAT(csv.out, HasSubstr(",yes,2021-11-18,1\r\n")) << command;
  }
  const CliResult settled = Settle({"-o", "csv"});
  EXPECT_EQ(settled.code, 0) << settled.error;
  EXPECT_THAT(settled.out,
              AllOf(HasSubstr("complete,date,revision\r\n"),
                    HasSubstr("\nnow,processes/politie-forensic,"),
                    HasSubstr("\nnot_exposed,processes/politie-forensic,")));
  for (const char* command : {"load-bearing", "choke-points", "likelihood"}) {
    const CliResult csv = Run({command}, {"-o", "csv"});
    EXPECT_EQ(csv.code, 0) << command << csv.error;
    EXPECT_THAT(csv.out, HasSubstr("complete,date,revision\r\n")) << command;
    EXPECT_THAT(csv.out, HasSubstr(",yes,2021-11-18,1\r\n")) << command;
  }
}

}  // namespace
}  // namespace ketenzicht::testing
