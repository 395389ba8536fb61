// The questions of many over the command line and the service: matrix, lists of
// paths, vectors, affected.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "graph/limits.h"
#include "tests/service/service_fixture.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class ManyToMany : public ::testing::Test {
 protected:
  void SetUp() override {
    const CliResult imported = service_.Run({"import", "data"});
    ASSERT_EQ(imported.code, 0) << imported.error;
  }

  CliResult Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--date", "2021-11-18"});
    return service_.Run(arguments);
  }

  // Every message of a list of paths.
  struct List {
    service::CallResult result;
    std::vector<v1::ListedPath> paths;
    v1::PathListEnd end;
  };
  List Ask(v1::ListPathsRequest request) {
    request.mutable_options()->set_date("2021-11-18");
    List list;
    list.result = service_.MakeClient()->ListPaths(
        request, [&](const v1::ListPathsResponse& response) {
          if (response.has_path()) list.paths.push_back(response.path());
          if (response.has_end()) list.end = response.end();
          return true;
        });
    return list;
  }

  TestService service_;
};

std::vector<std::string> Lines(const std::string& text) {
  return absl::StrSplit(text, "\r\n", absl::SkipEmpty());
}

TEST_F(ManyToMany, TheMatrixIsATable) {
  const CliResult matrix = Run({"matrix", "--to", "jurisdictions/cn"});
  EXPECT_EQ(matrix.code, 0) << matrix.error;
  EXPECT_THAT(matrix.out, StartsWith("WHO "));
  EXPECT_THAT(matrix.out, HasSubstr("processes/politie-forensic"));
  EXPECT_THAT(matrix.out, HasSubstr("not excluded T0"));
  EXPECT_THAT(matrix.out, HasSubstr("blocked n/a"));
  EXPECT_THAT(matrix.out, HasSubstr("As of 2021-11-18, revision 1"));
}

// The drill-down of a cell: the answer on the same pair.
TEST_F(ManyToMany, AListIsOfEachPairOrOverall) {
  const CliResult both = Run({"list-paths", "-k", "2", "--overall", "3"});
  EXPECT_EQ(both.code, 2);
  EXPECT_THAT(both.error, HasSubstr("--per-pair excludes --overall"));
}

// The highest class that it can be is no class that it is in.
TEST_F(ManyToMany, AMatrixOfBestLikelihoodsHasBoundsInColumnsOfTheirOwn) {
  const std::vector<std::string> best =
      Lines(Run({"matrix", "--detail", "best", "-o", "csv"}).out);
  const std::vector<std::string> header = absl::StrSplit(best[0], ',');
  ASSERT_EQ(header[4], "likelihood_class");
  ASSERT_EQ(header[9], "class_at_most");
  for (size_t i = 1; i < best.size(); ++i) {
    const std::vector<std::string> cell = absl::StrSplit(best[i], ',');
    EXPECT_THAT(cell[4], IsEmpty());
  }
  const std::vector<std::string> paths =
      Lines(Run({"matrix", "--detail", "paths", "-o", "csv"}).out);
  for (size_t i = 1; i < paths.size(); ++i) {
    const std::vector<std::string> cell = absl::StrSplit(paths[i], ',');
    if (!cell[5].empty()) {
      EXPECT_THAT(cell[9], IsEmpty());
    }
  }
}

TEST_F(ManyToMany, ACellOfTheMatrixIsTheAnswerOnThePair) {
  const CliResult csv =
      Run({"matrix", "--to", "jurisdictions/cn", "-o", "csv"});
  ASSERT_EQ(csv.code, 0) << csv.error;
  const std::vector<std::string> lines = Lines(csv.out);
  ASSERT_EQ(lines.size(), 30U) << "a header and twenty-nine processes";
  EXPECT_THAT(lines[0], StartsWith("process,target,vector,status,"));
  int compared = 0;
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cell = absl::StrSplit(lines[i], ',');
    const CliResult why =
        Run({"why", "--from", cell[0], "--to", cell[1], "-o", "json"});
    const auto pair = nlohmann::json::parse(why.out)[0]["pair"];
    std::string status = pair["status"];
    std::transform(status.begin(), status.end(), status.begin(), ::tolower);
    EXPECT_EQ("status_" + cell[3], status) << cell[0];
    if (pair.contains("tier") && pair["tier"].contains("lowest")) {
      EXPECT_EQ(cell[10], pair["tier"]["lowest"]) << cell[0];
      EXPECT_EQ(cell[11], pair["tier"]["highest"]) << cell[0];
      ++compared;
    } else {
      EXPECT_THAT(cell[10], IsEmpty()) << cell[0];
    }
  }
  EXPECT_GT(compared, 5);
}

