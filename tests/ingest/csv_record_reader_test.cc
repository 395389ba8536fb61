// RFC 4180 as it is met: what is read, in any pieces, and what is refused
// where.

#include "ingest/csv_record_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Rows = std::vector<std::vector<std::string>>;

struct Read {
  Rows rows;
  std::vector<int> lines;
  std::vector<std::string> problems;
};

// In pieces of `size` bytes.
Read ReadIn(const std::string& text, size_t size,
            const CsvLimits& limits = CsvLimits()) {
  Read read;
  Problems problems("x.csv");
  CsvRecordReader reader(problems, limits);
  const auto take = [&](const CsvRecord& record) {
    read.rows.emplace_back(record.fields.begin(), record.fields.end());
    read.lines.push_back(record.line);
    return true;
  };
  for (size_t at = 0; at < text.size(); at += size) {
    reader.Read(absl::string_view(text).substr(at, size), take);
  }
  reader.Finish(take);
  for (const Problem& problem : problems.list()) {
    read.problems.push_back(FormatProblem(problem));
  }
  return read;
}

struct Good {
  std::string name;
  std::string text;
  Rows rows;
};
void PrintTo(const Good& good, std::ostream* stream) { *stream << good.name; }

class Reads : public ::testing::TestWithParam<Good> {};

TEST_P(Reads, InPiecesOfAnySize) {
  const Good& good = GetParam();
  for (size_t size = 1; size <= good.text.size() + 1; ++size) {
    const Read read = ReadIn(good.text, size);
    EXPECT_EQ(read.rows, good.rows) << size;
    EXPECT_THAT(read.problems, IsEmpty()) << size;
  }
}

