#include "ingest/csv_yaml_text.h"

#include <algorithm>
#include <charconv>

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

std::string Inner(const std::shared_ptr<const Selector>& selector) {
  return selector == nullptr ? "" : YamlOf(*selector);
}

std::string TermOf(const DateTerm& term) {
  YamlMap map;
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

std::string OperandsOf(const Guard& guard) {
  std::vector<std::string> operands;
  for (const Guard& operand : guard.operands) {
    operands.push_back(YamlOf(operand));
  }
  return List(operands);
}

std::string RelationOf(const Guard& guard) {
  YamlMap map;
  map.Text("kind", guard.kind);
  map.Text("source", guard.source);
  map.Text("target", guard.target);
  if (guard.or_same_authority) map.Text("or_same_authority", "true");
  return map.Done();
}

std::string ReachOf(const Guard& guard) {
  YamlMap map;
  map.Text("authority", guard.source);
  map.Text("company", guard.target);
  return map.Done();
}

std::string DatesOf(const Guard& guard) {
  YamlMap map;
  map.Raw("left", TermOf(guard.left));
  map.Text("is", ComparisonName(guard.comparison));
  map.Raw("right", TermOf(guard.right));
  return map.Done();
}

}  // namespace

std::string NumberText(double number) {
  char buffer[32];
  const std::to_chars_result end =
      std::to_chars(buffer, buffer + sizeof(buffer), number);
  return std::string(buffer, end.ptr);
}

std::string YamlText(absl::string_view text) {
  if (IsPlain(text)) return std::string(text);
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (absl::ascii_iscntrl(c)) {
      absl::StrAppendFormat(&quoted, "\\x%02x", static_cast<unsigned char>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

void YamlMap::Raw(absl::string_view key, absl::string_view value) {
  if (value.empty()) return;
  absl::StrAppend(&text_, text_.empty() ? "" : ", ", YamlText(key), ": ",
                  value);
}

void YamlMap::Text(absl::string_view key, absl::string_view value) {
  if (!value.empty()) Raw(key, YamlText(value));
}

void YamlMap::Texts(absl::string_view key,
                    const std::vector<std::string>& values) {
  if (!values.empty()) Raw(key, YamlOf(values));
}

void YamlMap::Both(absl::string_view key, const graph::Text& text) {
  if (text.empty()) return;
  Raw(key, absl::StrCat("{nl: ", YamlText(text.nl), ", en: ", YamlText(text.en),
                        "}"));
}

std::string YamlMap::Done() const { return absl::StrCat("{", text_, "}"); }

std::string YamlOf(const std::vector<std::string>& texts) {
  std::vector<std::string> values;
  values.reserve(texts.size());
  for (const std::string& text : texts) values.push_back(YamlText(text));
  return List(values);
}

std::string YamlOf(const std::map<std::string, std::string>& attributes) {
  YamlMap map;
  for (const auto& [name, value] : attributes) map.Raw(name, YamlText(value));
  return map.Done();
}

std::string YamlOf(const Selector& selector) {
  YamlMap map;
  map.Both("label", selector.label);
  if (selector.any) map.Text("any", "true");
  map.Texts("ids", selector.ids);
  if (selector.by_example) map.Text("by_example", "true");
  map.Text("kind", selector.kind);
  if (!selector.where.empty()) {
    std::vector<std::string> paths;
    for (const graph::PathCondition& path : selector.where) {
      YamlMap condition;
      condition.Text("path", path.expression);
      condition.Text("to", path.to);
      paths.push_back(condition.Done());
    }
    map.Raw("where", List(paths));
  }
  if (!selector.attributes.empty()) {
    map.Raw("attributes", YamlOf(selector.attributes));
  }
  map.Raw("source_of", Inner(selector.source_of));
  map.Raw("target_of", Inner(selector.target_of));
  map.Raw("source", Inner(selector.source));
  map.Raw("target", Inner(selector.target));
  map.Raw("via", Inner(selector.via));
  map.Texts("except", selector.except);
  return map.Done();
}

std::string YamlOf(const Guard& guard) {
  YamlMap map;
  switch (guard.op) {
    case Guard::Op::kAll:
      map.Raw("all", OperandsOf(guard));
      break;
    case Guard::Op::kAny:
      map.Raw("any", OperandsOf(guard));
      break;
    case Guard::Op::kNot:
      map.Raw("not", guard.operands.empty() ? "{}" : YamlOf(guard.operands[0]));
      break;
    case Guard::Op::kFact:
      map.Text("fact", guard.fact);
      break;
    case Guard::Op::kRelation:
      map.Raw("relation", RelationOf(guard));
      break;
    case Guard::Op::kReach:
      map.Raw("reach", ReachOf(guard));
      break;
    case Guard::Op::kDates:
      map.Raw("dates", DatesOf(guard));
      break;
  }
  return map.Done();
}

std::string YamlOf(const graph::Evidence& evidence) {
  YamlMap map;
  map.Text("source", evidence.source);
  map.Text("locator", evidence.locator);
  map.Text("speaker", evidence.speaker);
  map.Text("asserted", evidence.asserted_on.ToString());
  map.Texts("attributed_to", evidence.attributed_to);
  return map.Done();
}

std::string YamlOf(const graph::Marking& marking) {
  YamlMap map;
  map.Text("level", marking.level);
  map.Text("owner", marking.owner);
  map.Texts("compartments", marking.compartments);
  map.Texts("release_to", marking.release_to);
  return map.Done();
}

}  // namespace ketenzicht::ingest
