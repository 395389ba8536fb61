// The command line over a service in memory: answers, formats, exit codes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/service/service_fixture.h"
#include "tests/support/case_data.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::vector<std::string> kPoliceToChina = {
    "--from",    "organizations/politie", "--to", "jurisdictions/cn", "--date",
    "2021-11-18"};

std::vector<std::string> With(std::vector<std::string> start,
                              const std::vector<std::string>& more) {
  start.insert(start.end(), more.begin(), more.end());
  return start;
}

class CommandLine : public ::testing::Test {
 protected:
  void SetUp() override {
    const CliResult imported = service_.Run({"import", "data"});
    ASSERT_EQ(imported.code, 0) << imported.error;
    ASSERT_THAT(imported.out, HasSubstr("revision 1"));
  }
  TestService service_;
};

TEST_F(CommandLine, ImportsTwiceAndChangesNothing) {
  const CliResult again = service_.Run({"import", "data"});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.out,
              AllOf(HasSubstr(" 0 facts new, 0 changed"),
                    HasSubstr("revision 1"), Not(HasSubstr("documents"))));
}

TEST(Import, SaysWhichDocumentsAreNew) {
  TestService service;
  EXPECT_THAT(service.Run({"import", "data"}).out,
              AllOf(HasSubstr("documents new or changed: cases/2021Z16950, "),
                    HasSubstr(", ontology, policy, scenarios/"),
                    HasSubstr("; revision 1")));
}

TEST_F(CommandLine, TellsPathsInATable) {
  const CliResult paths = service_.Run(With({"paths"}, kPoliceToChina));
  EXPECT_EQ(paths.code, 0) << paths.error;
  EXPECT_THAT(paths.out, StartsWith("PROCESS "));
  EXPECT_THAT(paths.out, HasSubstr("processes/politie-forensic"));
  EXPECT_THAT(paths.out, HasSubstr("Cannot be excluded: "));
  EXPECT_THAT(paths.out, HasSubstr("As of 2021-11-18, revision 1"));
}

// That it has no path would say nothing, and look as if it did.
TEST_F(CommandLine, AVectorThatLeadsNowhereIsRefusedAndDescribed) {
  const std::vector<std::string> own = {"--expression",
                                        "uses/made_by/seated_in"};
  for (const std::string command : {"paths", "why"}) {
    const CliResult refused =
        service_.Run(With(With({command}, own), kPoliceToChina));
    EXPECT_EQ(refused.code, service::kExitInvalid) << refused.out;
    EXPECT_THAT(refused.error,
                HasSubstr("it leads from no process or organization to an "
                          "authority"));
  }
  for (const std::string command : {"matrix", "list-paths"}) {
    EXPECT_EQ(service_.Run(With({command, "--date", "2021-11-18"}, own)).code,
              service::kExitInvalid)
        << command;
  }
  const CliResult told = service_.Run(With({"vector"}, own));
  EXPECT_EQ(told.code, 0) << told.error;
  EXPECT_THAT(told.out, HasSubstr("nothing can be asked along it"));
  EXPECT_THAT(service_
                  .Run({"vector", "--expression",
                        "uses/made_by/seated_in/enacts/empowers"})
                  .out,
              HasSubstr("Every walk can be shortened to a path."));
}

TEST_F(CommandLine, AnAuthorityOfNoJurisdictionIsToldToHaveNoColumn) {
  const std::vector<std::string> matrix = {
      "matrix", "--date", "2021-11-18", "--from", "processes/politie-forensic"};
  EXPECT_THAT(service_.Run(matrix).out, Not(HasSubstr("In no column")));
  const TemporaryDirectory folder;
  const std::string file = (folder.path() / "lost.yaml").string();
  std::ofstream(file)
      << "apiVersion: ketenzicht.nl/v1\nkind: Facts\n"
         "defaults: {evidence: {source: sources/ah-tk-20212022-765, asserted: "
         "2021-11-18}}\nentities:\n  - {id: authorities/lost, kind: "
         "authority, name: {nl: x, en: x}}\n";
  const CliResult imported = service_.Run({"import", file});
  ASSERT_EQ(imported.code, 0) << imported.error;
  EXPECT_THAT(service_.Run(matrix).out,
              HasSubstr("In no column, since part of no jurisdiction and named "
                        "in no law of one (ask --to authorities/-): "
                        "authorities/lost."));
  EXPECT_THAT(service_.Run(With(matrix, {"--to", "jurisdictions/cn"})).out,
              Not(HasSubstr("In no column")));
}

