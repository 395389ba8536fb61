#include "ingest/yaml_reader.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"

namespace ketenzicht::ingest {
namespace {

using Kind = YamlNode::Kind;

}  // namespace

MapReader::MapReader(const YamlNode& node, absl::string_view what,
                     Problems& problems)
    : node_(node),
      what_(what),
      problems_(problems),
      asked_for_(node.fields.size(), false) {
  if (node.kind != Kind::kMap) {
    problems.Add(node.place(), absl::StrCat(what_, " must be a map"));
  }
}

const YamlNode* MapReader::Find(absl::string_view key) {
  if (known_.empty() || known_.back() != key) known_.push_back(key);
  for (size_t i = 0; i < node_.fields.size(); ++i) {
    if (node_.fields[i].name != key) continue;
    asked_for_[i] = true;
    return &node_.fields[i].value;
  }
  return nullptr;
}

const YamlNode* MapReader::Need(absl::string_view key) {
  const YamlNode* found = Find(key);
  if (found == nullptr && node_.kind == Kind::kMap) {
    problems_.Add(node_.place(), absl::StrCat(what_, " has no '", key, "'"));
  }
  return found;
}

std::string MapReader::String(absl::string_view key) {
  const YamlNode* node = Find(key);
  if (node == nullptr) return "";
  if (node->kind != Kind::kScalar) {
    AddProblem(*node, absl::StrCat("'", key, "' must be a text"));
  }
  return node->scalar;
}

std::string MapReader::NeedString(absl::string_view key) {
  return Need(key) == nullptr ? "" : String(key);
}

bool MapReader::Bool(absl::string_view key, bool otherwise) {
  const YamlNode* node = Find(key);
  if (node == nullptr) return otherwise;
  if (node->scalar == "true") return true;
  if (node->scalar != "false") {
    AddProblem(*node, absl::StrCat("'", key, "' must be true or false"));
  }
  return false;
}

std::optional<bool> MapReader::Flag(absl::string_view key) {
  if (Find(key) == nullptr) return std::nullopt;
  return Bool(key, false);
}

std::optional<double> MapReader::Number(absl::string_view key) {
  const YamlNode* node = Find(key);
  if (node == nullptr) return std::nullopt;
  double value = 0;
  if (!absl::SimpleAtod(node->scalar, &value)) {
    AddProblem(*node,
               absl::StrCat("'", key, "': '", node->scalar, "' is no number"));
    return std::nullopt;
  }
  return value;
}

std::optional<int> MapReader::Integer(absl::string_view key) {
  const YamlNode* node = Find(key);
  if (node == nullptr) return std::nullopt;
  int value = 0;
  if (!absl::SimpleAtoi(node->scalar, &value)) {
    AddProblem(*node, absl::StrCat("'", key, "': '", node->scalar,
                                   "' is no whole number"));
    return std::nullopt;
  }
  return value;
}

std::vector<std::string> MapReader::Strings(absl::string_view key) {
  const YamlNode* node = Find(key);
  return node == nullptr ? std::vector<std::string>()
                         : ReadStrings(*node, problems_);
}

std::map<std::string, std::string> MapReader::StringMap(absl::string_view key) {
  std::map<std::string, std::string> values;
  const YamlNode* node = Find(key);
  if (node == nullptr) return values;
  if (node->kind != Kind::kMap) {
    AddProblem(*node, absl::StrCat("'", key, "' must be a map"));
  }
  for (const auto& [name, value] : node->fields) {
    if (value.kind != Kind::kScalar) {
      AddProblem(value, absl::StrCat("'", name, "' must be a text"));
    }
    values[name] = value.scalar;
  }
  return values;
}

graph::Text MapReader::Text(absl::string_view key) {
  const YamlNode* node = Find(key);
  return node == nullptr ? graph::Text() : ReadText(*node, problems_);
}

std::optional<graph::Date> MapReader::Day(absl::string_view key) {
  const YamlNode* node = Find(key);
  if (node == nullptr) return std::nullopt;
  const absl::StatusOr<graph::Date> day = graph::Date::Parse(node->scalar);
  if (!day.ok()) {
    AddProblem(*node, absl::StrCat("'", key,
                                   "': ", std::string(day.status().message())));
    return std::nullopt;
  }
  return *day;
}

std::optional<graph::Interval> MapReader::Interval(absl::string_view key) {
  const YamlNode* node = Find(key);
  return node == nullptr ? std::nullopt : ReadInterval(*node, problems_);
}

void MapReader::Each(absl::string_view key,
                     const std::function<void(const YamlNode&)>& read) {
  const YamlNode* node = Find(key);
  if (node == nullptr || node->kind == Kind::kNull) return;
  if (node->kind != Kind::kList) {
    AddProblem(*node, absl::StrCat("'", key, "' must be a list"));
    return;
  }
  for (const YamlNode& item : node->items) read(item);
}

void MapReader::Finish() {
  for (size_t i = 0; i < node_.fields.size(); ++i) {
    if (asked_for_[i]) continue;
    const auto& [name, value] = node_.fields[i];
    problems_.Add(value.key.line > 0 ? value.key : value.place(),
                  absl::StrCat(what_, " has no field '", name,
                               "'; it can have ", Known()));
  }
}

std::string MapReader::Known() const {
  std::set<absl::string_view> names(known_.begin(), known_.end());
  return absl::StrJoin(names, ", ");
}

std::vector<std::string> ReadStrings(const YamlNode& node, Problems& problems) {
  if (node.kind == Kind::kScalar) return {node.scalar};
  std::vector<std::string> values;
  if (node.kind != Kind::kList) {
    problems.Add(node.place(), "must be a text or a list of texts");
  }
  for (const YamlNode& item : node.items) {
    if (item.kind != Kind::kScalar) {
      problems.Add(item.place(), "must be a text");
    }
    values.push_back(item.scalar);
  }
  return values;
}

graph::Text ReadText(const YamlNode& node, Problems& problems) {
  MapReader map(node, "a text in two languages", problems);
  graph::Text text{map.NeedString("nl"), map.NeedString("en")};
  map.Finish();
  return text;
}

graph::ValidTime ReadValidTime(const YamlNode& node, Problems& problems) {
  MapReader map(node, "valid", problems);
  const auto bound = [&](absl::string_view key) {
    const YamlNode* at = map.Find(key);
    if (at == nullptr) return graph::Bound();
    if (at->scalar == "open") return graph::Bound::Open();
    const absl::StatusOr<graph::DateRange> range =
        graph::ParseDateRange(at->scalar);
    if (range.ok()) return graph::Bound::Dated(*range);
    problems.Add(at->place(),
                 absl::StrCat(key, ": ", range.status().message()));
    return graph::Bound();
  };
  graph::ValidTime valid;
  valid.from = bound("from");
  valid.until = bound("until");
  map.Finish();
  return valid;
}

std::optional<graph::Interval> ReadInterval(const YamlNode& node,
                                            Problems& problems) {
  MapReader map(node, "an interval", problems);
  const std::optional<double> low =
      map.Need("low") == nullptr ? std::nullopt : map.Number("low");
  const std::optional<double> high =
      map.Need("high") == nullptr ? std::nullopt : map.Number("high");
  graph::Interval interval{low.value_or(0), map.Number("best"),
                           high.value_or(1)};
  map.Finish();
  return interval;
}

}  // namespace ketenzicht::ingest
