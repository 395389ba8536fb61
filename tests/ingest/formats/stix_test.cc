// STIX bundles: our own small ones, and the published ones.

#include "ingest/formats/stix.h"
#include "ingest/fact_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"
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

TEST(Stix, TimesThatAreNoneAreTold) {
  const ReadRecords read = ReadText(
      "stix",
      Bundle(absl::StrCat(
          Object("intrusion-set", 1, ", \"modified\": \"yesterday\""), ",\n",
          Object("identity", 2, ", \"modified\": \"2020-01-01T00:00:00Z\""),
          ",\n",
          Link(3, "attributed-to", Id("intrusion-set", 1), Id("identity", 2),
               ", \"start_time\": \"2020\", "
               "\"stop_time\": \"2021-01-01T00:00:00Z\""))));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.remarked,
              ElementsAre(HasSubstr("/objects/0: modified is no date and time"),
                          HasSubstr("/objects/2: start_time is no date")));
}

TEST(Stix, VersionsAreOrderedByTimeAndNotByTheirTexts) {
  constexpr std::pair<const char*, const char*> kEarlierAndLater[] = {
      {"2021-01-01T00:00:00Z", "2021-01-01T00:00:00.500Z"},
      {"2021-01-01T00:00:00.5Z", "2021-01-01T00:00:00.501Z"},
      {"2021-01-01T00:00:00.123456Z", "2021-01-01T00:00:00.2Z"},
      {"2021-01-01T01:00:00+02:00", "2021-01-01T00:00:00Z"},
      {"", "2021-01-01T00:00:00Z"},
      {"yesterday", "2021-01-01T00:00:00Z"}};
  for (const auto& [earlier, later] : kEarlierAndLater) {
    const auto version = [](const char* name, const char* modified) {
      return Object("campaign", 1,
                    absl::StrCat(", \"name\": \"", name, "\", \"modified\": \"",
                                 modified, "\""));
    };
    for (const bool turned : {false, true}) {
      const std::string one = version("earlier", earlier);
      const std::string other = version("later", later);
      const ReadRecords read =
          ReadText("stix", Bundle(turned ? absl::StrCat(other, ",", one)
                                         : absl::StrCat(one, ",", other)));
      ASSERT_EQ(read.records.entities.size(), 1u);
      EXPECT_EQ(read.records.entities[0].name, "later") << earlier << turned;
    }
  }
}

// Bundles, one after another, each a source of its own.
class StixImports : public ::testing::Test {
 protected:
  SourceOutcome Import(const std::string& file, const std::string& objects,
                       const std::string& day = "2024-01-01") {
    const std::string text = Bundle(objects);
    TextSource bytes(text);
    SourceImport how;
    how.files = {{file, &bytes}};
    how.imported_on = graph::Date::Parse(day).value();
    SourceOutcome done = ImportSource(state_, how).value();
    EXPECT_THAT(done.import.problems, IsEmpty());
    state_ = done.import.next;
    return done;
  }

