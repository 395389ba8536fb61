// CSV with the headers of neo4j-admin, in the file of the rows and in one of
// its own.

#include "ingest/formats/neo4j_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadTexts;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(Neo4jCsv, GivesNodesAndRelationshipsWithIdSpaces) {
  const ReadRecords read = ReadTexts(
      "neo4j-csv",
      {"id:ID(n),name,:LABEL,score:int,skip:IGNORE\n1,One,A;B,5,x\n2,,,,\n",
       ":START_ID(n),:END_ID(n),:TYPE,weight:double\n1,2,USES,0.5\n"});
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(), ElementsAre("A n/1", "node n/2"));
  EXPECT_THAT(read.records.RelationLines(), ElementsAre("n/1 -USES-> n/2"));
  EXPECT_EQ(read.records.entities[0].name, "One");
  EXPECT_EQ(read.records.entities[0].attributes.at("score"), "5");
  EXPECT_EQ(read.records.entities[0].attributes.count("skip"), 0u);
}

TEST(Neo4jCsv, OptionsInBracesAreNoPartOfAColumn) {
  const ReadRecords read = ReadTexts(
      "neo4j-csv",
      {"id:ID(C){id-type: long},name:string,\"at:point{crs:WGS-84}\",{x}\n"
       "1,One,\"{latitude: 1}\",y\n",
       ":START_ID(C){id-type:long},:END_ID(C),:TYPE\n1,1,USES\n"});
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(), ElementsAre("node C/1"));
  EXPECT_THAT(read.records.RelationLines(), ElementsAre("C/1 -USES-> C/1"));
  EXPECT_EQ(read.records.entities[0].name, "One");
  EXPECT_THAT(
      read.records.entities[0].attributes,
      UnorderedElementsAre(Pair("at", "{latitude: 1}"), Pair("{x}", "y")));
}

TEST(Neo4jCsv, ValuesThatAreNotOfTheirTypeAreToldAndLeftOut) {
  const ReadRecords read = ReadTexts(
      "neo4j-csv",
      {":ID,a:int,b:long,c:double,d:boolean,e:byte,f:int[],g:date\n"
       "1, 5 ,-9223372036854775808,1e3,TRUE,-128,1; 2 ;3,soon\n"
       "2,2147483648,1.5,\"0,5\",yes,128,1;x,\n"
       "3,,,,,,,\n",
       ":START_ID,:END_ID,:TYPE,w:float\n1,2,USES,0.5\n1,3,USES,much\n"});
  EXPECT_THAT(read.problems, IsEmpty());
  ASSERT_EQ(read.records.entities.size(), 3u);
  EXPECT_THAT(read.records.entities[0].attributes,
              UnorderedElementsAre(
                  Pair("a", "5"), Pair("b", "-9223372036854775808"),
                  Pair("c", "1e3"), Pair("d", "TRUE"), Pair("e", "-128"),
                  Pair("f", "1; 2; 3"), Pair("g", "soon")));
  for (const auto& [name, value] : read.records.entities[1].attributes) {
    EXPECT_EQ(value, "") << name;
  }
  EXPECT_EQ(read.records.relations[0].attributes.at("w"), "0.5");
  EXPECT_EQ(read.records.relations[1].attributes.at("w"), "");
  EXPECT_THAT(read.records.skipped,
              ElementsAre("f0:3: a value of the column 'a' that is no int",
                          "f0:3: a value of the column 'b' that is no long",
                          "f0:3: a value of the column 'c' that is no double",
                          "f0:3: a value of the column 'd' that is no boolean",
                          "f0:3: a value of the column 'e' that is no byte",
                          "f0:3: a value of the column 'f' that is no int",
                          "f1:3: a value of the column 'w' that is no float"));
}

TEST(Neo4jCsv, TheFirstLabelThatTheMappingKnowsDecides) {
  Mapping mapping;
  mapping.entities["Company"] = {.kind = "company"};
  mapping.entities["Person"] = {.skip = "no company"};
  mapping.entities["*"] = {.kind = "product"};
  const ReadRecords read = ReadTexts(
      "neo4j-csv",
      {":ID,:LABEL\n1,Thing;Company;Person\n2,Person;Company\n3,Thing;Other\n"},
      mapping);
  EXPECT_THAT(read.records.EntityLines(),
              ElementsAre("Company 1", "Person 2", "Thing 3"));
}

TEST(Neo4jCsv, ColumnsAreAliasesAndIdentifiersByTheMapping) {
  Mapping mapping;
  mapping.attributes = {
      {"LEI", "lei"}, {"aka", "aliases"}, {"land", "iso_3166"}};
  const ReadRecords read =
      ReadTexts("neo4j-csv",
                {":ID,aliases:string[],LEI,aka,kvk,state,land\n"
                 "1,A;B,724500ACMEACMEACME02,C,12345678,NY,NL\n"},
                mapping);
  const EntityRecord& record = read.records.entities.at(0);
  EXPECT_THAT(record.aliases, ElementsAre("A", "B", "C"));
  std::vector<std::string> identifiers;
  for (const Identifier& identifier : record.identifiers) {
    identifiers.push_back(identifier.scheme + "=" + identifier.value);
  }
  EXPECT_THAT(identifiers, ElementsAre("lei=724500ACMEACMEACME02",
                                       "kvk=12345678", "iso_3166=NL"));
  EXPECT_THAT(record.attributes, UnorderedElementsAre(Pair("state", "NY")));
}

