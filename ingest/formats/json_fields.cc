#include "ingest/formats/json_fields.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace ketenzicht::ingest {

using Kind = YamlNode::Kind;

std::string TextOf(const YamlNode& node, absl::string_view key) {
  const YamlNode* field = node.Find(key);
  return field == nullptr ? "" : field->scalar;
}

std::vector<std::string> TextsOf(const YamlNode& node, absl::string_view key) {
  std::vector<std::string> texts;
  const YamlNode* field = node.Find(key);
  if (field == nullptr) return texts;
  if (field->kind == Kind::kScalar) texts.push_back(field->scalar);
  for (const YamlNode& item : field->items) {
    if (item.kind == Kind::kScalar) texts.push_back(item.scalar);
  }
  return texts;
}

const std::vector<YamlNode>& ItemsOf(const YamlNode& node,
                                     absl::string_view key) {
  static const auto& nothing = *new std::vector<YamlNode>();
  const YamlNode* field = node.Find(key);
  return field == nullptr ? nothing : field->items;
}

std::optional<graph::Date> DayOf(absl::string_view text) {
  const absl::StatusOr<graph::Date> day =
      graph::Date::Parse(text.substr(0, 10));
  if (!day.ok() || (text.size() > 10 && text[10] != 'T' && text[10] != ' ')) {
    return std::nullopt;
  }
  return *day;
}

std::string PointerTo(absl::string_view pointer, absl::string_view key) {
  return absl::StrCat(pointer, "/",
                      absl::StrReplaceAll(key, {{"~", "~0"}, {"/", "~1"}}));
}

std::string PointerTo(absl::string_view pointer, size_t index) {
  return absl::StrCat(pointer, "/", index);
}

}  // namespace ketenzicht::ingest
