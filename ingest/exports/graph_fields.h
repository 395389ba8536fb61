// What is said of a node or an edge, as flat fields: for formats that have
// columns, keys or properties, and nothing within them.

#ifndef KETENZICHT_INGEST_EXPORTS_GRAPH_FIELDS_H_
#define KETENZICHT_INGEST_EXPORTS_GRAPH_FIELDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/exports/graph_export.h"

namespace ketenzicht::ingest {

enum class FieldType {
  kText,
  kFlag,    // "true" or "false"
  kNumber,  // an integer
  kJson,    // an object, as text
  kTexts,   // a list
  kIds,     // a list of ids, in which no text has a ';'
};

// Empty where nothing is said.
struct FieldValue {
  std::string text;
  std::vector<std::string> list;  // of kTexts and kIds, instead of `text`
  bool empty() const { return text.empty() && list.empty(); }
};

template <typename T>
struct GraphField {
  absl::string_view name;  // small letters and underscores
  FieldType type;
  FieldValue (*value)(const T& of);
};
using NodeField = GraphField<ExportedNode>;
using EdgeField = GraphField<ExportedEdge>;

// In the order in which they are written; docs/export.md says what they are.
absl::Span<const NodeField> NodeFields();
absl::Span<const EdgeField> EdgeFields();

// One text: ids with ';' between them, other lists as JSON.
std::string FlatText(FieldType type, const FieldValue& value);
// As JSON; an object as itself where `nested`, else as text. Of what is empty,
// nothing.
std::string JsonValue(FieldType type, const FieldValue& value, bool nested);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_GRAPH_FIELDS_H_
