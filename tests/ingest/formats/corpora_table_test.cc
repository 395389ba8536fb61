// Every file of the corpora that is of a format that is read, and what becomes
// of it: the table of docs/formats.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"
#include "tests/support/corpora.h"
#include "tests/support/corpus_file.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::HasSubstr;

struct Row {
  int files = 0;
  int imported = 0;
  int refused = 0;
  int wrong = 0;  // against what the name of the file says
};

// Files of one source, by how the corpora lay them out.
struct SourceFiles {
  std::string format;   // the row of the table
  std::string options;  // that is named to the import; empty: recognised
  std::vector<std::filesystem::path> files;
  std::string mapping;  // instead of the stored one
};

bool SaysInvalid(const std::filesystem::path& file) {
  return absl::StartsWith(file.filename().string(), "invalid-");
}

SourceOutcome ImportOne(const SourceFiles& source) {
  std::vector<std::string> texts;
  std::vector<std::unique_ptr<TextSource>> bytes;
  SourceImport how;
  texts.reserve(source.files.size());
  for (const auto& file : source.files) {
    std::ifstream stream(file, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream),
                       std::istreambuf_iterator<char>());
    bytes.push_back(std::make_unique<TextSource>(texts.back()));
    how.files.push_back({file.filename().string(), bytes.back().get()});
  }
  how.format = source.options;
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  if (!source.mapping.empty()) {
    how.mapping = InputFile{"mapping", source.mapping};
  }
  return ImportSource(ketenzicht::testing::CaseState(), how).value();
}

// The mapping of ArchiMate for links that are called "ServingRelationship".
std::string Neo4jMapping() {
  std::ifstream stream("data/mappings/archimate.yaml");
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  const size_t links = text.find("relations:\n");
  std::string mapping = text.substr(0, links);
  for (const absl::string_view line :
       absl::StrSplit(text.substr(links), '\n')) {
    const bool type = absl::StartsWith(line, "  ") && line.size() > 2 &&
                      absl::ascii_isupper(line[2]);
    const size_t colon = line.find(':');
    absl::StrAppend(&mapping,
                    type ? absl::StrCat(line.substr(0, colon), "Relationship",
                                        line.substr(colon))
                         : std::string(line),
                    "\n");
  }
  return mapping;
}

std::vector<SourceFiles> AllSources(const std::filesystem::path& corpora) {
  using ketenzicht::testing::FilesBelow;
  std::vector<SourceFiles> all;
  const auto add = [&](const char* format, const char* folder,
                       const std::vector<const char*>& endings) {
    for (const auto& file : FilesBelow(corpora / folder)) {
      for (const char* ending : endings) {
        if (absl::EndsWith(file.string(), ending)) {
          all.push_back({format, "", {file}, ""});
        }
      }
    }
  };
  add("CycloneDX JSON", "cyclonedx", {".json", ".json.xz"});
  add("CycloneDX XML", "cyclonedx", {".xml"});
  for (const auto& file : FilesBelow(corpora / "spdx")) {
    const std::string name = file.string();
    // SPDX 3 is another format, which is not read yet.
    if (absl::StrContains(name, "spdx3")) continue;
    if (absl::EndsWith(name, ".json") || absl::EndsWith(name, ".json.xz")) {
      all.push_back({"SPDX JSON", "spdx", {file}, ""});
    }
  }
  add("STIX", "stix", {".json"});
  add("MISP galaxy", "misp", {".json"});
  add("FollowTheMoney", "ftm", {".ftm.json", ".ijson"});
  add("ArchiMate Open Exchange", "archimate", {".ameff.xml"});
  all.push_back(
      {"Archi CSV", "", FilesBelow(corpora / "archimate/gemma-business"), ""});
  all.push_back({"neo4j-admin CSV", "neo4j-csv",
                 FilesBelow(corpora / "csv-graph/gemma-app-neo4j"),
                 Neo4jMapping()});
  all.push_back({"lists by a mapping",
                 "fcc-covered-list",
                 {corpora / "lists-csv/us_fcc_covered_list.csv"},
                 ""});
  all.push_back({"lists by a mapping",
                 "eu-833-2014",
                 {corpora / "lists-csv/eu_32014R0833.csv"},
                 ""});
  return all;
}

// What of the format's own tests is about what we do not read
// (docs/formats.md).
bool IsNotRead(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  for (const char* what :
       {"component-swid", "hash-", "issue-type", "license-", "metadata-license",
        "patch-type", "properties", "citations", "component-versionRange",
        "component-external-version-and-range"}) {
    if (absl::StartsWith(name, absl::StrCat("invalid-", what))) return true;
  }
  return false;
}

TEST(CorporaTable, IsThatOfTheDocs) {
  const auto corpora = ketenzicht::testing::CorpusFolder(".");
  if (!corpora) GTEST_SKIP() << "no corpora";
  std::map<std::string, Row> rows;
  for (const SourceFiles& source : AllSources(*corpora)) {
    SCOPED_TRACE(source.files.front().string());
    const SourceOutcome outcome = ImportOne(source);
    Row& row = rows[source.format];
    row.files += static_cast<int>(source.files.size());
    const bool taken = outcome.import.problems.empty();
    ++(taken ? row.imported : row.refused);
    const auto& file = source.files.front();
    const std::string name = file.filename().string();
    if (absl::StartsWith(name, "valid-")) row.wrong += taken ? 0 : 1;
    if (SaysInvalid(file)) row.wrong += taken && !IsNotRead(file) ? 1 : 0;
    for (const Problem& problem : outcome.import.problems) {
      EXPECT_FALSE(problem.reason.empty());
      if (SaysInvalid(file)) {
        EXPECT_FALSE(problem.file.empty());
      } else {
        std::cout << name << ": " << FormatProblem(problem) << "\n";
      }
    }
  }
  std::ifstream stream("docs/formats.md");
  const std::string docs{std::istreambuf_iterator<char>(stream), {}};
  for (const auto& [format, row] : rows) {
    const std::string line =
        absl::StrCat("| ", format, " | ", row.files, " | ", row.imported, " | ",
                     row.refused, " | 0 | 0 | ", row.wrong, " |");
    std::cout << line << "\n";
    EXPECT_THAT(docs, HasSubstr(line));
    EXPECT_EQ(row.wrong, 0) << format;
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
