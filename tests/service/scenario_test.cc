// Scenarios over gRPC and the command line, on the shipped case.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/service/service_fixture.h"
#include "tests/support/case_data.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

constexpr char kKey[] =
    "apiVersion: ketenzicht.nl/v1\n"
    "kind: Scenario\n"
    "id: scenarios/key\n"
    "title: {nl: sleutel, en: key}\n"
    "baseline: {date: 2021-11-18}\n"
    "changes:\n"
    "  - set: {fact: relations/politie-images-sent-to-dji, confidence: 50}\n"
    "  - deny: relations/politie-images-key-held-by-dji\n"
    "queries:\n"
    "  - {id: forensic, why: {from: [processes/politie-forensic], to: "
    "[jurisdictions/cn]}}\n"
    "assertions:\n"
    "  - {query: forensic, on: scenario, status: blocked}\n";

constexpr char kSet[] =
    "  - set: {fact: relations/politie-images-sent-to-dji, confidence: 50}\n";

class Scenarios : public ::testing::Test {
 protected:
  Scenarios() { service_.Run({"import", "data"}); }

  std::string Write(const std::string& name, const std::string& content) {
    const std::string path = absl::StrCat(folder_.path().string(), "/", name);
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  v1::ScenarioResult Evaluate(const std::string& content) {
    v1::EvaluateScenarioRequest request;
    request.mutable_scenario()->set_content(content);
    v1::EvaluateScenarioResponse response;
    const service::CallResult result =
        service_.MakeClient()->EvaluateScenario(request, &response);
    EXPECT_TRUE(result.ok()) << result.message;
    return response.result();
  }
  // Everything that is stored, as it is exported.
  std::string Stored() { return service_.Run({"-o", "ndjson", "export"}).out; }

  TestService service_;
  TemporaryDirectory folder_;
};

TEST_F(Scenarios, NameTheChangesThatMoveAPair) {
  const v1::ScenarioResult result = Evaluate(kKey);
  EXPECT_TRUE(result.holds());
  ASSERT_EQ(result.pairs_size(), 1);
  const v1::ScenarioResult::PairChange& pair = result.pairs(0);
  EXPECT_EQ(pair.before(), v1::STATUS_NOT_EXCLUDED);
  EXPECT_EQ(pair.after(), v1::STATUS_BLOCKED);
  EXPECT_THAT(pair.because(), ElementsAre(2));
  EXPECT_TRUE(pair.smallest());
  ASSERT_EQ(result.facts_size(), 3) << "two changed, and their source";
  EXPECT_EQ(result.facts(0).change(), 2);
  EXPECT_EQ(result.facts(1).change(), 1);
  EXPECT_EQ(result.facts(2).fact(), "sources/scenario-key");
  EXPECT_EQ(result.facts(2).change(), 0) << "no change adds it";
}

// The key of the police, and another query of it.
std::string Asking(const std::string& query) {
  return absl::StrReplaceAll(
      kKey,
      {{"why: {from: [processes/politie-forensic], to: [jurisdictions/cn]}",
        query},
       {"assertions:\n  - {query: forensic, on: scenario, status: blocked}\n",
        ""}});
}

TEST_F(Scenarios, DoNotHoldWhereAQueryIsNeverAnswered) {
  // It is there, and no thing that reaches anybody.
  const std::string content =
      Asking("affected: {subject: relations/politie-images-key-held-by-dji}");
  const v1::ScenarioResult result = Evaluate(content);
  EXPECT_FALSE(result.holds());
  ASSERT_EQ(result.queries_size(), 1);
  EXPECT_NE(result.queries(0).baseline_error(), "");
  EXPECT_NE(result.queries(0).scenario_error(), "");
  EXPECT_EQ(result.queries(0).baseline_digest(), "");
  const std::string file = Write("unanswered.yaml", content);
  const CliResult run = service_.Run({"scenario", "run", file});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("! forensic: no answer: "));
  EXPECT_THAT(run.out, HasSubstr("queries without an answer: 1"));
  EXPECT_THAT(service_.Run({"scenario", "diff", file}).out,
              Not(HasSubstr("No status, tier or likelihood moves")));
  EXPECT_THAT(service_.Run({"-o", "junit", "scenario", "run", file}).out,
              HasSubstr("failures=\"1\""));
}