TEST_F(ManyToMany, AnOrganizationIsADistribution) {
  const CliResult matrix =
      Run({"matrix", "--by-organization", "--from", "organizations/politie",
           "--to", "jurisdictions/cn"});
  EXPECT_EQ(matrix.code, 0) << matrix.error;
  EXPECT_THAT(matrix.out,
              AllOf(HasSubstr("4 not excluded, 1 unknown, 3 blocked; 4 T0; "),
                    Not(HasSubstr("no path"))))
      << "the police itself is left out: its own uses lead nowhere";
  const CliResult csv =
      Run({"matrix", "--by-organization", "--from", "organizations/politie",
           "--to", "jurisdictions/cn", "-o", "csv"});
  EXPECT_THAT(csv.out, HasSubstr(",status,not_excluded,4,8,no,yes,"));
  for (const char* wrong : {"processes/politie-forensic", "processes/-"}) {
    const CliResult refused =
        Run({"matrix", "--by-organization", "--from", wrong});
    EXPECT_EQ(refused.code, 7) << wrong;
    EXPECT_THAT(refused.error, HasSubstr("is no organization"));
  }
}

TEST_F(ManyToMany, AProcessOfNoOrganizationIsTold) {
  const std::vector<std::string> all = {"matrix", "--by-organization", "--to",
                                        "jurisdictions/cn"};
  EXPECT_THAT(Run(all).out, Not(HasSubstr("In no row")));
  const TemporaryDirectory folder;
  const std::string file = (folder.path() / "alone.yaml").string();
  std::ofstream(file)
      << "apiVersion: ketenzicht.nl/v1\nkind: Facts\nmetadata: {title: {nl: x, "
         "en: x}}\nentities:\n  - {id: processes/alone, kind: process, name: "
         "{nl: alleen, en: alone}, evidence: [{source: "
         "sources/modelling-assumptions, speaker: x, asserted: 2021-01-01}]}\n";
  const CliResult imported = service_.Run({"import", file});
  ASSERT_EQ(imported.code, 0) << imported.error;
  EXPECT_THAT(
      Run(all).out,
      HasSubstr("In no row, since of no organization: processes: 1.\n"));
}

TEST_F(ManyToMany, WhatIsNoNumberOrAttributeIsAskedAgain) {
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{"list-paths", "-k", "0"},
        {"list-paths", "--overall", "0"},
        {"list-paths", "--max-expansions", "0"},
        {"list-paths", "--from-attribute", "xy"},
        {"list-paths", "--to-attribute", "=y"}}) {
    EXPECT_EQ(Run(wrong).code, 2) << wrong[1] << " " << wrong[2];
  }
}

TEST_F(ManyToMany, ATargetThatIsAskedForTwiceIsOne) {
  EXPECT_EQ(
      Run({"matrix", "--to", "jurisdictions/cn", "--to", "jurisdictions/cn"})
          .out,
      Run({"matrix", "--to", "jurisdictions/cn"}).out);
}

TEST_F(ManyToMany, DetailsOfTheMatrixAgree) {
  const auto statuses = [&](const std::string& detail) {
    std::vector<std::string> found;
    const CliResult csv = Run({"matrix", "-o", "csv", "--detail", detail});
    EXPECT_EQ(csv.code, 0) << csv.error;
    for (const std::string& line : Lines(csv.out)) {
      const std::vector<std::string> cell = absl::StrSplit(line, ',');
      found.push_back(cell[0] + " " + cell[1] + " " + cell[3]);
    }
    return found;
  };
  const std::vector<std::string> tiers = statuses("tiers");
  EXPECT_GT(tiers.size(), 50U);
  EXPECT_EQ(statuses("best"), tiers);
  EXPECT_EQ(statuses("paths"), tiers);
}

