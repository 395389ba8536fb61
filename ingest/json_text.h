// The one strict layer through which JSON passes.
//
// A text is read as events, never composed by the library: it keeps the last of
// two equal keys, and takes any depth. Both are refused, as are texts that are
// no JSON (RFC 8259) in UTF-8, numbers that neither an integer of 64 bits nor,
// written as real ones, a double can hold, and whatever exceeds a limit.

#ifndef KETENZICHT_INGEST_JSON_TEXT_H_
#define KETENZICHT_INGEST_JSON_TEXT_H_

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"
#include "ingest/problem.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

inline constexpr int kMaxJsonDepth = 64;
inline constexpr size_t kMaxJsonNodes = 2'000'000;
// Of the maps that are open at once: they are held to see that none stands
// twice.
inline constexpr size_t kMaxJsonKeys = 2'000'000;
inline constexpr size_t kMaxJsonString = 16 << 20;

// What the text says, as the node that readers of facts take: numbers and
// truth values as they are written, null as nothing. Every node has `line`.
// Nothing after adding to `problems`, with `line` and, where the text itself is
// wrong, the column; else with the JSON pointer of the value that is refused.
//
// Linear in the text.
std::optional<YamlNode> ParseJson(absl::string_view text, int line,
                                  Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_JSON_TEXT_H_
