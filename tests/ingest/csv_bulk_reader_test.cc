// Facts that are read packed, on two threads, against those that are read one
// by one.

#include "ingest/csv_bulk_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "ingest/csv_fact_writer.h"
#include "tests/support/csv_one_by_one.h"
#include "tests/support/environment.h"
#include "tests/support/generated_facts.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::OneByOne;
using testing::ProblemTexts;
using testing::ReadOneByOne;
using ::testing::SizeIs;
using testing::TextFile;

constexpr int64_t kMany = 1'000'000;

absl::StatusOr<BulkFacts> ReadBulk(const std::vector<TextFile>& files,
                                   int64_t max_facts = kMany) {
  return ReadBulkCsv(testing::OpeningTexts(files), max_facts, [](int64_t) {});
}

std::vector<TextFile> Written(const std::vector<graph::Fact>& facts) {
  std::vector<TextFile> files;
  for (CsvTable table : kCsvTables) {
    files.push_back(
        {absl::StrCat(CsvTableName(table), ".csv"), CsvHeader(table)});
  }
  for (const graph::Fact& fact : facts) {
    EXPECT_TRUE(
        AppendCsvRow(fact, files[static_cast<size_t>(CsvTableOf(fact))].content)
            .ok());
  }
  return files;
}

struct Rows {
  std::string header;
  std::vector<std::string> rows;
};

