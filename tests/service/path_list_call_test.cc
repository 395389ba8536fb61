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
              HasSubstr(" paden; 13 processen naar "));
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

}  // namespace
}  // namespace ketenzicht::testing
