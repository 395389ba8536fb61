// STIX bundles, by the rules of the standard, and read back by our own reader.

#include "ingest/exports/stix_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "tests/support/case_data.h"
#include "tests/support/exported_graph.h"
#include "tests/support/record_collector.h"

namespace ketenzicht::ingest {
namespace {

using nlohmann::json;
using testing::CountGraph;
using ::testing::IsEmpty;
using testing::ReadRecords;

json ObjectsOf(const graph::Snapshot& snapshot) {
  json parsed = json::parse(testing::ExportText(snapshot, "stix"),
                            /*cb=*/nullptr, /*allow_exceptions=*/false);
  EXPECT_FALSE(parsed.is_discarded());
  EXPECT_EQ(parsed.at("type"), "bundle");
  return parsed.at("objects");
}

// The object of this fact; null where there is none.
json Find(const json& objects, absl::string_view fact,
          absl::string_view type = "") {
  for (const json& object : objects) {
    if (object.value("x_ketenzicht_id", "") == fact &&
        (type.empty() || object.at("type") == std::string(type))) {
      return object;
    }
  }
  ADD_FAILURE() << fact << " is not there";
  return json::object();
}

void ExpectObject(const json& object) {
  static const auto& id = *new std::regex(
      "^[a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-"
      "[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
  static const auto& time = *new std::regex(
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$");
  const std::string type = object.at("type");
  EXPECT_TRUE(std::regex_match(object.at("id").get<std::string>(), id));
  EXPECT_TRUE(
      absl::StartsWith(object.at("id").get<std::string>(), type + "--"));
  EXPECT_EQ(object.at("spec_version"), "2.1");
  EXPECT_TRUE(std::regex_match(object.at("created").get<std::string>(), time));
  EXPECT_LE(object.at("created").get<std::string>(),
            object.at("modified").get<std::string>());
  EXPECT_FALSE(object.contains("revoked"));
  if (type == "location") {
    EXPECT_TRUE(object.contains("country") || object.contains("region"));
  }
  EXPECT_NE(object.value("name", type == "relationship" ? "none" : ""), "");
  for (const json& reference :
       object.value("external_references", json::array())) {
    EXPECT_NE(reference.at("source_name"), "");
    EXPECT_NE(reference.at("description"), "");
  }
}

void ExpectRelationship(const json& object, const std::set<std::string>& ids) {
  static const auto& word = *new std::regex("^[a-z0-9-]+$");
  const std::string type = object.at("relationship_type");
  const std::string modality = object.at("x_ketenzicht_modality");
  const std::string kind = object.at("x_ketenzicht_kind");
  EXPECT_TRUE(std::regex_match(type, word)) << type;
  EXPECT_TRUE(ids.contains(object.at("source_ref"))) << object;
  EXPECT_TRUE(ids.contains(object.at("target_ref"))) << object;
  if (modality != "affirmed") {
    EXPECT_EQ(type, absl::StrReplaceAll(modality + "-" + kind, {{"_", "-"}}));
  }
  if (object.contains("start_time") && object.contains("stop_time")) {
    EXPECT_LT(object.at("start_time").get<std::string>(),
              object.at("stop_time").get<std::string>());
  }
}

void ExpectWhole(const graph::Snapshot& snapshot) {
  const json objects = ObjectsOf(snapshot);
  const testing::GraphCounts counts = CountGraph(snapshot);
  EXPECT_EQ(objects.size(), counts.nodes + counts.edges + kStixOwnObjects);
  std::set<std::string> ids;
  for (const json& object : objects) {
    ExpectObject(object);
    EXPECT_TRUE(ids.insert(object.at("id")).second) << object;
  }
  for (const json& object : objects) {
    if (object.at("type") == "relationship") ExpectRelationship(object, ids);
  }
}

TEST(StixWriter, HasEveryFactAsTheStandardHasIt) {
  ExpectWhole(*testing::HardSnapshot());
  ExpectWhole(*testing::CaseState().snapshot);
}

void ExpectReadBack(const graph::Snapshot& snapshot) {
  const ReadRecords read =
      testing::ReadText("stix", testing::ExportText(snapshot, "stix"));
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.records.skipped, IsEmpty());
  EXPECT_EQ(read.records.entities.size(),
            CountGraph(snapshot).nodes + kStixOwnObjects);
  EXPECT_EQ(read.records.relations.size(), CountGraph(snapshot).edges);
  std::map<std::string, int> expected;
  for (const graph::Fact& fact : snapshot.facts().ReadAll()) {
    if (fact.entity() == nullptr) continue;
    const std::string& kind = fact.entity()->kind;
    if (kind == "programme") ++expected["intrusion-set"];
    if (kind == "organization" || kind == "company" || kind == "authority") {
      ++expected["identity/organization"];
    }
  }
  const std::map<std::string, int> found = read.records.EntityCounts();
  for (const auto& [type, count] : expected) {
    EXPECT_EQ(found.at(type), count) << type;
  }
}

TEST(StixWriter, IsReadBackWhole) {
  ExpectReadBack(*testing::HardSnapshot());
  ExpectReadBack(*testing::CaseState().snapshot);
}

TEST(StixWriter, HasTheWordsOfStixWhereTheySayTheSame) {
  const json objects = ObjectsOf(*testing::HardSnapshot());
  const json act = Find(objects, "relations/act");
  EXPECT_EQ(act.at("relationship_type"), "attributed-to");
  EXPECT_EQ(act.at("source_ref"), Find(objects, "programmes/hack").at("id"));
  EXPECT_EQ(act.at("target_ref"), Find(objects, "authorities/a").at("id"));
  EXPECT_EQ(Find(objects, "relations/aim").at("relationship_type"), "targets");
  const json from = Find(objects, "relations/from");
  EXPECT_EQ(from.at("relationship_type"), "originates-from");
  EXPECT_EQ(from.at("confidence"), 70);
  EXPECT_EQ(Find(objects, "relations/seat").at("relationship_type"),
            "located-at");
  const json maker = Find(objects, "relations/maker");
  EXPECT_EQ(maker.at("relationship_type"), "made-by");
  EXPECT_EQ(maker.at("start_time"), "2017-05-01T00:00:00.000Z");
  EXPECT_EQ(Find(objects, "jurisdictions/cn").at("country"), "CN");
  EXPECT_EQ(Find(objects, "jurisdictions/eu").at("region"), "eu");
  EXPECT_EQ(Find(objects, "measures/stop").at("type"), "course-of-action");
}

TEST(StixWriter, NothingThatIsNotAffirmedHasAPlainWord) {
  const json objects = ObjectsOf(*testing::HardSnapshot());
  const std::map<std::string, std::string> types = {
      {"relations/maker-not", "denied-made-by"},
      {"relations/seat-unknown", "unknown-seated-in"},
      {"relations/class-a", "possible-made-by"},
      {"relations/class-b", "not-excluded-made-by"}};
  for (const auto& [id, type] : types) {
    EXPECT_EQ(Find(objects, id).at("relationship_type"), type);
  }
}

TEST(StixWriter, KeepsEveryTextAndIdsThatNeverChange) {
  const json markup =
      Find(ObjectsOf(*testing::HardSnapshot()), "companies/markup");
  EXPECT_EQ(markup.at("name"), testing::kMarkupName);
  EXPECT_EQ(markup.at("description"), testing::kControlNote);
  EXPECT_EQ(
      Find(ObjectsOf(*testing::CaseState().snapshot), "organizations/politie")
          .at("id"),
      "identity--2dd908a5-a95a-551d-bb02-d8699424082b");
}

TEST(StixWriter, ARelationThatOthersAreAboutIsAThingToo) {
  const json objects = ObjectsOf(*testing::HardSnapshot());
  const json thing = Find(objects, "relations/use", "x-ketenzicht-thing");
  EXPECT_EQ(Find(objects, "relations/touch").at("source_ref"), thing.at("id"));
  EXPECT_EQ(
      Find(objects, "relations/use", "relationship").at("relationship_type"),
      "uses");
}

}  // namespace
}  // namespace ketenzicht::ingest
