#include "ingest/exports/graph_export.h"

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "graph/class_text.h"
#include "ingest/exports/dot_writer.h"
#include "ingest/exports/graphml_writer.h"
#include "ingest/exports/neo4j_csv_writer.h"
#include "ingest/exports/opengraph_writer.h"
#include "ingest/exports/stable_uuid.h"
#include "ingest/exports/stix_writer.h"
#include "ingest/flow_text.h"

namespace ketenzicht::ingest {
namespace {

using graph::Fact;
using graph::FactIndex;
using graph::Language;

NodeKey KeyOfClass(const graph::Selector& members) {
  return {
      NodeKey::Sort::kClass,
      absl::StrCat("classes/", StableUuid(FlowOf(members, FlowStyle::kJson))),
      {kClassKind}};
}

std::vector<absl::string_view> KindsOf(const graph::Ontology& ontology,
                                       graph::EntityKindId id) {
  std::vector<absl::string_view> kinds;
  const graph::EntityKind* kind = &ontology.entity_kinds()[id];
  while (kind != nullptr) {
    kinds.push_back(kind->name);
    kind = ontology.FindEntityKind(kind->parent);
  }
  return kinds;
}

class GraphWalk {
 public:
  GraphWalk(const graph::Snapshot& snapshot, GraphWriter& writer)
      : snapshot_(snapshot), facts_(snapshot.facts()), writer_(writer) {}

  // Appends the nodes that come from this fact.
  void TakeNodes(FactIndex index, std::string& out) {
    if (!facts_.is_relation(index)) {
      WriteNode(index, out);
      return;
    }
    if (IsAnEnd(index)) WriteNode(index, out);
    if (facts_.source(index) != graph::kNoFact &&
        facts_.target(index) != graph::kNoFact) {
      return;
    }
    const Fact fact = facts_.Read(index);
    WriteClass(fact.relation()->source, out);
    WriteClass(fact.relation()->target, out);
  }

  // Appends the edge that this fact is, where it is one.
  void TakeEdge(FactIndex index, std::string& out) {
    if (!facts_.is_relation(index)) return;
    const Fact fact = facts_.Read(index);
    writer_.Write(ExportedEdge{fact, KeyOfEnd(fact.relation()->source),
                               KeyOfEnd(fact.relation()->target)},
                  out);
  }

 private:
  bool IsAnEnd(FactIndex relation) const {
    return !snapshot_.relations_from(relation).empty() ||
           !snapshot_.relations_to(relation).empty();
  }

  NodeKey KeyOf(FactIndex index) const {
    NodeKey key;
    key.id = std::string(facts_.id(index));
    if (facts_.is_entity(index)) {
      key.kinds = KindsOf(snapshot_.ontology(), facts_.entity_kind(index));
    } else if (facts_.is_relation(index)) {
      key.sort = NodeKey::Sort::kRelation;
      const graph::RelationKind& kind =
          snapshot_.ontology().relation_kind(facts_.relation_kind(index));
      key.kinds = {kRelationKind, kind.name};
    } else {
      key.sort = NodeKey::Sort::kMeasure;
      key.kinds = {"measure"};
    }
    return key;
  }

  NodeKey KeyOfEnd(const graph::End& end) const {
    return end.selector ? KeyOfClass(*end.selector)
                        : KeyOf(snapshot_.Find(end.id));
  }

  void WriteNode(FactIndex index, std::string& out) {
    const Fact fact = facts_.Read(index);
    ExportedNode node;
    node.key = KeyOf(index);
    node.name = {snapshot_.NameOf(index, Language::kDutch),
                 snapshot_.NameOf(index, Language::kEnglish)};
    node.fact = &fact;
    writer_.Write(node, out);
  }

  void WriteClass(const graph::End& end, std::string& out) {
    if (!end.selector) return;
    ExportedNode node;
    node.key = KeyOfClass(*end.selector);
    if (!classes_.insert(node.key.id).second) return;
    node.name = {graph::ClassText(snapshot_, *end.selector,
                                  graph::Quantity::kEvery, Language::kDutch),
                 graph::ClassText(snapshot_, *end.selector,
                                  graph::Quantity::kEvery, Language::kEnglish)};
    node.members = &*end.selector;
    writer_.Write(node, out);
  }

  const graph::Snapshot& snapshot_;
  const graph::FactTable& facts_;
  GraphWriter& writer_;
  absl::flat_hash_set<std::string> classes_;  // that were written
};

// Gives what was written to whoever takes it, if anything was.
absl::Status Give(absl::string_view file, std::string& text, TakeText take) {
  if (text.empty()) return absl::OkStatus();
  absl::Status status = take(file, text);
  text.clear();
  return status;
}

constexpr GraphFormat kFormats[] = {
    {"neo4j-csv", kNeo4jNodesFile, kNeo4jRelationshipsFile, MakeNeo4jCsvWriter},
    {"graphml", "", "", MakeGraphmlWriter},
    {"dot", "", "", MakeDotWriter},
    {"stix", "", "", MakeStixWriter},
    {"opengraph", "", "", MakeOpenGraphWriter},
};

}  // namespace

absl::Span<const GraphFormat> GraphFormats() { return kFormats; }

const GraphFormat* FindGraphFormat(absl::string_view name) {
  for (const GraphFormat& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

absl::Status ExportGraph(const graph::Snapshot& snapshot,
                         const GraphFormat& format, TakeText take) {
  const std::unique_ptr<GraphWriter> writer = format.make(snapshot);
  GraphWalk walk(snapshot, *writer);
  absl::Status status;
  std::string text;
  writer->Begin(text);
  for (FactIndex i = 0; status.ok() && i < snapshot.size(); ++i) {
    walk.TakeNodes(i, text);
    status = Give(format.nodes_file, text, take);
  }
  if (status.ok()) status = Give(format.nodes_file, text, take);
  if (!status.ok()) return status;
  writer->BeginEdges(text);
  for (FactIndex i = 0; status.ok() && i < snapshot.size(); ++i) {
    walk.TakeEdge(i, text);
    status = Give(format.edges_file, text, take);
  }
  if (!status.ok()) return status;
  writer->End(text);
  return Give(format.edges_file, text, take);
}

}  // namespace ketenzicht::ingest
