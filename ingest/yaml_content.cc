#include "ingest/yaml_content.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

using Kind = YamlNode::Kind;

void AppendContent(const YamlNode& node, std::string& text) {
  switch (node.kind) {
    case Kind::kNull:
      text += "~";
      return;
    case Kind::kScalar:
      absl::StrAppend(&text, node.scalar.size(), "=", node.scalar);
      return;
    case Kind::kList:
      text += "[";
      for (const YamlNode& item : node.items) AppendContent(item, text);
      text += "]";
      return;
    case Kind::kMap: {
      // In any order it is the same content.
      std::map<std::string, const YamlNode*> fields;
      for (const YamlField& field : node.fields) {
        fields[field.name] = &field.value;
      }
      text += "{";
      for (const auto& [name, value] : fields) {
        absl::StrAppend(&text, name, ":");
        AppendContent(*value, text);
      }
      text += "}";
      return;
    }
  }
}

void AddTexts(const YamlNode& node, TextPlaces& places) {
  if (node.kind == Kind::kScalar) places.emplace(node.scalar, node.place());
  for (const YamlNode& item : node.items) AddTexts(item, places);
  for (const YamlField& field : node.fields) {
    AddTexts(field.value, places);
    places.emplace(field.name, field.value.key);
  }
}

}  // namespace

std::string ContentOf(const YamlNode& node) {
  std::string text;
  AppendContent(node, text);
  return text;
}

TextPlaces TextsIn(const YamlNode& node) {
  TextPlaces places;
  AddTexts(node, places);
  return places;
}

}  // namespace ketenzicht::ingest
