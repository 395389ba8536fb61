// Candidates and judgements over the service and on the command line:
// docs/resolution.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/service/service_fixture.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr char kDji[] = "companies/sz-dji";

constexpr char kMapping[] = R"(apiVersion: ketenzicht.nl/v1
kind: Mapping
format: makers
title: {nl: makers, en: makers}
table: {delimiter: ";"}
entities:
  product: {kind: device}
  maker: {kind: company}
relations:
  made: {kind: made_by}
rows:
  - entity: {type: product, key: "p/{product}", name: "{product}"}
  - entity: {type: maker, key: "{maker}", name: "{maker}"}
  - relation: {type: made, source: "p/{product}", target: "{maker}"}
)";

class Same : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(service_.Run({"import", "data"}).code, 0);
    std::ofstream(folder_ / "makers.yaml") << kMapping;
    std::ofstream(folder_ / "makers.csv")
        << "product;maker\nDrone A;SZ DJI Technology Co\nDrone B;大疆\n";
    Import();
    v1::FindSameCandidatesRequest request;
    request.set_id(kDji);
    request.set_min_score(0.9);
    const service::CallResult result =
        service_.MakeClient()->FindSameCandidates(
            request, [this](const v1::FindSameCandidatesResponse& response) {
              if (response.has_candidate()) {
                found_.push_back(response.candidate());
              } else {
                end_ = response.end();
              }
              return true;
            });
    ASSERT_TRUE(result.ok()) << result.message;
    ASSERT_EQ(found_.size(), 2u);
  }

  CliResult Import() {
    CliResult imported =
        service_.Run({"import", folder_ / "makers.csv", "--mapping",
                      folder_ / "makers.yaml", "--source", "sources/makers"});
    EXPECT_EQ(imported.code, 0) << imported.error;
    return imported;
  }

  std::string Exported() {
    return service_.Run({"export", "--format", "jsonl"}).out;
  }

  CliResult Judge(const std::string& entity,
                  const std::vector<std::string>& more = {"--author", "jj"}) {
    std::vector<std::string> arguments = {"same", "judge", entity, kDji};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return service_.Run(arguments);
  }

  const TemporaryDirectory folder_;
  TestService service_;
  std::vector<v1::SameCandidate> found_;
  v1::SameCandidatesEnd end_;
};

TEST_F(Same, CandidatesComeWithTheNamesThatAreAlike) {
  for (const v1::SameCandidate& one : found_) {
    EXPECT_EQ(one.same_as(), kDji);
    EXPECT_EQ(one.score(), 1);
  }
  EXPECT_TRUE(end_.completeness().complete());
  EXPECT_EQ(end_.revision(), 2);
}

