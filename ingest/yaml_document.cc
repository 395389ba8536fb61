#include "ingest/yaml_document.h"

#include <simdjson.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace ketenzicht::ingest {
namespace {

// Thrown out of the parser at the first refusal; never leaves this file.
struct Refused {
  TextPlace place;
  std::string reason;
};

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool BeginsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

// Tells where the parser's marks are. These count bytes; people, and editors,
// count characters.
class Places {
 public:
  explicit Places(absl::string_view content) : content_(content) {
    absl::ConsumePrefix(&content_, kByteOrderMark);
  }

  TextPlace Of(const YAML::Mark& mark) {
    if (mark.pos < 0) return {};
    const size_t at = std::min<size_t>(mark.pos, content_.size());
    if (mark.line != line_) {
      line_ = mark.line;
      column_ = 0;
      at_ = at - std::min<size_t>(mark.column, at);
    }
    // From where it was last: marks come nearly in their order, and a line can
    // be as long as the file.
    for (; at_ < at; ++at_) column_ += BeginsCharacter(content_[at_]) ? 1 : 0;
    for (; at_ > at; --at_) {
      column_ -= BeginsCharacter(content_[at_ - 1]) ? 1 : 0;
    }
    return {line_ + 1, column_ + 1};
  }

 private:
  absl::string_view content_;
  int line_ = -1;
  int column_ = 0;  // of at_
  size_t at_ = 0;   // on line_
};

// Builds the tree from the parser's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Places& places) : places_(places) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    RefuseAnchor(mark, anchor);
    Put(At(mark, YamlNode::Kind::kNull));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{places_.Of(mark), "aliases (*name) are not allowed"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor, const std::string& value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    if (value.size() > kMaxYamlScalar) {
      throw Refused{places_.Of(mark),
                    absl::StrCat("a text of ", value.size(), " bytes: at most ",
                                 kMaxYamlScalar)};
    }
    YamlNode node = At(mark, YamlNode::Kind::kScalar);
    node.scalar = value;
    Put(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    Open(At(mark, YamlNode::Kind::kList));
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag,
                  YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    Open(At(mark, YamlNode::Kind::kMap));
  }
  void OnMapEnd() override { Close(); }

  std::optional<YamlNode> TakeRoot() { return std::move(root_); }

 private:
  struct Level {
    YamlNode node;
    std::optional<std::string> key;  // waiting for its value
    TextPlace key_place;
    absl::flat_hash_set<std::string> keys;
  };

  YamlNode At(const YAML::Mark& mark, YamlNode::Kind kind) {
    const TextPlace place = places_.Of(mark);
    return {.kind = kind, .line = place.line, .column = place.column};
  }

  void RefuseAnchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      throw Refused{places_.Of(mark), "anchors (&name) are not allowed"};
    }
  }
  void RefuseTag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw Refused{places_.Of(mark),
                    absl::StrCat("tags (", tag, ") are not allowed")};
    }
  }

  void Open(YamlNode node) {
    if (levels_.size() >= kMaxYamlDepth) {
      throw Refused{node.place(), absl::StrCat("nested deeper than ",
                                               kMaxYamlDepth, " levels")};
    }
    if (!levels_.empty() && WaitsForKey()) {
      throw Refused{node.place(), "a key must be a single word or text"};
    }
    Count(node);
    levels_.push_back({std::move(node), std::nullopt, {}, {}});
  }

  void Close() {
    YamlNode node = std::move(levels_.back().node);
    levels_.pop_back();
    Attach(std::move(node));
  }

  bool WaitsForKey() const {
    return levels_.back().node.kind == YamlNode::Kind::kMap &&
           !levels_.back().key;
  }

  void Put(YamlNode node) {
    Count(node);
    if (levels_.empty() || !WaitsForKey()) {
      Attach(std::move(node));
      return;
    }
    Level& level = levels_.back();
    if (node.kind != YamlNode::Kind::kScalar || node.scalar.empty()) {
      throw Refused{node.place(), "a key is empty"};
    }
    if (!level.keys.insert(node.scalar).second) {
      throw Refused{node.place(),
                    absl::StrCat("the key '", node.scalar, "' stands twice")};
    }
    level.key = std::move(node.scalar);
    level.key_place = node.place();
  }

  void Attach(YamlNode node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == YamlNode::Kind::kList) {
      level.node.items.push_back(std::move(node));
      return;
    }
    node.key = level.key_place;
    level.node.fields.push_back({*std::move(level.key), std::move(node)});
    level.key.reset();
  }

  void Count(const YamlNode& node) {
    if (++nodes_ > kMaxYamlNodes) {
      throw Refused{node.place(), absl::StrCat("more than ", kMaxYamlNodes,
                                               " values in one file")};
    }
  }

  Places& places_;
  std::vector<Level> levels_;
  std::optional<YamlNode> root_;
  size_t nodes_ = 0;
};

}  // namespace

const YamlNode* YamlNode::Find(absl::string_view key) const {
  for (const auto& [name, value] : fields) {
    if (name == key) return &value;
  }
  return nullptr;
}

std::optional<TextPlace> FindInvalidUtf8(absl::string_view content) {
  const auto valid = [](absl::string_view text) {
    return simdjson::validate_utf8(text.data(), text.size());
  };
  if (valid(content)) return std::nullopt;
  TextPlace place{1, 1};
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    if (valid(line)) {
      ++place.line;
      continue;
    }
    for (size_t at = 0, next; at < line.size(); at = next) {
      next = at + 1;
      while (next < line.size() && !BeginsCharacter(line[next])) ++next;
      if (!valid(line.substr(at, next - at))) return place;
      ++place.column;
    }
  }
  return place;
}

std::optional<YamlNode> ParseYaml(absl::string_view content,
                                  Problems& problems) {
  if (content.size() > kMaxYamlBytes) {
    problems.Add(0, absl::StrCat("a file of ", content.size(),
                                 " bytes: at most ", kMaxYamlBytes));
    return std::nullopt;
  }
  if (const auto place = FindInvalidUtf8(content)) {
    problems.Add(*place, "not valid UTF-8");
    return std::nullopt;
  }
  std::istringstream stream{std::string(content)};
  Places places(content);
  TreeBuilder builder(places);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      problems.Add(0, "the document is empty");
      return std::nullopt;
    }
    TreeBuilder rest(places);
    if (parser.HandleNextDocument(rest)) {
      problems.Add(0, "more than one document (---) in one file");
      return std::nullopt;
    }
  } catch (const Refused& refused) {
    problems.Add(refused.place, refused.reason);
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    problems.Add(places.Of(error.mark),
                 absl::StrCat("not well-formed YAML: ", error.msg));
    return std::nullopt;
  }
  return builder.TakeRoot();
}

}  // namespace ketenzicht::ingest