// The cases of csv-spectrum, and what spreadsheets do besides.
INSTANTIATE_TEST_SUITE_P(
    Csv, Reads,
    ::testing::Values(
        Good{"Simple", "a,b,c\n1,2,3", {{"a", "b", "c"}, {"1", "2", "3"}}},
        Good{"Crlf", "a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}},
        Good{"CommaInQuotes",
             "first,address,zip\nJohn,\"120, any st.\",08123\n",
             {{"first", "address", "zip"}, {"John", "120, any st.", "08123"}}},
        Good{"EmptyFields",
             "a,b,c\n1,\"\",\"\"\n2,,\n",
             {{"a", "b", "c"}, {"1", "", ""}, {"2", "", ""}}},
        Good{"EscapedQuotes",
             "a,b\n1,\"ha \"\"ha\"\" ha\"\n\"\"\"\",4\n",
             {{"a", "b"}, {"1", "ha \"ha\" ha"}, {"\"", "4"}}},
        Good{"NewlinesInQuotes",
             "a,b\n\"Once upon \na time\",5\n7,8\n",
             {{"a", "b"}, {"Once upon \na time", "5"}, {"7", "8"}}},
        Good{"CrlfInQuotes",
             "a,b\r\n\"Once \r\nupon\",5\r\n",
             {{"a", "b"}, {"Once \r\nupon", "5"}}},
        Good{"QuotesAndNewlines",
             "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n",
             {{"a", "b"}, {"1", "ha \n\"ha\" \nha"}}},
        Good{
            "Json",
            "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"c\"\": [1, 2]}\"\n",
            {{"key", "val"}, {"1", "{\"type\": \"Point\", \"c\": [1, 2]}"}}},
        Good{"Utf8",
             "a,b\n1,ʤ\n2,é€😀\n",
             {{"a", "b"}, {"1", "ʤ"}, {"2", "é€😀"}}},
        Good{"ByteOrderMark",
             "\xEF\xBB\xBF"
             "a,b\n1,2\n",
             {{"a", "b"}, {"1", "2"}}},
        Good{"ByteOrderMarkAndQuote", "\xEF\xBB\xBF\"a\",b\n", {{"a", "b"}}},
        Good{"Semicolons", "a;b\n1,5;2\n", {{"a", "b"}, {"1,5", "2"}}},
        Good{"Tabs", "a\tb\n1\t2;3\n", {{"a", "b"}, {"1", "2;3"}}},
        Good{"DelimitersInTheQuotesOfTheHeader",
             "\"a,b,c\";d;e\n1;2;3\n",
             {{"a,b,c", "d", "e"}, {"1", "2", "3"}}},
        Good{"SaysItsDelimiter",
             "sep=;\r\na,x,y;b\r\n1;2\r\n",
             {{"a,x,y", "b"}, {"1", "2"}}},
        Good{"OneColumn", "a\n1\n", {{"a"}, {"1"}}},
        Good{"EmptyLines", "a,b\n\n1,2\n\r\n\n", {{"a", "b"}, {"1", "2"}}},
        Good{"QuotedEmptyLine", "a\n\"\"\n", {{"a"}, {""}}},
        Good{"NoEndOfLine", "a,b\n1,", {{"a", "b"}, {"1", ""}}},
        Good{"SpacesStay", "a,b\n 1 , 2\n", {{"a", "b"}, {" 1 ", " 2"}}},
        Good{"OnlyAHeader", "a,b\n", {{"a", "b"}}}, Good{"Nothing", "", {}}),
    [](const auto& info) { return info.param.name; });

TEST(CsvRecordReader, CountsLinesWithinQuotes) {
  EXPECT_THAT(ReadIn("a,b\n\"x\ny\nz\",1\n\n2,3\n", 3).lines,
              ElementsAre(1, 2, 6));
  EXPECT_THAT(ReadIn("sep=,\na,b\n1,2\n", 100).lines, ElementsAre(2, 3));
}

struct Bad {
  std::string name;
  std::string text;
  std::string place;
  std::string reason;
};
void PrintTo(const Bad& bad, std::ostream* stream) { *stream << bad.name; }

class RefusesCsv : public ::testing::TestWithParam<Bad> {};

TEST_P(RefusesCsv, WithPlaceAndReason) {
  const Bad& bad = GetParam();
  for (size_t size : {1, 2, 7, 1000}) {
    const Read read = ReadIn(bad.text, size);
    ASSERT_THAT(read.problems, SizeIs(1)) << size;
    EXPECT_THAT(read.problems[0],
                AllOf(HasSubstr(absl::StrCat("x.csv:", bad.place, ": ")),
                      HasSubstr(bad.reason)));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Csv, RefusesCsv,
    ::testing::Values(
        Bad{"TextAfterQuote", "a,b\n1,\"x\"y\n", "2: byte 6",
            "text after a closing quote"},
        Bad{"QuoteInText", "a,b\n1,2\nx\"y\",2\n", "3: byte 2",
            "a quote within a field"},
        Bad{"QuoteInTheHeader", "a\"b,c\n1,2\n", "1: byte 2",
            "a quote within a field"},
        Bad{"NeverClosed", "a,b\n1,\"x\n2,3\n", "4: byte 1",
            "opened on line 2 is never closed"},
        Bad{"BareReturn", "a,b\n1,2\r3,4\r", "2: byte 5", "carriage return"},
        Bad{"OldMacLines", "a,b\r1,2\r3,4\r", "1: byte 5", "carriage return"},
        Bad{"Windows1252", "a,b\n1,caf\xE9\n", "2: column 2", "UTF-8"},
        Bad{"Utf16",
            std::string("\xFF\xFE"
                        "a\0,\0b\0\n\0",
                        10),
            "1", "UTF-16"}),
    [](const auto& info) { return info.param.name; });

TEST(CsvRecordReader, SaysWhichLimitWasHit) {
  CsvLimits limits;
  limits.field_bytes = 10;
  limits.record_bytes = 25;
  limits.columns = 4;
  EXPECT_THAT(ReadIn("a,b\n1234567890,12345678901\n", 3, limits).problems,
              ElementsAre(AllOf(HasSubstr("x.csv:2: "),
                                HasSubstr("column 2 has more than 10 bytes"))));
  EXPECT_THAT(
      ReadIn("a,b\n1234567890,1234567890,1234567890\n", 5, limits).problems,
      ElementsAre(HasSubstr("a record of more than 25 bytes")));
  EXPECT_THAT(ReadIn("a,b\n1,2,3,4,5\n", 5, limits).problems,
              ElementsAre(HasSubstr("more than 4 columns")));
  EXPECT_THAT(ReadIn("a,b\n1234567890,1234567890,1,2\n", 5, limits).problems,
              IsEmpty());
}

TEST(CsvRecordReader, StopsWhereItIsTold) {
  Problems problems("x.csv");
  CsvRecordReader reader(problems);
  int taken = 0;
  const auto take = [&](const CsvRecord&) { return ++taken < 2; };
  EXPECT_FALSE(reader.Read("a\nb\nc\nd\n", take));
  EXPECT_FALSE(reader.Finish(take));
  EXPECT_EQ(taken, 2);
  EXPECT_TRUE(problems.empty());
}

TEST(CsvRecordReader, AHeaderWithoutEndIsReadOn) {
  const std::string header = std::string(2 * kMaxCsvHeaderBytes, 'a') + ",b\n";
  EXPECT_THAT(ReadIn(header + "1,2\n", 1000).rows, SizeIs(2));
}

}  // namespace
}  // namespace ketenzicht::ingest