TEST_F(Scenarios, SayOfEveryKindOfQueryWhetherItsAnswerMoves) {
  const v1::ScenarioResult moved =
      Evaluate(Asking("matrix: {from: [processes/-], to: [jurisdictions/cn]}"));
  ASSERT_EQ(moved.queries_size(), 1);
  EXPECT_TRUE(moved.queries(0).changed());
  EXPECT_EQ(moved.queries(0).kind(), "matrix");
  EXPECT_EQ(moved.queries(0).moved(), 4) << "four uses of the police";
  EXPECT_NE(moved.queries(0).baseline_digest(),
            moved.queries(0).scenario_digest());
  const v1::ScenarioResult still =
      Evaluate(Asking("matrix: {from: [processes/rijkswaterstaat-pilot], to: "
                      "[jurisdictions/cn]}"));
  EXPECT_FALSE(still.queries(0).changed());
  EXPECT_EQ(still.queries(0).moved(), 0);
  EXPECT_EQ(still.queries(0).baseline_digest(),
            still.queries(0).scenario_digest())
      << "what it holds for is not in it";
  const std::string file =
      Write("matrix.yaml",
            Asking("matrix: {from: [processes/-], to: [jurisdictions/cn]}"));
  EXPECT_THAT(service_.Run({"scenario", "diff", file}).out,
              AllOf(HasSubstr("~ forensic: the answer is otherwise (matrix; "
                              "messages that differ: 4)"),
                    HasSubstr("    - processes/politie-forensic → "
                              "jurisdictions/cn: not excluded, T0\n"),
                    HasSubstr("    + processes/politie-forensic → "
                              "jurisdictions/cn: blocked, n/a\n")));
}

TEST_F(Scenarios, LeaveAnswersOutWhereNobodyReadsThem) {
  const auto answers = [&](const std::string& content, bool none) {
    v1::EvaluateScenarioRequest request;
    request.mutable_scenario()->set_content(content);
    request.set_without_answers(none);
    request.set_moved_answers_only(!none);
    v1::EvaluateScenarioResponse response;
    const service::CallResult result =
        service_.MakeClient()->EvaluateScenario(request, &response);
    EXPECT_TRUE(result.ok()) << result.message;
    EXPECT_EQ(response.result().queries_size(), 1);
    return response.result().answers_size();
  };
  const std::string table =
      Asking("matrix: {from: [processes/-], to: [jurisdictions/cn]}");
  EXPECT_EQ(answers(table, true), 0);
  EXPECT_EQ(answers(table, false), 1);
  EXPECT_EQ(answers(kKey, false), 0) << "of pairs, which the result has";
  EXPECT_EQ(answers(Asking("matrix: {from: [processes/rijkswaterstaat-pilot], "
                           "to: [jurisdictions/cn]}"),
                    false),
            0)
      << "nothing moves";
}

TEST_F(Scenarios, SayThatAnAnswerStaysWhereOnlyWhatItHoldsForDiffers) {
  const std::string pair =
      "from: [processes/rijkswaterstaat-pilot], to: [jurisdictions/cn]";
  for (const std::string& query :
       {absl::StrCat("paths: {", pair, "}"), absl::StrCat("why: {", pair, "}"),
        std::string("list: {from: [processes/rijkswaterstaat-pilot], to: "
                    "[authorities/cn-state]}"),
        std::string("affected: {subject: companies/skydio}"),
        absl::StrCat("timeline: {", pair, "}"),
        std::string("case: {id: cases/zpmc-2023}"),
        std::string("compare: {a: processes/defensie-operational, b: "
                    "processes/rijkswaterstaat-pilot, to: jurisdictions/cn}"),
        absl::StrCat("single_points: {", pair, "}"),
        absl::StrCat("measures: {", pair, ", goal: {status: blocked}}"),
        absl::StrCat("load_bearing: {", pair, "}"),
        absl::StrCat("choke_points: {", pair, "}"),
        absl::StrCat("likelihood: {", pair, "}"),
        absl::StrCat("settle: {", pair, "}"),
        std::string("contradictions: {about: companies/skydio}"),
        std::string("unknowns: {about: processes/rijkswaterstaat-pilot}")}) {
    const v1::ScenarioResult result = Evaluate(Asking(query));
    ASSERT_EQ(result.queries_size(), 1) << query;
    EXPECT_FALSE(result.queries(0).changed()) << query;
    EXPECT_EQ(result.queries(0).moved(), 0) << query;
    EXPECT_NE(result.queries(0).baseline_digest(), "") << query;
    EXPECT_EQ(result.queries(0).baseline_error(), "") << query;
  }
}

