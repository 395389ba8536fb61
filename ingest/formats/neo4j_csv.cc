#include "ingest/formats/neo4j_csv.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "ingest/formats/csv_file.h"

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

class Neo4jFile {
 public:
  Neo4jFile(RecordSink& sink, Problems& problems, std::string name)
      : sink_(sink), problems_(problems), name_(std::move(name)) {}

  bool TakeHeader(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      const Column column = ColumnOf(name);
      const size_t at = columns_.size();
      columns_.push_back(column);
      std::optional<size_t>* only = OnlyOne(column.role);
      if (only == nullptr) continue;
      if (*only) {
        problems_.Add(1, absl::StrCat("the column '", name,
                                      "' is the second of its role"));
        return false;
      }
      *only = at;
    }
    const bool links = start_ && end_;
    if (id_.has_value() == links || start_.has_value() != end_.has_value()) {
      problems_.Add(1, "the header needs :ID, or :START_ID and :END_ID");
      return false;
    }
    return true;
  }

  bool TakeRow(const CsvRow& row) {
    if (id_) {
      TakeNode(row);
    } else {
      TakeLink(row);
    }
    return problems_.empty() && !sink_.full();
  }

 private:
  std::optional<size_t>* OnlyOne(Role role) {
    switch (role) {
      case Role::kId:
        return &id_;
      case Role::kLabel:
        return &label_;
      case Role::kStart:
        return &start_;
      case Role::kEnd:
        return &end_;
      case Role::kType:
        return &type_;
      default:
        return nullptr;
    }
  }

  std::string KeyAt(size_t column, const CsvRow& row) {
    const absl::string_view id = row.at(column);
    if (id.empty()) {
      problems_.Add(row.line(), "an id is empty");
      return "";
    }
    const std::string& space = columns_[column].space;
    return space.empty() ? std::string(id) : absl::StrCat(space, "/", id);
  }

  RecordPlace PlaceOf(const CsvRow& row) const {
    return {.line = row.line(), .file = name_};
  }

  void TakeNode(const CsvRow& row) {
    EntityRecord record;
    record.key = KeyAt(*id_, row);
    record.type = "node";
    if (label_) {
      const std::vector<std::string> labels =
          absl::StrSplit(row.at(*label_), ';', absl::SkipEmpty());
      if (!labels.empty()) record.type = labels.front();
      if (labels.size() > 1) {
        record.attributes["labels"] = std::string(row.at(*label_));
      }
    }
    record.place = PlaceOf(row);
    for (size_t at = 0; at < columns_.size(); ++at) {
      const Column& column = columns_[at];
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
    record.source = KeyAt(*start_, row);
    record.target = KeyAt(*end_, row);
    if (type_) record.type = std::string(row.at(*type_));
    if (record.type.empty()) {
      problems_.Add(row.line(), "a link has no type");
      return;
    }
    record.place = PlaceOf(row);
    for (size_t at = 0; at < columns_.size(); ++at) {
      if (columns_[at].role != Role::kAttribute) continue;
      record.attributes[columns_[at].name] = std::string(row.at(at));
    }
    sink_.Take(std::move(record));
  }

  RecordSink& sink_;
  Problems& problems_;
  const std::string name_;
  std::vector<Column> columns_;
  std::optional<size_t> id_, label_, start_, end_, type_;
};

}  // namespace

bool LooksLikeNeo4jCsv(absl::string_view head) {
  const absl::string_view line = head.substr(0, head.find('\n'));
  if (absl::StartsWith(line, "{") || absl::StartsWith(line, "<")) return false;
  return absl::StrContains(line, ":START_ID") || absl::StrContains(line, ":ID");
}

void ReadNeo4jCsv(absl::Span<const NamedBytes> files, const Mapping& mapping,
                  RecordSink& sink, std::vector<Problem>& problems) {
  for (const NamedBytes& file : files) {
    Problems own(file.name);
    Neo4jFile reader(sink, own, file.name);
    ReadCsvFile(
        *file.bytes, mapping.table,
        [&](const std::vector<std::string>& names) {
          return reader.TakeHeader(names);
        },
        [&](const CsvRow& row) { return reader.TakeRow(row); }, own);
    problems.insert(problems.end(), own.list().begin(), own.list().end());
  }
  if (problems.empty()) sink.Take(SourceRecord());
}

}  // namespace ketenzicht::ingest