Rows RowsOf(const TextFile& file) {
  size_t begin = file.content.find('\n') + 1;
  Rows rows{.header = file.content.substr(0, begin)};
  bool quoted = false;
  for (size_t i = begin; i < file.content.size(); ++i) {
    if (file.content[i] == '"') quoted = !quoted;
    if (file.content[i] != '\n' || quoted) continue;
    rows.rows.push_back(file.content.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  return rows;
}

void Shuffle(TextFile& file, graph::Dice& dice) {
  auto [header, rows] = RowsOf(file);
  for (size_t i = rows.size(); i > 1; --i) {
    std::swap(rows[i - 1], rows[dice.Below(static_cast<int>(i))]);
  }
  file.content = absl::StrCat(header, absl::StrJoin(rows, ""));
}

// Now and then a row is broken, or the file.
void Break(TextFile& file, graph::Dice& dice) {
  auto [header, rows] = RowsOf(file);
  for (std::string& row : rows) {
    switch (dice.Below(300)) {
      case 0:
        row = absl::StrCat(row.substr(0, row.size() - 1), ",more\n");
        break;
      case 1:
        row = absl::StrReplaceAll(row, {{"affirmed", "afirmed"}});
        break;
      case 2:
        row = absl::StrReplaceAll(row, {{"20", "2O"}});
        break;
      case 3:
        row = absl::StrCat("x", row.substr(row.find(',') + 1));
        break;
      default:
        break;
    }
  }
  file.content = absl::StrCat(dice.Percent(30) ? "\xEF\xBB\xBF" : "", header,
                              absl::StrJoin(rows, ""));
  if (dice.Percent(30)) {
    file.content = absl::StrReplaceAll(file.content, {{"\n", "\r\n"}});
  }
  if (!dice.Percent(5)) return;
  const auto at =
      static_cast<size_t>(dice.Below(static_cast<int>(file.content.size())));
  file.content =
      absl::StrCat(file.content.substr(0, at), "\"", file.content.substr(at));
}

TEST(CsvBulkReader, ReadsWhatIsReadOneByOne) {
  const int64_t first = testing::FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t cases = testing::FromEnvironment("KETENZICHT_GRAPHS", 1000);
  int broken = 0;
  for (int64_t seed = first; seed < first + cases; ++seed) {
    SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
    graph::Dice dice(static_cast<uint64_t>(seed));
    std::vector<TextFile> files =
        Written(graph::MakeRandomGraph(static_cast<uint64_t>(seed)).facts);
    for (TextFile& file : files) {
      Shuffle(file, dice);
      Break(file, dice);
    }
    const OneByOne expected = ReadOneByOne(files);
    const absl::StatusOr<BulkFacts> read = ReadBulk(files);
    ASSERT_TRUE(read.ok()) << read.status();
    ASSERT_EQ(ProblemTexts(read->problems), expected.problems);
    if (!expected.problems.empty()) {
      ASSERT_EQ(read->facts, nullptr);
      ++broken;
      continue;
    }
    const auto facts = graph::UnpackAll(*read->facts);
    ASSERT_TRUE(facts.ok()) << facts.status();
    ASSERT_EQ(*facts, expected.facts);
  }
  EXPECT_GT(broken, cases / 20);
  EXPECT_LT(broken, cases - cases / 20);
}

// Files of many pieces, on both threads.
TEST(CsvBulkReader, ReadsLargeFiles) {
  graph::Dice dice(3);
  const std::vector<graph::Fact> facts =
      testing::GeneratedFacts(testing::FullOptions(8'000));
  std::vector<TextFile> files = Written(facts);
  ASSERT_GT(files[1].content.size(), size_t{5} << 20);
  for (const bool sorted : {true, false}) {
    for (TextFile& file : files) {
      if (!sorted) Shuffle(file, dice);
    }
    const absl::StatusOr<BulkFacts> read = ReadBulk(files);
    ASSERT_TRUE(read.ok()) << read.status();
    ASSERT_THAT(ProblemTexts(read->problems), IsEmpty());
    const auto unpacked = graph::UnpackAll(*read->facts);
    ASSERT_TRUE(unpacked.ok());
    ASSERT_EQ(*unpacked, facts);
  }
}

TEST(CsvBulkReader, TellsLinesOfLargeFiles) {
  std::vector<TextFile> files =
      Written(testing::GeneratedFacts(testing::PlainOptions(8'000)));
  std::string& text = files[1].content;
  // A day that is none near the end, and a quote that is never closed behind.
  const size_t row = text.rfind("\nrelations/", text.size() - 50'000);
  const size_t day = text.find("2024-", row);
  ASSERT_NE(day, std::string::npos);
  text.replace(day, 5, "2O24-");
  text += "relations/last,\"";
  const OneByOne expected = ReadOneByOne(files);
  ASSERT_THAT(expected.problems, SizeIs(2));
  const absl::StatusOr<BulkFacts> read = ReadBulk(files);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(ProblemTexts(read->problems), expected.problems);
}

constexpr char kHeader[] = "id,kind,name_nl,name_en,evidence_source,asserted\n";

std::string Row(absl::string_view id) {
  return absl::StrCat(id, ",company,X,X,sources/s,2021-11-18\n");
}

TEST(CsvBulkReader, NamesIdsThatStandTwice) {
  const absl::StatusOr<BulkFacts> read =
      ReadBulk({{"a.csv", absl::StrCat(kHeader, Row("companies/x"),
                                       Row("companies/y"), Row("companies/x"))},
                {"b.csv", absl::StrCat(kHeader, Row("companies/y"))}});
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->facts, nullptr);
  EXPECT_THAT(ProblemTexts(read->problems),
              ElementsAre("a.csv:2: companies/x: stands twice",
                          "a.csv:3: companies/y: stands twice",
                          "a.csv:4: companies/x: stands twice",
                          "b.csv:2: companies/y: stands twice"));
}

TEST(CsvBulkReader, TakesNoMoreThanItMay) {
  const std::vector<TextFile> files = {
      {"a.csv", absl::StrCat(kHeader, Row("companies/x"), Row("companies/y"))}};
  EXPECT_TRUE(ReadBulk(files, 2).ok());
  EXPECT_EQ(ReadBulk(files, 1).status().code(),
            absl::StatusCode::kResourceExhausted);
}

TEST(CsvBulkReader, SaysWhichFileCannotBeRead) {
  const std::vector<BulkFile> files = {
      {"gone.csv", []() -> absl::StatusOr<std::unique_ptr<ByteSource>> {
         return absl::NotFoundError("gone.csv: cannot be read");
       }}};
  const auto read = ReadBulkCsv(files, kMany, [](int64_t) {});
  EXPECT_EQ(read.status().code(), absl::StatusCode::kNotFound);
  const auto empty = ReadBulk({{"empty.csv", ""}});
  ASSERT_TRUE(empty.ok());
  EXPECT_THAT(ProblemTexts(empty->problems),
              ElementsAre(HasSubstr("the file is empty")));
}

}  // namespace
}  // namespace ketenzicht::ingest
