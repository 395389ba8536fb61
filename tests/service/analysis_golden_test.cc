// What an analyst asks next of the shipped case, byte for byte, in both
// languages, and cases as the documents that are sent on.
//
// KETENZICHT_UPDATE_GOLDEN=1 writes the files anew; read the difference before
// committing it.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/service/service_fixture.h"
#include "tests/support/golden_file.h"

namespace ketenzicht::testing {
namespace {

using Command = std::vector<std::string>;

class AnalysisGolden : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const CliResult imported = service_.Run({"import", "data"});
    ASSERT_EQ(imported.code, 0) << imported.error;
  }

  std::string Answer(Command command) {
    command.insert(command.end(), {"--lang", GetParam()});
    const CliResult result = service_.Run(command);
    EXPECT_EQ(result.code, 0) << absl::StrJoin(command, " ") << result.error;
    return result.out;
  }

  // Each question above its answer.
  std::string Answers(const std::vector<Command>& commands) {
    std::string text;
    for (Command command : commands) {
      command.insert(command.end(), {"--date", "2021-11-18"});
      absl::StrAppend(&text, "== ", absl::StrJoin(command, " "), "\n\n",
                      Answer(command), "\n");
    }
    return text;
  }

  void Expect(const std::string& name, const std::string& text) {
    ExpectGolden(absl::StrCat(name, ".", GetParam(), ".txt"), text);
  }

  TestService service_;
};
INSTANTIATE_TEST_SUITE_P(Languages, AnalysisGolden,
                         ::testing::Values("nl", "en"),
                         [](const auto& info) { return info.param; });

Command Of(const std::string& question, const std::string& from,
           const Command& more = {}) {
  Command command = {question, "--from", from, "--to", "jurisdictions/cn"};
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

TEST_P(AnalysisGolden, LoadBearing) {
  Expect("load-bearing",
         Answers({Of("load-bearing", "organizations/politie"),
                  Of("load-bearing", "processes/rijkswaterstaat-pilot"),
                  Of("load-bearing", "organizations/defensie",
                     {"--vector", "espionage"})}));
}

TEST_P(AnalysisGolden, ChokePoints) {
  Expect("choke-points",
         Answers({Of("choke-points", "organizations/politie"),
                  Of("choke-points", "processes/rijkswaterstaat-pilot",
                     {"--keep-kind", "jurisdiction"})}));
}

TEST_P(AnalysisGolden, LikelihoodOfPairs) {
  Expect("likelihood", Answers({Of("likelihood", "organizations/politie"),
                                Of("likelihood", "organizations/defensie")}));
}

TEST_P(AnalysisGolden, Contradictions) {
  Expect("contradictions", Answers({{"contradictions"},
                                    {"contradictions", "--with", "press",
                                     "--about", "organizations/politie"},
                                    {"contradictions", "--across-sources"}}));
}

TEST_P(AnalysisGolden, Unknowns) {
  Expect("unknowns",
         Answers({{"unknowns", "--about", "organizations/politie"},
                  {"unknowns", "--about", "organizations/rijkswaterstaat"}}));
}

TEST_P(AnalysisGolden, WhatSettlesAPair) {
  Expect("settle", Answers({Of("settle", "processes/politie-forensic",
                               {"--views", "200"})}));
}

// Of a case with recorded unknowns and sources of several types, in both forms;
// of the seed; and of one whose questions are asked of several days. The forms
// have the same content, so that one is enough of these.
TEST_P(AnalysisGolden, CasesAsDocuments) {
  struct Written {
    std::string id;
    std::string form;
    std::string ending;
  };
  const std::vector<Written> documents = {{"c2000-2019", "markdown", "md"},
                                          {"c2000-2019", "html", "html"},
                                          {"2021Z16950", "markdown", "md"},
                                          {"kaspersky-2018", "markdown", "md"}};
  for (const Written& one : documents) {
    ExpectGolden(
        absl::StrCat("document-", one.id, ".", GetParam(), ".", one.ending),
        Answer({"-o", one.form, "case", "run", one.id}));
  }
}

}  // namespace
}  // namespace ketenzicht::testing
