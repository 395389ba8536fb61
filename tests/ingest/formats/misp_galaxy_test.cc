// Clusters of a MISP galaxy, in our own small ones and in the published ones.

#include "ingest/formats/misp_galaxy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/source_import.h"
#include "tests/support/case_data.h"
#include "tests/support/corpora.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using ::ketenzicht::testing::ReadRecords;
using ::ketenzicht::testing::ReadText;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

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

TEST(MispGalaxy, AnOlderVersionIsRefused) {
  const auto import = [](const State& state, std::string text) {
    TextSource bytes(text);
    SourceImport how{.files = {{"actors.json", &bytes}},
                     .imported_on = graph::Date::Parse("2024-01-01").value()};
    return ImportSource(state, how).value();
  };
  const SourceOutcome now = import(::ketenzicht::testing::CaseState(), kActors);
  ASSERT_THAT(now.import.problems, IsEmpty());
  const SourceOutcome older = import(
      now.import.next,
      absl::StrReplaceAll(kActors, {{"\"version\": 7", "\"version\": 6"}}));
  ASSERT_EQ(older.import.problems.size(), 1);
  EXPECT_THAT(older.import.problems[0].reason, HasSubstr("is version 6; "));
}

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
  ASSERT_EQ(read.records.named.size(), 1u) << "the value it is related to";
  EXPECT_EQ(read.records.named[0].key, "22222222-2222-4222-8222-222222222222");
  EXPECT_EQ(read.records.named[0].type, "unresolved");
}

TEST(MispGalaxy, ValuesOfOtherClustersAreFoundByTheirUuidWhereAMappingAsks) {
  // Related to a value of another cluster, in another source.
  constexpr char kOther[] = R"({"authors": [], "category": "c",
    "type": "threat-actor", "uuid": "7cdff317-a673-4474-84ec-4f1754947829",
    "values": [{"value": "Other",
                "uuid": "22222222-2222-4222-8222-222222222222"}]})";
  std::ifstream stream("data/mappings/misp-galaxy.yaml");
  std::string mapping{std::istreambuf_iterator<char>(stream), {}};
  const size_t at = mapping.find("  threat-actor/country:");
  ASSERT_NE(at, std::string::npos);
  const auto run = [&](const State& state, const char* text,
                       const std::string& with) {
    TextSource bytes(text);
    SourceImport how;
    how.files = {{"x.json", &bytes}};
    how.mapping = InputFile{"mapping", with};
    how.imported_on = graph::Date::Parse("2024-01-01").value();
    SourceOutcome done = ImportSource(state, how).value();
    EXPECT_THAT(done.import.problems, IsEmpty());
    return done;
  };
  const SourceOutcome other =
      run(ketenzicht::testing::CaseState(), kOther, mapping);
  EXPECT_EQ(run(other.import.next, kActors, mapping).report.unresolved, 0)
      << "nothing stands in where there is no link";
  // No kind of ours fits "similar"; this one shows which things are linked.
  mapping.insert(at, "  related/similar: {kind: linked}\n");
  State state = other.import.next;
  std::string ontology = state.documents.at("ontology");
  absl::StrAppend(
      &ontology,
      "  linked:\n    source: [programme]\n    target: [programme]\n"
      "    phrase: {nl: \"{source} {target}\", en: \"{source} "
      "{target}\"}\n    denied: {nl: \"{source} niet {target}\", "
      "en: \"{source} not {target}\"}\n    exposure: none\n");
  const ImportOutcome vocabulary = Import(state, {{"o.yaml", ontology}});
  ASSERT_THAT(vocabulary.problems, IsEmpty());
  const SourceOutcome linked = run(vocabulary.next, kActors, mapping);
  EXPECT_EQ(linked.report.unresolved, 0);
  std::vector<std::string> targets;
  for (const graph::Fact& fact : linked.import.written) {
    if (fact.relation() != nullptr && fact.relation()->kind == "linked") {
      targets.push_back(fact.relation()->target.id);
    }
  }
  EXPECT_THAT(
      targets,
      ElementsAre("programmes/uuid-22222222-2222-4222-8222-222222222222"));
}

