// The one strict layer through which all YAML passes.
//
// A document is read as events, never composed by the library, so that an alias
// cannot expand: anchors, aliases, tags, duplicate keys, keys that are not
// scalars, more than one document, invalid UTF-8 and whatever exceeds a limit
// are refused, each with its line and column.

#ifndef KETENZICHT_INGEST_YAML_DOCUMENT_H_
#define KETENZICHT_INGEST_YAML_DOCUMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

inline constexpr size_t kMaxYamlBytes = 16 << 20;
inline constexpr int kMaxYamlDepth = 64;
inline constexpr size_t kMaxYamlNodes = 2'000'000;
inline constexpr size_t kMaxYamlScalar = 1 << 20;

struct YamlField;

struct YamlNode {
  enum class Kind { kNull, kScalar, kList, kMap };
  Kind kind = Kind::kNull;
  int line = 0;                   // from 1
  int column = 0;                 // from 1, in characters
  TextPlace key;                  // a field's value: where its name stands
  std::string scalar;             // kScalar: the text, quotes taken off
  std::vector<YamlNode> items;    // kList
  std::vector<YamlField> fields;  // kMap, in order

  TextPlace place() const { return {line, column}; }
  // Null where there is no such key.
  const YamlNode* Find(absl::string_view key) const;
};

struct YamlField {
  std::string name;
  YamlNode value;
};

// Where `content` is not UTF-8; nothing where it is.
std::optional<TextPlace> FindInvalidUtf8(absl::string_view content);

// The root of the document, or nothing after adding to `problems`. An empty
// document is a problem.
std::optional<YamlNode> ParseYaml(absl::string_view content,
                                  Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_YAML_DOCUMENT_H_
