#include "ingest/formats/neo4j_csv.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "ingest/formats/csv_file.h"
#include "ingest/unpack.h"

namespace ketenzicht::ingest {
namespace {

enum class Role { kAttribute, kId, kLabel, kStart, kEnd, kType, kIgnored };

// "name:string[]", ":ID(space)": what a column is.
struct Column {
  std::string name;
  Role role = Role::kAttribute;
  std::string space;
};

Column ColumnOf(absl::string_view header) {
  Column column;
  const size_t colon = header.rfind(':');
  column.name = std::string(header.substr(0, colon));
  if (colon == absl::string_view::npos) return column;
  absl::string_view type = header.substr(colon + 1);
  const size_t open = type.find('(');
  if (open != absl::string_view::npos && absl::EndsWith(type, ")")) {
    column.space = std::string(type.substr(open + 1, type.size() - open - 2));
    type = type.substr(0, open);
  }
  column.role = type == "ID"         ? Role::kId
                : type == "LABEL"    ? Role::kLabel
                : type == "START_ID" ? Role::kStart
                : type == "END_ID"   ? Role::kEnd
                : type == "TYPE"     ? Role::kType
                : type == "IGNORE"   ? Role::kIgnored
                                     : Role::kAttribute;
  return column;
}

// What the columns of a file are, and where those are that it needs.
struct Columns {
  std::vector<Column> all;
  std::optional<size_t> id, label, start, end, type;

