#include "ingest/internal/json_events.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "ingest/json_text.h"

namespace ketenzicht::ingest::internal {

using Kind = YamlNode::Kind;

JsonEvents::JsonEvents(const std::vector<std::string>& patterns,
                       absl::FunctionRef<int()> line, TakeJson take)
    : line_(line), take_(take) {
  for (const std::string& pattern : patterns) {
    std::vector<std::string> parts;
    if (!pattern.empty()) parts = absl::StrSplit(pattern.substr(1), '/');
    patterns_.push_back(std::move(parts));
  }
}

bool JsonEvents::null() { return Put(At(Kind::kNull)); }

bool JsonEvents::boolean(bool value) {
  return PutScalar(value ? "true" : "false");
}

bool JsonEvents::number_integer(int64_t value) {
  return PutScalar(absl::StrCat(value));
}

bool JsonEvents::number_unsigned(uint64_t value) {
  return PutScalar(absl::StrCat(value));
}

bool JsonEvents::number_float(double, const std::string& text) {
  return PutScalar(text);
}

bool JsonEvents::string(std::string& value) {
  return FitsString(value) && PutScalar(value);
}

bool JsonEvents::binary(binary_t&) { return Refuse("is no JSON"); }

bool JsonEvents::start_object(size_t) { return Open(Kind::kMap); }

bool JsonEvents::start_array(size_t) { return Open(Kind::kList); }

bool JsonEvents::key(std::string& name) {
  if (!FitsString(name)) return false;
  Level& level = levels_.back();
  if (!level.keys.insert(name).second) {
    return Refuse(absl::StrCat("the key '", name, "' stands twice"));
  }
  level.key = std::move(name);
  level.has_key = true;
  return true;
}

bool JsonEvents::parse_error(size_t, const std::string& token,
                             const nlohmann::detail::exception& error) {
  if (dynamic_cast<const nlohmann::json::out_of_range*>(&error) != nullptr) {
    return Refuse(absl::StrCat("the number ", token, " is out of range"));
  }
  return absl::StrContains(error.what(), "ill-formed UTF-8")
             ? Refuse("not valid UTF-8")
             : false;
}

uint64_t JsonEvents::FitsOfNext() const {
  if (levels_.empty()) {
    return patterns_.size() == kMaxJsonPatterns
               ? ~uint64_t{0}
               : (uint64_t{1} << patterns_.size()) - 1;
  }
  const Level& level = levels_.back();
  const size_t depth = levels_.size() - 1;
  uint64_t fits = 0;
  for (size_t at = 0; at < patterns_.size(); ++at) {
    if ((level.fits >> at & 1) == 0 || patterns_[at].size() <= depth) continue;
    const std::string& part = patterns_[at][depth];
    const bool same =
        part == "*" ||
        (level.is_map ? part == level.key : part == absl::StrCat(level.index));
    if (same) fits |= uint64_t{1} << at;
  }
  return fits;
}

bool JsonEvents::EndsAt(uint64_t fits) const {
  for (size_t at = 0; at < patterns_.size(); ++at) {
    if ((fits >> at & 1) != 0 && patterns_[at].size() == levels_.size()) {
      return true;
    }
  }
  return false;
}

std::string JsonEvents::Pointer() const {
  std::string pointer;
  for (const Level& level : levels_) {
    if (!level.is_map) {
      absl::StrAppend(&pointer, "/", level.index);
    } else if (level.has_key) {
      absl::StrAppend(
          &pointer, "/",
          absl::StrReplaceAll(level.key, {{"~", "~0"}, {"/", "~1"}}));
    }
  }
  return pointer;
}

bool JsonEvents::Refuse(absl::string_view reason) {
  const std::string pointer = Pointer();
  refusal_ = pointer.empty() ? std::string(reason)
                             : absl::StrCat(pointer, ": ", reason);
  refusal_line_ = line_();
  return false;
}

bool JsonEvents::FitsString(const std::string& value) {
  return value.size() <= kMaxJsonString ||
         Refuse(absl::StrCat("a text of ", value.size(), " bytes: at most ",
                             kMaxJsonString));
}

YamlNode JsonEvents::At(Kind kind) const {
  return {.kind = kind, .line = line_()};
}

bool JsonEvents::Open(Kind kind) {
  if (levels_.size() >= kMaxJsonDepth) {
    return Refuse(
        absl::StrCat("nested deeper than ", kMaxJsonDepth, " levels"));
  }
  const uint64_t fits = FitsOfNext();
  if (!tree_.empty() || EndsAt(fits)) {
    if (!Count()) return false;
    tree_.push_back(At(kind));
  }
  levels_.push_back({.is_map = kind == Kind::kMap, .fits = fits});
  return true;
}

bool JsonEvents::Close() {
  levels_.pop_back();
  if (tree_.empty()) {
    Pass();
    return true;
  }
  YamlNode node = std::move(tree_.back());
  tree_.pop_back();
  return Attach(std::move(node));
}

bool JsonEvents::PutScalar(absl::string_view text) {
  if (tree_.empty() && !EndsAt(FitsOfNext())) {
    Pass();
    return true;
  }
  YamlNode node = At(Kind::kScalar);
  node.scalar = std::string(text);
  return Count() && Attach(std::move(node));
}

bool JsonEvents::Put(YamlNode node) {
  if (tree_.empty() && !EndsAt(FitsOfNext())) {
    Pass();
    return true;
  }
  return Count() && Attach(std::move(node));
}

bool JsonEvents::Attach(YamlNode node) {
  if (tree_.empty()) {
    nodes_ = 0;
    const std::string pointer = Pointer();
    Pass();
    taken_enough_ = !take_(pointer, std::move(node));
    return !taken_enough_;
  }
  YamlNode& parent = tree_.back();
  node.key = {node.line, 0};
  if (parent.kind == Kind::kList) {
    parent.items.push_back(std::move(node));
  } else {
    parent.fields.push_back({levels_.back().key, std::move(node)});
  }
  Pass();
  return true;
}

void JsonEvents::Pass() {
  if (levels_.empty()) return;
  ++levels_.back().index;
  levels_.back().has_key = false;
}

bool JsonEvents::Count() {
  return ++nodes_ <= kMaxJsonNodes ||
         Refuse(
             absl::StrCat("more than ", kMaxJsonNodes, " values in one text"));
}

}  // namespace ketenzicht::ingest::internal