TEST_F(Scenarios, CountWhatGoesFromAnAnswerToo) {
  const v1::ScenarioResult result =
      Evaluate(Asking("list: {from: [processes/-], to: [jurisdictions/cn], "
                      "weakest: not_excluded}"));
  ASSERT_EQ(result.answers_size(), 1);
  const int gone =
      result.answers(0).baseline_size() - result.answers(0).scenario_size();
  EXPECT_GT(gone, 1);
  EXPECT_GE(result.queries(0).moved(), gone);
}

TEST_F(Scenarios, AskOfAnyKindWhatIsThereOnOneSideOnly) {
  const std::string pair =
      "from: [processes/politie-forensic, processes/new], to: "
      "[jurisdictions/cn]";
  for (const std::string& query :
       {absl::StrCat("list: {", pair, "}"),
        absl::StrCat("matrix: {", pair, "}"),
        absl::StrCat("timeline: {", pair, "}"),
        absl::StrCat("single_points: {", pair, "}"),
        absl::StrCat("load_bearing: {", pair, "}"),
        absl::StrCat("choke_points: {", pair, "}"),
        absl::StrCat("likelihood: {", pair, "}"),
        absl::StrCat("settle: {", pair, "}"),
        std::string("contradictions: {about: [processes/politie-forensic, "
                    "processes/new]}"),
        std::string("unknowns: {about: [processes/politie-forensic, "
                    "processes/new]}")}) {
    const v1::ScenarioResult result = Evaluate(absl::StrReplaceAll(
        Asking(query),
        {{"queries:\n",
          "  - add: {entity: {id: processes/new, kind: process, name: {nl: n, "
          "en: n}}}\nqueries:\n"}}));
    ASSERT_EQ(result.queries_size(), 1) << query;
    EXPECT_EQ(result.queries(0).baseline_error(), "") << query;
    EXPECT_EQ(result.queries(0).scenario_error(), "") << query;
    EXPECT_NE(result.queries(0).baseline_digest(), "") << query;
  }
}

TEST_F(Scenarios, ShowWhatIsThereOnOneSideOnly) {
  // A second process comes, and the first one moves all the same.
  const std::string content = absl::StrReplaceAll(
      Asking("paths: {from: [processes/politie-forensic, processes/new], to: "
             "[jurisdictions/cn]}"),
      {{"queries:\n",
        "  - add: {entity: {id: processes/new, kind: process, name: {nl: n, "
        "en: n}}}\nqueries:\n"}});
  const v1::ScenarioResult result = Evaluate(content);
  ASSERT_EQ(result.pairs_size(), 2);
  EXPECT_EQ(result.pairs(0).process(), "processes/new");
  EXPECT_EQ(result.pairs(0).before(), v1::STATUS_UNSPECIFIED);
  EXPECT_EQ(result.pairs(0).after(), v1::STATUS_NO_PATH);
  EXPECT_EQ(result.pairs(1).before(), v1::STATUS_NOT_EXCLUDED);
  EXPECT_EQ(result.pairs(1).after(), v1::STATUS_BLOCKED);
  const CliResult law =
      service_.Run({"scenario", "diff", "data/scenarios/new-law-abroad.yaml"});
  EXPECT_THAT(law.out, HasSubstr("not there → unknown"));
}

TEST_F(Scenarios, NumberChangesAsTheFileDoes) {
  const v1::ScenarioResult result = Evaluate(absl::StrReplaceAll(
      kKey, {{"  - set: {fact: relations/politie-images-sent-to-dji, "
              "confidence: 50}\n",
              "  - enact: {law: {id: laws/x, name: {nl: x, en: x}}, in: "
              "jurisdictions/cn, empowers: [{authority: authorities/cn-state, "
              "kind: compels_disclosure}]}\n"}}));
  std::map<int, int> changed;
  for (const auto& fact : result.facts()) ++changed[fact.change()];
  EXPECT_THAT(changed, ElementsAre(Pair(0, 1), Pair(1, 3), Pair(2, 1)))
      << "a law is three facts, and one change";
  ASSERT_EQ(result.pairs_size(), 1);
  EXPECT_THAT(result.pairs(0).because(), ElementsAre(2));
}

