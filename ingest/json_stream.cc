#include "ingest/json_stream.h"

#include <cstddef>
#include <cstdint>
#include <istream>
#include <nlohmann/json.hpp>
#include <streambuf>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "ingest/json_text.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kBufferBytes = size_t{64} << 10;

// The parser holds a text until it has ended; with every character escaped
// (as \u0041 is), one that is not too long takes this.
constexpr size_t kMaxUntoldBytes = 6 * kMaxJsonString;

// Gives the parser the bytes, and knows the place of the one that was read
// last.
class Bytes : public std::streambuf {
 public:
  Bytes(ByteSource& source, int first_line)
      : source_(source), buffer_(kBufferBytes), line_(first_line) {
    setg(buffer_.data(), buffer_.data(), buffer_.data());
    counted_ = buffer_.data();
  }

  // Of the character that was read last.
  TextPlace place() {
    CountTo(gptr());
    return last_;
  }
  int line() {
    CountTo(gptr());
    return line_;
  }
  const absl::Status& status() const { return status_; }
  // The parser has told what it read so far.
  void Told() { untold_ = 0; }
  // As a byte order mark of it says; no UTF-8 begins so.
  bool is_utf16() const { return first_ >= 0xFE; }

 protected:
  int_type underflow() override {
    CountTo(gptr());
    if (status_.ok() && untold_ > kMaxUntoldBytes) {
      status_ = absl::ResourceExhaustedError(
          absl::StrCat("a text, a number or a gap of more than ",
                       kMaxUntoldBytes, " bytes"));
    }
    if (!status_.ok()) return traits_type::eof();
    const absl::StatusOr<size_t> count =
        source_.Read(buffer_.data(), buffer_.size());
    if (!count.ok()) status_ = count.status();
    if (!count.ok() || *count == 0) return traits_type::eof();
    untold_ += *count;
    if (first_ == 0) first_ = static_cast<unsigned char>(buffer_.front());
    setg(buffer_.data(), buffer_.data(), buffer_.data() + *count);
    counted_ = buffer_.data();
    return traits_type::to_int_type(buffer_.front());
  }

 private:
  void CountTo(const char* end) {
    for (; counted_ < end; ++counted_) {
      if ((static_cast<unsigned char>(*counted_) & 0xC0) == 0x80) continue;
      last_ = {line_, ++column_};
      if (*counted_ != '\n') continue;
      ++line_;
      column_ = 0;
    }
  }

  ByteSource& source_;
  std::vector<char> buffer_;
  const char* counted_ = nullptr;
  int line_;
  int column_ = 0;  // of the character that was counted last
  TextPlace last_{line_, 1};
  absl::Status status_;
  size_t untold_ = 0;
  unsigned char first_ = 0;  // of all bytes
};

// The parser's events, checked, and made into trees where they are wanted.
// Every method that the parser calls returns false to end the parsing.
class JsonEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  // Patterns as of StreamJson. `bytes` are those that the parser reads.
  JsonEvents(const std::vector<std::string>& patterns, Bytes& bytes,
             TakeJson take);

  bool null() override;
  bool boolean(bool value) override;
  bool number_integer(int64_t value) override;
  bool number_unsigned(uint64_t value) override;
  bool number_float(double value, const std::string& text) override;
  bool string(std::string& value) override;
  bool binary(binary_t& value) override;
  bool start_object(size_t size) override;
  bool end_object() override { return Close(); }
  bool start_array(size_t size) override;
  bool end_array() override { return Close(); }
  bool key(std::string& name) override;
  bool parse_error(size_t position, const std::string& token,
                   const nlohmann::detail::exception& error) override;

  // Why a text that is well-formed was refused, after the pointer; else empty.
  const std::string& refusal() const { return refusal_; }
  // Where the refused value stands.
  int refusal_line() const { return refusal_line_; }
  // Whether `take` ended the reading.
  bool taken_enough() const { return taken_enough_; }

 private:
  // An open list or map.
  struct Level {
    bool is_map = false;
    size_t index = 0;  // of a list: of the value that comes next
    std::string key;   // of a map: of the value that comes next
    bool has_key = false;
    uint64_t fits = 0;  // patterns whose beginning its pointer is
    absl::flat_hash_set<std::string> keys;
  };

  // The patterns that the pointer of the next value begins.
  uint64_t FitsOfNext() const;
  // Of those, whether one ends there.
  bool EndsAt(uint64_t fits) const;
  // Whether one goes on with the items of a list.
  bool NeedsList(uint64_t fits) const;
  std::string Pointer() const;
  bool Refuse(absl::string_view reason);
  bool FitsString(const std::string& value);
  YamlNode At(YamlNode::Kind kind) const;
  bool Open(YamlNode::Kind kind);
  bool Close();
  bool PutScalar(absl::string_view text);
  bool Put(YamlNode node);
  // A value of the tree is whole.
  bool Attach(YamlNode node);
  bool Count();
  void Pass();  // to the next value of the level

  std::vector<std::vector<std::string>> patterns_;  // by part
  Bytes& bytes_;
  TakeJson take_;
  std::vector<Level> levels_;
  std::vector<YamlNode> tree_;  // open nodes of the value that is wanted
  size_t nodes_ = 0;            // of it
  size_t keys_ = 0;             // of all open levels
  std::string refusal_;
  int refusal_line_ = 0;
  bool taken_enough_ = false;
};

