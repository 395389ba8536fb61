#include "ingest/csv_row_reader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "ingest/csv_escape.h"
#include "ingest/yaml_document.h"

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

YamlNode RowNode(const CsvRecord& record, const std::vector<CsvColumn>& columns,
                 Problems& cells) {
  YamlNode row{.kind = Kind::kMap};
  YamlNode more{.kind = Kind::kMap};
  for (size_t i = 0; i < columns.size(); ++i) {
    const CsvColumn& column = columns[i];
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

void Report(int line, const FactColumns& header,
            const std::vector<Problem>& cells, Problems& problems) {
  for (const Problem& problem : cells) {
    problems.Add(line, problem.line == 0
                           ? problem.reason
                           : absl::StrCat("column ", problem.line, " (",
                                          header.names()[problem.line - 1],
                                          "): ", problem.reason));
  }
}

}  // namespace

ReadFact ReadCsvRow(const CsvRecord& record, const FactColumns& header,
                    Problems& problems) {
  Problems cells(problems.file());
  YamlNode rows{.kind = Kind::kList};
  rows.items.push_back(RowNode(record, header.columns(), cells));
  YamlNode root{.kind = Kind::kMap};
  root.fields.push_back(
      {std::string(CsvTableName(header.table())), std::move(rows)});
  Problems fields(problems.file());
  std::vector<ReadFact> read = ReadFacts(root, fields);
  ReadFact fact = std::move(read.front());
  fact.line = record.line;
  fact.broken = fact.broken || !cells.empty();
  Report(record.line, header, cells.list(), problems);
  Report(record.line, header, fields.list(), problems);
  return fact;
}

bool CheckCsvWidth(const CsvRecord& record, const FactColumns& header,
                   Problems& problems) {
  const size_t columns = header.columns().size();
  if (record.fields.size() == columns) return true;
  problems.Add(record.line, absl::StrCat("has ", record.fields.size(),
                                         " columns, the header has ", columns));
  return false;
}

bool IsCsvWithinProblems(int line, Problems& problems) {
  if (problems.list().size() < kMaxCsvProblems) return true;
  problems.Add(line, absl::StrCat(problems.list().size(),
                                  " problems: the rest of the file is not "
                                  "read"));
  return false;
}

}  // namespace ketenzicht::ingest