  std::optional<size_t>* OnlyOne(Role role) {
    switch (role) {
      case Role::kId:
        return &id;
      case Role::kLabel:
        return &label;
      case Role::kStart:
        return &start;
      case Role::kEnd:
        return &end;
      case Role::kType:
        return &type;
      default:
        return nullptr;
    }
  }
};

// Nothing after adding to the problems.
std::optional<Columns> ColumnsOf(const std::vector<std::string>& header,
                                 Problems& problems) {
  Columns columns;
  for (const std::string& name : header) {
    const size_t at = columns.all.size();
    columns.all.push_back(ColumnOf(name));
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

// Whether the first record of a file says what some column is, so that it is a
// header, a wrong one too.
bool HasHeader(absl::string_view head, const TableForm& form) {
  bool has = false;
  TextSource bytes(head);
  Problems none("");
  const auto header = [&has](const CsvHeader& read) {
    has = std::any_of(read.names.begin(), read.names.end(),
                      [](const std::string& name) {
                        return ColumnOf(name).role != Role::kAttribute;
                      });
    return false;
  };
  ReadCsvFile(
      bytes, form, header, [](const CsvRow&) { return false; }, none);
  return has;
}

// Rows of one file.
class Neo4jRows {
 public:
  Neo4jRows(const Columns& columns, RecordSink& sink, Problems& problems,
            std::string name)
      : columns_(columns),
        sink_(sink),
        problems_(problems),
        name_(std::move(name)) {}

  bool Take(const CsvRow& row) {
    if (columns_.id) {
      TakeNode(row);
    } else {
      TakeLink(row);
    }
    return problems_.empty() && !sink_.full();
  }

 private:
  std::string KeyAt(size_t column, const CsvRow& row) {
    const absl::string_view id = row.at(column);
    if (id.empty()) {
      problems_.Add(row.line(), "an id is empty");
      return "";
    }
    const std::string& space = columns_.all[column].space;
    return space.empty() ? std::string(id) : absl::StrCat(space, "/", id);
  }

  RecordPlace PlaceOf(const CsvRow& row) const {
    return {.line = row.line(), .file = name_};
  }

  void TakeNode(const CsvRow& row) {
    EntityRecord record;
    record.key = KeyAt(*columns_.id, row);
    record.type = "node";
    if (columns_.label) {
      const std::vector<std::string> labels =
          absl::StrSplit(row.at(*columns_.label), ';', absl::SkipEmpty());
      if (!labels.empty()) record.type = labels.front();
      if (labels.size() > 1) {
        record.attributes["labels"] = std::string(row.at(*columns_.label));
      }
    }
    record.place = PlaceOf(row);
    for (size_t at = 0; at < columns_.all.size(); ++at) {
      const Column& column = columns_.all[at];
      if (column.role != Role::kAttribute) continue;
      if (column.name == "name") {
        record.name = std::string(row.at(at));
      } else {
        record.attributes[column.name] = std::string(row.at(at));
      }
    }
    sink_.Take(std::move(record));
  }

  void TakeLink(const CsvRow& row) {
    RelationRecord record;
    record.source = KeyAt(*columns_.start, row);
    record.target = KeyAt(*columns_.end, row);
    if (columns_.type) record.type = std::string(row.at(*columns_.type));
    if (record.type.empty()) {
      problems_.Add(row.line(), "a link has no type");
      return;
    }
    record.place = PlaceOf(row);
    for (size_t at = 0; at < columns_.all.size(); ++at) {
      if (columns_.all[at].role != Role::kAttribute) continue;
      record.attributes[columns_.all[at].name] = std::string(row.at(at));
    }
    sink_.Take(std::move(record));
  }

  const Columns& columns_;
  RecordSink& sink_;
  Problems& problems_;
  const std::string name_;
};

// The files of a source in their order.
class Neo4jFiles {
 public:
  Neo4jFiles(const TableForm& form, RecordSink& sink)
      : form_(form), sink_(sink) {}

  void Read(const NamedBytes& file, Problems& problems) {
    PeekedSource bytes(*file.bytes);
    if (header_only_) {
      const absl::StatusOr<absl::string_view> head =
          bytes.Peek(kFormatHeadBytes);
      if (!head.ok()) {
        problems.Add(0, head.status().message());
        return;
      }
      if (!HasHeader(*head, form_)) {
        Neo4jRows rows(*columns_, sink_, problems, file.name);
        ReadCsvRows(
            bytes, form_, header_,
            [&rows](const CsvRow& row) { return rows.Take(row); }, problems);
        return;
      }
    }
    ReadWithHeader(file.name, bytes, problems);
  }

 private:
  void ReadWithHeader(const std::string& name, ByteSource& bytes,
                      Problems& problems) {
    std::optional<Neo4jRows> rows;
    header_only_ = true;
    const auto header = [&](const CsvHeader& read) {
      header_ = read;
      columns_ = ColumnsOf(read.names, problems);
      if (columns_) rows.emplace(*columns_, sink_, problems, name);
      return columns_.has_value();
    };
    const auto row = [&](const CsvRow& cells) {
      header_only_ = false;
      return rows->Take(cells);
    };
    if (!ReadCsvFile(bytes, form_, header, row, problems)) header_only_ = false;
  }

  const TableForm& form_;
  RecordSink& sink_;
  CsvHeader header_;  // of the last file that had one
  std::optional<Columns> columns_;
  bool header_only_ = false;  // that file had no rows
};

}  // namespace

bool LooksLikeNeo4jCsv(absl::string_view head) {
  const absl::string_view line = head.substr(0, head.find('\n'));
  if (absl::StartsWith(line, "{") || absl::StartsWith(line, "<")) return false;
  return absl::StrContains(line, ":START_ID") || absl::StrContains(line, ":ID");
}

void ReadNeo4jCsv(absl::Span<const NamedBytes> files, const Mapping& mapping,
                  RecordSink& sink, std::vector<Problem>& problems) {
  Neo4jFiles reader(mapping.table, sink);
  for (const NamedBytes& file : files) {
    Problems own(file.name);
    reader.Read(file, own);
    problems.insert(problems.end(), own.list().begin(), own.list().end());
  }
  if (problems.empty()) sink.Take(SourceRecord());
}

}  // namespace ketenzicht::ingest