TEST_F(ManyToMany, OnlySomeCommandsHaveCsv) {
  const CliResult why = Run({"why", "--from", "processes/politie-forensic",
                             "--to", "jurisdictions/cn", "-o", "csv"});
  EXPECT_EQ(why.code, 2);
  EXPECT_THAT(why.error, HasSubstr("no csv"));
}

TEST_F(ManyToMany, ListsPathsBySelection) {
  const CliResult list =
      Run({"list-paths", "--organization", "organizations/politie",
           "--jurisdiction", "jurisdictions/cn", "--weakest", "not_excluded"});
  EXPECT_EQ(list.code, 0) << list.error;
  EXPECT_THAT(list.out, HasSubstr("4 paths; 9 processes to 1 target; "
                                  "complete."));
  EXPECT_THAT(list.out, Not(HasSubstr("blocked")));
  const CliResult touching =
      Run({"list-paths", "--touches", "interests/vital-infrastructure", "-o",
           "csv"});
  EXPECT_THAT(touching.out, AllOf(HasSubstr("processes/politie-vital"),
                                  HasSubstr("processes/rijkswaterstaat-pilot"),
                                  Not(HasSubstr("politie-forensic"))));
}

TEST_F(ManyToMany, GoesOnFromEveryCursor) {
  v1::ListPathsRequest request;
  const List all = Ask(request);
  ASSERT_TRUE(all.result.ok()) << all.result.message;
  ASSERT_GT(all.paths.size(), 8U);
  EXPECT_TRUE(all.end.completeness().complete());
  EXPECT_THAT(all.end.cursor(), IsEmpty());
  for (size_t i = 0; i < all.paths.size(); ++i) {
    request.set_cursor(all.paths[i].cursor());
    const List rest = Ask(request);
    ASSERT_TRUE(rest.result.ok()) << rest.result.message;
    ASSERT_EQ(rest.paths.size(), all.paths.size() - i - 1);
    if (rest.paths.empty()) continue;
    EXPECT_EQ(rest.paths[0].SerializeAsString(),
              all.paths[i + 1].SerializeAsString());
  }
}

TEST_F(ManyToMany, GoesOnWhereABudgetEndedAtItsRevision) {
  v1::ListPathsRequest request;
  const size_t all = Ask(request).paths.size();
  request.mutable_budget()->set_max_paths(3);
  std::vector<v1::ListedPath> pieces;
  for (int call = 0; call < 100; ++call) {
    const List piece = Ask(request);
    ASSERT_TRUE(piece.result.ok()) << piece.result.message;
    pieces.insert(pieces.end(), piece.paths.begin(), piece.paths.end());
    if (piece.end.completeness().complete()) break;
    EXPECT_EQ(piece.end.completeness().limit(), "paths");
    EXPECT_EQ(piece.end.completeness().limit_value(), 3);
    request.set_cursor(piece.end.cursor());
    // What is written in between changes nothing.
    v1::WriteFactsRequest write;
    write.add_retracted("relations/politie-traffic-handles-images");
    v1::WriteFactsResponse written;
    const service::CallResult result =
        service_.MakeClient()->WriteFacts(write, &written);
    EXPECT_EQ(result.ok(), call == 0) << "it is there only once";
  }
  EXPECT_EQ(pieces.size(), all);
}

TEST_F(ManyToMany, RefusesACursorOfAnotherRequest) {
  v1::ListPathsRequest request;
  const List all = Ask(request);
  request.set_cursor(all.paths[0].cursor());
  request.set_per_pair(1);
  EXPECT_THAT(Ask(request).result.message, HasSubstr("another request"));
  request.set_per_pair(0);
  request.mutable_revision()->set_exact(7);
  EXPECT_THAT(Ask(request).result.message, HasSubstr("revision 1"));
  request.mutable_revision()->Clear();
  for (const char* wrong : {"x", "!!!", "MS4uLi4"}) {
    request.set_cursor(wrong);
    const service::CallResult result = Ask(request).result;
    EXPECT_EQ(result.code, 3) << wrong;
    EXPECT_THAT(result.message, HasSubstr("cursor")) << wrong;
  }
}

