// OpenGraph JSON, by the rules that BloodHound checks.

#include "ingest/exports/opengraph_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "tests/support/case_data.h"
#include "tests/support/exported_graph.h"

namespace ketenzicht::ingest {
namespace {

using nlohmann::json;
using testing::CountGraph;

json Parse(const graph::Snapshot& snapshot) {
  json parsed = json::parse(testing::ExportText(snapshot, "opengraph"),
                            /*cb=*/nullptr, /*allow_exceptions=*/false);
  EXPECT_FALSE(parsed.is_discarded());
  return parsed;
}

void ExpectKind(const json& kind) {
  static const auto& pattern = *new std::regex("^Ketenzicht_[A-Za-z0-9_]+$");
  EXPECT_TRUE(std::regex_match(kind.get<std::string>(), pattern)) << kind;
}

void ExpectFlat(const json& properties) {
  for (const auto& [name, value] : properties.items()) {
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"),
              std::string::npos)
        << name;
    if (!value.is_array()) {
      EXPECT_TRUE(value.is_primitive() && !value.is_null()) << name;
      continue;
    }
    for (const json& one : value) EXPECT_TRUE(one.is_string()) << name;
  }
}

void ExpectWhole(const graph::Snapshot& snapshot) {
  const json parsed = Parse(snapshot);
  const json& nodes = parsed.at("graph").at("nodes");
  const json& edges = parsed.at("graph").at("edges");
  EXPECT_EQ(parsed.at("metadata").at("source_kind"), "Ketenzicht");
  EXPECT_EQ(nodes.size(), CountGraph(snapshot).nodes);
  EXPECT_EQ(edges.size(), CountGraph(snapshot).edges);
  std::set<std::string> ids;
  for (const json& node : nodes) {
    EXPECT_TRUE(ids.insert(node.at("id")).second) << node;
    EXPECT_FALSE(node.at("kinds").empty());
    EXPECT_LE(node.at("kinds").size(), kMaxOpenGraphKinds);
    for (const json& kind : node.at("kinds")) ExpectKind(kind);
    ExpectFlat(node.at("properties"));
  }
  for (const json& edge : edges) {
    ExpectKind(edge.at("kind"));
    for (const char* end : {"start", "end"}) {
      EXPECT_EQ(edge.at(end).at("match_by"), "id");
      EXPECT_TRUE(ids.contains(edge.at(end).at("value"))) << edge;
    }
    ExpectFlat(edge.at("properties"));
  }
}

TEST(OpenGraphWriter, HasEveryFactAsBloodHoundTakesIt) {
  ExpectWhole(*testing::HardSnapshot());
  ExpectWhole(*testing::CaseState().snapshot);
}

TEST(OpenGraphWriter, KeepsEveryText) {
  for (const json& node :
       Parse(*testing::HardSnapshot()).at("graph").at("nodes")) {
    if (node.at("id") == "companies/cmd") {
      EXPECT_EQ(node.at("properties").at("name"), testing::kFormulaName);
      EXPECT_EQ(node.at("properties").at("note"), testing::kControlNote);
      EXPECT_EQ(node.at("properties").at("aliases").at(0), "a;b");
    }
  }
}

TEST(OpenGraphWriter, NoKindOfAnAffirmedEdgeIsThatOfADenial) {
  for (const json& edge :
       Parse(*testing::CaseState().snapshot).at("graph").at("edges")) {
    const json& properties = edge.at("properties");
    const std::string kind = properties.at("kind");
    const std::string modality = properties.at("modality");
    EXPECT_EQ(edge.at("kind").get<std::string>(),
              modality == "affirmed" ? "Ketenzicht_" + kind
                                     : "Ketenzicht_" + modality + "_" + kind);
  }
}

}  // namespace
}  // namespace ketenzicht::ingest
