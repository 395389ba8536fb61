// Facts as CSV: nothing is lost on the way, and what is wrong is named with its
// line and column.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact.h"
#include "ingest/csv_escape.h"
#include "ingest/csv_fact_reader.h"
#include "ingest/csv_fact_writer.h"
#include "ingest/csv_row_reader.h"
#include "ingest/importer.h"
#include "tests/support/case_data.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// One file a table.
std::vector<InputFile> Write(const std::vector<graph::Fact>& facts) {
  std::vector<InputFile> files;
  for (CsvTable table : kCsvTables) {
    files.push_back(
        {absl::StrCat(CsvTableName(table), ".csv"), CsvHeader(table)});
  }
  for (const graph::Fact& fact : facts) {
    const absl::Status written = AppendCsvRow(
        fact, files[static_cast<size_t>(CsvTableOf(fact))].content);
    EXPECT_TRUE(written.ok()) << written;
  }
  return files;
}

std::map<std::string, graph::Fact> ReadBack(
    const std::vector<InputFile>& files) {
  std::map<std::string, graph::Fact> facts;
  for (const InputFile& file : files) {
    Problems problems(file.name);
    CsvFactReader reader(problems);
    const auto take = [&](ReadFact read) {
      EXPECT_FALSE(read.broken) << read.fact.id;
      facts[read.fact.id] = std::move(read.fact);
    };
    for (size_t at = 0; at < file.content.size(); at += 1000) {
      reader.Read(absl::string_view(file.content).substr(at, 1000), take);
    }
    EXPECT_TRUE(reader.Finish(take));
    for (const Problem& problem : problems.list()) {
      ADD_FAILURE() << FormatProblem(problem);
    }
  }
  return facts;
}

void ExpectLossless(const std::vector<graph::Fact>& facts) {
  const std::map<std::string, graph::Fact> back = ReadBack(Write(facts));
  EXPECT_EQ(back.size(), facts.size());
  for (const graph::Fact& fact : facts) {
    const auto it = back.find(fact.id);
    ASSERT_NE(it, back.end()) << fact.id;
    EXPECT_EQ(it->second, fact) << fact.id;
  }
}

TEST(CsvFacts, AreTheFactsOfTheCase) {
  const std::vector<graph::Fact> facts =
      testing::CaseState().snapshot->facts().ReadAll();
  ASSERT_GT(facts.size(), 400u);
  ExpectLossless(facts);
}

TEST(CsvFacts, AreRandomFacts) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    ExpectLossless(graph::MakeRandomGraph(seed).facts);
  }
}

// Texts that a spreadsheet, CSV or YAML would take for something else.
TEST(CsvFacts, KeepEveryText) {
  const std::vector<std::string> texts = {
      "=1+1",       "+31 20",     "-5",           "@name",
      "'",          "'=1",        "''",           "'s-Hertogenbosch",
      "\ttab",      "\rreturn",   " spaces ",     "a,b;c\td",
      "\"quoted\"", "two\nlines", "two\r\nlines", "null",
      "~",          "{a: b}",     "[a, b]",       "# no",
      "a: b",       "*x",         "&x",           "!tag",
      "\\x41\\",    "é😀\xC2\x85", "\x01\x7f\x04", "true",
      "0x10",       "---"};
  std::vector<graph::Fact> facts;
  for (const std::string& text : texts) {
    graph::Fact fact;
    fact.id = absl::StrCat("companies/", facts.size());
    fact.note = {text, ""};
    fact.evidence = {{text, text, text, graph::Date(), {}},
                     {text, "", "", graph::Date(), {text, "b"}}};
    if (facts.size() % 2 == 0) fact.evidence.pop_back();
    fact.marking = {text, text, {text}, {text, text}};
    graph::Entity entity;
    entity.kind = "company";
    entity.name = {text, text};
    entity.aliases = {text, "b"};
    entity.attributes = {{text, text}, {"b", ""}};
    fact.body = entity;
    facts.push_back(fact);
  }
  ExpectLossless(facts);
}

TEST(CsvFacts, KeepEveryNumber) {
  std::vector<graph::Fact> facts;
  for (double number : {0.1, 1.0 / 3, 1e-300, 5e-324, 0.30000000000000004}) {
    graph::Fact fact;
    fact.id = absl::StrCat("measures/", facts.size());
    graph::Measure measure;
    measure.name = {"x", "x"};
    measure.selects.ids = {"relations/a", "relations/b"};
    measure.effect = graph::MeasureEffect::kReduces;
    measure.reduction = graph::Interval{number, {}, 1};
    measure.cost = number;
    measure.burden = 1 / number;
    fact.body = measure;
    facts.push_back(fact);
  }
  ExpectLossless(facts);
}

TEST(CsvFacts, WhatHasNoFormIsNotWritten) {
  graph::Fact fact;
  fact.id = "relations/x";
  fact.body = graph::Relation{"uses", {}, {"products/x", {}}};
  std::string out = "before";
  const absl::Status status = AppendCsvRow(fact, out);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("relations/x: the source needs"));
  EXPECT_EQ(out, "before");
}

