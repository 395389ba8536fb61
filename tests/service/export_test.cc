// Exports over the service and from the command line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "service/cli/export_folder.h"
#include "service/rpc/fact_service.h"
#include "tests/service/service_fixture.h"
#include "tests/support/case_data.h"
#include "tests/support/exported_graph.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

std::string ReadText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> NamesIn(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

class Exports : public ::testing::Test {
 protected:
  void SetUp() override {
    const CliResult imported = service_.Run({"import", "data"});
    ASSERT_EQ(imported.code, 0) << imported.error;
  }
  TestService service_;
};

TEST_F(Exports, GiveTheTextOfEachFormat) {
  for (const char* format : {"graphml", "dot", "stix", "opengraph"}) {
    SCOPED_TRACE(format);
    const CliResult exported = service_.Run({"export", "--format", format});
    EXPECT_EQ(exported.code, 0) << exported.error;
    EXPECT_TRUE(exported.out == ExportText(*CaseState().snapshot, format));
  }
}

TEST_F(Exports, WriteTheTwoFilesOfNeo4jIntoAFolder) {
  const TemporaryDirectory folder;
  const std::string out = folder / "new/graph";
  const CliResult exported =
      service_.Run({"export", "--format", "neo4j-csv", "--out", out});
  EXPECT_EQ(exported.code, 0) << exported.error;
  EXPECT_EQ(exported.out, "");
  EXPECT_THAT(NamesIn(out),
              UnorderedElementsAre("nodes.csv", "relationships.csv"));
  const auto files = ExportFiles(*CaseState().snapshot, "neo4j-csv");
  for (const auto& [name, text] : files) {
    EXPECT_TRUE(ReadText(out + "/" + name) == text) << name;
  }
}

TEST_F(Exports, SayWhereTheyCannotGo) {
  const auto code = [this](const std::vector<std::string>& arguments) {
    return service_.Run(arguments).code;
  };
  EXPECT_EQ(code({"export", "--format", "neo4j-csv"}), service::kExitUsage);
  EXPECT_EQ(code({"export", "--format", "dot", "--out", "x"}),
            service::kExitUsage);
  EXPECT_EQ(code({"export", "--out", "x"}), service::kExitUsage);
  EXPECT_EQ(code({"export", "--format", "gexf"}), service::kExitUsage);
  const TemporaryDirectory folder;
  std::ofstream(folder / "file") << "no folder";
  const CliResult refused = service_.Run(
      {"export", "--format", "neo4j-csv", "--out", folder / "file"});
  EXPECT_EQ(refused.code, service::kExitFailed);
  EXPECT_THAT(refused.error, HasSubstr("cannot be written"));
}

TEST_F(Exports, ComeInPiecesOfOneFileAfterTheOther) {
  v1::ExportFactsRequest request;
  request.set_format(v1::ExportFactsRequest::FORMAT_NEO4J_CSV);
  std::vector<std::string> files;
  const service::CallResult result = service_.MakeClient()->ExportFacts(
      request, [&](const v1::ExportFactsResponse& response) {
        EXPECT_FALSE(response.piece().empty());
        EXPECT_LE(response.piece().size(), service::kMaxPieceBytes);
        if (files.empty() || files.back() != response.file()) {
          files.push_back(response.file());
        }
        return true;
      });
  EXPECT_TRUE(result.ok()) << result.message;
  EXPECT_EQ(files,
            (std::vector<std::string>{"nodes.csv", "relationships.csv"}));
}

TEST_F(Exports, HeedAScenario) {
  v1::ExportFactsRequest request;
  request.set_format(v1::ExportFactsRequest::FORMAT_DOT);
  request.mutable_revision()->mutable_scenario()->set_content(
      "apiVersion: ketenzicht.nl/v1\n"
      "kind: Scenario\n"
      "id: scenarios/key\n"
      "title: {nl: sleutel, en: key}\n"
      "baseline: {date: 2021-11-18}\n"
      "changes:\n"
      "  - set: {fact: relations/politie-images-key-held-by-dji, modality: "
      "denied}\n");
  std::string text;
  const service::CallResult result = service_.MakeClient()->ExportFacts(
      request, [&](const v1::ExportFactsResponse& response) {
        EXPECT_EQ(response.file(), "");
        text += response.piece();
        return true;
      });
  ASSERT_TRUE(result.ok()) << result.message;
  EXPECT_THAT(text, HasSubstr("denied: key held by"));
  EXPECT_FALSE(text == ExportText(*CaseState().snapshot, "dot"));
}

TEST(Export, OfGraphFormatsNeedsAVocabulary) {
  TestService service;
  v1::ExportFactsRequest request;
  request.set_format(v1::ExportFactsRequest::FORMAT_STIX);
  const service::CallResult result = service.MakeClient()->ExportFacts(
      request, [](const v1::ExportFactsResponse&) { return true; });
  EXPECT_EQ(result.reason, "NO_VOCABULARY");
  EXPECT_EQ(service.Run({"export", "--format", "jsonl"}).code, 0);
}

TEST(ExportFolder, LeavesWhatWasThereWhereItBreaksOff) {
  const TemporaryDirectory folder;
  std::ofstream(folder / "nodes.csv") << "old";
  {
    service::ExportFolder begun(folder.path());
    ASSERT_TRUE(begun.Write("nodes.csv", "new").ok());
    ASSERT_TRUE(begun.Write("relationships.csv", "new").ok());
  }
  EXPECT_THAT(NamesIn(folder.path()), UnorderedElementsAre("nodes.csv"));
  EXPECT_EQ(ReadText(folder / "nodes.csv"), "old");
  service::ExportFolder whole(folder.path());
  ASSERT_TRUE(whole.Write("nodes.csv", "ne").ok());
  ASSERT_TRUE(whole.Write("nodes.csv", "w").ok());
  ASSERT_TRUE(whole.Finish().ok());
  EXPECT_EQ(ReadText(folder / "nodes.csv"), "new");
}

TEST(ExportFolder, HasNoFilesElsewhere) {
  const TemporaryDirectory folder;
  for (const char* name : {"", "..", "../x", "a/b", "/x", ".x", "a\\b"}) {
    service::ExportFolder refusing(folder.path());
    EXPECT_EQ(refusing.Write(name, "x").code(),
              absl::StatusCode::kInvalidArgument)
        << name;
  }
  EXPECT_THAT(NamesIn(folder.path()), UnorderedElementsAre());
}

}  // namespace
}  // namespace ketenzicht::testing
