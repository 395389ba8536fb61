#include "ingest/exports/neo4j_csv_writer.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/csv_escape.h"
#include "ingest/exports/graph_fields.h"

namespace ketenzicht::ingest {
namespace {

// What a column's name ends in; lists have ';' between their texts, which is
// neo4j-admin's own delimiter.
absl::string_view TypeSuffix(FieldType type) {
  switch (type) {
    case FieldType::kFlag:
      return ":boolean";
    case FieldType::kNumber:
      return ":int";
    case FieldType::kIds:
      return ":string[]";
    default:
      return "";
  }
}

template <typename T>
void AppendHeader(absl::string_view own, absl::Span<const GraphField<T>> fields,
                  std::string& out) {
  absl::StrAppend(&out, own);
  for (const GraphField<T>& field : fields) {
    absl::StrAppend(&out, ",", field.name, TypeSuffix(field.type));
  }
  out += '\n';
}

template <typename T>
void AppendFields(const T& of, absl::Span<const GraphField<T>> fields,
                  std::string& out) {
  for (const GraphField<T>& field : fields) {
    out += ',';
    AppendCsvField(FlatText(field.type, field.value(of)), out);
  }
  out += '\n';
}

class Neo4jCsvWriter : public GraphWriter {
 public:
  void Begin(std::string& out) override {
    AppendHeader("id:ID,:LABEL", NodeFields(), out);
  }

  void Write(const ExportedNode& node, std::string& out) override {
    AppendCsvField(node.key.id, out);
    out += ',';
    AppendCsvField(absl::StrJoin(node.key.kinds, ";"), out);
    AppendFields(node, NodeFields(), out);
  }

  void BeginEdges(std::string& out) override {
    AppendHeader(":START_ID,:END_ID,:TYPE", EdgeFields(), out);
  }

  void Write(const ExportedEdge& edge, std::string& out) override {
    AppendCsvField(edge.source.id, out);
    out += ',';
    AppendCsvField(edge.target.id, out);
    out += ',';
    AppendCsvField(absl::AsciiStrToUpper(edge.fact.relation()->kind), out);
    AppendFields(edge, EdgeFields(), out);
  }

  void End(std::string&) override {}
};

}  // namespace

std::unique_ptr<GraphWriter> MakeNeo4jCsvWriter(const graph::Snapshot&) {
  return std::make_unique<Neo4jCsvWriter>();
}

}  // namespace ketenzicht::ingest
