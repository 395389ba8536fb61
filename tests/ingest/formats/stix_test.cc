// STIX bundles: our own small ones, and the published ones.

#include "ingest/formats/stix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/support/corpora.h"
#include "tests/support/corpus_file.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Bundle(const std::string& objects) {
  return absl::StrCat(
      "{\"type\": \"bundle\", \"id\": "
      "\"bundle--11111111-1111-4111-8111-111111111111\",\n\"objects\": [\n",
      objects, "]}");
}

std::string Id(const std::string& type, int number) {
  return absl::StrCat(type, "--11111111-1111-4111-8111-11111111111", number);
}

std::string Object(const std::string& type, int number,
                   const std::string& more = "") {
  return absl::StrCat("{\"type\": \"", type, "\", \"id\": \"", Id(type, number),
                      "\"", more, "}");
}

std::string Link(int number, const std::string& type, const std::string& from,
                 const std::string& to, const std::string& more = "") {
  return Object("relationship", number,
                absl::StrCat(", \"relationship_type\": \"", type,
                             "\", \"source_ref\": \"", from,
                             "\", \"target_ref\": \"", to, "\"", more));
}

TEST(Stix, GivesObjectsByTypeClassAndPlace) {
  const ReadRecords read = ReadText(
      "stix",
      Bundle(absl::StrCat(
          Link(1, "attributed-to", Id("intrusion-set", 2), Id("identity", 3)),
          ",",
          Object("intrusion-set", 2,
                 ", \"name\": \"I\", \"aliases\": "
                 "[\"J\"], \"confidence\": 80"),
          ",",
          Object("identity", 3,
                 ", \"name\": \"O\", \"identity_class\": \"organization\""),
          ",", Object("location", 4, ", \"country\": \"NL\""), ",",
          Object("location", 5, ", \"region\": \"western-europe\""))));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.EntityLines(),
      ElementsAre(absl::StrCat("identity/organization ", Id("identity", 3)),
                  absl::StrCat("intrusion-set ", Id("intrusion-set", 2)),
                  absl::StrCat("location/country ", Id("location", 4)),
                  absl::StrCat("location/region ", Id("location", 5))));
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre(absl::StrCat(Id("intrusion-set", 2), " -attributed-to-> ",
                               Id("identity", 3))));
}

TEST(Stix, OfSeveralVersionsTheLastCounts) {
  const auto version = [](const char* name, const char* modified) {
    return Object("campaign", 1,
                  absl::StrCat(", \"name\": \"", name, "\", \"modified\": \"",
                               modified, "\""));
  };
  const ReadRecords read = ReadText(
      "stix",
      Bundle(absl::StrCat(version("second", "2021-01-01T00:00:00.000Z"), ",",
                          version("first", "2020-01-01T00:00:00.000Z"))));
  ASSERT_EQ(read.records.entities.size(), 1u);
  EXPECT_EQ(read.records.entities[0].name, "second");
}

TEST(Stix, WhatIsRevokedIsToldAsSkippedWithItsLinks) {
  const ReadRecords read = ReadText(
      "stix",
      Bundle(absl::StrCat(
          Object("campaign", 1, ", \"revoked\": true"), ",",
          Object("campaign", 2, ", \"x_mitre_deprecated\": true"), ",",
          Object("identity", 3), ",",
          Link(4, "targets", Id("campaign", 1), Id("identity", 3)), ",",
          "{\"type\": \"relationship\", \"id\": \"", Id("relationship", 5),
          "\", \"relationship_type\": \"uses\"}")));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.EntityLines(),
              ElementsAre(absl::StrCat("identity ", Id("identity", 3))));
  EXPECT_THAT(read.records.relations, IsEmpty());
  EXPECT_THAT(read.records.skipped,
              ElementsAre(HasSubstr("without type or ends"),
                          HasSubstr("revoked"), HasSubstr("revoked"),
                          HasSubstr("a link to what is revoked")));
}

TEST(Stix, RefusesWithThePlace) {
  EXPECT_THAT(ReadText("stix", "{\"type\": \"x\"}").problems,
              ElementsAre(HasSubstr("is no bundle")));
  EXPECT_THAT(
      ReadText("stix", Bundle("{\"type\": \"a\", \"id\": \"b--1\"}")).problems,
      ElementsAre("x:3: /objects/0: needs a type, and an id of it"));
  EXPECT_THAT(ReadText("stix", Bundle(Object("campaign", 1,
                                             ", \"spec_version\": \"3.0\"")))
                  .problems,
              ElementsAre(HasSubstr("spec_version '3.0' is not read")));
}

TEST(Stix, ReadsThePublishedBundles) {
  const auto folder = ketenzicht::testing::CorpusFolder("stix");
  if (!folder) GTEST_SKIP() << "no corpora";
  int bundles = 0;
  for (const auto& file : ketenzicht::testing::FilesBelow(*folder)) {
    if (file.extension() != ".json") continue;
    SCOPED_TRACE(file.filename().string());
    const std::string text = ketenzicht::testing::CorpusText(file);
    EXPECT_THAT(ReadText("stix", text).problems, IsEmpty());
    EXPECT_TRUE(LooksLikeStix(text.substr(0, kFormatHeadBytes)));
    ++bundles;
  }
  EXPECT_GT(bundles, 5);
}

}  // namespace
}  // namespace ketenzicht::ingest
