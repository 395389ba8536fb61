#include "ingest/json_text.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace ketenzicht::ingest {
namespace {

using Json = nlohmann::json;
using Kind = YamlNode::Kind;

// Builds the tree from the parser's events; false ends the parsing.
class TreeBuilder : public nlohmann::json_sax<Json> {
 public:
  explicit TreeBuilder(int line) : line_(line) {}

  bool null() override { return Put(At(Kind::kNull)); }
  bool boolean(bool value) override {
    return PutScalar(value ? "true" : "false");
  }
  bool number_integer(int64_t value) override {
    return PutScalar(absl::StrCat(value));
  }
  bool number_unsigned(uint64_t value) override {
    return PutScalar(absl::StrCat(value));
  }
  bool number_float(double, const std::string& text) override {
    return PutScalar(text);
  }
  bool string(std::string& value) override {
    return FitsString(value) && PutScalar(std::move(value));
  }
  bool binary(binary_t&) override { return Refuse("is no JSON"); }

  bool start_object(size_t) override { return Open(Kind::kMap); }
  bool end_object() override { return Close(); }
  bool start_array(size_t) override { return Open(Kind::kList); }
  bool end_array() override { return Close(); }
  bool key(std::string& name) override {
    if (!FitsString(name)) return false;
    Level& level = levels_.back();
    if (!level.keys.insert(name).second) {
      return Refuse(absl::StrCat("the key '", name, "' stands twice"));
    }
    level.key = std::move(name);
    level.has_key = true;
    return true;
  }

  bool parse_error(size_t position, const std::string& token,
                   const nlohmann::detail::exception& error) override {
    error_at_ = position;
    return dynamic_cast<const Json::out_of_range*>(&error) == nullptr
               ? false
               : Refuse(absl::StrCat("the number ", token, " is out of range"));
  }

  std::optional<YamlNode> TakeRoot() { return std::move(root_); }
  const std::string& refusal() const { return refusal_; }
  size_t error_at() const { return error_at_; }  // bytes read until then

 private:
  struct Level {
    YamlNode node;
    std::string key;
    bool has_key = false;  // that waits for its value
    absl::flat_hash_set<std::string> keys;
  };

  YamlNode At(Kind kind) const { return {.kind = kind, .line = line_}; }

  // By the last key of each level.
  std::string Pointer() const {
    std::string pointer;
    for (const Level& level : levels_) {
      if (level.node.kind == Kind::kList) {
        absl::StrAppend(&pointer, "/", level.node.items.size());
      } else if (level.has_key) {
        absl::StrAppend(
            &pointer, "/",
            absl::StrReplaceAll(level.key, {{"~", "~0"}, {"/", "~1"}}));
      }
    }
    return pointer;
  }

  bool Refuse(absl::string_view reason) {
    const std::string pointer = Pointer();
    refusal_ = pointer.empty() ? std::string(reason)
                               : absl::StrCat(pointer, ": ", reason);
    return false;
  }

  bool FitsString(const std::string& value) {
    return value.size() <= kMaxJsonString ||
           Refuse(absl::StrCat("a text of ", value.size(), " bytes: at most ",
                               kMaxJsonString));
  }

  bool Open(Kind kind) {
    if (levels_.size() >= kMaxJsonDepth) {
      return Refuse(
          absl::StrCat("nested deeper than ", kMaxJsonDepth, " levels"));
    }
    if (!Count()) return false;
    levels_.push_back({.node = At(kind)});
    return true;
  }

  bool Close() {
    YamlNode node = std::move(levels_.back().node);
    levels_.pop_back();
    Attach(std::move(node));
    return true;
  }

  bool PutScalar(std::string text) {
    YamlNode node = At(Kind::kScalar);
    node.scalar = std::move(text);
    return Put(std::move(node));
  }

  bool Put(YamlNode node) {
    if (!Count()) return false;
    Attach(std::move(node));
    return true;
  }

  void Attach(YamlNode node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    node.key = {line_, 0};
    if (level.node.kind == Kind::kList) {
      level.node.items.push_back(std::move(node));
    } else {
      level.node.fields.push_back({std::move(level.key), std::move(node)});
      level.has_key = false;
    }
  }

  bool Count() {
    return ++nodes_ <= kMaxJsonNodes ||
           Refuse(absl::StrCat("more than ", kMaxJsonNodes,
                               " values in one text"));
  }

  const int line_;
  std::vector<Level> levels_;
  std::optional<YamlNode> root_;
  std::string refusal_;
  size_t error_at_ = 0;
  size_t nodes_ = 0;
};

// The place of a byte of a text that begins at `line`.
TextPlace PlaceOf(absl::string_view text, size_t byte, int line) {
  TextPlace place{line, 1};
  for (char c : text.substr(0, byte)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

}  // namespace

std::optional<YamlNode> ParseJson(absl::string_view text, int line,
                                  Problems& problems) {
  if (const auto place = FindInvalidUtf8(text)) {
    problems.Add(TextPlace{place->line + line - 1, place->column},
                 "not valid UTF-8");
    return std::nullopt;
  }
  TreeBuilder builder(line);
  if (Json::sax_parse(text.begin(), text.end(), &builder)) {
    return builder.TakeRoot();
  }
  if (builder.refusal().empty()) {
    // The byte that could not be was read already.
    const size_t at = builder.error_at() == 0 ? 0 : builder.error_at() - 1;
    problems.Add(PlaceOf(text, at, line), "not well-formed JSON");
  } else {
    problems.Add(line, builder.refusal());
  }
  return std::nullopt;
}

}  // namespace ketenzicht::ingest
