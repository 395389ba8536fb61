#include "ingest/json_text.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "ingest/byte_source.h"
#include "ingest/json_stream.h"

namespace ketenzicht::ingest {

std::optional<YamlNode> ParseJson(absl::string_view text, int line,
                                  Problems& problems) {
  if (absl::StartsWith(text, "\xFF\xFE") ||
      absl::StartsWith(text, "\xFE\xFF")) {
    problems.Add(line, "this is UTF-16; save it as UTF-8");
    return std::nullopt;
  }
  if (const auto place = FindInvalidUtf8(text)) {
    problems.Add(TextPlace{place->line + line - 1, place->column},
                 "not valid UTF-8");
    return std::nullopt;
  }
  TextSource bytes(text);
  std::optional<YamlNode> root;
  const auto take = [&root](const std::string&, YamlNode node) {
    root = std::move(node);
    return true;
  };
  if (StreamJson(bytes, {""}, take, problems, line)) return root;
  return std::nullopt;
}

}  // namespace ketenzicht::ingest
