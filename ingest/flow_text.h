// Parts of facts on one line: the text that docs/facts.md describes, in YAML's
// flow style or as JSON, which the readers of facts take back.

#ifndef KETENZICHT_INGEST_FLOW_TEXT_H_
#define KETENZICHT_INGEST_FLOW_TEXT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/fact.h"
#include "graph/guard.h"
#include "graph/selector.h"
#include "graph/text.h"

namespace ketenzicht::ingest {

// YAML leaves quotes off where that is safe; JSON never does.
enum class FlowStyle { kYaml, kJson };

// The shortest text that reads back as the same number.
std::string NumberText(double number);

// A text as a value.
std::string FlowText(absl::string_view text, FlowStyle style);

// Builds "{key: value, …}", in the order of the calls. Values that are empty
// are left out.
class FlowMap {
 public:
  explicit FlowMap(FlowStyle style) : style_(style) {}
  void Text(absl::string_view key, absl::string_view value);
  void Texts(absl::string_view key, const std::vector<std::string>& values);
  void Both(absl::string_view key, const graph::Text& text);
  void Flag(absl::string_view key, bool value);  // false: left out
  // `value` is in the style of the map; empty: left out.
  void Raw(absl::string_view key, absl::string_view value);

  bool empty() const { return text_.empty(); }
  std::string Done() const;

 private:
  const FlowStyle style_;
  std::string text_;
};

// Each of these is a value of the key it is named for in docs/facts.md.
// Operands and conditions of a guard or class that its kind does not use are
// not written.
std::string FlowOf(const std::vector<std::string>& texts,
                   FlowStyle style);  // "[a, b]"
std::string FlowOf(const std::map<std::string, std::string>& attributes,
                   FlowStyle style);
std::string FlowOf(const graph::Selector& selector, FlowStyle style);
std::string FlowOf(const graph::Guard& guard, FlowStyle style);
std::string FlowOf(const graph::Evidence& evidence, FlowStyle style);
std::string FlowOf(const graph::Marking& marking, FlowStyle style);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FLOW_TEXT_H_
