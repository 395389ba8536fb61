// Clusters of a MISP galaxy, in our own small ones and in the published ones.

#include "ingest/formats/misp_galaxy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/corpora.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kActors[] = R"({
  "authors": ["us"], "category": "actor", "name": "Threat Actor",
  "source": "ours", "type": "threat-actor",
  "uuid": "7cdff317-a673-4474-84ec-4f1754947823",
  "values": [
    {"value": "APT 0", "uuid": "11111111-1111-4111-8111-111111111111",
     "description": "An actor.",
     "meta": {"country": "CN", "synonyms": ["Zero", "Null"],
              "attribution-confidence": "50",
              "cfr-suspected-state-sponsor": "China",
              "cfr-suspected-victims": ["Netherlands", "banks"],
              "cfr-type-of-incident": ["Espionage", "Sabotage"]},
     "related": [{"dest-uuid": "22222222-2222-4222-8222-222222222222",
                  "type": "similar"}]},
    {"value": "APT 1",
     "meta": {"cfr-suspected-state-sponsor": "Unknown"}},
    {"value": "APT 2"}],
  "version": 7})";

TEST(MispGalaxy, GivesActorsWithOriginSponsorAndVictimsApart) {
  const ReadRecords read = ReadText("misp-galaxy", kActors);
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.records.EntityLines(),
      ElementsAre("country country/CN", "country country/China",
                  "country country/Netherlands", "country country/banks",
                  "state state/China",
                  "threat-actor 11111111-1111-4111-8111-111111111111",
                  "threat-actor value/APT 1", "threat-actor value/APT 2",
                  "threat-actor/unknown-sponsor unknown-sponsor/value/APT 1"));
  EXPECT_THAT(
      read.records.RelationLines(),
      ElementsAre("11111111-1111-4111-8111-111111111111 -related/similar-> "
                  "22222222-2222-4222-8222-222222222222",
                  "11111111-1111-4111-8111-111111111111 "
                  "-threat-actor/country-> country/CN",
                  "11111111-1111-4111-8111-111111111111 "
                  "-threat-actor/suspected-state-sponsor-> state/China",
                  "11111111-1111-4111-8111-111111111111 "
                  "-threat-actor/suspected-victim-> country/Netherlands",
                  "11111111-1111-4111-8111-111111111111 "
                  "-threat-actor/suspected-victim-> country/banks",
                  "state/China -state-of-> country/China"));
  const EntityRecord& actor = read.records.entities.front();
  EXPECT_THAT(actor.aliases, ElementsAre("Zero", "Null"));
  EXPECT_EQ(actor.attributes.at("cfr-type-of-incident"), "Espionage; Sabotage");
  EXPECT_EQ(actor.place.pointer, "/values/0");
  EXPECT_EQ(actor.place.line, 6);
  EXPECT_EQ(read.records.sources.front().title, "MISP galaxy: Threat Actor");
}

TEST(MispGalaxy, AMakersCountryIsInferredWhereItIsOne) {
  const ReadRecords read = ReadText("misp-galaxy", R"({"type": "uavs",
    "values": [{"value": "A", "meta": {"manufacturer": "M",
                                       "country": "china",
                                       "operator": ["netherlands"]}},
               {"value": "B", "meta": {"manufacturer": "M",
                                       "country": "france; switzerland"}}]})");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.RelationLines(),
              ElementsAre("manufacturer/M -uavs/manufacturer-country-> "
                          "country/china",
                          "state/netherlands -state-of-> country/netherlands",
                          "value/A -uavs/country-> country/china",
                          "value/A -uavs/manufacturer-> manufacturer/M",
                          "value/A -uavs/operator-> state/netherlands",
                          "value/B -uavs/country-> country/france",
                          "value/B -uavs/country-> country/switzerland",
                          "value/B -uavs/manufacturer-> manufacturer/M"));
  for (const RelationRecord& relation : read.records.relations) {
    EXPECT_EQ(relation.inferred_by.empty(),
              relation.type != "uavs/manufacturer-country");
  }
}

TEST(MispGalaxy, RefusesWithThePlaceWhatIsNone) {
  EXPECT_THAT(ReadText("misp-galaxy", "{\"type\": \"x\"}").problems,
              ElementsAre(HasSubstr("has no 'type' or no 'values'")));
  EXPECT_THAT(ReadText("misp-galaxy",
                       "{\"type\": \"x\",\n\"values\": [{\"uuid\": \"u\"}]}")
                  .problems,
              ElementsAre("x:2: /values/0: has no 'value'"));
}

TEST(MispGalaxy, ReadsThePublishedClustersWhole) {
  const auto folder = ketenzicht::testing::CorpusFolder("misp");
  if (!folder) GTEST_SKIP() << "no corpora";
  for (const auto& file : std::filesystem::directory_iterator(*folder)) {
    std::ifstream stream(file.path());
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    SCOPED_TRACE(file.path().filename().string());
    const ReadRecords read = ReadText("misp-galaxy", text);
    EXPECT_TRUE(LooksLikeMispGalaxy(text.substr(0, kFormatHeadBytes)));
    EXPECT_THAT(read.problems, IsEmpty());
    const nlohmann::json whole = nlohmann::json::parse(text);
    const std::string type = whole["type"];
    EXPECT_EQ(read.records.EntityCounts()[type],
              static_cast<int>(whole["values"].size()));
    int sponsors = 0;
    int related = 0;
    for (const nlohmann::json& value : whole["values"]) {
      related += static_cast<int>(
          value.value("related", nlohmann::json::array()).size());
      if (!value.contains("meta")) continue;
      const auto sponsor = value["meta"].find("cfr-suspected-state-sponsor");
      if (sponsor != value["meta"].end() && *sponsor != "Unknown") ++sponsors;
    }
    EXPECT_EQ(read.records.RelationCounts()[type + "/suspected-state-sponsor"],
              sponsors);
    int links = 0;
    for (const auto& [name, count] : read.records.RelationCounts()) {
      if (name.rfind("related/", 0) == 0) links += count;
    }
    EXPECT_EQ(links, related);
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
