// Lists of paths over the service and the command line: budgets, cursors,
// selections, and what is told at the end.

#include "service/rpc/path_list_call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/generate/generate.h"
#include "service/rpc/path_list_cursor.h"
#include "service/store/memory_store.h"
#include "tests/service/service_fixture.h"
#include "tests/support/generated_facts.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kDate[] = "2021-11-18";

// Every message of a list of paths.
struct List {
  service::CallResult result;
  v1::AnswerContext context;
  std::vector<v1::ListedPath> paths;
  v1::PathListEnd end;
};

List Ask(TestService& service, const v1::ListPathsRequest& request,
         int timeout_seconds = 30) {
  List list;
  list.result =
      service.MakeClient(timeout_seconds)
          ->ListPaths(request, [&](const v1::ListPathsResponse& response) {
            if (response.has_context()) list.context = response.context();
            if (response.has_path()) list.paths.push_back(response.path());
            if (response.has_end()) list.end = response.end();
            return true;
          });
  return list;
}

class PathListCall : public ::testing::Test {
 protected:
  void SetUp() override {
    const CliResult imported = service_.Run({"import", "data"});
    ASSERT_EQ(imported.code, 0) << imported.error;
    request_.mutable_options()->set_date(kDate);
  }

  CliResult Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "list-paths");
    arguments.insert(arguments.end(), {"--date", kDate});
    return service_.Run(arguments);
  }

  TestService service_;
  v1::ListPathsRequest request_;
};

std::vector<std::string> Lines(const std::string& text) {
  return absl::StrSplit(text, "\r\n", absl::SkipEmpty());
}

TEST_F(PathListCall, SaysThatNothingIsSelected) {
  EXPECT_THAT(Run({"--to-kind", "law"}).out,
              HasSubstr("0 paths; nothing is selected by --to-kind law; this "
                        "says nothing of exposure.\n"));
  EXPECT_THAT(
      Run({"--to-kind", "law", "--from-attribute", "colour=red"}).out,
      HasSubstr("by --from-attribute colour=red and by --to-kind law; "));
  EXPECT_THAT(Run({"--to-kind", "law", "--lang", "nl"}).out,
              HasSubstr("0 paden; niets is gekozen door --to-kind law; dat "
                        "zegt niets over blootstelling.\n"));
  const CliResult csv = Run({"--to-kind", "law", "-o", "csv"});
  EXPECT_THAT(csv.error, HasSubstr("nothing is selected by --to-kind law"));
  EXPECT_EQ(csv.code, 0);
}

TEST_F(PathListCall, RefusesIdsOfAnotherKind) {
  const CliResult process =
      Run({"--organization", "processes/politie-forensic"});
  EXPECT_EQ(process.code, 7);
  EXPECT_THAT(process.error, HasSubstr("is not of kind organization"));
  const std::string authority = Ask(service_, request_).paths[0].authority();
  const CliResult of_authority = Run({"--jurisdiction", authority});
  EXPECT_EQ(of_authority.code, 7);
  EXPECT_THAT(of_authority.error, HasSubstr("is not of kind jurisdiction"));
}

TEST_F(PathListCall, CountsOneAsOne) {
  const std::vector<std::string> one = {
      "--from",    "processes/politie-forensic",
      "--to",      "jurisdictions/cn",
      "-k",        "1",
      "--weakest", "not_excluded"};
  EXPECT_THAT(Run(one).out,
              HasSubstr("1 path; 1 process to 1 target; complete.\n"));
  std::vector<std::string> dutch = one;
  dutch.insert(dutch.end(), {"--lang", "nl"});
  EXPECT_THAT(Run(dutch).out,
              HasSubstr("1 pad; 1 proces naar 1 doel; volledig.\n"));
  EXPECT_THAT(Run({"--lang", "nl", "--weakest", "open"}).out,
              HasSubstr(" paden; 31 processen naar "));
}

TEST_F(PathListCall, GivesNoCursorThatGetsNoFurther) {
  for (const bool overall : {true, false}) {
    request_.set_overall(overall ? 5 : 0);
    request_.clear_budget();
    request_.mutable_budget()->set_max_expansions(1);
    const List list = Ask(service_, request_);
    ASSERT_TRUE(list.result.ok()) << list.result.message;
    EXPECT_EQ(list.end.completeness().limit(), "expansions");
    EXPECT_THAT(list.end.cursor(), IsEmpty());
    request_.clear_budget();
    request_.mutable_budget()->set_max_paths(2);
    EXPECT_THAT(Ask(service_, request_).end.cursor(), Not(IsEmpty()));
  }
  const CliResult english = Run({"--overall", "5", "--max-expansions", "1"});
  EXPECT_THAT(english.out, AllOf(HasSubstr("limit hit: 1 expansion. "),
                                 HasSubstr("a larger budget is needed"),
                                 Not(HasSubstr("--cursor"))));
  const CliResult dutch =
      Run({"--overall", "5", "--max-expansions", "1", "--lang", "nl"});
  EXPECT_THAT(dutch.out, AllOf(HasSubstr("grens bereikt: 1 zoekstap. "),
                               HasSubstr("er is een ruimere grens nodig"),
                               Not(HasSubstr("--cursor"))));
  EXPECT_THAT(Run({"--max-paths", "3"}).out,
              HasSubstr("limit hit: 3 paths. Go on with --cursor "));
}

