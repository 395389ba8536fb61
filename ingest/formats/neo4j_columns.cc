#include "ingest/formats/neo4j_columns.h"

#include <cmath>
#include <cstdint>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace ketenzicht::ingest {
namespace {

Neo4jRole RoleOf(absl::string_view type) {
  if (type == "ID") return Neo4jRole::kId;
  if (type == "LABEL") return Neo4jRole::kLabel;
  if (type == "START_ID") return Neo4jRole::kStart;
  if (type == "END_ID") return Neo4jRole::kEnd;
  if (type == "TYPE") return Neo4jRole::kType;
  if (type == "IGNORE") return Neo4jRole::kIgnored;
  return Neo4jRole::kAttribute;
}

// Types that are not named here are texts to us: dates, points, durations.
bool IsOf(absl::string_view type, absl::string_view value) {
  if (type == "byte" || type == "short" || type == "int" || type == "long") {
    int64_t number = 0;
    const int64_t most = type == "byte"    ? std::numeric_limits<int8_t>::max()
                         : type == "short" ? std::numeric_limits<int16_t>::max()
                         : type == "int"   ? std::numeric_limits<int32_t>::max()
                                         : std::numeric_limits<int64_t>::max();
    return absl::SimpleAtoi(value, &number) && number <= most &&
           number >= -most - 1;
  }
  if (type == "float" || type == "double") {
    double number = 0;
    return absl::SimpleAtod(value, &number) && std::isfinite(number);
  }
  if (type == "boolean") {
    return absl::EqualsIgnoreCase(value, "true") ||
           absl::EqualsIgnoreCase(value, "false");
  }
  return true;
}

}  // namespace

std::optional<std::vector<std::string>> Neo4jColumn::ValuesOf(
    absl::string_view cell) const {
  std::vector<std::string> values;
  if (type.empty() || (!array && type == "string")) {
    if (!cell.empty()) values.push_back(std::string(cell));
    return values;
  }
  std::vector<absl::string_view> parts = {cell};
  if (array) parts = absl::StrSplit(cell, ';');
  for (const absl::string_view part : parts) {
    const absl::string_view value = absl::StripAsciiWhitespace(part);
    if (value.empty()) continue;
    if (!IsOf(type, value)) return std::nullopt;
    values.push_back(std::string(value));
  }
  return values;
}

Neo4jColumn Neo4jColumnOf(absl::string_view header) {
  Neo4jColumn column;
  // Options have colons of their own.
  absl::string_view rest = header;
  const size_t options = rest.rfind('{');
  if (options != absl::string_view::npos && absl::EndsWith(rest, "}")) {
    rest = absl::StripTrailingAsciiWhitespace(rest.substr(0, options));
  }
  const size_t colon = rest.rfind(':');
  column.name = std::string(rest.substr(0, colon));
  if (colon == absl::string_view::npos) {
    column.name = std::string(header);
    return column;
  }
  absl::string_view type = rest.substr(colon + 1);
  const size_t open = type.find('(');
  if (open != absl::string_view::npos && absl::EndsWith(type, ")")) {
    column.space = std::string(type.substr(open + 1, type.size() - open - 2));
    type = type.substr(0, open);
  }
  column.role = RoleOf(type);
  if (column.role != Neo4jRole::kAttribute) return column;
  column.array = absl::ConsumeSuffix(&type, "[]");
  column.type = absl::AsciiStrToLower(type);
  return column;
}

std::optional<size_t>* Neo4jColumns::OnlyOne(Neo4jRole role) {
  switch (role) {
    case Neo4jRole::kId:
      return &id;
    case Neo4jRole::kLabel:
      return &label;
    case Neo4jRole::kStart:
      return &start;
    case Neo4jRole::kEnd:
      return &end;
    case Neo4jRole::kType:
      return &type;
    default:
      return nullptr;
  }
}

std::optional<Neo4jColumns> Neo4jColumnsOf(
    const std::vector<std::string>& header, Problems& problems) {
  Neo4jColumns columns;
  for (const std::string& name : header) {
    const size_t at = columns.all.size();
    columns.all.push_back(Neo4jColumnOf(name));
    std::optional<size_t>* only = columns.OnlyOne(columns.all.back().role);
    if (only == nullptr) continue;
    if (*only) {
      problems.Add(
          1, absl::StrCat("the column '", name, "' is the second of its role"));
      return std::nullopt;
    }
    *only = at;
  }
  const bool links = columns.start && columns.end;
  if (columns.id.has_value() == links ||
      columns.start.has_value() != columns.end.has_value()) {
    problems.Add(1, "the header needs :ID, or :START_ID and :END_ID");
    return std::nullopt;
  }
  return columns;
}

}  // namespace ketenzicht::ingest