TEST_F(CommandLine, AProductAffectsWhomItsUseCarriesAPath) {
  const CliResult affected =
      service_.Run({"affected", "products/dji-drone", "--date", "2021-11-18"});
  EXPECT_EQ(affected.code, 0) << affected.error;
  EXPECT_THAT(affected.out, HasSubstr("processes/politie-forensic"));
  EXPECT_THAT(affected.out, HasSubstr("processes/rijkswaterstaat-pilot"));
}

TEST_F(CommandLine, AQuestionThatTheCaseDoesNotHaveIsNotFound) {
  const CliResult none =
      service_.Run({"case", "run", "2021Z16950", "--question", "99"});
  EXPECT_EQ(none.code, 3);
  EXPECT_THAT(none.error, HasSubstr("has no question 99"));
}

TEST_F(CommandLine, TheNearestToAPathShowsAMakerThatDoesNotCount) {
  const CliResult why =
      service_.Run({"why", "--from", "processes/defensie-events", "--to",
                    "jurisdictions/cn", "--date", "2021-11-18", "--deny",
                    "relations/chinese-drone-made-by-unnamed-maker"});
  EXPECT_EQ(why.code, 0) << why.error;
  EXPECT_THAT(why.out, HasSubstr("no path recorded"));
  EXPECT_THAT(why.out, HasSubstr("The nearest to a path"));
}

TEST_F(CommandLine, AnInherentAnswerSaysSo) {
  EXPECT_THAT(service_.Run(With({"paths", "--inherent"}, kPoliceToChina)).out,
              HasSubstr("Without measures."));
}

TEST_F(CommandLine, ASearchThatRanOutMayHaveAnyInherentTier) {
  const CliResult paths =
      service_.Run({"paths", "--from", "processes/politie-forensic", "--to",
                    "jurisdictions/cn", "--date", "2021-11-18",
                    "--max-expansions", "1", "--summary"});
  EXPECT_THAT(paths.out, Not(HasSubstr("n/a"))) << paths.error;
}

TEST_F(CommandLine, SpeaksDutch) {
  const CliResult why =
      service_.Run(With({"--lang", "nl", "why"}, kPoliceToChina));
  EXPECT_EQ(why.code, 0) << why.error;
  EXPECT_THAT(why.out, HasSubstr("Niet uit te sluiten: "));
  EXPECT_THAT(why.out, Not(HasSubstr("Cannot be excluded")));
}

TEST_F(CommandLine, GivesTheResponsesOwnJson) {
  const CliResult json =
      service_.Run(With({"-o", "json", "paths"}, kPoliceToChina));
  const nlohmann::json parsed = nlohmann::json::parse(json.out);
  ASSERT_EQ(parsed.size(), 8u);
  EXPECT_EQ(parsed[0]["pair"]["vector"], "espionage");
  EXPECT_EQ(parsed[0]["context"]["revision"], "1");
  EXPECT_EQ(parsed[0]["context"]["options"]["date"], "2021-11-18");

  const CliResult lines =
      service_.Run(With({"-o", "ndjson", "paths"}, kPoliceToChina));
  std::istringstream stream(lines.out);
  std::string line;
  size_t count = 0;
  while (std::getline(stream, line)) {
    EXPECT_EQ(nlohmann::json::parse(line), parsed[count++]);
  }
  EXPECT_EQ(count, 8u);
}

TEST_F(CommandLine, AnswersTheCase) {
  const CliResult answers = service_.Run({"case", "run", "2021Z16950"});
  EXPECT_EQ(answers.code, 0) << answers.error;
  for (int number = 1; number <= 14; ++number) {
    EXPECT_THAT(answers.out,
                HasSubstr("\nQuestion " + std::to_string(number) + ". "));
  }
  const CliResult one =
      service_.Run({"case", "run", "2021Z16950", "--question", "10"});
  EXPECT_THAT(one.out, AllOf(HasSubstr("Question 10. "),
                             HasSubstr("not known to the speaker"),
                             Not(HasSubstr("Question 9. "))));
}

TEST_F(CommandLine, RefusesArgumentsThatAreNotUtf8) {
  const CliResult result = service_.Run({"affected", "companies/\xff"});
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.error, HasSubstr("is not UTF-8"));
}

