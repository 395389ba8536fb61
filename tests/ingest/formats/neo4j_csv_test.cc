// CSV with the headers of neo4j-admin, in the file of the rows and in one of
// its own.

#include "ingest/formats/neo4j_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadTexts;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

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