TEST_F(ManyToMany, RefusesWhatIsOutsideItsRange) {
  const auto refuses = [&](const v1::ListPathsRequest& request,
                           const char* field) {
    const service::CallResult result = Ask(request).result;
    EXPECT_EQ(result.code, 3) << field;
    EXPECT_THAT(result.message, HasSubstr(field));
  };
  v1::ListPathsRequest request;
  request.set_per_pair(1001);
  refuses(request, "per_pair");
  request.Clear();
  request.set_min_likelihood(1.5);
  refuses(request, "min_likelihood");
  request.Clear();
  request.set_weakest_status(v1::STATUS_NO_PATH);
  refuses(request, "weakest_status");
  request.Clear();
  request.mutable_budget()->set_max_expansions(100'000'000'001);
  refuses(request, "budget.max_expansions");
  request.mutable_budget()->set_max_expansions(100'000'000'000);
  EXPECT_TRUE(Ask(request).result.ok());
  request.Clear();
  request.set_vector("espionage");
  request.set_expression("uses");
  refuses(request, "give one of them");
  request.Clear();
  request.set_expression("uses/(made_by");
  refuses(request, "column");
}

TEST_F(ManyToMany, TheBestOverallComeInOrder) {
  const CliResult best = Run({"list-paths", "--overall", "5", "-o", "csv"});
  ASSERT_EQ(best.code, 0) << best.error;
  const std::vector<std::string> lines = Lines(best.out);
  ASSERT_EQ(lines.size(), 6U);
  for (size_t i = 1; i < lines.size(); ++i) {
    EXPECT_THAT(lines[i], HasSubstr(i < 5 ? ",not_excluded," : ",unknown,"));
  }
}

TEST_F(ManyToMany, VectorsAreCompiledAndDrawn) {
  const CliResult shipped = service_.Run({"vector", "espionage"});
  EXPECT_EQ(shipped.code, 0) << shipped.error;
  EXPECT_THAT(shipped.out, HasSubstr("Every walk can be shortened"));
  const CliResult own = service_.Run(
      {"vector", "--expression", "uses/made_by/^made_by/updated_by"});
  EXPECT_THAT(own.out, HasSubstr("A walk may repeat an entity"));
  const CliResult dot = service_.Run(
      {"vector", "--dot", "--expression", "exploited_by/^conducts"});
  EXPECT_THAT(dot.out, AllOf(StartsWith("digraph "), HasSubstr("^conducts")));
  const CliResult wrong =
      service_.Run({"vector", "--expression", "uses/flies_to"});
  EXPECT_EQ(wrong.code, 7);
  EXPECT_THAT(wrong.error, HasSubstr("column 6"));
  EXPECT_EQ(service_.Run({"vector", "none"}).code, 3);
  EXPECT_EQ(service_.Run({"vector"}).code, 7) << "neither name nor expression";
}

TEST_F(ManyToMany, AVectorOfOnesOwnAnswersEverywhere) {
  const std::string expression = "uses/made_by/seated_in/enacts/empowers";
  const CliResult paths =
      Run({"paths", "--from", "processes/politie-forensic", "--to",
           "jurisdictions/cn", "--expression", expression, "--summary"});
  EXPECT_THAT(paths.out, HasSubstr("open"));
  const CliResult affected =
      Run({"affected", "companies/sz-dji", "--expression", expression});
  EXPECT_THAT(affected.out, HasSubstr("organizations/politie"));
  const CliResult matrix =
      Run({"matrix", "--expression", expression, "--to", "jurisdictions/cn"});
  EXPECT_THAT(matrix.out, HasSubstr("open"));
}

TEST_F(ManyToMany, ATimelineNamesWhatMovedTheAnswer) {
  const std::vector<std::string> pair = {"--from", "processes/politie-forensic",
                                         "--to", "jurisdictions/cn"};
  // Time enough for a slow build on a busy machine.
  std::vector<std::string> arguments = {"timeline", "--timeout", "600"};
  arguments.insert(arguments.end(), pair.begin(), pair.end());
  const CliResult text = service_.Run(arguments);
  EXPECT_EQ(text.code, 0) << text.error;
  EXPECT_THAT(text.out, AllOf(HasSubstr("from the beginning: unknown, T0–T3"),
                              HasSubstr("from 2021-11-18: not excluded, T0"),
                              HasSubstr("first asserted: Cannot be excluded"),
                              HasSubstr("Complete: all ")));
  arguments.insert(arguments.end(), {"-o", "csv"});
  const std::vector<std::string> lines = Lines(service_.Run(arguments).out);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[2], HasSubstr(",2021-11-18,not_excluded,T0,T0,"));
  EXPECT_THAT(lines[2], HasSubstr("relations/politie-images-sent-to-dji"));
  arguments.insert(arguments.end(), {"--since", "2022-01-01"});
  EXPECT_EQ(Lines(service_.Run(arguments).out).size(), 2U)
      << "nothing moves after the answer";
  arguments.insert(arguments.end(), {"--until", "2021-01-01"});
  EXPECT_EQ(service_.Run(arguments).code, 7);
}

TEST_F(ManyToMany, ComparesOrganizationsAndDays) {
  const CliResult organizations =
      Run({"compare", "--a", "processes/defensie-operational", "--b",
           "processes/politie-forensic", "--to", "jurisdictions/cn"});
  EXPECT_EQ(organizations.code, 0) << organizations.error;
  EXPECT_THAT(organizations.out,
              AllOf(HasSubstr("Purpose of use:"),
                    HasSubstr("A: Measure: no Chinese drones for operational"),
                    HasSubstr("both: China has enacted")));
  const CliResult days =
      Run({"compare", "--a", "processes/politie-forensic", "--b-date",
           "2016-01-01", "--to", "jurisdictions/cn", "-o", "json"});
  ASSERT_EQ(days.code, 0) << days.error;
  const auto json = nlohmann::json::parse(days.out);
  const auto& moved = json["targets"][0]["moved"][0];
  EXPECT_EQ(moved["process"], "processes/politie-forensic");
  EXPECT_EQ(moved["smallest"], true);
  EXPECT_EQ(moved["causes"][0]["kind"], "date");
  EXPECT_EQ(moved["causes"][0]["b"], "perhaps");
  EXPECT_EQ(json["contextB"]["options"]["date"], "2016-01-01");
  EXPECT_EQ(
      Run({"compare", "--a", "processes/none", "--to", "jurisdictions/cn"})
          .code,
      3);
}

using AllProcesses = ManyToMany;

// Only Defence itself has the one path of this vector: by its own use.
TEST_F(AllProcesses, AreOrganizationsThatUseSomethingTooWhereverTheyAreAsked) {
  const std::vector<std::string> rest = {"--vector", "intrusion", "--source",
                                         "sources/mivd-coathanger-2024"};
  const auto ask = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), rest.begin(), rest.end());
    return service_.Run(arguments);
  };
  const CliResult paths =
      ask({"paths", "--from", "processes/-", "--to", "jurisdictions/-",
           "--date", "2024-06-01", "--fail-on-exposure", "--summary"});
  EXPECT_EQ(paths.code, 4) << "exposed";
  for (const CliResult& all :
       {paths, ask({"matrix", "--date", "2024-06-01"}),
        ask({"matrix", "--date", "2024-06-01", "--detail", "best"}),
        ask({"affected", "programmes/coathanger", "--date", "2024-06-01"}),
        ask({"timeline", "--from", "processes/-", "--to", "jurisdictions/cn",
             "-o", "csv"})}) {
    EXPECT_THAT(all.out, HasSubstr("organizations/defensie")) << all.error;
    EXPECT_THAT(all.out, HasSubstr("open"));
    EXPECT_THAT(all.out, Not(HasSubstr("\norganizations/politie")))
        << "it uses nothing that leads there";
  }
}

TEST_F(ManyToMany, AffectedCountsOrganizations) {
  const CliResult affected = Run({"affected", "companies/sz-dji"});
  EXPECT_THAT(affected.out, HasSubstr("organizations/politie"));
  EXPECT_THAT(affected.out, HasSubstr("7 of 8"));
}

}  // namespace
}  // namespace ketenzicht::testing
