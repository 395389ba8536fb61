#include "ingest/csv_fact_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "ingest/csv_escape.h"

namespace ketenzicht::ingest {
namespace {

using Kind = YamlNode::Kind;

// While a row is read, the line of a node is the number of its column, from 1,
// and 0 for the row as a whole; Report turns it into a place in the file.

YamlNode Scalar(absl::string_view text, int column) {
  YamlNode node{.kind = Kind::kScalar, .line = column};
  node.scalar = std::string(text);
  return node;
}

void SetColumn(YamlNode& node, int column) {
  node.line = column;
  node.column = 0;
  node.key = {};
  for (YamlNode& item : node.items) SetColumn(item, column);
  for (YamlField& field : node.fields) SetColumn(field.value, column);
}

// YAML in a cell; a map without fields after adding to `cells`.
YamlNode Yaml(absl::string_view text, int column, Problems& cells) {
  Problems found(cells.file());
  std::optional<YamlNode> node = ParseYaml(text, found);
  for (const Problem& problem : found.list()) {
    cells.Add(column, problem.reason);
  }
  if (!node) return YamlNode{.kind = Kind::kMap, .line = column};
  SetColumn(*node, column);
  return *std::move(node);
}

YamlNode Ids(absl::string_view text, int column) {
  YamlNode list{.kind = Kind::kList, .line = column};
  for (absl::string_view id :
       absl::StrSplit(text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty())) {
    list.items.push_back(Scalar(id, column));
  }
  return list;
}

// "low high" or "low best high".
YamlNode Interval(absl::string_view text, int column, Problems& cells) {
  const std::vector<absl::string_view> numbers =
      absl::StrSplit(text, ' ', absl::SkipEmpty());
  YamlNode map{.kind = Kind::kMap, .line = column};
  if (absl::StrContains(text, ',')) {
    cells.Add(column, absl::StrCat("'", text, "': write a point in a number"));
  } else if (numbers.size() != 2 && numbers.size() != 3) {
    cells.Add(column, absl::StrCat("'", text,
                                   "' is not \"low high\" or \"low best "
                                   "high\""));
  } else {
    map.fields.push_back({"low", Scalar(numbers.front(), column)});
    map.fields.push_back({"high", Scalar(numbers.back(), column)});
    if (numbers.size() == 3) {
      map.fields.push_back({"best", Scalar(numbers[1], column)});
    }
    return map;
  }
  // Read on with something that is not wrong once more.
  map.fields.push_back({"low", Scalar("0", column)});
  map.fields.push_back({"high", Scalar("1", column)});
  return map;
}

YamlNode Cell(CsvForm form, absl::string_view text, int column,
              Problems& cells) {
  switch (form) {
    case CsvForm::kText:
      return Scalar(text, column);
    case CsvForm::kIds:
      return Ids(text, column);
    case CsvForm::kTexts:
      return text[0] == '[' ? Yaml(text, column, cells) : Scalar(text, column);
    case CsvForm::kInterval:
      return Interval(text, column, cells);
    case CsvForm::kLikelihood:
      return text.find_first_of(" ,") == absl::string_view::npos
                 ? Scalar(text, column)
                 : Interval(text, column, cells);
    case CsvForm::kEnd:
      return text[0] == '{' ? Yaml(text, column, cells) : Scalar(text, column);
    case CsvForm::kClass: {
      if (text[0] == '{') return Yaml(text, column, cells);
      YamlNode map{.kind = Kind::kMap, .line = column};
      map.fields.push_back({"ids", Ids(text, column)});
      return map;
    }
    case CsvForm::kYaml:
      return Yaml(text, column, cells);
  }
  return YamlNode();
}

// The value of `key` in `map`, made as a map where it is not there.
YamlNode& MapIn(YamlNode& map, absl::string_view key, int column) {
  for (auto& [name, value] : map.fields) {
    if (name == key) return value;
  }
  map.fields.push_back(
      {std::string(key), YamlNode{.kind = Kind::kMap, .line = column}});
  return map.fields.back().value;
}

// A text in two languages of which one was given has the other empty.
void CompleteText(YamlNode& row, absl::string_view key) {
  for (auto& [name, value] : row.fields) {
    if (name != key) continue;
    for (absl::string_view language : {"nl", "en"}) {
      if (value.Find(language) != nullptr) continue;
      value.fields.push_back({std::string(language), Scalar("", value.line)});
    }
  }
}

// Evidence is a list, of which columns give one.
void WrapEvidence(YamlNode& row) {
  for (auto& [name, value] : row.fields) {
    if (name != "evidence") continue;
    YamlNode list{.kind = Kind::kList, .line = value.line};
    list.items.push_back(std::move(value));
    value = std::move(list);
  }
}

void MergeMore(YamlNode more, YamlNode& row, Problems& cells) {
  if (more.kind != Kind::kMap) {
    cells.Add(more.line, "must be a map: {key: value, …}");
    return;
  }
  for (YamlField& field : more.fields) {
    if (row.Find(field.name) != nullptr) {
      cells.Add(more.line, absl::StrCat("'", field.name,
                                        "' stands in a column of its own too"));
    } else {
      row.fields.push_back(std::move(field));
    }
  }
}

}  // namespace

bool IsCsvName(absl::string_view name) {
  return absl::EndsWithIgnoreCase(name, ".csv") ||
         absl::EndsWithIgnoreCase(name, ".tsv");
}

CsvFactReader::CsvFactReader(Problems& problems)
    : problems_(problems), records_(problems) {}

void CsvFactReader::Read(absl::string_view piece, Take take) {
  const auto record = [&](const CsvRecord& one) {
    return TakeRecord(one, take);
  };
  if (!records_.Read(piece, record)) complete_ = false;
}

bool CsvFactReader::Finish(Take take) {
  const auto record = [&](const CsvRecord& one) {
    return TakeRecord(one, take);
  };
  if (!records_.Finish(record)) complete_ = false;
  if (complete_ && !header_read_) {
    problems_.Add(0, "the file is empty: it needs a header");
    complete_ = false;
  }
  return complete_;
}

bool CsvFactReader::TakeRecord(const CsvRecord& record, Take take) {
  if (!header_read_) return ReadHeader(record);
  if (record.fields.size() != columns_.size()) {
    complete_ = false;
    problems_.Add(record.line,
                  absl::StrCat("has ", record.fields.size(),
                               " columns, the header has ", columns_.size()));
  } else {
    take(ReadRow(record));
  }
  if (problems_.list().size() < kMaxCsvProblems) return true;
  problems_.Add(record.line, absl::StrCat(problems_.list().size(),
                                          " problems: the rest of the file is "
                                          "not read"));
  return false;
}

bool CsvFactReader::ReadHeader(const CsvRecord& record) {
  header_read_ = true;
  for (absl::string_view field : record.fields) {
    names_.emplace_back(absl::StripAsciiWhitespace(field));
  }
  const std::vector<absl::string_view> names(names_.begin(), names_.end());
  table_ = CsvTableOfHeader(names);
  const size_t before = problems_.list().size();
  for (size_t i = 0; i < names.size(); ++i) {
    columns_.push_back(ColumnOf(names[i]));
    const auto first = std::find(names.begin(), names.begin() + i, names[i]);
    if (columns_.back().name.empty()) {
      problems_.Add(record.line,
                    absl::StrCat("column ", i + 1, ": ", CsvTableName(table_),
                                 " have no column '", names[i], "'"));
    } else if (first != names.begin() + i) {
      problems_.Add(record.line,
                    absl::StrCat("column ", i + 1, ": '", names[i],
                                 "' stands twice; first as column ",
                                 first - names.begin() + 1));
    }
  }
  for (const CsvColumn& column : CsvColumnsOf(table_)) {
    if (!column.required ||
        std::find(names.begin(), names.end(), column.name) != names.end()) {
      continue;
    }
    problems_.Add(record.line,
                  absl::StrCat(CsvTableName(table_), " need a column '",
                               column.name, "'"));
  }
  return problems_.list().size() == before;
}

// Without a name where the table has no such column.
CsvColumn CsvFactReader::ColumnOf(absl::string_view name) const {
  const absl::Span<const CsvColumn> columns = CsvColumnsOf(table_);
  const auto found = std::find_if(
      columns.begin(), columns.end(),
      [name](const CsvColumn& column) { return column.name == name; });
  if (found != columns.end()) return *found;
  absl::string_view attribute = name;
  const bool prefixed = absl::ConsumePrefix(&attribute, kCsvAttributePrefix);
  if (!prefixed || attribute.empty() || table_ == CsvTable::kMeasures) {
    return CsvColumn();
  }
  return CsvColumn{name, "attributes", attribute};
}

YamlNode CsvFactReader::RowNode(const CsvRecord& record, Problems& cells) {
  YamlNode row{.kind = Kind::kMap};
  YamlNode more{.kind = Kind::kMap};
  for (size_t i = 0; i < columns_.size(); ++i) {
    const CsvColumn& column = columns_[i];
    const absl::string_view text = UnescapeCsvField(record.fields[i]);
    if (text.empty()) continue;
    const int number = static_cast<int>(i) + 1;
    YamlNode cell = Cell(column.form, text, number, cells);
    if (column.name == kCsvMore) {
      more = std::move(cell);
      continue;
    }
    YamlNode& map =
        column.within.empty() ? row : MapIn(row, column.within, number);
    if (map.Find(column.key) != nullptr || map.kind != Kind::kMap) {
      cells.Add(number, absl::StrCat("'", column.key, "' is given twice"));
      continue;
    }
    map.fields.push_back({std::string(column.key), std::move(cell)});
  }
  CompleteText(row, "name");
  CompleteText(row, "note");
  WrapEvidence(row);
  MergeMore(std::move(more), row, cells);
  return row;
}

ReadFact CsvFactReader::ReadRow(const CsvRecord& record) {
  Problems cells(problems_.file());
  YamlNode rows{.kind = Kind::kList};
  rows.items.push_back(RowNode(record, cells));
  YamlNode root{.kind = Kind::kMap};
  root.fields.push_back({std::string(CsvTableName(table_)), std::move(rows)});
  Problems fields(problems_.file());
  std::vector<ReadFact> read = ReadFacts(root, fields);
  ReadFact fact = std::move(read.front());
  fact.line = record.line;
  fact.broken = fact.broken || !cells.empty();
  Report(record.line, cells.list());
  Report(record.line, fields.list());
  return fact;
}

void CsvFactReader::Report(int line, const std::vector<Problem>& cells) {
  for (const Problem& problem : cells) {
    problems_.Add(line, problem.line == 0
                            ? problem.reason
                            : absl::StrCat("column ", problem.line, " (",
                                           names_[problem.line - 1],
                                           "): ", problem.reason));
  }
}

}  // namespace ketenzicht::ingest
