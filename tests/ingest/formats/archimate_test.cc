// ArchiMate in XML and in Archi's CSV.

#include "ingest/formats/archimate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/support/corpora.h"
#include "tests/support/corpus_file.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::ketenzicht::testing::ReadTexts;
using ::ketenzicht::testing::RecordCollector;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kModel[] = R"(<?xml version="1.0"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"
       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m">
  <name>Model</name>
  <elements>
    <element identifier="a" xsi:type="ApplicationComponent">
      <name>A</name><documentation>One &amp; more</documentation>
      <properties><property propertyDefinitionRef="p1">
        <value>high</value></property>
        <property propertyDefinitionRef="p2"><value>x</value></property>
      </properties></element>
    <element identifier="b" xsi:type="BusinessProcess"><name>B</name></element>
  </elements>
  <relationships>
    <relationship identifier="r" source="a" target="b" xsi:type="Serving"/>
    <relationship identifier="q" source="r" target="b"
                  xsi:type="Association"/>
  </relationships>
  <propertyDefinitions>
    <propertyDefinition identifier="p1"><name>Secret</name>
    </propertyDefinition>
    <propertyDefinition identifier="p2"><name/></propertyDefinition>
  </propertyDefinitions>
</model>)";

void ExpectModel(const RecordCollector& records) {
  EXPECT_THAT(records.EntityLines(),
              ElementsAre("ApplicationComponent a", "BusinessProcess b"));
  EXPECT_THAT(records.RelationLines(), ElementsAre("a -Serving-> b"));
  EXPECT_THAT(records.skipped,
              ElementsAre(HasSubstr("an end is a relationship itself")));
  ASSERT_FALSE(records.entities.empty());
  EXPECT_EQ(records.entities.front().attributes.at("Secret"), "high");
  EXPECT_EQ(records.entities.front().note, "One & more");
}

TEST(ArchiMate, OfXmlPropertiesGetNamesThatComeLater) {
  const ReadRecords read = ReadText("archimate", kModel);
  EXPECT_THAT(read.problems, IsEmpty());
  ExpectModel(read.records);
  EXPECT_EQ(read.records.sources.front().title, "Model");
  EXPECT_EQ(read.records.sources.front().identity, "m");
}

TEST(ArchiMate, AnIdentifierThatIsAUuidNamesTheElementAnywhere) {
  const auto uuid = [](const std::string& id) {
    const ReadRecords read = ReadText(
        "archimate",
        absl::StrCat("<model xmlns='http://www.opengroup.org/xsd/archimate/"
                     "3.0/' xmlns:x='http://www.w3.org/2001/XMLSchema-"
                     "instance'><elements><element identifier='",
                     id, "' x:type='Node'/></elements></model>"));
    EXPECT_THAT(read.problems, IsEmpty());
    const auto& found = read.records.entities.at(0).identifiers;
    return found.empty() ? "" : found[0].value;
  };
  EXPECT_EQ(uuid("id-00DF63e3bc6e49b382d413a719776806"),
            "00df63e3-bc6e-49b3-82d4-13a719776806");
  EXPECT_EQ(uuid("id-5dbdc95a-02f9-11e6-11ba-005056a85f9c"),
            "5dbdc95a-02f9-11e6-11ba-005056a85f9c");
  EXPECT_EQ(uuid("id-1234"), "");
}

TEST(ArchiMate, NamesInFurtherLanguagesAreAliases) {
  const ReadRecords read = ReadText(
      "archimate",
      "<model xmlns='http://www.opengroup.org/xsd/archimate/3.0/' "
      "xmlns:x='http://www.w3.org/2001/XMLSchema-instance'><elements>"
      "<element identifier='n' x:type='Node'><name xml:lang='nl'>Server</name>"
      "<name xml:lang='en'>Host</name><name xml:lang='de'>Server</name>"
      "</element></elements></model>");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.records.entities.at(0).name, "Server");
  EXPECT_EQ(read.records.entities.at(0).aliases,
            std::vector<std::string>{"Host"});
}

TEST(ArchiMate, OfThreeFilesInAnyOrder) {
  const std::string elements =
      "\xEF\xBB\xBF\"ID\",\"Type\",\"Name\",\"Documentation\"\r\n"
      "\"m\",\"ArchimateModel\",\"Model\",\"\"\r\n"
      "\"a\",\"ApplicationComponent\",\"A\",\"One & more\"\r\n"
      "\"b\",\"BusinessProcess\",\"B\",\"\"\r\n";
  const std::string relations =
      "\"ID\",\"Type\",\"Name\",\"Documentation\",\"Source\",\"Target\"\n"
      "\"r\",\"ServingRelationship\",\"\",\"\",\"a\",\"b\"\n"
      "\"q\",\"AssociationRelationship\",\"\",\"\",\"r\",\"b\"\n";
  const std::string properties =
      "\"ID\",\"Key\",\"Value\"\n\"a\",\"Secret\",\"high\"\n\"a\",\"\",\"x\"\n";
  for (const auto& files : {std::vector{elements, relations, properties},
                            std::vector{properties, relations, elements}}) {
    for (const std::string& file : files) EXPECT_TRUE(LooksLikeArchiCsv(file));
    const ReadRecords read = ReadTexts("archimate", files);
    EXPECT_THAT(read.problems, IsEmpty());
    ExpectModel(read.records);
    EXPECT_EQ(read.records.sources.front().title, "Model");
  }
}

TEST(ArchiMate, CsvIsInTheEncodingOfTheMapping) {
  const std::string elements =
      "ID;Type;Name;Documentation\n"
      "a;ApplicationComponent;Beh\xE9\xE9r;\x80 5\n";
  Mapping mapping;
  mapping.table.encoding = "windows-1252";
  const ReadRecords read = ReadTexts("archimate", {elements}, mapping);
  EXPECT_THAT(read.problems, IsEmpty());
  ASSERT_EQ(read.records.entities.size(), 1u);
  EXPECT_EQ(read.records.entities[0].name, "Behéér");
  EXPECT_EQ(read.records.entities[0].note, "€ 5");
  EXPECT_THAT(ReadTexts("archimate", {elements}).problems,
              ElementsAre(HasSubstr("f0:2")));
  mapping.table.delimiter = ';';
  const ReadRecords commas = ReadTexts(
      "archimate", {"ID;Type;Name;Documentation\na;Node;x,y;z\n"}, mapping);
  EXPECT_THAT(commas.records.EntityLines(), ElementsAre("Node a"));
}

TEST(ArchiMate, RefusesWithThePlace) {
  EXPECT_THAT(ReadText("archimate", "<model xmlns='urn:other'/>").problems,
              ElementsAre("x:1: the name space 'urn:other' is not read"));
  EXPECT_THAT(
      ReadText("archimate",
               "<model xmlns='http://www.opengroup.org/xsd/archimate/3.0/'>\n"
               "<elements>\n<element type='Node'/></elements></model>")
          .problems,
      ElementsAre("x:3: /model/elements[1]/element[1]: has no identifier"));
  EXPECT_THAT(
      ReadTexts("archimate", {"ID,Type,Name,Documentation\na,,x,\n"}).problems,
      ElementsAre("f0:2: f0:2: has no type"));
}

TEST(ArchiMate, ReadsThePublishedModels) {
  const auto folder = ketenzicht::testing::CorpusFolder("archimate");
  if (!folder) GTEST_SKIP() << "no corpora";
  const ReadRecords read = ReadText(
      "archimate",
      ketenzicht::testing::CorpusText(*folder / "gemma-application.ameff.xml"));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.records.entities.size(), 878u);
}

}  // namespace
}  // namespace ketenzicht::ingest
