// Facts that are read packed, on two threads, against those that are read one
// by one.

#include "ingest/csv_bulk_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "ingest/csv_fact_reader.h"
#include "ingest/csv_fact_writer.h"
#include "ingest/fact_places.h"
#include "tests/support/environment.h"
#include "tests/support/generated_facts.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kMany = 1'000'000;

struct TextFile {
  std::string name;
  std::string content;
};

std::vector<BulkFile> Opening(const std::vector<TextFile>& files) {
  std::vector<BulkFile> opening;
  for (const TextFile& file : files) {
    opening.push_back(
        {file.name, [&file]() -> absl::StatusOr<std::unique_ptr<ByteSource>> {
           return std::make_unique<TextSource>(file.content);
         }});
  }
  return opening;
}

absl::StatusOr<BulkFacts> ReadBulk(const std::vector<TextFile>& files,
                                   int64_t max_facts = kMany) {
  return ReadBulkCsv(Opening(files), max_facts, [](int64_t) {});
}

std::vector<std::string> Texts(const std::vector<Problem>& problems) {
  std::vector<std::string> texts;
  for (const Problem& one : problems) texts.push_back(FormatProblem(one));
  return texts;
}

// By the reader of single facts.
struct OneByOne {
  std::vector<graph::Fact> facts;  // sound ones, sorted by id
  std::vector<std::string> problems;
};

OneByOne ReadOneByOne(const std::vector<TextFile>& files) {
  OneByOne read;
  for (const TextFile& file : files) {
    Problems problems(file.name);
    CsvFactReader reader(problems);
    const auto take = [&](ReadFact fact) {
      if (!fact.broken) read.facts.push_back(std::move(fact.fact));
    };
    reader.Read(file.content, take);
    reader.Finish(take);
    for (const std::string& text : Texts(problems.list())) {
      read.problems.push_back(text);
    }
  }
  std::sort(
      read.facts.begin(), read.facts.end(),
      [](const graph::Fact& a, const graph::Fact& b) { return a.id < b.id; });
  return read;
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

// Rows in another order, and now and then broken.
void Disturb(TextFile& file, graph::Dice& dice) {
  std::vector<std::string> rows;
  size_t begin = file.content.find('\n') + 1;
  const std::string header = file.content.substr(0, begin);
  bool quoted = false;
  for (size_t i = begin; i < file.content.size(); ++i) {
    if (file.content[i] == '"') quoted = !quoted;
    if (file.content[i] != '\n' || quoted) continue;
    rows.push_back(file.content.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  for (size_t i = rows.size(); i > 1; --i) {
    std::swap(rows[i - 1], rows[dice.Below(static_cast<int>(i))]);
  }
  for (std::string& row : rows) {
    switch (dice.Below(300)) {
      case 0:
        row.insert(row.size() - 1, ",more");
        break;
      case 1:
        row = absl::StrReplaceAll(row, {{"affirmed", "afirmed"}});
        break;
      case 2:
        row = absl::StrReplaceAll(row, {{"20", "2O"}});
        break;
      case 3:
        row[row.find(',')] = 'x';
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
  if (dice.Percent(5)) {
    file.content.insert(
        static_cast<size_t>(dice.Below(static_cast<int>(file.content.size()))),
        "\"");
  }
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
    for (TextFile& file : files) Disturb(file, dice);
    const OneByOne expected = ReadOneByOne(files);
    const absl::StatusOr<BulkFacts> read = ReadBulk(files);
    ASSERT_TRUE(read.ok()) << read.status();
    ASSERT_EQ(Texts(read->problems), expected.problems);
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
    if (!sorted) {
      for (TextFile& file : files) {
        graph::Dice shuffle(7);
        std::string before = file.content;
        do {
          file.content = before;
          Disturb(file, shuffle);
        } while (!ReadOneByOne({file}).problems.empty());
      }
    }
    const absl::StatusOr<BulkFacts> read = ReadBulk(files);
    ASSERT_TRUE(read.ok()) << read.status();
    ASSERT_THAT(Texts(read->problems), IsEmpty());
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
  EXPECT_EQ(Texts(read->problems), expected.problems);
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
  EXPECT_THAT(Texts(read->problems),
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
  EXPECT_THAT(Texts(empty->problems),
              ElementsAre(HasSubstr("the file is empty")));
}

}  // namespace
}  // namespace ketenzicht::ingest
