// Tables as spreadsheets write them, by a mapping of rows.

#include "ingest/formats/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/yaml_document.h"
#include "tests/support/case_data.h"
#include "tests/support/corpora.h"
#include "tests/support/corpus_file.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

Mapping ReadOne(const std::string& text) {
  Problems problems("mapping");
  const auto root = ParseYaml(text, problems);
  auto mapping =
      ReadMapping(*root, *ketenzicht::testing::CaseState().ontology, problems);
  for (const Problem& problem : problems.list()) {
    ADD_FAILURE() << FormatProblem(problem);
  }
  return mapping.value_or(Mapping());
}

// Of rows "name;share", written as `table` says.
Mapping MappingOf(const std::string& table) {
  return ReadOne(absl::StrCat(R"(apiVersion: ketenzicht.nl/v1
kind: Mapping
format: owners
title: {nl: eigenaren, en: owners}
table: {)",
                              table, R"(}
entities: {owner: {kind: company}}
rows:
  - entity: {type: owner, key: "{name}", attributes: {share: "{share}"}}
)"));
}

ReadRecords Read(const std::string& table, absl::string_view text) {
  return ReadText("table", text, MappingOf(table));
}

// Shares by name.
std::map<std::string, std::string> Shares(const ReadRecords& read) {
  EXPECT_THAT(read.problems, IsEmpty());
  std::map<std::string, std::string> shares;
  for (const EntityRecord& owner : read.records.entities) {
    const auto share = owner.attributes.find("share");
    shares[owner.name] = share == owner.attributes.end() ? "" : share->second;
  }
  return shares;
}

constexpr char kWindows[] = "encoding: windows-1252";

TEST(Table, AByteOrderMarkIsNoPartOfTheFirstColumn) {
  EXPECT_THAT(Shares(Read("", "\xEF\xBB\xBFname,share\nAcme,5\n")),
              ElementsAre(Pair("Acme", "5")));
}

TEST(Table, SemicolonsPartCellsWhereTheHeaderOrTheMappingHasThem) {
  const auto shares = ElementsAre(Pair("Acme, Inc.", "5"), Pair("Beta", "6;7"));
  constexpr char kText[] = "name;share\nAcme, Inc.;5\nBeta;\"6;7\"\n";
  EXPECT_THAT(Shares(Read("", kText)), shares);
  EXPECT_THAT(Shares(Read("delimiter: \";\"", kText)), shares);
  // A header that says otherwise of itself.
  EXPECT_THAT(
      Shares(Read("delimiter: \";\"", "name;share;a,b,c,d\nAcme;5;x\n")),
      ElementsAre(Pair("Acme", "5")));
}

TEST(Table, NumbersWithADecimalCommaGetAPointAndOtherTextsStay) {
  constexpr char kText[] =
      "name;share\na;12,5\nb;1.234.567,8\nc;-0,5\nd;1.234\ne;7\n"
      "f;31.12.2024\ng;1.2\nh;10.0.0.1\ni;1,2,3\nj;12,5 %\nk;,5\nl;1234.567\n";
  EXPECT_THAT(
      Shares(Read("decimal_comma: true", kText)),
      ElementsAre(Pair("a", "12.5"), Pair("b", "1234567.8"), Pair("c", "-0.5"),
                  Pair("d", "1234"), Pair("e", "7"), Pair("f", "31.12.2024"),
                  Pair("g", "1.2"), Pair("h", "10.0.0.1"), Pair("i", "1,2,3"),
                  Pair("j", "12,5 %"), Pair("k", ",5"), Pair("l", "1234.567")));
  EXPECT_THAT(Shares(Read("", "name;share\na;12,5\n")),
              ElementsAre(Pair("a", "12,5")))
      << "nothing is a number that the mapping does not say";
}

TEST(Table, LineEndsOfWindowsStayWithinQuotesAndLinesAreCounted) {
  const ReadRecords read =
      Read("", "name,share\r\n\"Acme\r\nHolding\",5\r\nBeta,6\r\n");
  EXPECT_THAT(Shares(read),
              ElementsAre(Pair("Acme\r\nHolding", "5"), Pair("Beta", "6")));
  ASSERT_EQ(read.records.entities.size(), 2u);
  EXPECT_EQ(read.records.entities[0].place.line, 2);
  EXPECT_EQ(read.records.entities[1].place.line, 4);
}

TEST(Table, Windows1252IsReadWhereTheMappingNamesIt) {
  EXPECT_THAT(Shares(Read(kWindows,
                          "name,share\nCaf\xE9 \x80,\x93"
                          "5\x94\n\x8A,6\n")),
              ElementsAre(Pair("Café €", "“5”"), Pair("Š", "6")));
  EXPECT_THAT(Read("", "name,share\nCaf\xE9,5\n").problems,
              ElementsAre("x:2: column 1: not valid UTF-8; save the file as "
                          "UTF-8"));
}

TEST(Table, AByteThatIsNothingInWindows1252IsRefusedWithItsPlace) {
  EXPECT_THAT(
      Read(kWindows, "name,share\nCaf\xE9,5\nCaf\xE9 \x81,6\n").problems,
      ElementsAre("x:3: byte 6: 0x81 is no character of windows-1252"));
  for (const char byte : {'\x81', '\x8D', '\x8F', '\x90', '\x9D'}) {
    EXPECT_THAT(Read(kWindows,
                     absl::StrCat("name,share\n", std::string(1, byte), ",1\n"))
                    .problems,
                ::testing::SizeIs(1))
        << static_cast<int>(byte);
  }
}

TEST(Table, ThePlaceOfAByteCountsOverAllThatWasReadBefore) {
  std::string text = "name,share\n";
  for (int row = 0; row < 20'000; ++row) text += "Caf\xE9,5\n";
  text += "\"\n";
  const std::string cell(40'000, 'x');
  absl::StrAppend(&text, cell, "\x8D\",6\n");
  EXPECT_THAT(Read(kWindows, text).problems,
              ElementsAre("x:20003: byte 40001: 0x8D is no character of "
                          "windows-1252"));
}

TEST(Table, AByteOrderMarkTellsTheEncodingWhateverTheMappingSays) {
  EXPECT_THAT(Shares(Read(kWindows, "\xEF\xBB\xBFname,share\nCafé,5\n")),
              ElementsAre(Pair("Café", "5")));
  EXPECT_THAT(Read(kWindows, "\xFF\xFEn").problems,
              ElementsAre(::testing::HasSubstr("this is UTF-16")));
}

TEST(Table, WhatSpreadsheetsDoComesTogether) {
  const ReadRecords read =
      Read(absl::StrCat(kWindows, ", decimal_comma: true, delimiter: \";\""),
           "name;share\r\n\"Caf\xE9;\r\nde \"\"Beurs\"\"\";1.000,25\r\n");
  EXPECT_THAT(Shares(read),
              ElementsAre(Pair("Café;\r\nde \"Beurs\"", "1000.25")));
}

// What the shipped mapping makes of ships of Regulation (EU) No 833/2014.
TEST(Table, ShipsOfOneNameAreToldApartByNumberAndDatesAreReadAsWritten) {
  std::ifstream stream("data/mappings/eu-833-2014.yaml");
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const ReadRecords read = ReadText(
      "table",
      "annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,"
      "country,innCode,ogrnCode,leiCode,imoNumber,mmsi,address\n"
      "XLII,m,25.6.2024,,Vessel,Maria,,,,,,,,8517839,,\n"
      "XLII,m,20 July 2025,,Vessel,Maria,,,,,,,,9198783,,\n"
      "XLII,m,20.7.2025,,Vessel,Nameless,,,,,,,,,,\n"
      "IV,m,12.9.2014,,LegalEntity,Works,,,,,,,,,,\n",
      ReadOne(text));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.skipped, IsEmpty());
  std::map<std::string, std::string> ships;
  for (const EntityRecord& record : read.records.entities) {
    if (record.type == "vessel") ships[record.key] = record.name;
  }
  EXPECT_THAT(ships, ElementsAre(Pair("XLII/Maria/8517839", "Maria"),
                                 Pair("XLII/Maria/9198783", "Maria")));
  std::map<std::string, std::string> listed;
  for (const RelationRecord& record : read.records.relations) {
    listed[record.source] = graph::FormatDateRange(record.valid.from.range);
  }
  // The ship without a number is listed and no thing, so that it is told.
  EXPECT_THAT(listed, ElementsAre(Pair("IV/Works", "2014-09-12"),
                                  Pair("XLII/Maria/8517839", "2024-06-25"),
                                  Pair("XLII/Maria/9198783", "2025-07-20"),
                                  Pair("XLII/Nameless", "2025-07-20")));
}

// One entity a row, with all cells.
Mapping AllCells(const nlohmann::ordered_json& row) {
  Mapping mapping;
  RowEntity& entity = mapping.row_entities.emplace_back();
  entity.type = "row";
  for (const auto& [column, cell] : row.items()) {
    const CellText text{{"", column, ""}};
    if (entity.key.empty()) entity.key = text;
    entity.attributes.emplace(column, text);
  }
  return mapping;
}

TEST(Table, ReadsCsvSpectrumAsItsJsonSays) {
  const auto folder = ketenzicht::testing::CorpusFolder("hostile/csv-spectrum");
  if (!folder) GTEST_SKIP() << "no corpora";
  const auto files = ketenzicht::testing::FilesBelow(*folder / "csvs");
  EXPECT_GE(files.size(), 7u);
  for (const auto& file : files) {
    SCOPED_TRACE(file.filename());
    std::string text = ketenzicht::testing::CorpusText(file);
    // A checkout may have lost the line ends that this one is about.
    if (file.stem() == "newlines_crlf" && !absl::StrContains(text, '\r')) {
      text = absl::StrReplaceAll(text, {{"\n", "\r\n"}});
    }
    const auto expected =
        nlohmann::ordered_json::parse(ketenzicht::testing::CorpusText(
            *folder / "json" / file.stem().concat(".json")));
    const ReadRecords read = ReadText("table", text, AllCells(expected.at(0)));
    EXPECT_THAT(read.problems, IsEmpty());
    auto found = nlohmann::ordered_json::array();
    for (const EntityRecord& row : read.records.entities) {
      auto& cells = found.emplace_back(nlohmann::ordered_json::object());
      for (const auto& [column, cell] : expected.at(0).items()) {
        const auto value = row.attributes.find(column);
        cells[column] = value == row.attributes.end() ? "" : value->second;
      }
    }
    EXPECT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
