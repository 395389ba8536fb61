#include "ingest/formats/neo4j_csv.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "graph/fact.h"
#include "ingest/formats/csv_file.h"
#include "ingest/formats/neo4j_columns.h"
#include "ingest/identifier.h"
#include "ingest/unpack.h"

namespace ketenzicht::ingest {
namespace {

// Whether the first record of a file says what some column is, so that it is a
// header, a wrong one too.
bool HasHeader(absl::string_view head, const TableForm& form) {
  bool has = false;
  TextSource bytes(head);
  Problems none("");
  const auto header = [&has](const CsvHeader& read) {
    has = std::any_of(
        read.names.begin(), read.names.end(), [](const std::string& name) {
          return Neo4jColumnOf(name).role != Neo4jRole::kAttribute;
        });
    return false;
  };
  ReadCsvFile(
      bytes, form, header, [](const CsvRow&) { return false; }, none);
  return has;
}

// How a row holds, by columns that say so in our words.
struct StatedModality {
  graph::Modality modality = graph::Modality::kAffirmed;
  graph::UnknownKind unknown_kind = graph::UnknownKind::kNone;
};

// Rows of one file.
class Neo4jRows {
 public:
  // `left_out`: keys of things, of all files.
  Neo4jRows(const Neo4jColumns& columns, const Mapping& mapping,
            RecordSink& sink, std::set<std::string>& left_out,
            Problems& problems, std::string name)
      : columns_(columns),
        mapping_(mapping),
        sink_(sink),
        left_out_(left_out),
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
      record.type = TypeOf(labels);
      if (labels.size() > 1) {
        record.attributes["labels"] = std::string(row.at(*columns_.label));
      }
    }
    record.place = PlaceOf(row);
    for (size_t at = 0; at < columns_.all.size(); ++at) {
      const Neo4jColumn& column = columns_.all[at];
      if (column.role == Neo4jRole::kAttribute) {
        TakeCell(column, CellAt(at, row), record);
      }
    }
    const StatedModality stated = TakeModality(record.attributes);
    if (stated.modality != graph::Modality::kAffirmed &&
        stated.modality != graph::Modality::kUnknown) {
      sink_.Skip(record.place,
                 absl::StrCat("a thing of modality ",
                              graph::ModalityName(stated.modality),
                              ": one that is affirmed or unknown is taken"));
      left_out_.insert(std::move(record.key));
      return;
    }
    record.unknown_kind = stated.unknown_kind;
    sink_.Take(std::move(record));
  }

  // The name of ours for a column.
  const std::string& OursOf(const std::string& name) const {
    const auto named = mapping_.attributes.find(name);
    return named == mapping_.attributes.end() ? name : named->second;
  }

  // What the attribute of that name of ours says, which then is none any more;
  // nothing, and the attribute stays, where its text is no such word of ours.
  template <typename T>
  std::optional<T> TakeWord(
      std::map<std::string, std::string>& attributes, absl::string_view ours,
      std::optional<T> (*parse)(absl::string_view)) const {
    for (auto one = attributes.begin(); one != attributes.end(); ++one) {
      if (OursOf(one->first) != ours) continue;
      const std::optional<T> word = parse(one->second);
      if (!word) continue;
      attributes.erase(one);
      return word;
    }
    return std::nullopt;
  }

  // Affirmed where nothing is said. Why something is unknown need not be said.
  StatedModality TakeModality(
      std::map<std::string, std::string>& attributes) const {
    StatedModality stated;
    stated.modality = TakeWord(attributes, "modality", graph::ParseModality)
                          .value_or(graph::Modality::kAffirmed);
    if (stated.modality != graph::Modality::kUnknown) return stated;
    stated.unknown_kind =
        TakeWord(attributes, "unknown_kind", graph::ParseUnknownKind)
            .value_or(graph::UnknownKind::kNone);
    if (stated.unknown_kind == graph::UnknownKind::kNone) {
      stated.unknown_kind = graph::UnknownKind::kNotStated;
    }
    return stated;
  }

  // The first that the mapping has a rule for; where it has none the first.
  std::string TypeOf(const std::vector<std::string>& labels) const {
    for (const std::string& label : labels) {
      if (mapping_.entities.contains(label)) return label;
    }
    return labels.empty() ? "node" : labels.front();
  }