// A cluster of drones, "name: makers: country" each.
std::string Drones(const std::vector<std::vector<std::string>>& drones) {
  std::string values;
  for (const auto& drone : drones) {
    absl::StrAppend(&values, values.empty() ? "" : ",", "{\"value\": \"",
                    drone[0], "\", \"meta\": {\"manufacturer\": ", drone[1],
                    drone[2].empty() ? "" : ", \"country\": \"", drone[2],
                    drone[2].empty() ? "}}" : "\"}}");
  }
  return absl::StrCat("{\"authors\": [], \"category\": \"c\", \"type\": ",
                      "\"uavs\", \"values\": [", values, "]}");
}

TEST(MispGalaxy, GivesDronesWithMakersOperatorsAndCountries) {
  const ReadRecords read = ReadText("misp-galaxy", R"({"type": "uavs",
    "values": [{"value": "A", "meta": {"manufacturer": ["M", "N"],
                                       "country": "china",
                                       "operator": ["netherlands"]}},
               {"value": "B", "meta": {"manufacturer": "M",
                                       "country": "france; switzerland"}}]})");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.RelationLines(),
              ElementsAre("state/netherlands -state-of-> country/netherlands",
                          "value/A -uavs/country-> country/china",
                          "value/A -uavs/manufacturer-> manufacturer/M",
                          "value/A -uavs/manufacturer-> manufacturer/N",
                          "value/A -uavs/operator-> state/netherlands",
                          "value/B -uavs/country-> country/france",
                          "value/B -uavs/country-> country/switzerland",
                          "value/B -uavs/manufacturer-> manufacturer/M"));
}

TEST(MispGalaxy, AMakersSeatIsInferredWhereAllItsProductsAreOfOneCountry) {
  const ReadRecords read =
      ReadText("misp-galaxy", Drones({{"A", R"("One")", "china"},
                                      {"B", R"("One")", "China"},
                                      {"C", R"("One")", ""},
                                      {"D", R"("Two")", "united states"},
                                      {"E", R"("Two")", "ukraine"},
                                      {"F", R"("Three")", "norway; sweden"},
                                      {"G", R"(["Four", "Five"])", "israel"},
                                      {"H", R"("Four")", "israel"}}));
  EXPECT_THAT(read.problems, IsEmpty());
  std::vector<std::string> seats;
  for (const RelationRecord& relation : read.records.relations) {
    EXPECT_EQ(relation.inferred_by.empty(),
              relation.type != "uavs/manufacturer-country");
    if (relation.inferred_by.empty()) continue;
    seats.push_back(absl::StrCat(relation.source, " ", relation.target));
    EXPECT_EQ(relation.modality, graph::Modality::kPossible);
  }
  EXPECT_THAT(seats, ElementsAre("manufacturer/Four country/israel",
                                 "manufacturer/One country/china"));
}

TEST(MispGalaxy, AnInferredSeatIsPossibleAndNamesTheFactsItIsFrom) {
  const std::string text = Drones(
      {{"A", R"("Acme Drones")", "china"}, {"B", R"("Acme Drones")", "china"}});
  TextSource bytes(text);
  SourceImport how;
  how.files = {{"uavs.json", &bytes}};
  how.imported_on = graph::Date::Parse("2024-01-01").value();
  const SourceOutcome done =
      ImportSource(ketenzicht::testing::CaseState(), how).value();
  ASSERT_THAT(done.import.problems, IsEmpty());
  std::vector<std::string> premises;
  std::vector<std::string> from;
  for (const graph::Fact& fact : done.import.written) {
    if (fact.relation() == nullptr) continue;
    if (fact.relation()->kind != "seated_in") {
      premises.push_back(fact.id);
      continue;
    }
    EXPECT_EQ(fact.modality, graph::Modality::kPossible);
    EXPECT_TRUE(fact.origin.inferred);
    from = fact.origin.from;
  }
  EXPECT_EQ(premises.size(), 4u) << "who made two drones and whence they are";
  EXPECT_THAT(from, UnorderedElementsAreArray(premises));
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
