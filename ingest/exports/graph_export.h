// Facts for graph tools: docs/export.md.
//
//   const GraphFormat* format = FindGraphFormat("graphml");
//   absl::Status done = ExportGraph(snapshot, *format, take);
//
// What a node and what an edge is, is decided here and is the same in all
// formats; how it is written is a GraphWriter's, one for each format. All facts
// are written, whatever their modality, and no document.
//
// A node is every entity and every measure; besides, what relations have as an
// end and graph tools have no place for: a class, and a relation that another
// one is about. Such a relation is an edge too. An edge is every relation.

#ifndef KETENZICHT_INGEST_EXPORTS_GRAPH_EXPORT_H_
#define KETENZICHT_INGEST_EXPORTS_GRAPH_EXPORT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graph/fact.h"
#include "graph/snapshot.h"

namespace ketenzicht::ingest {

// Kinds of nodes that no ontology has: those begin with a small letter.
inline constexpr absl::string_view kClassKind = "Class";
inline constexpr absl::string_view kRelationKind = "Relation";

// What a node is.
struct NodeKey {
  enum class Sort { kEntity, kMeasure, kRelation, kClass };
  Sort sort = Sort::kEntity;
  // Of the fact; of a class "classes/UUID", by what it asks of its members, so
  // that the same class is one node wherever it stands.
  std::string id;
  // An entity's kind, and what that is a kind of; "measure"; kRelationKind and
  // the relation's kind; kClassKind. Never empty; they live as long as the
  // ontology.
  std::vector<absl::string_view> kinds;
};

struct ExportedNode {
  NodeKey key;
  graph::Text name;                          // of a class: what it is told as
  const graph::Fact* fact = nullptr;         // null: a class
  const graph::Selector* members = nullptr;  // of a class
};

struct ExportedEdge {
  const graph::Fact& fact;  // a relation
  NodeKey source;
  NodeKey target;
};

// Writes one format: appends to `out` what comes next. Called in the order of
// its functions, once for each graph. What it is given lives during the call.
class GraphWriter {
 public:
  virtual ~GraphWriter() = default;
  virtual void Begin(std::string& out) = 0;
  virtual void Write(const ExportedNode& node, std::string& out) = 0;
  // After the last node. In a format of two files, the second begins here.
  virtual void BeginEdges(std::string& out) = 0;
  virtual void Write(const ExportedEdge& edge, std::string& out) = 0;
  virtual void End(std::string& out) = 0;
};

struct GraphFormat {
  absl::string_view name;  // "neo4j-csv"
  // Names of the files, where there are two; else empty.
  absl::string_view nodes_file;
  absl::string_view edges_file;
  std::unique_ptr<GraphWriter> (*make)(const graph::Snapshot& snapshot);
};

// neo4j-csv, graphml, dot, stix, opengraph.
absl::Span<const GraphFormat> GraphFormats();
// Null where there is none of that name.
const GraphFormat* FindGraphFormat(absl::string_view name);

// Gets the text, in order, as it comes: that of one fact at a time, never a
// part of a character. An error ends the export. `file` is empty where the
// format has one file.
using TakeText = absl::FunctionRef<absl::Status(absl::string_view file,
                                                absl::string_view text)>;

// Gives the facts of `snapshot` in a format: all nodes, then all edges, each in
// the order of the ids of the facts that they come from; the same bytes
// whenever it is asked. Errors: only those of `take`.
//
// Linear in the facts, which it walks twice; memory by the largest fact, and
// some fifty bytes for each class.
absl::Status ExportGraph(const graph::Snapshot& snapshot,
                         const GraphFormat& format, TakeText take);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_GRAPH_EXPORT_H_