  // The values of a cell that is an attribute; none where it is not of its
  // type, which is told.
  std::vector<std::string> CellAt(size_t at, const CsvRow& row) {
    const Neo4jColumn& column = columns_.all[at];
    if (auto values = column.ValuesOf(row.at(at))) return *std::move(values);
    sink_.Skip(PlaceOf(row),
               absl::StrCat("a value of the column '", column.name,
                            "' that is no ", column.type));
    return {};
  }

  void TakeCell(const Neo4jColumn& column, std::vector<std::string> values,
                EntityRecord& record) const {
    const auto named = mapping_.attributes.find(column.name);
    const bool mapped = named != mapping_.attributes.end();
    const std::string& ours = mapped ? named->second : column.name;
    if (column.name == "name") {
      record.name = absl::StrJoin(values, "; ");
    } else if (ours == "aliases" && (mapped || column.array)) {
      for (std::string& value : values) {
        record.aliases.push_back(std::move(value));
      }
    } else if (IsIdentifier(ours, mapped)) {
      for (std::string& value : values) {
        record.identifiers.push_back({ours, std::move(value)});
      }
    } else {
      record.attributes[column.name] = absl::StrJoin(values, "; ");
    }
  }

  // A column that happens to be called so names no country or state.
  static bool IsIdentifier(const std::string& name, bool mapped) {
    const auto schemes = IdentifierSchemes();
    return std::find(schemes.begin(), schemes.end(), name) != schemes.end() &&
           (mapped || (name != "iso_3166" && name != "state"));
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
      if (columns_.all[at].role != Neo4jRole::kAttribute) continue;
      record.attributes[columns_.all[at].name] =
          absl::StrJoin(CellAt(at, row), "; ");
    }
    const StatedModality stated = TakeModality(record.attributes);
    record.modality = stated.modality;
    record.unknown_kind = stated.unknown_kind;
    if (CanSay(record)) sink_.Take(std::move(record));
  }

  // False after telling why not.
  bool CanSay(const RelationRecord& record) {
    if (record.modality == graph::Modality::kPresupposed ||
        record.modality == graph::Modality::kCounterfactual) {
      sink_.Skip(record.place,
                 absl::StrCat("a link of modality ",
                              graph::ModalityName(record.modality),
                              ": an import says nothing of the kind"));
      return false;
    }
    if (left_out_.contains(record.source) ||
        left_out_.contains(record.target)) {
      sink_.Skip(record.place,
                 "an end is left out: a thing that is not affirmed or unknown");
      return false;
    }
    return true;
  }

  const Neo4jColumns& columns_;
  const Mapping& mapping_;
  RecordSink& sink_;
  std::set<std::string>& left_out_;
  Problems& problems_;
  const std::string name_;
};

// The files of a source in their order.
class Neo4jFiles {
 public:
  Neo4jFiles(const Mapping& mapping, RecordSink& sink)
      : mapping_(mapping), form_(mapping.table), sink_(sink) {}

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
        Neo4jRows rows(*columns_, mapping_, sink_, left_out_, problems,
                       file.name);
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
      columns_ = Neo4jColumnsOf(read.names, problems);
      if (columns_) {
        rows.emplace(*columns_, mapping_, sink_, left_out_, problems, name);
      }
      return columns_.has_value();
    };
    const auto row = [&](const CsvRow& cells) {
      header_only_ = false;
      return rows->Take(cells);
    };
    if (!ReadCsvFile(bytes, form_, header, row, problems)) header_only_ = false;
  }

  const Mapping& mapping_;
  const TableForm& form_;
  RecordSink& sink_;
  CsvHeader header_;  // of the last file that had one
  std::optional<Neo4jColumns> columns_;
  bool header_only_ = false;        // that file had no rows
  std::set<std::string> left_out_;  // keys of things
};

}  // namespace

bool LooksLikeNeo4jCsv(absl::string_view head) {
  const absl::string_view line = head.substr(0, head.find('\n'));
  if (absl::StartsWith(line, "{") || absl::StartsWith(line, "<")) return false;
  return absl::StrContains(line, ":START_ID") || absl::StrContains(line, ":ID");
}

void ReadNeo4jCsv(absl::Span<const NamedBytes> files, const Mapping& mapping,
                  RecordSink& sink, std::vector<Problem>& problems) {
  Neo4jFiles reader(mapping, sink);
  for (const NamedBytes& file : files) {
    Problems own(file.name);
    reader.Read(file, own);
    problems.insert(problems.end(), own.list().begin(), own.list().end());
  }
  if (problems.empty()) sink.Take(SourceRecord());
}

}  // namespace ketenzicht::ingest
