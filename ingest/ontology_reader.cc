#include "ingest/ontology_reader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

std::optional<graph::ExposureDirection> ParseDirection(absl::string_view word) {
  if (word == "along") return graph::ExposureDirection::kAlong;
  if (word == "against") return graph::ExposureDirection::kAgainst;
  if (word == "none") return graph::ExposureDirection::kNone;
  return std::nullopt;
}

graph::EntityKind ReadEntityKind(const std::string& name, const YamlNode& node,
                                 Problems& problems) {
  MapReader map(node, "the entity kind", problems);
  graph::EntityKind kind;
  kind.name = name;
  kind.collection = map.NeedString("collection");
  kind.parent = map.String("parent");
  kind.label = map.Text("label");
  map.Finish();
  return kind;
}

graph::RelationKind ReadRelationKind(const std::string& name,
                                     const YamlNode& node, Problems& problems) {
  MapReader map(node, "the relation kind", problems);
  graph::RelationKind kind;
  kind.name = name;
  kind.parent = map.String("parent");
  map.Need("source");
  kind.sources = map.Strings("source");
  map.Need("target");
  kind.targets = map.Strings("target");
  map.Need("phrase");
  kind.phrase = map.Text("phrase");
  map.Need("denied");
  kind.denied = map.Text("denied");
  kind.exposure = map.Word<graph::ExposureDirection>("exposure", ParseDirection,
                                                     "along, against, none")
                      .value_or(graph::ExposureDirection::kNone);
  kind.certain_when_affirmed = map.Bool("certain_when_affirmed", false);
  kind.likelihood = map.Interval("likelihood");
  kind.passes_denials = map.Bool("passes_denials", false);
  kind.denial_reaches = map.Strings("denial_reaches");
  const std::string starts_after = map.String("starts_after");
  kind.starts_after_target = starts_after == "target";
  if (!starts_after.empty() && starts_after != "target") {
    problems.Add(node.place(), "'starts_after' can only be target");
  }
  map.Finish();
  return kind;
}

}  // namespace

std::optional<graph::Ontology> ReadOntology(const YamlNode& root,
                                            Problems& problems) {
  const size_t before = problems.list().size();
  MapReader map(root, "the ontology", problems);
  for (absl::string_view key : {"apiVersion", "kind"}) map.Find(key);
  const std::string version = map.NeedString("version");
  std::vector<graph::EntityKind> entity_kinds;
  if (const YamlNode* kinds = map.Need("entity_kinds")) {
    for (const auto& [name, node] : kinds->fields) {
      entity_kinds.push_back(ReadEntityKind(name, node, problems));
    }
  }
  std::vector<graph::RelationKind> relation_kinds;
  if (const YamlNode* kinds = map.Need("relation_kinds")) {
    for (const auto& [name, node] : kinds->fields) {
      relation_kinds.push_back(ReadRelationKind(name, node, problems));
    }
  }
  map.Finish();
  if (problems.list().size() > before) return std::nullopt;
  absl::StatusOr<graph::Ontology> ontology = graph::Ontology::Create(
      version, std::move(entity_kinds), std::move(relation_kinds));
  if (ontology.ok()) return *std::move(ontology);
  for (absl::string_view line :
       absl::StrSplit(ontology.status().message(), '\n')) {
    problems.Add(0, line);
  }
  return std::nullopt;
}

}  // namespace ketenzicht::ingest