TEST_F(Scenarios, ShippedOnesHold) {
  const std::string before = Stored();
  for (const ingest::InputFile& file : ReadFolder("data/scenarios")) {
    const CliResult run = service_.Run({"scenario", "run", file.name});
    EXPECT_EQ(run.code, 0) << file.name << "\n" << run.out << run.error;
    EXPECT_THAT(run.out, HasSubstr(", 0 fail")) << file.name;
  }
  EXPECT_EQ(Stored(), before) << "nothing is written";
}

TEST_F(Scenarios, AreWhatEveryQuestionCanBeAskedUnder) {
  const std::string file = Write("key.yaml", kKey);
  const std::vector<std::string> pair = {"--from", "processes/politie-forensic",
                                         "--to",   "jurisdictions/cn",
                                         "--date", "2021-11-18"};
  std::vector<std::string> paths = {"paths", "--scenario", file};
  paths.insert(paths.end(), pair.begin(), pair.end());
  const CliResult under = service_.Run(paths);
  EXPECT_THAT(under.out, HasSubstr("blocked"));
  EXPECT_THAT(under.out, HasSubstr("Under scenario scenarios/key (key)"));
  const CliResult compared = service_.Run(
      {"compare", "--a", "processes/politie-forensic", "--to",
       "jurisdictions/cn", "--date", "2021-11-18", "--b-scenario", file});
  EXPECT_THAT(compared.out, HasSubstr("What makes the difference for"));
  const CliResult stored =
      service_.Run({"why", "--scenario", "scenarios/police-key-alone", "--from",
                    "processes/politie-forensic", "--to", "jurisdictions/cn",
                    "--date", "2021-11-18"});
  EXPECT_THAT(stored.out, HasSubstr("blocked"));
}

// The same path, with another likelihood of its only change.
std::string Likelier(const std::string& changed) {
  return absl::StrReplaceAll(
      kKey,
      {{kSet, ""},
       {"  - deny: relations/politie-images-key-held-by-dji\n",
        "  - set: {fact: relations/politie-images-key-held-by-dji, confidence: "
        "50}\n"
        "  - set: {fact: relations/politie-images-sent-to-dji, likelihood: "
        "{low: 0.2, best: 0.3, high: 0.4}}\n"},
       {"on: scenario, status: blocked",
        absl::StrCat("on: difference, changed: ", changed)}});
}

TEST_F(Scenarios, TellThatALikelihoodMoves) {
  const v1::ScenarioResult result = Evaluate(Likelier("true"));
  EXPECT_TRUE(result.holds());
  ASSERT_EQ(result.pairs_size(), 1);
  const v1::ScenarioResult::PairChange& pair = result.pairs(0);
  EXPECT_EQ(pair.before(), pair.after());
  EXPECT_EQ(pair.tier_before().SerializeAsString(),
            pair.tier_after().SerializeAsString());
  EXPECT_LT(pair.likelihood_after().high(), pair.likelihood_before().high());
  EXPECT_THAT(pair.because(), ElementsAre(2)) << "confidence moves nothing";
  const std::string file = Write("likelier.yaml", Likelier("false"));
  const CliResult diff = service_.Run({"scenario", "diff", file});
  EXPECT_THAT(diff.out, HasSubstr("T0; likelihood "));
  EXPECT_THAT(diff.out,
              HasSubstr("\n    likelihood: not stated → [0.2, 0.3, 0.4]\n"));
  EXPECT_THAT(diff.out, HasSubstr(" → 50\n"));
  EXPECT_THAT(diff.out, HasSubstr("; by change 2\n"));
  EXPECT_THAT(diff.out, Not(HasSubstr("No status, tier or likelihood moves")));
  const CliResult run = service_.Run({"scenario", "run", file});
  EXPECT_EQ(run.code, 1) << "it is not unchanged";
  EXPECT_THAT(run.out, HasSubstr(", likelihood ["));
}

TEST_F(Scenarios, TellWhatAMeasureCloses) {
  const std::string content = absl::StrReplaceAll(
      kKey, {{kSet, ""},
             {"  - deny: relations/politie-images-key-held-by-dji\n",
              "  - affirm: relations/politie-confidential-uses-dji-drone\n"},
             {"status: blocked", "status: not_excluded"}});
  const v1::ScenarioResult result = Evaluate(content);
  ASSERT_EQ(result.notes_size(), 1);
  EXPECT_EQ(result.notes(0).line(), 7);
  EXPECT_EQ(result.notes(0).column(), 5);
  EXPECT_THAT(result.notes(0).text(),
              HasSubstr("is closed by measures/politie-no-confidential-"));
}