TEST(CsvEscape, NoCellStartsAFormula) {
  for (const char* text :
       {"=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"}) {
    std::string field;
    AppendCsvField(text, field);
    EXPECT_THAT(field, Not(::testing::StartsWith(std::string(text, 1))));
    EXPECT_THAT(field, HasSubstr("'"));
    EXPECT_EQ(UnescapeCsvField(absl::StrCat("'", text)), text);
  }
}

// ---- Import -----------------------------------------------------------------

std::vector<std::string> ProblemsOf(const std::vector<InputFile>& files) {
  std::vector<std::string> problems;
  for (const Problem& problem : Import(testing::CaseState(), files).problems) {
    problems.push_back(FormatProblem(problem));
  }
  return problems;
}

constexpr char kRelations[] =
    "id,kind,source,target,modality,likelihood,from,evidence_source,asserted\n";
constexpr char kSource[] = "sources/ah-tk-20212022-765,2021-11-18\n";

std::string Seat(const std::string& middle) {
  return absl::StrCat(
      kRelations, "relations/x,seated_in,companies/sz-dji,jurisdictions/cn,",
      middle, ",", kSource);
}

struct Bad {
  std::string name;
  std::string content;
  std::vector<std::string> problems;  // parts of each, in order
};
void PrintTo(const Bad& bad, std::ostream* stream) { *stream << bad.name; }

class RefusesCsvFacts : public ::testing::TestWithParam<Bad> {};

TEST_P(RefusesCsvFacts, WithPlaceAndReason) {
  const Bad& bad = GetParam();
  const std::vector<std::string> problems =
      ProblemsOf({{"x.csv", bad.content}});
  ASSERT_THAT(problems, SizeIs(bad.problems.size()))
      << ::testing::PrintToString(problems);
  for (size_t i = 0; i < problems.size(); ++i) {
    EXPECT_THAT(problems[i], HasSubstr(bad.problems[i]));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Csv, RefusesCsvFacts,
    ::testing::Values(
        Bad{"Empty", "", {"x.csv: the file is empty"}},
        Bad{"UnknownColumn",
            "id,kind,name_nl,name_en,colour\na,b,c,d,e\n",
            {"x.csv:1: column 5: entities have no column 'colour'"}},
        Bad{"MissingColumns",
            "id,source\nrelations/x,y\n",
            {"relations need a column 'kind'",
             "relations need a column 'target'",
             "relations need a column 'modality'"}},
        Bad{"ColumnTwice",
            "id,kind,name_nl,name_en,kind\na,b,c,d,e\n",
            {"x.csv:1: column 5: 'kind' stands twice; first as column 2"}},
        Bad{"NeverClosed",
            "id,kind,name_nl,name_en\n\"a,b,c,d\n",
            {"x.csv:3: byte 1: the quote opened on line 2 is never closed"}},
        Bad{"TooFewColumns",
            "id,kind,name_nl,name_en\na,b,c\na,b,c,d,e\n",
            {"x.csv:2: has 3 columns, the header has 4",
             "x.csv:3: has 5 columns, the header has 4"}},
        Bad{"Modality",
            Seat("maybe,,"),
            {"x.csv:2: column 5 (modality): 'maybe' is no modality; allowed"}},
        Bad{"NoModality", Seat(",,"), {"x.csv:2: the relation has no 'modal"}},
        Bad{"Date",
            Seat("affirmed,,soon"),
            {"x.csv:2: column 7 (from): from: 'soon' is not a date"}},
        Bad{"DecimalComma",
            Seat("affirmed,\"0,1 0,5\","),
            {"x.csv:2: column 6 (likelihood): '0,1 0,5': write a point"}},
        Bad{"LikelihoodOfOneNumber",
            Seat("affirmed,0.1 ,"),
            {"x.csv:2: column 6 (likelihood): '0.1 ' is not \"low high\""}},
        Bad{"LikelihoodNoNumber",
            Seat("affirmed,low high,"),
            {"column 6 (likelihood): 'low': 'low' is no number",
             "column 6 (likelihood): 'high': 'high' is no number"}},
        Bad{"LikelihoodOutside",
            Seat("affirmed,0.1 1.5,"),
            {"x.csv:2: relations/x: likelihood: outside 0 to 1"}},
        Bad{"DanglingEnd",
            absl::StrCat(kRelations,
                         "relations/x,seated_in,companies/none,jurisdictions/"
                         "cn,affirmed,,,",
                         kSource),
            {"x.csv:2: relations/x: source: there is no 'companies/none'"}},
        Bad{"NoSuchDayOfAssertion",
            absl::StrCat(kRelations,
                         "relations/x,seated_in,companies/sz-dji,"
                         "jurisdictions/cn,affirmed,,,sources/x,2021\n"),
            {"x.csv:2: column 9 (asserted): 'asserted': "}},
        Bad{"MalformedYaml",
            "id,kind,name_nl,name_en,attributes\na,b,c,d,\"{a: [}\"\n",
            {"x.csv:2: column 5 (attributes): not well-formed YAML"}},
        Bad{"MoreTwice",
            "id,kind,name_nl,name_en,more\na,b,c,d,{kind: x}\n",
            {"column 5 (more): 'kind' stands in a column of its own too"}},
        Bad{"MoreUnknown",
            absl::StrCat("id,kind,name_nl,name_en,evidence_source,asserted,"
                         "more\ncompanies/x,company,c,d,sources/ah-tk-20212022"
                         "-765,2021-11-18,{colour: red}\n"),
            {"column 7 (more): the entity has no field 'colour'"}}),
    [](const auto& info) { return info.param.name; });

TEST(CsvImport, ReportsAllProblemsOfAllFilesAtOnceAndChangesNothing) {
  const ImportOutcome outcome = Import(
      testing::CaseState(),
      {{"b.csv",
        absl::StrCat(Seat("maybe,,"), "relations/y,none,a,b,denied,,x,c,d\n")},
       {"a.yaml", "apiVersion: ketenzicht.nl/v1\nkind: Pizza\n"},
       {"c.CSV", "id;kind;name_nl;name_en\ncompanies/x;company;x\n"}});
  std::vector<std::string> places;
  for (const Problem& problem : outcome.problems) {
    places.push_back(absl::StrCat(problem.file, ":", problem.line));
  }
  EXPECT_THAT(places, ElementsAre("a.yaml:1", "b.csv:2", "b.csv:3", "b.csv:3",
                                  "c.CSV:2"));
  EXPECT_THAT(outcome.written, IsEmpty());
  EXPECT_EQ(outcome.next.snapshot, nullptr);
}

TEST(CsvImport, AWrongCellDoesNotHideAWrongFact) {
  EXPECT_THAT(
      ProblemsOf(
          {{"x.csv",
            absl::StrCat(Seat("maybe,,"),
                         "relations/y,seated_in,companies/none,jurisdictions/"
                         "cn,affirmed,,,",
                         kSource)}}),
      ElementsAre(HasSubstr("x.csv:2: column 5"),
                  HasSubstr("x.csv:3: relations/y: source")));
}

TEST(CsvImport, StopsAtAFileThatIsWrongEverywhere) {
  std::string content = kRelations;
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&content, "x\n");
  const std::vector<std::string> problems = ProblemsOf({{"x.csv", content}});
  EXPECT_THAT(problems, SizeIs(kMaxCsvProblems + 1));
  EXPECT_THAT(problems,
              Contains(HasSubstr("the rest of the file is not read")));
}

