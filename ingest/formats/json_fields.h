// Fields of a JSON value, where a file may have a text, a list of texts or
// nothing.

#ifndef KETENZICHT_INGEST_FORMATS_JSON_FIELDS_H_
#define KETENZICHT_INGEST_FORMATS_JSON_FIELDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/date.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// The text of a field, numbers and truth values as they stand; empty where it
// is missing, null, a list or a map.
std::string TextOf(const YamlNode& node, absl::string_view key);

// The texts of a field that is one or a list of them; others are left out.
std::vector<std::string> TextsOf(const YamlNode& node, absl::string_view key);

// The items of a field that is a list; else nothing.
const std::vector<YamlNode>& ItemsOf(const YamlNode& node,
                                     absl::string_view key);

// The day of "2024-05-01", "2024-05-01T10:00:00Z" and the like.
std::optional<graph::Date> DayOf(absl::string_view text);

// `pointer` and one more part of it, escaped (RFC 6901).
std::string PointerTo(absl::string_view pointer, absl::string_view key);
std::string PointerTo(absl::string_view pointer, size_t index);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_JSON_FIELDS_H_
