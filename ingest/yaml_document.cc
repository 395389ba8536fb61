#include "ingest/yaml_document.h"

#include <simdjson.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

// Thrown out of the parser at the first refusal; never leaves this file.
struct Refused {
  int line;
  std::string reason;
};

int LineOf(const YAML::Mark& mark) { return mark.line + 1; }

// Builds the tree from the parser's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    RefuseAnchor(mark, anchor);
    Put(YamlNode{.kind = YamlNode::Kind::kNull, .line = LineOf(mark)});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{LineOf(mark), "aliases (*name) are not allowed"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor, const std::string& value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    if (value.size() > kMaxYamlScalar) {
      throw Refused{LineOf(mark),
                    absl::StrCat("a text of ", value.size(), " bytes: at most ",
                                 kMaxYamlScalar)};
    }
    YamlNode node{.kind = YamlNode::Kind::kScalar, .line = LineOf(mark)};
    node.scalar = value;
    Put(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    Open(YamlNode{.kind = YamlNode::Kind::kList, .line = LineOf(mark)});
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag,
                  YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    Open(YamlNode{.kind = YamlNode::Kind::kMap, .line = LineOf(mark)});
  }
  void OnMapEnd() override { Close(); }

  std::optional<YamlNode> TakeRoot() { return std::move(root_); }

 private:
  struct Level {
    YamlNode node;
    std::optional<std::string> key;  // waiting for its value
    absl::flat_hash_set<std::string> keys;
  };

  static void RefuseAnchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      throw Refused{LineOf(mark), "anchors (&name) are not allowed"};
    }
  }
  static void RefuseTag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw Refused{LineOf(mark),
                    absl::StrCat("tags (", tag, ") are not allowed")};
    }
  }

  void Open(YamlNode node) {
    if (levels_.size() >= kMaxYamlDepth) {
      throw Refused{node.line, absl::StrCat("nested deeper than ",
                                            kMaxYamlDepth, " levels")};
    }
    if (!levels_.empty() && WaitsForKey()) {
      throw Refused{node.line, "a key must be a single word or text"};
    }
    Count(node.line);
    levels_.push_back({std::move(node), std::nullopt, {}});
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
    Count(node.line);
    if (levels_.empty() || !WaitsForKey()) {
      Attach(std::move(node));
      return;
    }
    Level& level = levels_.back();
    if (node.kind != YamlNode::Kind::kScalar || node.scalar.empty()) {
      throw Refused{node.line, "a key is empty"};
    }
    if (!level.keys.insert(node.scalar).second) {
      throw Refused{node.line,
                    absl::StrCat("the key '", node.scalar, "' stands twice")};
    }
    level.key = std::move(node.scalar);
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
    level.node.fields.push_back({*std::move(level.key), std::move(node)});
    level.key.reset();
  }

  void Count(int line) {
    if (++nodes_ > kMaxYamlNodes) {
      throw Refused{line, absl::StrCat("more than ", kMaxYamlNodes,
                                       " values in one file")};
    }
  }

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

std::optional<YamlNode> ParseYaml(absl::string_view content,
                                  Problems& problems) {
  if (content.size() > kMaxYamlBytes) {
    problems.Add(0, absl::StrCat("a file of ", content.size(),
                                 " bytes: at most ", kMaxYamlBytes));
    return std::nullopt;
  }
  if (!simdjson::validate_utf8(content.data(), content.size())) {
    problems.Add(0, "not valid UTF-8");
    return std::nullopt;
  }
  std::istringstream stream{std::string(content)};
  TreeBuilder builder;
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      problems.Add(0, "the document is empty");
      return std::nullopt;
    }
    TreeBuilder rest;
    if (parser.HandleNextDocument(rest)) {
      problems.Add(0, "more than one document (---) in one file");
      return std::nullopt;
    }
  } catch (const Refused& refused) {
    problems.Add(refused.line, refused.reason);
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    problems.Add(LineOf(error.mark),
                 absl::StrCat("not well-formed YAML: ", error.msg));
    return std::nullopt;
  }
  return builder.TakeRoot();
}

}  // namespace ketenzicht::ingest