using Kind = YamlNode::Kind;

JsonEvents::JsonEvents(const std::vector<std::string>& patterns, Bytes& bytes,
                       TakeJson take)
    : bytes_(bytes), take_(take) {
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
  // The parser takes an integer that it cannot hold for a real number.
  if (text.find_first_of(".eE") == std::string::npos) {
    return Refuse(absl::StrCat("the number ", text, " is out of range"));
  }
  return PutScalar(text);
}

bool JsonEvents::string(std::string& value) {
  return FitsString(value) && PutScalar(value);
}

bool JsonEvents::binary(binary_t&) { return Refuse("is no JSON"); }

bool JsonEvents::start_object(size_t) { return Open(Kind::kMap); }

bool JsonEvents::start_array(size_t) { return Open(Kind::kList); }

bool JsonEvents::key(std::string& name) {
  bytes_.Told();
  if (!FitsString(name)) return false;
  Level& level = levels_.back();
  if (!level.keys.insert(name).second) {
    return Refuse(absl::StrCat("the key '", name, "' stands twice"));
  }
  if (++keys_ > kMaxJsonKeys) {
    return Refuse(absl::StrCat("more than ", kMaxJsonKeys,
                               " keys in maps within each other"));
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

bool JsonEvents::NeedsList(uint64_t fits) const {
  for (size_t at = 0; at < patterns_.size(); ++at) {
    if ((fits >> at & 1) != 0 && patterns_[at].size() > levels_.size() &&
        patterns_[at][levels_.size()] == "*") {
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
  refusal_line_ = bytes_.line();
  return false;
}

bool JsonEvents::FitsString(const std::string& value) {
  return value.size() <= kMaxJsonString ||
         Refuse(absl::StrCat("a text of ", value.size(), " bytes: at most ",
                             kMaxJsonString));
}

YamlNode JsonEvents::At(Kind kind) const {
  return {.kind = kind, .line = bytes_.line()};
}

bool JsonEvents::Open(Kind kind) {
  bytes_.Told();
  if (levels_.size() >= kMaxJsonDepth) {
    return Refuse(
        absl::StrCat("nested deeper than ", kMaxJsonDepth, " levels"));
  }
  const uint64_t fits = FitsOfNext();
  if (!tree_.empty() || EndsAt(fits)) {
    if (!Count()) return false;
    tree_.push_back(At(kind));
  } else if (kind == Kind::kMap && NeedsList(fits)) {
    return Refuse("must be a list");
  }
  levels_.push_back({.is_map = kind == Kind::kMap, .fits = fits});
  return true;
}

bool JsonEvents::Close() {
  bytes_.Told();
  keys_ -= levels_.back().keys.size();
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
  bytes_.Told();
  if (tree_.empty()) {
    const uint64_t fits = FitsOfNext();
    if (!EndsAt(fits)) {
      if (NeedsList(fits)) return Refuse("must be a list");
      Pass();
      return true;
    }
  }
  YamlNode node = At(Kind::kScalar);
  node.scalar = std::string(text);
  return Count() && Attach(std::move(node));
}

bool JsonEvents::Put(YamlNode node) {
  bytes_.Told();
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

}  // namespace

bool StreamJson(ByteSource& bytes, const std::vector<std::string>& patterns,
                TakeJson take, Problems& problems, int first_line) {
  Bytes buffer(bytes, first_line);
  std::istream stream(&buffer);
  JsonEvents events(patterns, buffer, take);
  if (nlohmann::json::sax_parse(stream, &events)) return true;
  if (events.taken_enough()) return false;
  if (!buffer.status().ok()) {
    problems.Add(buffer.line(), buffer.status().message());
  } else if (!events.refusal().empty()) {
    problems.Add(events.refusal_line(), events.refusal());
  } else {
    problems.Add(buffer.place(), buffer.is_utf16()
                                     ? "this is UTF-16; save it as UTF-8"
                                     : "not well-formed JSON");
  }
  return false;
}

}  // namespace ketenzicht::ingest