TEST_F(Same, CandidatesInATableInCsvAndInJson) {
  const std::vector<std::string> asked = {
      "same", "candidates", "--source", "sources/makers", "--min-score", "0.9"};
  const auto with = [&asked](const std::vector<std::string>& more) {
    std::vector<std::string> all = asked;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  EXPECT_THAT(
      service_.Run(asked).out,
      AllOf(StartsWith("SCORE"), HasSubstr("MAY BE"), HasSubstr("1.00")));
  EXPECT_THAT(service_.Run(with({"--lang", "nl"})).out, HasSubstr("KAN ZIJN"));
  EXPECT_THAT(service_.Run(with({"-o", "csv"})).out,
              AllOf(StartsWith("score,entity,entity_name,same_as,"),
                    HasSubstr(",companies/sz-dji,大疆,yes,2")));
  const auto json =
      nlohmann::json::parse(service_.Run(with({"-o", "json"})).out);
  EXPECT_THAT(json, SizeIs(3)) << "two, and the end";
  const CliResult one = service_.Run(with({"--max", "1"}));
  EXPECT_THAT(one.out, HasSubstr("1 more (--max)"));
}

TEST_F(Same, WhatIsAskedWronglyIsRefused) {
  EXPECT_EQ(service_.Run({"same", "candidates", "--min-score", "0.1"}).code,
            service::kExitUsage);
  EXPECT_EQ(service_.Run({"same", "candidates", "--id", "companies/x"}).code,
            service::kExitNotFound);
  v1::JudgeSameRequest request;
  v1::JudgeSameResponse response;
  EXPECT_EQ(service_.MakeClient()->JudgeSame(request, &response).reason,
            "INVALID_REQUEST")
      << "no verdict";
}

TEST_F(Same, AJudgementIsOneRevisionAndComesBackExactly) {
  const std::string before = Exported();
  const std::string entity = found_[0].entity();
  const CliResult judged =
      Judge(entity, {"--author", "jj", "--reason", "the same seat"});
  ASSERT_EQ(judged.code, 0) << judged.error;
  EXPECT_THAT(judged.out,
              AllOf(StartsWith("relations/same-as-"),
                    HasSubstr("1 relations moved, 0 left; revision 3")));
  EXPECT_THAT(service_.Run({"same", "list"}).out,
              AllOf(HasSubstr(entity), HasSubstr("affirmed"), HasSubstr("jj"),
                    HasSubstr("the same seat")));
  EXPECT_THAT(service_.Run({"same", "list", "-o", "csv"}).out,
              StartsWith("entity,judged,same_as,authors,days,reason,id"));
  EXPECT_THAT(Import().out, HasSubstr("0 facts new, 0 changed"));
  const CliResult undone =
      service_.Run({"same", "undo", entity, kDji, "--author", "jj"});
  ASSERT_EQ(undone.code, 0) << undone.error;
  EXPECT_THAT(undone.out, HasSubstr("1 relations moved"));
  std::string left;
  std::istringstream lines(Exported());
  for (std::string line; std::getline(lines, line);) {
    if (line.find("\"sources/judgements-jj\"") == std::string::npos) {
      left += line + "\n";
    }
  }
  EXPECT_EQ(left, before);
}

TEST_F(Same, WhatWasSaidOfTheOneIsListedWithTheOther) {
  EXPECT_THAT(service_.Run({"list", "--about", kDji}).out,
              Not(HasSubstr("products/makers--p-drone-a")));
  for (const v1::SameCandidate& one : found_) Judge(one.entity());
  EXPECT_THAT(service_.Run({"list", "--about", kDji}).out,
              AllOf(HasSubstr("products/makers--p-drone-a"),
                    HasSubstr("products/makers--p-drone-b")));
}

TEST_F(Same, AnAuthorIsNeeded) {
  const CliResult judged = Judge(found_[0].entity(), {});
  EXPECT_EQ(judged.code, service::kExitInvalid);
  EXPECT_THAT(judged.error, HasSubstr("a judgement needs one"));
}

TEST_F(Same, ADryRunWritesNothing) {
  const std::string before = Exported();
  EXPECT_THAT(Judge(found_[0].entity(), {"--author", "jj", "--dry-run"}).out,
              HasSubstr("(nothing written)"));
  EXPECT_EQ(Exported(), before);
}

TEST_F(Same, WhatIsJudgedIsProposedNoMore) {
  Judge(found_[0].entity());
  Judge(found_[1].entity(), {"--author", "jj", "--different"});
  EXPECT_THAT(
      service_.Run({"same", "candidates", "--id", kDji, "-o", "ndjson"}).out,
      Not(HasSubstr("\"candidate\"")));
}

TEST_F(Same, ARevisionRemembersWhatWasNotYetJudged) {
  Judge(found_[0].entity());
  EXPECT_THAT(service_
                  .Run({"same", "candidates", "--id", kDji, "--revision", "2",
                        "-o", "csv"})
                  .out,
              HasSubstr(found_[0].entity()));
  EXPECT_THAT(
      service_.Run({"same", "list", "--revision", "2", "-o", "csv"}).out,
      Not(HasSubstr("affirmed")));
}

}  // namespace
}  // namespace ketenzicht::testing