TEST_F(Scenarios, TellThatWhatCarriesAChangeIsClosed) {
  const std::string handles = "relations/politie-confidential-handles-images";
  const std::string uses = "relations/politie-confidential-uses-dji-drone";
  const v1::ScenarioResult result = Evaluate(absl::StrReplaceAll(
      kKey,
      {{kSet, ""},
       {"  - deny: relations/politie-images-key-held-by-dji\n",
        absl::StrCat("  - affirm: {fact: ", handles, ", despite: measures}\n")},
       {"status: blocked", "status: not_excluded"}}));
  ASSERT_EQ(result.notes_size(), 1);
  EXPECT_THAT(result.notes(0).text(),
              HasSubstr(absl::StrCat("'", handles,
                                     "' is closed with what carries it, '",
                                     uses, "', by measures/politie-no-")));
  EXPECT_THAT(
      result.notes(0).text(),
      HasSubstr(absl::StrCat("affirm: {fact: ", uses, ", despite: measures}")));
  EXPECT_THAT(result.notes(0).text(),
              Not(HasSubstr(absl::StrCat("affirm: {fact: ", handles))));
}

TEST_F(Scenarios, TellWhatAMeasureClosesOfAClass) {
  const v1::ScenarioResult result = Evaluate(absl::StrReplaceAll(
      kKey,
      {{"  - deny: relations/politie-images-key-held-by-dji\n",
        "  - add: {measure: {id: measures/no-flows, name: {nl: a, en: b}, "
        "effect: closes, state: in_place, nature: technical, modality: "
        "affirmed, selects: {kind: sends_data_to}}}\n"
        "  - affirm: relations/politie-images-sent-to-dji\n"},
       {"status: blocked", "status: not_excluded"}}));
  std::vector<std::string> texts;
  for (const auto& note : result.notes()) texts.push_back(note.text());
  EXPECT_THAT(
      texts,
      ::testing::Contains(::testing::AllOf(
          HasSubstr("'relations/politie-images-sent-to-dji'"),
          HasSubstr("is closed by measures/no-flows"),
          HasSubstr("affirm: {fact: relations/politie-images-sent-to-dji"))));
}

TEST_F(Scenarios, TellWhatOfANewMakerDoesNotCount) {
  const auto notes = [&](const std::string& baseline, const std::string& by,
                         const std::string& first = "") {
    const v1::ScenarioResult result = Evaluate(absl::StrReplaceAll(
        kKey, {{kSet, first},
               {"2021-11-18", absl::StrCat("2021-11-18", baseline)},
               {"  - deny: relations/politie-images-key-held-by-dji\n",
                absl::StrCat("  - replace: {product: products/dji-drone, by: ",
                             by, ", for: processes/politie-forensic}\n")}}));
    std::string texts;
    for (const auto& note : result.notes()) {
      if (absl::StrContains(note.text(), absl::StrCat("of '", by, "': "))) {
        absl::StrAppend(&texts, note.line(), ": ", note.text(), "\n");
      }
    }
    return texts;
  };
  const std::string autel = notes("", "products/autel-drone");
  EXPECT_THAT(autel, ::testing::StartsWith("7: of 'products/autel-drone': "));
  EXPECT_THAT(
      autel,
      HasSubstr("'relations/autel-drone-made-by-autel' does not count (no "
                "source that is asked for says it)"));
  EXPECT_THAT(autel, HasSubstr("no path is recorded may say no more"));
  EXPECT_THAT(notes(", with: [register, press]", "products/parrot-drone"), "")
      << "all of it counts";
  EXPECT_THAT(notes("", "products/unmade",
                    "  - add: {entity: {id: products/unmade, kind: device, "
                    "name: {nl: a, en: b}}}\n"),
              HasSubstr("8: of 'products/unmade': no maker of it is recorded"));
  EXPECT_THAT(
      notes(", with: [register, press]", "products/parrot-drone",
            "  - end: {fact: relations/parrot-seated-in-fr, on: 2021-01-01}\n"),
      HasSubstr("'relations/parrot-seated-in-fr' does not count (not on this "
                "day)"));
}

