#include "ingest/formats/table.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "ingest/formats/csv_file.h"

namespace ketenzicht::ingest {
namespace {

// The columns that a mapping of rows reads.
std::set<std::string> ColumnsOf(const Mapping& mapping) {
  std::set<std::string> columns;
  const auto cell = [&columns](const CellText& text) {
    for (size_t at = 1; at < text.parts.size(); at += 2) {
      columns.insert(text.parts[at]);
    }
  };
  const auto cells = [&cell](const std::map<std::string, CellText>& texts) {
    for (const auto& [name, text] : texts) cell(text);
  };
  for (const RowEntity& row : mapping.row_entities) {
    for (const CellText* text :
         {&row.key, &row.name, &row.from, &row.until, &row.note}) {
      cell(*text);
    }
    for (const CellText& alias : row.aliases) cell(alias);
    cells(row.identifiers);
    cells(row.attributes);
    if (!row.when_column.empty()) columns.insert(row.when_column);
  }
  for (const RowRelation& row : mapping.row_relations) {
    for (const CellText* text :
         {&row.source, &row.target, &row.from, &row.until}) {
      cell(*text);
    }
    cells(row.attributes);
    if (!row.when_column.empty()) columns.insert(row.when_column);
  }
  return columns;
}

std::string Fill(const CellText& text, const CsvRow& row) {
  std::string filled;
  bool column = false;
  for (const std::string& part : text.parts) {
    filled +=
        column ? std::string(absl::StripAsciiWhitespace(row.Find(part))) : part;
    column = !column;
  }
  return filled;
}

// Of a key: nothing where a column of it is empty.
std::string FillKey(const CellText& text, const CsvRow& row) {
  for (size_t at = 1; at < text.parts.size(); at += 2) {
    if (absl::StripAsciiWhitespace(row.Find(text.parts[at])).empty()) return "";
  }
  return Fill(text, row);
}

// The text, or its parts.
std::vector<std::string> Split(const std::string& text,
                               const std::string& split) {
  std::vector<std::string> parts;
  if (split.empty()) {
    parts.push_back(text);
  } else {
    for (const absl::string_view part : absl::StrSplit(text, split)) {
      parts.push_back(std::string(absl::StripAsciiWhitespace(part)));
    }
  }
  parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
  return parts;
}

bool Holds(const std::string& column, const std::vector<std::string>& values,
           const CsvRow& row) {
  return column.empty() ||
         std::find(values.begin(), values.end(),
                   absl::StripAsciiWhitespace(row.Find(column))) !=
             values.end();
}

// A number with a decimal comma, "-1.234,5", as "-1234.5". Any other text stays
// as it is: versions and dates have points too, but not before each group of
// three digits.
std::string WithDecimalPoint(const std::string& text) {
  absl::string_view rest = text;
  std::string number = absl::ConsumePrefix(&rest, "-") ? "-" : "";
  const auto take_digits = [&rest, &number] {
    size_t count = 0;
    while (count < rest.size() && absl::ascii_isdigit(rest[count])) ++count;
    number.append(rest.data(), count);
    rest.remove_prefix(count);
    return count;
  };
  const size_t first = take_digits();
  bool sound = first > 0;
  if (sound && first <= 3) {
    while (absl::ConsumePrefix(&rest, ".")) sound &= take_digits() == 3;
  }
  if (sound && absl::ConsumePrefix(&rest, ",")) {
    number += '.';
    sound = take_digits() > 0;
  }
  return sound && rest.empty() ? number : text;
}

class RowReader {
 public:
  RowReader(const Mapping& mapping, RecordSink& sink, const std::string& file)
      : mapping_(mapping), sink_(sink), file_(file) {}

  void Take(const CsvRow& row) {
    bool any = false;
    for (const RowEntity& entity : mapping_.row_entities) {
      any = TakeEntity(entity, row) || any;
    }
    for (const RowRelation& relation : mapping_.row_relations) {
      any = TakeRelation(relation, row) || any;
    }
    if (!any) sink_.Skip(PlaceOf(row), "a row that is nothing by the mapping");
  }

 private:
  RecordPlace PlaceOf(const CsvRow& row) const {
    return {.line = row.line(), .file = file_};
  }