TEST(Neo4jCsv, AnIdentifierTellsThingsFromTheFirstImportOn) {
  TextSource bytes(
      ":ID,name,LEI,:LABEL\n1,Acme,724500ACMEACMEACME02,Company\n"
      "2,ACME BV,724500ACMEACMEACME02,Company\n");
  SourceImport how;
  how.files = {{"x.csv", &bytes}};
  how.mapping = InputFile{"m.yaml",
                          "apiVersion: ketenzicht.nl/v1\nkind: Mapping\n"
                          "format: mine\ntitle: {nl: mijn, en: mine}\n"
                          "attributes: {LEI: lei}\n"
                          "entities: {Company: {kind: company}}\n"};
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  EXPECT_THAT(done.import.problems, IsEmpty());
  EXPECT_EQ(done.report.merged, 1);
  const graph::FactIndex at =
      done.import.next.snapshot->Find("companies/lei-724500acmeacmeacme02");
  ASSERT_NE(at, graph::kNoFact);
  EXPECT_THAT(done.import.next.snapshot->facts().Read(at).entity()->aliases,
              ElementsAre("ACME BV"));
}

// "a -USES-> b denied" of each link, and its attributes.
std::vector<std::string> LinksWithModality(const ReadRecords& read) {
  std::vector<std::string> lines;
  for (const RelationRecord& link : read.records.relations) {
    std::string line =
        absl::StrCat(link.source, " -", link.type, "-> ", link.target, " ",
                     graph::ModalityName(link.modality), " ",
                     graph::UnknownKindName(link.unknown_kind));
    for (const auto& [name, value] : link.attributes) {
      if (!value.empty()) absl::StrAppend(&line, " ", name, "=", value);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST(Neo4jCsv, AColumnInOurWordsSaysHowALinkHolds) {
  const ReadRecords read = ReadTexts(
      "neo4j-csv",
      {":START_ID,:END_ID,:TYPE,modality,unknown_kind\n"
       "a,b,USES,affirmed,\na,b,USES,denied,\na,b,USES,possible,\n"
       "a,b,USES,not_excluded,\na,b,USES,unknown,not_public\n"
       "a,b,USES,unknown,\na,b,USES,presupposed,\na,b,USES,counterfactual,\n"
       "a,b,USES,Denied,x\na,b,USES,,\n"});
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      LinksWithModality(read),
      ElementsAre("a -USES-> b affirmed none", "a -USES-> b denied none",
                  "a -USES-> b possible none", "a -USES-> b not_excluded none",
                  "a -USES-> b unknown not_public",
                  "a -USES-> b unknown not_stated",
                  "a -USES-> b affirmed none modality=Denied unknown_kind=x",
                  "a -USES-> b affirmed none"));
  EXPECT_THAT(read.records.skipped,
              ElementsAre(HasSubstr("f0:8: a link of modality presupposed"),
                          HasSubstr("f0:9: a link of modality "
                                    "counterfactual")));
}

TEST(Neo4jCsv, TheMappingSaysWhichColumnIsTheModality) {
  Mapping mapping;
  mapping.attributes = {{"modality", "mode"}, {"stands", "modality"}};
  EXPECT_THAT(LinksWithModality(
                  ReadTexts("neo4j-csv",
                            {":START_ID,:END_ID,:TYPE,modality,stands\n"
                             "a,b,USES,possible,denied\na,b,USES,denied,\n"},
                            mapping)),
              ElementsAre("a -USES-> b denied none modality=possible",
                          "a -USES-> b affirmed none modality=denied"));
}

TEST(Neo4jCsv, AThingIsAffirmedOrUnknownOrLeftOut) {
  const ReadRecords read = ReadTexts(
      "neo4j-csv",
      {":ID,name,modality,unknown_kind\n1,One,affirmed,\n"
       "2,Two,unknown,not_answered\n3,Three,denied,\n4,Four,perhaps,\n",
       ":START_ID,:END_ID,:TYPE\n1,2,USES\n1,3,USES\n3,1,USES\n"});
  EXPECT_THAT(read.records.EntityLines(),
              ElementsAre("node 1", "node 2", "node 4"));
  EXPECT_EQ(read.records.entities[0].unknown_kind, graph::UnknownKind::kNone);
  EXPECT_EQ(read.records.entities[0].attributes.count("modality"), 0u);
  EXPECT_EQ(read.records.entities[1].unknown_kind,
            graph::UnknownKind::kNotAnswered);
  EXPECT_EQ(read.records.entities[2].attributes.at("modality"), "perhaps");
  EXPECT_THAT(read.records.RelationLines(), ElementsAre("1 -USES-> 2"));
  EXPECT_THAT(read.records.skipped,
              ElementsAre(HasSubstr("f0:4: a thing of modality denied"),
                          HasSubstr("f1:3: an end is left out"),
                          HasSubstr("f1:4: an end is left out")));
}

TEST(Neo4jCsv, WhatOurExportDeniesIsImportedAsDenied) {
  TextSource nodes(
      "id:ID,:LABEL,name,modality\nprocesses/x,process,X,affirmed\n"
      "products/y,device;product,Y,affirmed\n"
      "products/z,device,Z,unknown\n");
  TextSource links(
      ":START_ID,:END_ID,:TYPE,kind,modality\n"
      "processes/x,products/y,USES,uses,denied\n");
  SourceImport how;
  how.files = {{"nodes.csv", &nodes}, {"relationships.csv", &links}};
  how.mapping =
      InputFile{"m.yaml",
                "apiVersion: ketenzicht.nl/v1\nkind: Mapping\n"
                "format: mine\ntitle: {nl: mijn, en: mine}\n"
                "entities: {process: {kind: process}, device: {kind: device}}\n"
                "relations: {USES: {kind: uses}}\n"};
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  EXPECT_THAT(done.import.problems, IsEmpty());
  int relations = 0;
  for (const graph::Fact& fact : done.import.written) {
    if (fact.relation() == nullptr) continue;
    ++relations;
    EXPECT_EQ(fact.modality, graph::Modality::kDenied);
    EXPECT_EQ(fact.relation()->attributes.count("modality"), 0u);
  }
  EXPECT_EQ(relations, 1);
  EXPECT_EQ(done.report.skipped.count(
                "a thing of modality unknown that is no statement"),
            1u);
}

TEST(Neo4jCsv, RefusesWithThePlace) {
  EXPECT_THAT(ReadTexts("neo4j-csv", {"name,:LABEL\nx,A\n"}).problems,
              ElementsAre(HasSubstr("needs :ID, or :START_ID and :END_ID")));
  EXPECT_THAT(ReadTexts("neo4j-csv", {"a:ID,b:ID\n1,2\n"}).problems,
              ElementsAre(HasSubstr("is the second of its role")));
  EXPECT_THAT(ReadTexts("neo4j-csv", {"a:ID\n\"\"\n"}).problems,
              ElementsAre("f0:2: an id is empty"));
}

TEST(Neo4jCsv, AHeaderInAFileOfItsOwnIsThatOfTheFilesBehindIt) {
  const ReadRecords read = ReadTexts(
      "neo4j-csv",
      {":ID(n);name;:LABEL\n", "1;One, Inc.;A\n2;Two;A\n", "3;\"Three\";B",
       ":START_ID(n),:END_ID(n),:TYPE", "", "1,2,USES\n3,1,USES\n"});
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(),
              ElementsAre("A n/1", "A n/2", "B n/3"));
  EXPECT_THAT(read.records.RelationLines(),
              ElementsAre("n/1 -USES-> n/2", "n/3 -USES-> n/1"));
  EXPECT_EQ(read.records.entities[0].name, "One, Inc.")
      << "a row is written as its header is, whatever stands in it";
  EXPECT_EQ(FormatPlace(read.records.entities[2].place), "f2:1");
}

TEST(Neo4jCsv, AHeaderOfNothingIsFollowedByFilesWithTheirOwn) {
  const ReadRecords read =
      ReadTexts("neo4j-csv", {":ID,name,:LABEL\n", "name,:ID\nOne,1\n",
                              ":START_ID,:END_ID,:TYPE\n1,1,USES\n"});
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(), ElementsAre("node 1"));
  EXPECT_THAT(read.records.RelationLines(), ElementsAre("1 -USES-> 1"));
}

TEST(Neo4jCsv, RowsThatDoNotFitTheHeaderOfAnotherFileAreRefused) {
  EXPECT_THAT(ReadTexts("neo4j-csv", {":ID,name\n", "1,One\n2\n"}).problems,
              ElementsAre("f1:2: 1 cells; the header has 2"));
  // A header that is wrong is no row of another.
  EXPECT_THAT(
      ReadTexts("neo4j-csv", {":ID,name,x\n", "start,end,:TYPE\n1,2,USES\n"})
          .problems,
      ElementsAre("f1:1: the header needs :ID, or :START_ID and :END_ID"));
  EXPECT_THAT(
      ReadTexts("neo4j-csv",
                {":ID,name,x\n1,One,y\n", "start,end,type\n1,2,USES\n"})
          .problems,
      ElementsAre("f1:1: the header needs :ID, or :START_ID and :END_ID"))
      << "a file with rows is no header of others";
}

}  // namespace
}  // namespace ketenzicht::ingest
