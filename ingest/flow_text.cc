#include "ingest/flow_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace ketenzicht::ingest {
namespace {

using graph::DateTerm;
using graph::Guard;
using graph::Selector;

bool IsPlain(absl::string_view text) {
  if (text.empty() || !(absl::ascii_isalnum(text[0]) || text[0] == '$')) {
    return false;
  }
  // YAML takes these for no value at all.
  if (text == "null" || text == "Null" || text == "NULL") return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '_' || c == '-' || c == '.' ||
           c == '/' || c == '$';
  });
}

std::string List(const std::vector<std::string>& values) {
  std::string text = "[";
  for (const std::string& value : values) {
    absl::StrAppend(&text, text.size() > 1 ? ", " : "", value);
  }
  return text + "]";
}

std::string Inner(const std::shared_ptr<const Selector>& selector,
                  FlowStyle style) {
  return selector == nullptr ? "" : FlowOf(*selector, style);
}

std::string TermOf(const DateTerm& term, FlowStyle style) {
  FlowMap map(style);
  if (term.date) map.Text("date", term.date->ToString());
  map.Text("fact", term.fact);
  if (term.until) map.Text("bound", "until");
  return map.Done();
}

absl::string_view ComparisonName(graph::DateComparison comparison) {
  switch (comparison) {
    case graph::DateComparison::kBefore:
      return "before";
    case graph::DateComparison::kAfter:
      return "after";
    case graph::DateComparison::kWithin:
      return "within";
  }
  return "";
}

std::string OperandsOf(const Guard& guard, FlowStyle style) {
  std::vector<std::string> operands;
  for (const Guard& operand : guard.operands) {
    operands.push_back(FlowOf(operand, style));
  }
  return List(operands);
}

std::string RelationOf(const Guard& guard, FlowStyle style) {
  FlowMap map(style);
  map.Text("kind", guard.kind);
  map.Text("source", guard.source);
  map.Text("target", guard.target);
  map.Flag("or_same_authority", guard.or_same_authority);
  return map.Done();
}

std::string ReachOf(const Guard& guard, FlowStyle style) {
  FlowMap map(style);
  map.Text("authority", guard.source);
  map.Text("company", guard.target);
  return map.Done();
}

std::string DatesOf(const Guard& guard, FlowStyle style) {
  FlowMap map(style);
  map.Raw("left", TermOf(guard.left, style));
  map.Text("is", ComparisonName(guard.comparison));
  map.Raw("right", TermOf(guard.right, style));
  return map.Done();
}

}  // namespace

std::string NumberText(double number) {
  char buffer[32];
  const std::to_chars_result end =
      std::to_chars(buffer, buffer + sizeof(buffer), number);
  return std::string(buffer, end.ptr);
}

std::string FlowText(absl::string_view text, FlowStyle style) {
  if (style == FlowStyle::kYaml && IsPlain(text)) return std::string(text);
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (absl::ascii_iscntrl(c)) {
      absl::StrAppend(&quoted, style == FlowStyle::kYaml
                                   ? absl::StrFormat("\\x%02x", uint8_t(c))
                                   : absl::StrFormat("\\u%04x", uint8_t(c)));
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

void FlowMap::Raw(absl::string_view key, absl::string_view value) {
  if (value.empty()) return;
  absl::StrAppend(&text_, text_.empty() ? "" : ", ", FlowText(key, style_),
                  ": ", value);
}

void FlowMap::Text(absl::string_view key, absl::string_view value) {
  if (!value.empty()) Raw(key, FlowText(value, style_));
}

void FlowMap::Flag(absl::string_view key, bool value) {
  if (value) Raw(key, "true");
}

void FlowMap::Texts(absl::string_view key,
                    const std::vector<std::string>& values) {
  if (!values.empty()) Raw(key, FlowOf(values, style_));
}

void FlowMap::Both(absl::string_view key, const graph::Text& text) {
  if (text.empty()) return;
  FlowMap both(style_);
  both.Raw("nl", FlowText(text.nl, style_));
  both.Raw("en", FlowText(text.en, style_));
  Raw(key, both.Done());
}

std::string FlowMap::Done() const { return absl::StrCat("{", text_, "}"); }

std::string FlowOf(const std::vector<std::string>& texts, FlowStyle style) {
  std::vector<std::string> values;
  values.reserve(texts.size());
  for (const std::string& text : texts) values.push_back(FlowText(text, style));
  return List(values);
}

std::string FlowOf(const std::map<std::string, std::string>& attributes,
                   FlowStyle style) {
  FlowMap map(style);
  for (const auto& [name, value] : attributes)
    map.Raw(name, FlowText(value, style));
  return map.Done();
}

std::string FlowOf(const Selector& selector, FlowStyle style) {
  FlowMap map(style);
  map.Both("label", selector.label);
  map.Flag("any", selector.any);
  map.Texts("ids", selector.ids);
  map.Flag("by_example", selector.by_example);
  map.Text("kind", selector.kind);
  if (!selector.where.empty()) {
    std::vector<std::string> paths;
    for (const graph::PathCondition& path : selector.where) {
      FlowMap condition(style);
      condition.Text("path", path.expression);
      condition.Text("to", path.to);
      paths.push_back(condition.Done());
    }
    map.Raw("where", List(paths));
  }
  if (!selector.attributes.empty()) {
    map.Raw("attributes", FlowOf(selector.attributes, style));
  }
  map.Raw("source_of", Inner(selector.source_of, style));
  map.Raw("target_of", Inner(selector.target_of, style));
  map.Raw("source", Inner(selector.source, style));
  map.Raw("target", Inner(selector.target, style));
  map.Raw("via", Inner(selector.via, style));
  map.Texts("except", selector.except);
  return map.Done();
}

std::string FlowOf(const Guard& guard, FlowStyle style) {
  FlowMap map(style);
  switch (guard.op) {
    case Guard::Op::kAll:
      map.Raw("all", OperandsOf(guard, style));
      break;
    case Guard::Op::kAny:
      map.Raw("any", OperandsOf(guard, style));
      break;
    case Guard::Op::kNot:
      map.Raw("not",
              guard.operands.empty() ? "{}" : FlowOf(guard.operands[0], style));
      break;
    case Guard::Op::kFact:
      map.Text("fact", guard.fact);
      break;
    case Guard::Op::kRelation:
      map.Raw("relation", RelationOf(guard, style));
      break;
    case Guard::Op::kReach:
      map.Raw("reach", ReachOf(guard, style));
      break;
    case Guard::Op::kDates:
      map.Raw("dates", DatesOf(guard, style));
      break;
  }
  return map.Done();
}

std::string FlowOf(const graph::Evidence& evidence, FlowStyle style) {
  FlowMap map(style);
  map.Text("source", evidence.source);
  map.Text("locator", evidence.locator);
  map.Text("speaker", evidence.speaker);
  map.Text("asserted", evidence.asserted_on.ToString());
  map.Texts("attributed_to", evidence.attributed_to);
  return map.Done();
}

std::string FlowOf(const graph::Marking& marking, FlowStyle style) {
  FlowMap map(style);
  map.Text("level", marking.level);
  map.Text("owner", marking.owner);
  map.Texts("compartments", marking.compartments);
  map.Texts("release_to", marking.release_to);
  return map.Done();
}

}  // namespace ketenzicht::ingest