TEST_F(Scenarios, APairThatIsGoneHasChanged) {
  const std::string content = absl::StrReplaceAll(
      kKey,
      {{"  - deny: relations/politie-images-key-held-by-dji\n",
        "  - remove: relations/politie-traffic-part-of-politie\n"},
       {"why: {from: [processes/politie-forensic]",
        "why: {from: [organizations/politie]"},
       {"on: scenario, status: blocked",
        "on: difference, from: processes/politie-traffic, changed: false"}});
  const v1::ScenarioResult result = Evaluate(content);
  ASSERT_EQ(result.assertions_size(), 1);
  EXPECT_FALSE(result.assertions(0).holds());
  EXPECT_THAT(result.assertions(0).instead(), HasSubstr("not there"));
}

TEST_F(Scenarios, AtMostSoManyPathsIsNotSaidOfACutSearch) {
  const std::string content = absl::StrReplaceAll(
      kKey, {{"  - deny: relations/politie-images-key-held-by-dji\n", ""},
             {"[jurisdictions/cn]}", "[jurisdictions/cn], max_paths: 1}"},
             {"status: blocked", "paths: {max: 1}"},
             {"baseline: {date: 2021-11-18}",
              "baseline: {date: 2021-11-18, with: [press, law, register]}"}});
  const v1::ScenarioResult result = Evaluate(content);
  ASSERT_EQ(result.assertions_size(), 1);
  EXPECT_FALSE(result.assertions(0).holds());
  EXPECT_THAT(result.assertions(0).instead(), HasSubstr("not all paths"));
}

TEST_F(Scenarios, EndWithTheCodeOfWhatWentWrong) {
  const std::string fails = absl::StrReplaceAll(kKey, {{"blocked", "open"}});
  const CliResult failed =
      service_.Run({"scenario", "run", Write("fails.yaml", fails)});
  EXPECT_EQ(failed.code, 1);
  EXPECT_THAT(failed.out, HasSubstr("FAILS"));
  EXPECT_THAT(failed.out, HasSubstr("fails.yaml:12:5  "));
  const std::string unknown =
      absl::StrReplaceAll(kKey, {{"key-held-by-dji\n", "key-held-by-djj\n"}});
  const CliResult invalid =
      service_.Run({"scenario", "validate", Write("unknown.yaml", unknown)});
  EXPECT_EQ(invalid.code, 7);
  EXPECT_THAT(invalid.out, HasSubstr("unknown.yaml:8:11: there is no"));
  EXPECT_THAT(invalid.out, HasSubstr("did you mean"));
  for (const char* command : {"run", "diff"}) {
    const CliResult refused =
        service_.Run({"scenario", command, Write("unknown.yaml", unknown)});
    EXPECT_EQ(refused.code, 7) << command;
    EXPECT_THAT(refused.error, HasSubstr("unknown.yaml:8:11: there is no"));
  }
  EXPECT_EQ(service_
                .Run({"scenario", "run",
                      absl::StrCat(folder_.path().string(), "/none")})
                .code,
            3);
}

TEST_F(Scenarios, SweepEveryVariantInItsOrder) {
  const std::string content = absl::StrCat(
      absl::StrReplaceAll(kKey, {{"confidence: 50", "confidence: \"${c}\""}}),
      "matrix: {c: [10, 20, 30]}\n");
  v1::SweepScenarioRequest request;
  request.mutable_scenario()->set_content(content);
  std::vector<std::string> values;
  v1::SweepScenarioResponse::Progress progress;
  v1::SweepEnd end;
  const service::CallResult result = service_.MakeClient()->SweepScenario(
      request, [&](const v1::SweepScenarioResponse& response) {
        EXPECT_EQ(end.variants(), 0) << "nothing comes after the end";
        if (response.has_result()) {
          values.push_back(response.result().parameters(0).value());
        } else if (response.has_progress()) {
          progress = response.progress();
        } else {
          end = response.end();
        }
        return true;
      });
  EXPECT_TRUE(result.ok()) << result.message;
  EXPECT_THAT(values, ElementsAre("10", "20", "30"));
  EXPECT_EQ(progress.done(), 3);
  EXPECT_EQ(progress.failed(), 0);
  EXPECT_EQ(end.variants(), 3);
  EXPECT_EQ(end.done(), 3);
  EXPECT_EQ(end.failed(), 0);
  // Gone on with, it says what it did.
  request.set_first(2);
  end.Clear();
  const service::CallResult rest = service_.MakeClient()->SweepScenario(
      request, [&](const v1::SweepScenarioResponse& response) {
        if (response.has_end()) end = response.end();
        return true;
      });
  EXPECT_TRUE(rest.ok()) << rest.message;
  EXPECT_EQ(end.variants(), 3);
  EXPECT_EQ(end.done(), 1);
}

