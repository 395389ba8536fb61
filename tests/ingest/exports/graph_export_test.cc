// What is a node and what is an edge, in every format.

#include "ingest/exports/graph_export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/exports/graph_fields.h"
#include "ingest/exports/stable_uuid.h"
#include "tests/support/case_data.h"
#include "tests/support/exported_graph.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::Contains;
using testing::CountGraph;
using ::testing::ElementsAre;
using testing::ExportFiles;
using testing::HardSnapshot;
using ::testing::IsSupersetOf;
using ::testing::StartsWith;

// Keeps what a walk gives.
struct Kept : GraphWriter {
  void Begin(std::string&) override { calls += "("; }
  void Write(const ExportedNode& node, std::string& out) override {
    if (calls.back() != 'n') calls += "n";
    EXPECT_TRUE(ids.insert(node.key.id).second) << node.key.id;
    EXPECT_FALSE(node.key.kinds.empty());
    EXPECT_FALSE(node.name.nl.empty());
    EXPECT_FALSE(node.name.en.empty());
    EXPECT_EQ(node.fact == nullptr, node.members != nullptr);
    nodes.push_back(absl::StrCat(node.key.id, " ", node.key.kinds.front()));
    out = "node";
  }
  void BeginEdges(std::string&) override { calls += "|"; }
  void Write(const ExportedEdge& edge, std::string& out) override {
    if (calls.back() != 'e') calls += "e";
    EXPECT_TRUE(ids.contains(edge.source.id)) << edge.source.id;
    EXPECT_TRUE(ids.contains(edge.target.id)) << edge.target.id;
    edges.push_back(
        absl::StrCat(edge.source.id, " ", edge.fact.id, " ", edge.target.id));
    out = "edge";
  }
  void End(std::string&) override { calls += ")"; }

  std::string calls;
  std::set<std::string> ids;
  std::vector<std::string> nodes;
  std::vector<std::string> edges;
};

// A format's maker takes no state: the writer that the next walk gives to.
Kept* kept = nullptr;

struct Passing : GraphWriter {
  void Begin(std::string& out) override { kept->Begin(out); }
  void Write(const ExportedNode& node, std::string& out) override {
    kept->Write(node, out);
  }
  void BeginEdges(std::string& out) override { kept->BeginEdges(out); }
  void Write(const ExportedEdge& edge, std::string& out) override {
    kept->Write(edge, out);
  }
  void End(std::string& out) override { kept->End(out); }
};

constexpr GraphFormat kKeeping = {
    "kept", "nodes", "edges",
    [](const graph::Snapshot&) -> std::unique_ptr<GraphWriter> {
      return std::make_unique<Passing>();
    }};

Kept Walk(const graph::Snapshot& snapshot) {
  Kept walked;
  kept = &walked;
  const absl::Status status = ExportGraph(
      snapshot, kKeeping, [](absl::string_view file, absl::string_view text) {
        EXPECT_EQ(file, text.substr(0, 4) == "node" ? "nodes" : "edges");
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  kept = nullptr;
  return walked;
}

TEST(GraphExport, HasAllNodesBeforeAllEdges) {
  EXPECT_EQ(Walk(*HardSnapshot()).calls, "(n|e)");
}

TEST(GraphExport, GivesClassesOnceAndRelationsThatOthersAreAbout) {
  const Kept walked = Walk(*HardSnapshot());
  EXPECT_THAT(walked.nodes,
              IsSupersetOf({"companies/cmd company", "measures/stop measure",
                            "relations/use Relation"}));
  std::vector<std::string> classes;
  for (const std::string& node : walked.nodes) {
    if (node.ends_with(" Class")) classes.push_back(node);
  }
  ASSERT_THAT(classes, ElementsAre(StartsWith("classes/")));
  const std::string id = classes[0].substr(0, classes[0].find(' '));
  EXPECT_THAT(
      walked.edges,
      IsSupersetOf({absl::StrCat(id, " relations/class-a companies/cmd"),
                    absl::StrCat(id, " relations/class-b companies/markup"),
                    std::string("relations/use relations/touch interests/i"),
                    std::string("processes/p relations/use products/drone")}));
}

TEST(GraphExport, HasEveryFactOfTheCase) {
  const graph::Snapshot& snapshot = *testing::CaseState().snapshot;
  const Kept walked = Walk(snapshot);
  EXPECT_EQ(walked.nodes.size(), CountGraph(snapshot).nodes);
  EXPECT_EQ(walked.edges.size(), CountGraph(snapshot).edges);
}

TEST(GraphExport, HasEveryRandomFact) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const auto snapshot =
        graph::MakeSnapshot(graph::MakeRandomGraph(seed).facts);
    const Kept walked = Walk(*snapshot);
    EXPECT_EQ(walked.nodes.size(), CountGraph(*snapshot).nodes);
    EXPECT_EQ(walked.edges.size(), CountGraph(*snapshot).edges);
  }
}

TEST(GraphExport, IsTheSameBytesEachTime) {
  for (const GraphFormat& format : GraphFormats()) {
    SCOPED_TRACE(format.name);
    EXPECT_EQ(ExportFiles(*HardSnapshot(), format.name),
              ExportFiles(*HardSnapshot(), format.name));
  }
}

TEST(GraphExport, EndsWhereNobodyTakesMore) {
  const auto snapshot = HardSnapshot();
  for (const GraphFormat& format : GraphFormats()) {
    SCOPED_TRACE(format.name);
    for (const int wanted : {0, 1, 5, 20}) {
      int taken = 0;
      const absl::Status status = ExportGraph(
          *snapshot, format, [&](absl::string_view, absl::string_view) {
            return taken++ < wanted ? absl::OkStatus()
                                    : absl::CancelledError("enough");
          });
      EXPECT_EQ(status, absl::CancelledError("enough"));
      EXPECT_EQ(taken, wanted + 1);
    }
  }
}

TEST(GraphFields, AreNamedAsEveryFormatCanHaveThem) {
  std::set<absl::string_view> names;
  for (const NodeField& field : NodeFields()) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
  }
  EXPECT_THAT(names, Contains("details"));
  names.clear();
  for (const EdgeField& field : EdgeFields()) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    for (const char c : field.name) {
      EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '_') << field.name;
    }
  }
}

TEST(StableUuid, IsThatOfRfc4122) {
  EXPECT_EQ(StableUuid("organizations/politie"),
            "2dd908a5-a95a-551d-bb02-d8699424082b");
}

}  // namespace
}  // namespace ketenzicht::ingest
