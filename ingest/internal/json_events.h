// The parser's events, checked, and made into trees where they are wanted.

#ifndef KETENZICHT_INGEST_INTERNAL_JSON_EVENTS_H_
#define KETENZICHT_INGEST_INTERNAL_JSON_EVENTS_H_

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "ingest/json_stream.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest::internal {

// Every method that the parser calls returns false to end the parsing.
class JsonEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  // `line` says on which line the parser is. Patterns as of StreamJson.
  JsonEvents(const std::vector<std::string>& patterns,
             absl::FunctionRef<int()> line, TakeJson take);

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
  absl::FunctionRef<int()> line_;
  TakeJson take_;
  std::vector<Level> levels_;
  std::vector<YamlNode> tree_;  // open nodes of the value that is wanted
  size_t nodes_ = 0;            // of it
  std::string refusal_;
  int refusal_line_ = 0;
  bool taken_enough_ = false;
};

}  // namespace ketenzicht::ingest::internal

#endif  // KETENZICHT_INGEST_INTERNAL_JSON_EVENTS_H_