TEST_F(CommandLine, RefusesArgumentsThatWouldMoveATerminal) {
  const CliResult result = service_.Run({"affected", "companies/\x1b[31mx"});
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.error, HasSubstr("argument 2 has a control character"));
}

// A channel takes four megabytes unless it is told otherwise.
TEST_F(CommandLine, AnAnswerOfSeveralMegabytesComesWhole) {
  const TemporaryDirectory folder;
  const std::string file = (folder.path() / "large.yaml").string();
  std::ofstream facts(file);
  facts << "apiVersion: ketenzicht.nl/v1\nkind: Facts\nmetadata: {title: {nl: "
           "x, en: x}}\nentities:\n";
  const std::string note(450'000, 'x');
  for (int i = 0; i < 6; ++i) {
    facts << "  - {id: events/large-" << i
          << ", kind: event, name: {nl: x, en: x}, note: {nl: " << note
          << ", en: " << note
          << "}, evidence: [{source: sources/modelling-assumptions, "
             "speaker: x, asserted: 2021-11-18}]}\n";
  }
  facts.close();
  const CliResult imported = service_.Run({"import", file});
  ASSERT_EQ(imported.code, 0) << imported.error;
  const CliResult listed =
      service_.Run({"-o", "json", "list", "--kind", "event"});
  EXPECT_EQ(listed.code, 0) << listed.error;
  EXPECT_GT(listed.out.size(), 5'000'000U);
}

// "Is not held by DJI. – here: does not hold" would say that it is.
TEST_F(CommandLine, WhatAChangeDeniesIsNotDeniedOnceMore) {
  const CliResult why =
      service_.Run({"why", "--from", "processes/politie-forensic", "--to",
                    "jurisdictions/cn", "--date", "2021-11-18", "--deny",
                    "relations/politie-images-key-held-by-dji"});
  ASSERT_EQ(why.code, 0) << why.error;
  EXPECT_THAT(why.out, HasSubstr("of this: The key to the footage of forensic "
                                 "investigation is not held by DJI."));
  EXPECT_THAT(why.out, Not(HasSubstr("here: does not hold")));
}

TEST_F(CommandLine, FindsWhomACompanyReaches) {
  const CliResult affected =
      service_.Run({"affected", "companies/sz-dji", "--date", "2021-11-18"});
  EXPECT_EQ(affected.code, 0) << affected.error;
  EXPECT_THAT(affected.out, HasSubstr("10 of 29 processes: 4 not excluded"));
  EXPECT_THAT(affected.out, Not(HasSubstr("defensie")));
  const CliResult csv = service_.Run(
      {"affected", "companies/sz-dji", "--date", "2021-11-18", "-o", "csv"});
  EXPECT_THAT(
      csv.out,
      AllOf(StartsWith("row,id,organizations,vector,status,affected,of,date,"
                       "revision\r\nprocess,"),
            HasSubstr("\r\nprocess,processes/politie-forensic,"
                      "organizations/politie,espionage,not_excluded,,,"
                      "2021-11-18,1\r\n"),
            HasSubstr("\r\nall,,,,,10,29,2021-11-18,1\r\n")));
}

TEST_F(CommandLine, FindsEntitiesByNameAliasAndTypingError) {
  for (const char* query : {"DJI", "sz dji", "大疆", "rijkswatrstaat"}) {
    const CliResult found = service_.Run({"search", query});
    EXPECT_EQ(found.code, 0) << found.error;
    EXPECT_THAT(found.out,
                HasSubstr(query[0] == 'r' ? "organizations/rijkswaterstaat"
                                          : "companies/sz-dji"))
        << query;
  }
}

TEST_F(CommandLine, GetsListsAndExports) {
  const CliResult got = service_.Run({"get", "organizations/politie"});
  EXPECT_THAT(got.out, AllOf(StartsWith("The police."),
                             HasSubstr("\"id\": \"organizations/politie\"")));
  const CliResult listed = service_.Run({"list", "--kind", "listed_on"});
  EXPECT_THAT(listed.out, HasSubstr("sz-dji-listed-on-us-entity-list"));
  const CliResult exported = service_.Run({"-o", "ndjson", "export"});
  EXPECT_EQ(
      std::count(exported.out.begin(), exported.out.end(), '\n'),
      static_cast<int64_t>(870 + 12 + ReadFolder("data/scenarios").size() +
                           ReadFolder("data/mappings").size()));
  const CliResult ontology = service_.Run({"ontology"});
  EXPECT_THAT(ontology.out, HasSubstr("compels_disclosure"));
}

TEST_F(CommandLine, ExportedLinesMakeTheSameStore) {
  const TemporaryDirectory folder;
  const CliResult exported = service_.Run({"export", "--format", "jsonl"});
  ASSERT_EQ(exported.code, 0) << exported.error;
  const std::string file = (folder.path() / "all.jsonl").string();
  std::ofstream(file) << exported.out;

  TestService other;
  const CliResult imported = other.Run({"import", file});
  EXPECT_THAT(imported.out, HasSubstr("870 facts new")) << imported.error;
  EXPECT_EQ(other.Run({"export", "--format", "jsonl"}).out, exported.out);
  const std::vector<std::string> why =
      With({"why", "--date", "2021-11-18"}, kPoliceToChina);
  EXPECT_EQ(other.Run(why).out, service_.Run(why).out);
  EXPECT_THAT(service_.Run({"import", file}).out, HasSubstr("870 unchanged"));
}

TEST_F(CommandLine, ExitCodesSayWhatWentWrong) {
  EXPECT_EQ(service_.Run({"get", "companies/none"}).code,
            service::kExitNotFound);
  EXPECT_EQ(service_.Run({"frobnicate"}).code, service::kExitUsage);
  EXPECT_EQ(service_.Run({"--help"}).code, service::kExitOk);
  EXPECT_EQ(service_.Run({"import", "no/such/file.yaml"}).code,
            service::kExitNotFound);
  EXPECT_EQ(service_
                .Run({"why", "--from", "processes/politie-forensic", "--to",
                      "jurisdictions/cn", "--date", "2021-13-01"})
                .code,
            service::kExitInvalid);
  EXPECT_EQ(
      service_.Run(With({"paths", "--revision", "9"}, kPoliceToChina)).code,
      service::kExitNotFound);
  EXPECT_EQ(
      service_.Run(With({"paths", "--fail-on-exposure"}, kPoliceToChina)).code,
      service::kExitExposed);
  EXPECT_EQ(service_
                .Run({"paths", "--fail-on-exposure", "--from",
                      "processes/politie-vital", "--to", "jurisdictions/cn",
                      "--date", "2021-11-18"})
                .code,
            service::kExitOk);
}

TEST_F(CommandLine, BadOptionsAreNamed) {
  const CliResult factor =
      service_.Run(With({"why", "--factor", "no_such"}, kPoliceToChina));
  EXPECT_EQ(factor.code, service::kExitInvalid);
  EXPECT_THAT(factor.error, HasSubstr("'no_such' is no factor"));
  const CliResult type =
      service_.Run(With({"why", "--with", "pres"}, kPoliceToChina));
  EXPECT_EQ(type.code, service::kExitInvalid);
  EXPECT_THAT(type.error, HasSubstr("no source of type 'pres'"));
  const CliResult vector =
      service_.Run(With({"why", "--vector", "teleport"}, kPoliceToChina));
  EXPECT_EQ(vector.code, service::kExitNotFound);
  const CliResult change =
      service_.Run(With({"why", "--deny", "relations/none"}, kPoliceToChina));
  EXPECT_EQ(change.code, service::kExitInvalid);
}

TEST_F(CommandLine, RemovingIsNotDenying) {
  const std::vector<std::string> forensic = {
      "paths",      "--from",           "processes/politie-forensic",
      "--to",       "jurisdictions/cn", "--date",
      "2021-11-18", "--summary"};
  const std::string key = "relations/politie-images-key-held-by-dji";
  EXPECT_THAT(service_.Run(With(forensic, {"--remove", key})).out,
              HasSubstr("unknown"));
  EXPECT_THAT(service_.Run(With(forensic, {"--deny", key})).out,
              HasSubstr("blocked"));
}

TEST(CommandLineWithoutFacts, SaysWhatToDo) {
  TestService empty;
  const CliResult why = empty.Run(With({"why"}, kPoliceToChina));
  EXPECT_EQ(why.code, service::kExitInvalid);
  EXPECT_THAT(why.error, AllOf(HasSubstr("import data/ first"),
                               HasSubstr("NO_VOCABULARY")));
}

}  // namespace
}  // namespace ketenzicht::testing