TEST_F(Scenarios, AreOfOneRevisionInAllVariants) {
  const std::string file =
      Write("revisions.yaml",
            absl::StrCat(absl::StrReplaceAll(kKey, {{"2021-11-18}",
                                                     "2021-11-18, revision: "
                                                     "\"${r}\"}"}}),
                         "matrix: {r: [1, 2]}\n"));
  const std::string reason =
      "revisions.yaml:5:40: the revision cannot be a parameter";
  const CliResult run = service_.Run({"scenario", "run", file});
  EXPECT_EQ(run.code, 7);
  EXPECT_THAT(run.error, HasSubstr(reason));
  const CliResult valid = service_.Run({"scenario", "validate", file});
  EXPECT_EQ(valid.code, 7);
  EXPECT_THAT(valid.out, HasSubstr(reason));
}

TEST_F(Scenarios, MeetTheResultsThatAreExpected) {
  const std::string file =
      Write("golden.yaml", absl::StrCat(kKey, "expected: golden.json\n"));
  EXPECT_EQ(service_.Run({"scenario", "run", file}).code, 1) << "not there yet";
  EXPECT_EQ(service_.Run({"scenario", "run", "--update", file}).code, 0);
  EXPECT_EQ(service_.Run({"scenario", "run", file}).code, 0);
  Write("golden.json", "[]\n");
  const CliResult other = service_.Run({"scenario", "run", file});
  EXPECT_EQ(other.code, 1);
  EXPECT_THAT(other.out, HasSubstr("write them anew with --update"));
}

TEST_F(Scenarios, ReportForPeopleAndForBuilds) {
  const std::string file = Write("key.yaml", kKey);
  const CliResult markdown =
      service_.Run({"-o", "markdown", "scenario", "run", file});
  EXPECT_THAT(markdown.out, HasSubstr("| forensic | processes/politie-"));
  EXPECT_THAT(markdown.out, HasSubstr("- [x] forensic, scenario"));
  const CliResult junit =
      service_.Run({"-o", "junit", "scenario", "run", file});
  EXPECT_THAT(junit.out, HasSubstr("tests=\"1\" failures=\"0\""));
  const CliResult failing = service_.Run(
      {"-o", "junit", "scenario", "run",
       Write("open.yaml", absl::StrReplaceAll(kKey, {{"blocked", "open"}}))});
  EXPECT_THAT(failing.out, HasSubstr("open.yaml:12:5: "));
  EXPECT_THAT(failing.out, HasSubstr("errors=\"0\""));
  const std::string invalid = Write(
      "invalid.yaml", absl::StrReplaceAll(kKey, {{"kind: Sc", "kind: Sk"}}));
  const CliResult both =
      service_.Run({"-o", "junit", "scenario", "run", invalid, file});
  EXPECT_EQ(both.code, 7);
  EXPECT_THAT(both.out, AllOf(HasSubstr("<error message="),
                              HasSubstr("invalid.yaml:2:7: kind must be"),
                              HasSubstr("failures=\"0\" errors=\"1\""),
                              HasSubstr("failures=\"0\" errors=\"0\"")));
  EXPECT_THAT(service_.Run({"scenario", "run", "--update", file}).error,
              HasSubstr("key.yaml: there is nothing to write anew"));
  const CliResult diff = service_.Run({"scenario", "diff", file});
  EXPECT_THAT(diff.out, HasSubstr("~ [2] relations/politie-images-key-held"));
  EXPECT_THAT(diff.out, Not(HasSubstr("FAILS")));
  EXPECT_THAT(diff.out, HasSubstr("+ [scenario] sources/scenario-key"));
  EXPECT_EQ(service_.Run({"-o", "junit", "search", "dji"}).code, 2);
}

}  // namespace
}  // namespace ketenzicht::testing