TEST_F(PathListCall, RefusesACursorOfNoPlaceInTheList) {
  const auto code = [&](const graph::PathListPosition& position) {
    request_.set_cursor(service::MakeCursor(request_, {1, position}));
    const service::CallResult result = Ask(service_, request_).result;
    EXPECT_TRUE(result.ok() || absl::StrContains(result.message, "cursor"));
    return result.code;
  };
  const List all = Ask(service_, request_);
  const auto sources = static_cast<uint32_t>(all.end.processes());
  const auto targets = static_cast<uint32_t>(all.end.targets());
  EXPECT_EQ(code({0, 0, 0}), 0);
  EXPECT_EQ(code({sources - 1, targets - 1, 3}), 0);
  EXPECT_EQ(code({sources - 1, targets, 0}), 0) << "after the last target";
  EXPECT_EQ(code({sources, 0, 0}), 3);
  EXPECT_EQ(code({4'000'000'000, 0, 0}), 3);
  EXPECT_EQ(code({0, targets, 1}), 3);
  EXPECT_EQ(code({0, targets + 1, 0}), 3);
  EXPECT_EQ(code({0, 0, 4}), 3) << "three of each pair";
  request_.set_overall(5);
  EXPECT_EQ(code({0, 0, 5}), 0);
  EXPECT_EQ(code({0, 0, 6}), 3);
  EXPECT_EQ(code({1, 0, 0}), 3);
  EXPECT_EQ(code({0, 1, 0}), 3);
}

// Software that all depends on each other. No path of kLost leaves it: the use
// that it would come back by has been passed.
std::string Mesh(int size) {
  std::string text =
      "apiVersion: ketenzicht.nl/v1\nkind: Facts\n"
      "defaults: {evidence: {source: sources/mesh, speaker: test, asserted: "
      "2020-01-01}}\n"
      "entities:\n"
      "  - {id: sources/mesh, kind: source, name: {nl: m, en: m}, attributes: "
      "{source_type: parliament}}\n"
      "  - {id: processes/lost, kind: process, name: {nl: p, en: p}}\n"
      "  - {id: processes/other, kind: process, name: {nl: q, en: q}}\n";
  for (int i = 0; i < size; ++i) {
    absl::StrAppend(&text, "  - {id: products/m", i,
                    ", kind: software, name: {nl: m, en: m}}\n");
  }
  absl::StrAppend(&text, "relations:\n");
  const auto relate = [&](const std::string& id, const std::string& kind,
                          const std::string& from, const std::string& to) {
    absl::StrAppend(&text, "  - {id: relations/", id, ", kind: ", kind,
                    ", source: ", from, ", target: ", to,
                    ", modality: affirmed}\n");
  };
  relate("mesh-lost", "uses", "processes/lost", "products/m0");
  relate("mesh-other", "uses", "processes/other", "products/m1");
  relate("mesh-out", "remotely_accessed_by", "products/m2", "companies/sz-dji");
  for (int i = 0; i < size; ++i) {
    for (int j = 0; j < size; ++j) {
      if (i == j) continue;
      relate(absl::StrCat("mesh-", i, "-", j), "depends_on",
             absl::StrCat("products/m", i), absl::StrCat("products/m", j));
    }
  }
  return text;
}

constexpr char kLost[] =
    "uses/depends_on*/^uses/uses/depends_on*/remotely_accessed_by/seated_in/"
    "enacts/compels_disclosure";

TEST_F(PathListCall, EndsBeforeTheDeadlineWithACursor) {
  v1::ImportFilesResponse imported;
  const service::CallResult result =
      ImportTexts(service_, {{"mesh.yaml", Mesh(24)}}, &imported);
  ASSERT_TRUE(result.ok()) << absl::StrJoin(result.problems, "\n");
  request_.set_expression(kLost);
  request_.mutable_from()->add_ids("processes/lost");
  request_.mutable_to()->add_ids("jurisdictions/cn");
  for (const bool budget : {false, true}) {
    request_.mutable_budget()->set_max_milliseconds(budget ? 60'000 : 0);
    const List list = Ask(service_, request_, 1);
    ASSERT_TRUE(list.result.ok()) << list.result.message;
    EXPECT_EQ(list.end.completeness().limit(), "time");
    EXPECT_THAT(list.end.cursor(), Not(IsEmpty()));
  }
}

// A view of so many facts takes longer than anybody waits here.
TEST(PathListOfMany, EndsWithACursorWhereThereIsNoViewYet) {
  std::unique_ptr<service::FactStore> store = service::MakeMemoryStore();
  ASSERT_TRUE(service::GenerateStore(PlainOptions(50'000), {"data"}, *store,
                                     [](int64_t) {})
                  .ok());
  TestService service(std::move(store));
  v1::ListPathsRequest request;
  request.set_expression(std::string(ingest::kGeneratedVector));
  request.mutable_options()->set_date(std::string(ingest::kGeneratedDate));
  request.mutable_budget()->set_max_milliseconds(1);
  const List cold = Ask(service, request);
  ASSERT_TRUE(cold.result.ok()) << cold.result.message;
  EXPECT_GT(cold.context.revision(), 0);
  EXPECT_THAT(cold.context.text().en(), HasSubstr("As of "));
  EXPECT_THAT(cold.paths, IsEmpty());
  EXPECT_EQ(cold.end.completeness().limit(), "time");
  request.clear_budget();
  request.mutable_budget()->set_max_paths(5);
  const List whole = Ask(service, request);
  EXPECT_EQ(cold.context.SerializeAsString(),
            whole.context.SerializeAsString());
  request.set_cursor(cold.end.cursor());
  const List begun = Ask(service, request);
  ASSERT_THAT(whole.paths, SizeIs(5U)) << whole.result.message;
  ASSERT_THAT(begun.paths, SizeIs(5U)) << begun.result.message;
  EXPECT_EQ(begun.paths[0].relations(0), whole.paths[0].relations(0));
  EXPECT_EQ(begun.end.cursor(), whole.end.cursor());
}

TEST_F(PathListCall, CsvStandsAlone) {
  const CliResult whole = Run({"-o", "csv"});
  ASSERT_EQ(whole.code, 0) << whole.error;
  const std::vector<std::string> lines = Lines(whole.out);
  ASSERT_THAT(lines, SizeIs(::testing::Gt(5U)));
  EXPECT_EQ(lines[0],
            "process,target,vector,authority,status,likelihood_class,"
            "likelihood_low,likelihood_best,likelihood_high,steps,relations,"
            "complete,date,revision,limit,cursor");
  const List list = Ask(service_, request_);
  ASSERT_EQ(lines.size(), list.paths.size() + 1);
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = absl::StrSplit(lines[i], ',');
    ASSERT_THAT(cells, SizeIs(16U)) << lines[i];
    EXPECT_EQ(cells[0], list.paths[i - 1].process());
    EXPECT_EQ(cells[2], "espionage");
    EXPECT_EQ(cells[5], list.paths[i - 1].likelihood_class_name());
    EXPECT_THAT(std::vector<std::string>(cells.begin() + 11, cells.end()),
                ElementsAre("yes", kDate, "1", "", ""));
  }
  EXPECT_THAT(whole.error, IsEmpty());
}

TEST_F(PathListCall, CsvEndsWithWhatCutIt) {
  const CliResult cut = Run({"-o", "csv", "--max-paths", "2"});
  ASSERT_EQ(cut.code, 0) << cut.error;
  const std::vector<std::string> lines = Lines(cut.out);
  ASSERT_THAT(lines, SizeIs(4U)) << "a header, two paths, the end";
  const std::vector<std::string> end = absl::StrSplit(lines[3], ',');
  ASSERT_THAT(end, SizeIs(16U)) << lines[3];
  EXPECT_THAT(end[0], IsEmpty());
  EXPECT_THAT(std::vector<std::string>(end.begin() + 11, end.end() - 1),
              ElementsAre("no", kDate, "1", "2 paths"));
  const CliResult rest = Run({"-o", "csv", "--cursor", end.back()});
  EXPECT_EQ(Lines(rest.out).size() + 1,
            Lines(Run({"-o", "csv"}).out).size() - 1)
      << rest.error;
  const CliResult none =
      Run({"-o", "csv", "--overall", "3", "--max-expansions", "1"});
  EXPECT_THAT(Lines(none.out), SizeIs(2U)) << "no path, and that it is cut";
}

}  // namespace
}  // namespace ketenzicht::testing
