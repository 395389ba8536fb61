// What an analyst asks next, over the command line and the service, on the
// shipped case.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/service/service_fixture.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr char kKey[] = "relations/politie-images-key-held-by-dji";

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
    const CliResult result = Run(arguments, more);
    EXPECT_EQ(result.code, 0) << result.error;
    return nlohmann::json::parse(result.out);
  }

  TestService service_;
};

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
  EXPECT_THAT(text.out, AllOf(HasSubstr("All paths pass these:"),
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
  for (const auto& pair : exact["pairs"]) {
    EXPECT_EQ(pair["method"], "LIKELIHOOD_METHOD_EXACT");
    EXPECT_LE(pair["low"]["value"], pair["high"]["value"]);
  }
  EXPECT_THAT(
      Run({"likelihood"}).out,
      AllOf(HasSubstr("exact, from "), HasSubstr("at least one path is open")));
  EXPECT_EQ(Run({"likelihood"}, {"--confidence", "2"}).code, 7);
}

TEST_F(Analysis, AllComeAsCsv) {
  for (const char* command : {"load-bearing", "choke-points", "likelihood"}) {
    const CliResult csv = Run({command}, {"-o", "csv"});
    EXPECT_EQ(csv.code, 0) << command << csv.error;
    EXPECT_THAT(csv.out, HasSubstr("complete,date,revision\r\n")) << command;
    EXPECT_THAT(csv.out, HasSubstr(",yes,2021-11-18,1\r\n")) << command;
  }
}

}  // namespace
}  // namespace ketenzicht::testing