  bool TakeEntity(const RowEntity& rule, const CsvRow& row) {
    if (!Holds(rule.when_column, rule.when_values, row)) return false;
    const std::vector<std::string> keys =
        Split(FillKey(rule.key, row), rule.split);
    for (const std::string& key : keys) {
      EntityRecord record;
      record.type = rule.type;
      record.key = key;
      record.name =
          keys.size() > 1 || rule.name.empty() ? key : Fill(rule.name, row);
      for (const CellText& alias : rule.aliases) {
        for (std::string& part : Split(Fill(alias, row), rule.alias_split)) {
          record.aliases.push_back(std::move(part));
        }
      }
      for (const auto& [scheme, text] : rule.identifiers) {
        const std::string value =
            keys.size() > 1 && scheme == kCountryScheme ? key : Fill(text, row);
        if (!value.empty()) record.identifiers.push_back({scheme, value});
      }
      record.attributes = Attributes(rule.attributes, row);
      record.valid = Valid(rule.from, rule.until, row);
      record.note = Fill(rule.note, row);
      record.place = PlaceOf(row);
      sink_.Take(std::move(record));
    }
    return !keys.empty();
  }

  bool TakeRelation(const RowRelation& rule, const CsvRow& row) {
    if (!Holds(rule.when_column, rule.when_values, row)) return false;
    bool any = false;
    for (const std::string& source :
         Split(FillKey(rule.source, row), rule.split)) {
      for (const std::string& target :
           Split(FillKey(rule.target, row), rule.split)) {
        RelationRecord record;
        record.type = rule.type;
        record.source = source;
        record.target = target;
        record.attributes = Attributes(rule.attributes, row);
        record.valid = Valid(rule.from, rule.until, row);
        record.place = PlaceOf(row);
        sink_.Take(std::move(record));
        any = true;
      }
    }
    return any;
  }

  std::map<std::string, std::string> Attributes(
      const std::map<std::string, CellText>& rules, const CsvRow& row) const {
    std::map<std::string, std::string> attributes;
    for (const auto& [name, text] : rules) {
      std::string value = Fill(text, row);
      if (value.empty()) continue;
      if (mapping_.table.decimal_comma) value = WithDecimalPoint(value);
      attributes.emplace(name, std::move(value));
    }
    return attributes;
  }

  graph::ValidTime Valid(const CellText& from, const CellText& until,
                         const CsvRow& row) {
    return {Day(from, row), Day(until, row)};
  }

  graph::Bound Day(const CellText& text, const CsvRow& row) {
    if (text.empty()) return {};
    const std::string value = Fill(text, row);
    if (value.empty()) return {};
    if (const auto range = graph::ParseDateRange(value); range.ok()) {
      return graph::Bound::Dated(*range);
    }
    for (const std::string& form : mapping_.table.dates) {
      absl::Time time;
      if (!absl::ParseTime(form, value, &time, nullptr)) continue;
      const bool day =
          absl::StrContains(form, "%d") || absl::StrContains(form, "%e");
      const bool month = day || absl::StrContains(form, "%B") ||
                         absl::StrContains(form, "%b") ||
                         absl::StrContains(form, "%m");
      const std::string iso = absl::FormatTime(day     ? "%Y-%m-%d"
                                               : month ? "%Y-%m"
                                                       : "%Y",
                                               time, absl::UTCTimeZone());
      if (const auto range = graph::ParseDateRange(iso); range.ok()) {
        return graph::Bound::Dated(*range);
      }
    }
    sink_.Skip(PlaceOf(row), "a date that is none");
    return {};
  }

  const Mapping& mapping_;
  RecordSink& sink_;
  const std::string file_;
};

}  // namespace

void ReadTable(absl::Span<const NamedBytes> files, const Mapping& mapping,
               RecordSink& sink, std::vector<Problem>& problems) {
  if (!mapping.of_tables()) {
    problems.push_back(
        {files.front().name, 1,
         absl::StrCat("is read as a table, for which the mapping of ",
                      mapping.format,
                      " has no rows: its first line is of no form that is "
                      "known")});
    return;
  }
  const std::set<std::string> needed = ColumnsOf(mapping);
  for (const NamedBytes& file : files) {
    Problems own(file.name);
    RowReader reader(mapping, sink, files.size() > 1 ? file.name : "");
    const auto header = [&](const CsvHeader& read) {
      for (const std::string& column : needed) {
        if (std::find(read.names.begin(), read.names.end(), column) ==
            read.names.end()) {
          own.Add(1, absl::StrCat("there is no column '", column,
                                  "', which the mapping reads"));
        }
      }
      return own.empty();
    };
    const auto row = [&](const CsvRow& cells) {
      reader.Take(cells);
      return !sink.full();
    };
    ReadCsvFile(*file.bytes, mapping.table, header, row, own);
    problems.insert(problems.end(), own.list().begin(), own.list().end());
  }
}

}  // namespace ketenzicht::ingest