TEST(CsvImport, TakesAClassACaseAndAnAttributeColumn) {
  const ImportOutcome outcome = Import(
      testing::CaseState(),
      {{"entities.csv",
        "id;kind;name_nl;name_en;aliases;attributes.country;evidence_source;"
        "asserted\r\n"
        "companies/x;company;'s-Hertogenbosch BV;'=X;X;NL;"
        "sources/ah-tk-20212022-765;2021-11-18\r\n"},
       {"relations.tsv",
        "id\tkind\tsource\ttarget\tmodality\tuntil\tlikelihood\t"
        "evidence_source\tasserted\n"
        "relations/x\tuses\t\"{class: {kind: process, where: [{path: part_of, "
        "to: organizations/politie}]}}\"\tproducts/dji-drone\tdenied\t2017\t"
        "0.2 0.4 0.7\tsources/ah-tk-20212022-765\t2021-11-18\n"}});
  ASSERT_THAT(outcome.problems, IsEmpty())
      << FormatProblem(outcome.problems[0]);
  ASSERT_EQ(outcome.counts.created, 2);
  const graph::FactTable& next = outcome.next.snapshot->facts();
  const graph::Fact read_company = next.Read(next.Find("companies/x"));
  const graph::Entity& company = *read_company.entity();
  EXPECT_EQ(company.name.nl, "'s-Hertogenbosch BV");
  EXPECT_EQ(company.name.en, "=X");
  EXPECT_THAT(company.aliases, ElementsAre("X"));
  EXPECT_EQ(company.attributes.at("country"), "NL");
  const graph::Fact read_uses = next.Read(next.Find("relations/x"));
  const graph::Relation& uses = *read_uses.relation();
  EXPECT_EQ(uses.source.selector->kind, "process");
  EXPECT_EQ(std::get<graph::Interval>(uses.likelihood),
            (graph::Interval{0.2, 0.4, 0.7}));
}

TEST(CsvImport, TheFactsOfTheCaseChangeNothing) {
  const ImportOutcome again =
      Import(testing::CaseState(),
             Write(testing::CaseState().snapshot->facts().ReadAll()));
  EXPECT_THAT(again.problems, IsEmpty());
  EXPECT_TRUE(again.changes_nothing());
}

}  // namespace
}  // namespace ketenzicht::ingest