  // "conducts organizations/… programmes/…" of what was written.
  static std::vector<std::string> Relations(const SourceOutcome& done) {
    std::vector<std::string> lines;
    for (const graph::Fact& fact : done.import.written) {
      const graph::Relation* relation = fact.relation();
      if (relation == nullptr) continue;
      lines.push_back(absl::StrCat(relation->kind, " ", relation->source.id,
                                   " ", relation->target.id));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  static std::string Named(const std::string& collection, int number) {
    return absl::StrCat(collection, "/uuid-",
                        Id("x", number).substr(std::string("x--").size()));
  }

  graph::Fact Read(const std::string& id) const {
    const graph::FactIndex at = state_.snapshot->Find(id);
    if (at != graph::kNoFact) return state_.snapshot->facts().Read(at);
    ADD_FAILURE() << "there is no " << id;
    return {};
  }

  State state_ = ketenzicht::testing::CaseState();
};

TEST_F(StixImports, EndsOfAnEarlierBundleAreFoundByTheirUuid) {
  Import("first.json",
         absl::StrCat(Object("intrusion-set", 2, ", \"name\": \"I\""), ",",
                      Object("identity", 3,
                             ", \"name\": \"O\", \"identity_class\": "
                             "\"organization\"")));
  const std::string links = absl::StrCat(
      Link(1, "attributed-to", Id("intrusion-set", 2), Id("identity", 3)), ",",
      Link(4, "located-at", Id("identity", 3), Id("location", 5)));
  const SourceOutcome second = Import("second.json", links);
  EXPECT_THAT(
      Relations(second),
      ElementsAre(absl::StrCat("conducts ", Named("organizations", 3), " ",
                               Named("programmes", 2)),
                  absl::StrCat("operates_in ", Named("organizations", 3), " ",
                               Named("jurisdictions", 5))));
  EXPECT_EQ(second.report.unresolved, 1) << "the place";
  const graph::Fact place = Read(Named("jurisdictions", 5));
  EXPECT_FALSE(place.verified);
  EXPECT_EQ(place.entity()->attributes.at("unresolved"), "true");
  const graph::Fact group = Read(Named("programmes", 2));
  EXPECT_EQ(group.entity()->name.en, "I");
  EXPECT_THAT(group.entity()->aliases, IsEmpty());
  EXPECT_EQ(group.evidence.size(), 1u)
      << "to name a thing is not to describe it";
  const SourceOutcome again = Import("second.json", links);
  EXPECT_TRUE(again.import.changes_nothing());
  EXPECT_EQ(again.report.unresolved, 1);
}

TEST_F(StixImports, APlaceholderIsTheThingOnceAnotherBundleHasIt) {
  const std::string links = absl::StrCat(
      Object("identity", 3, ", \"identity_class\": \"organization\""), ",",
      Link(1, "attributed-to", Id("campaign", 2), Id("identity", 3)));
  Import("links.json", links);
  EXPECT_EQ(Read(Named("programmes", 2)).entity()->attributes.at("unresolved"),
            "true");
  Import("things.json",
         absl::StrCat(Object("campaign", 2, ", \"name\": \"C\""), ",",
                      Object("campaign", 9, ", \"name\": \"D\"")));
  const graph::Fact campaign = Read(Named("programmes", 2));
  EXPECT_TRUE(campaign.verified);
  EXPECT_FALSE(campaign.entity()->attributes.contains("unresolved"));
  const SourceOutcome again = Import("links.json", links);
  for (const graph::Fact& one : again.import.written) {
    ADD_FAILURE() << FactJson(one);
  }
  // Whoever names it only does not keep what another one said and takes back.
  Import("things.json", Object("campaign", 9, ", \"name\": \"D\""),
         "2024-02-01");
  const graph::Fact left = Read(Named("programmes", 2));
  EXPECT_FALSE(left.verified);
  EXPECT_NE(left.entity()->name.en, "C");
  EXPECT_EQ(left.entity()->attributes.at("unresolved"), "true");
}

// Whoever comes first: a link of another source keeps what it stands on.
TEST_F(StixImports, WhatOthersLinkToDoesNotEnd) {
  Import("things.json",
         absl::StrCat(Object("campaign", 2, ", \"name\": \"C\""), ",",
                      Object("campaign", 9, ", \"name\": \"D\"")));
  Import(
      "links.json",
      absl::StrCat(
          Object("identity", 3, ", \"identity_class\": \"organization\""), ",",
          Link(1, "attributed-to", Id("campaign", 2), Id("identity", 3))));
  const SourceOutcome without = Import(
      "things.json", Object("campaign", 9, ", \"name\": \"D\""), "2024-02-01");
  EXPECT_EQ(without.report.ended, 0);
  EXPECT_EQ(without.report.unresolved, 1);
  const graph::Fact left = Read(Named("programmes", 2));
  EXPECT_EQ(left.entity()->attributes.at("unresolved"), "true");
  EXPECT_EQ(left.valid.until.kind, graph::Bound::Kind::kNotStated);
  EXPECT_TRUE(Import("things.json", Object("campaign", 9, ", \"name\": \"D\""),
                     "2024-03-01")
                  .import.changes_nothing());
}

// Of what nobody has any more.
TEST_F(StixImports, ALinkToWhatHasEndedMakesAPlaceholder) {
  const std::string rest = Object("campaign", 9, ", \"name\": \"D\"");
  Import("things.json",
         absl::StrCat(Object("campaign", 2, ", \"name\": \"C\""), ",", rest));
  EXPECT_EQ(Import("things.json", rest, "2024-02-01").report.ended, 1);
  const SourceOutcome links = Import(
      "links.json",
      absl::StrCat(
          Object("identity", 3, ", \"identity_class\": \"organization\""), ",",
          Link(1, "attributed-to", Id("campaign", 2), Id("identity", 3))),
      "2024-03-01");
  EXPECT_EQ(links.report.unresolved, 1);
  const graph::Fact named = Read(Named("programmes", 2));
  ASSERT_EQ(named.evidence.size(), 1u);
  EXPECT_THAT(named.evidence[0].source, HasSubstr("links"));
  EXPECT_EQ(named.valid.until.kind, graph::Bound::Kind::kNotStated);
  EXPECT_FALSE(named.entity()->attributes.contains("taken_back"));
}

TEST_F(StixImports, WhatABundleNamesStillDoesNotEnd) {
  const std::string link =
      Link(1, "attributed-to", Id("campaign", 2), Id("identity", 3));
  const std::string campaign = Object("campaign", 2, ", \"name\": \"C\"");
  const std::string identity =
      Object("identity", 3, ", \"identity_class\": \"organization\"");
  Import("feed.json", absl::StrCat(campaign, ",", identity, ",", link));
  Import("feed.json", absl::StrCat(identity, ",", link));
  EXPECT_NE(Read(Named("programmes", 2)).valid.until.kind,
            graph::Bound::Kind::kDated);
  Import("feed.json", identity);
  EXPECT_EQ(Read(Named("programmes", 2)).valid.until.kind,
            graph::Bound::Kind::kDated);
}

TEST_F(StixImports, IdsThatShareAUuidMakeNoSecondImportAnotherOne) {
  // An id in capitals, and ids of other types with the UUID of an object.
  const std::string objects = absl::StrCat(
      Object("identity", 3, ", \"identity_class\": \"organization\""), ",",
      Object("campaign", 2), ",",
      Link(1, "attributed-to", Id("intrusion-set", 2), Id("identity", 3)), ",",
      Link(4, "attributed-to", Id("campaign", 3), Id("identity", 3)), ",",
      Link(5, "attributed-to", "campaign--AAAAAAAA-1111-4111-8111-111111111111",
           Id("identity", 3)),
      ",",
      Link(6, "attributed-to", "campaign--aaaaaaaa-1111-4111-8111-111111111111",
           Id("identity", 3)),
      ",", Link(7, "attributed-to", "campaign--7", Id("identity", 3)));
  Import("x.json", objects);
  EXPECT_TRUE(Import("x.json", objects).import.changes_nothing());
}

TEST_F(StixImports, ALinkThatIsLeftOutHasNoPlaceholder) {
  const SourceOutcome done = Import(
      "x.json",
      absl::StrCat(Object("campaign", 2), ",",
                   Link(1, "uses", Id("campaign", 2), Id("campaign", 3)), ",",
                   Link(4, "targets", Id("campaign", 2), Id("malware", 5))));
  EXPECT_EQ(done.report.unresolved, 0);
  EXPECT_THAT(Relations(done), IsEmpty());
  EXPECT_EQ(done.report.skipped.count("an end is not in the source: "
                                      "unresolved/malware: no thing of a "
                                      "supply chain"),
            1u);
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

TEST_F(StixImports, ALinkOfOneDayHeldUntilTheDayAfter) {
  const auto link = [](int number, const char* start, const char* stop) {
    return Link(number, "targets", Id("campaign", number), Id("identity", 3),
                absl::StrCat(", \"start_time\": \"", start,
                             "\", \"stop_time\": \"", stop, "\""));
  };
  const SourceOutcome done = Import(
      "days.json",
      absl::StrCat(
          Object("identity", 3, ", \"identity_class\": \"organization\""), ",",
          Object("campaign", 1), ",", Object("campaign", 2), ",",
          link(1, "2020-01-01T08:00:00Z", "2020-01-01T10:00:00Z"), ",",
          link(2, "2020-01-02T00:00:00Z", "2020-01-01T00:00:00Z")));
  std::vector<std::string> days;
  for (const graph::Fact& fact : done.import.written) {
    if (fact.relation() == nullptr) continue;
    std::string line = fact.relation()->source.id;
    for (const graph::Bound& bound : {fact.valid.from, fact.valid.until}) {
      absl::StrAppend(&line, " ",
                      bound.kind == graph::Bound::Kind::kDated
                          ? graph::FormatDateRange(bound.range)
                          : "-");
    }
    days.push_back(std::move(line));
  }
  EXPECT_THAT(days, ::testing::UnorderedElementsAre(
                        Named("programmes", 1) + " 2020-01-01 2020-01-02",
                        Named("programmes", 2) + " - -"));
  EXPECT_EQ(done.report.skipped.at(std::string(kEndBeforeStart)).count, 1);
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
