// What has no flat form, as YAML on one line: the text that docs/facts.md
// describes, in flow style, which ParseYaml and the readers of facts take back.

#ifndef KETENZICHT_INGEST_CSV_YAML_TEXT_H_
#define KETENZICHT_INGEST_CSV_YAML_TEXT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/guard.h"
#include "graph/selector.h"
#include "graph/text.h"

namespace ketenzicht::ingest {

// The shortest text that reads back as the same number.
std::string NumberText(double number);

// A text as a value: plain where that is safe, else between double quotes.
std::string YamlText(absl::string_view text);

// Builds "{key: value, …}", in the order of the calls. Values that are empty
// are left out.
class YamlMap {
 public:
  void Text(absl::string_view key, absl::string_view value);
  void Texts(absl::string_view key, const std::vector<std::string>& values);
  void Both(absl::string_view key, const graph::Text& text);
  // `value` is YAML; empty: left out.
  void Raw(absl::string_view key, absl::string_view value);

  bool empty() const { return text_.empty(); }
  std::string Done() const;

 private:
  std::string text_;
};

// Each of these is a value of the key it is named for in docs/facts.md.
// Operands and conditions of a guard or class that its kind does not use are
// not written.
std::string YamlOf(const std::vector<std::string>& texts);  // "[a, b]"
std::string YamlOf(const std::map<std::string, std::string>& attributes);
std::string YamlOf(const graph::Selector& selector);
std::string YamlOf(const graph::Guard& guard);
std::string YamlOf(const graph::Evidence& evidence);
std::string YamlOf(const graph::Marking& marking);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_YAML_TEXT_H_
