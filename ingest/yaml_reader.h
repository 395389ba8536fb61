// Reads the fields of a YAML map and says what is wrong with them: missing,
// unknown or mistyped fields become problems, and reading goes on.

#ifndef KETENZICHT_INGEST_YAML_READER_H_
#define KETENZICHT_INGEST_YAML_READER_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "graph/date.h"
#include "graph/fact.h"
#include "graph/text.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// One map. Every field that is read is known; Finish reports the others.
// Getters add a problem and return their default where a value is mistyped.
// Keys must last until Finish, which names them beside one that is not known.
class MapReader {
 public:
  // `what` names the map in problems: "the relation", "policy".
  MapReader(const YamlNode& node, absl::string_view what, Problems& problems);

  const YamlNode& node() const { return node_; }
  int line() const { return node_.line; }
  TextPlace place() const { return node_.place(); }
  const YamlNode* Find(absl::string_view key);
  // Adds a problem where the field is missing.
  const YamlNode* Need(absl::string_view key);

  std::string String(absl::string_view key);
  std::string NeedString(absl::string_view key);
  bool Bool(absl::string_view key, bool otherwise);
  // Nothing where the field is missing.
  std::optional<bool> Flag(absl::string_view key);
  std::optional<double> Number(absl::string_view key);
  std::optional<int> Integer(absl::string_view key);
  std::vector<std::string> Strings(absl::string_view key);
  std::map<std::string, std::string> StringMap(absl::string_view key);
  graph::Text Text(absl::string_view key);
  std::optional<graph::Date> Day(absl::string_view key);
  std::optional<graph::Interval> Interval(absl::string_view key);

  // A word that `parse` knows; else a problem naming `allowed`.
  template <typename Enum>
  std::optional<Enum> Word(absl::string_view key,
                           std::optional<Enum> (*parse)(absl::string_view),
                           absl::string_view allowed) {
    const YamlNode* node = Find(key);
    if (node == nullptr) return std::nullopt;
    std::optional<Enum> value = parse(node->scalar);
    if (!value) {
      AddProblem(*node, absl::StrCat("'", node->scalar, "' is no ", key,
                                     "; allowed: ", allowed));
    }
    return value;
  }

  // Calls `read` for each item of the list, or for the one item there is.
  void Each(absl::string_view key,
            const std::function<void(const YamlNode&)>& read);

  void AddProblem(const YamlNode& at, absl::string_view reason) {
    problems_.Add(at.place(), reason);
  }
  // Reports the fields that were never asked for.
  void Finish();

  Problems& problems() { return problems_; }

 private:
  std::string Known() const;

  const YamlNode& node_;
  std::string what_;
  Problems& problems_;
  absl::InlinedVector<bool, 16> asked_for_;  // by position in node_.fields
  absl::InlinedVector<absl::string_view, 24> known_;  // as they were asked for
};

// The scalars of a list of scalars, or of one scalar.
std::vector<std::string> ReadStrings(const YamlNode& node, Problems& problems);
graph::Text ReadText(const YamlNode& node, Problems& problems);
// {from: …, until: …}, each a day, a month, a year, an interval, or open.
graph::ValidTime ReadValidTime(const YamlNode& node, Problems& problems);
std::optional<graph::Interval> ReadInterval(const YamlNode& node,
                                            Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_YAML_READER_H_
