#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "ingest/formats/archimate.h"
#include "ingest/formats/archimate_model.h"
#include "ingest/formats/csv_file.h"

namespace ketenzicht::ingest {
namespace {

enum class Table { kElements, kRelations, kProperties };

bool Has(const std::vector<std::string>& names, const char* name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Table> TableOf(const std::vector<std::string>& names) {
  if (!Has(names, "ID")) return std::nullopt;
  if (Has(names, "Key") && Has(names, "Value")) return Table::kProperties;
  if (!Has(names, "Type")) return std::nullopt;
  return Has(names, "Source") && Has(names, "Target") ? Table::kRelations
                                                      : Table::kElements;
}

class CsvModel {
 public:
  // `form` must outlive it.
  explicit CsvModel(const TableForm& form) : form_(form) {}

  void ReadFile(const NamedBytes& file, Problems& problems) {
    std::optional<Table> table;
    const auto header = [&](const CsvHeader& read) {
      table = TableOf(read.names);
      if (!table) {
        problems.Add(1,
                     "the header is of no file of elements, relations or "
                     "properties");
      }
      return table.has_value();
    };
    const auto row = [&](const CsvRow& cells) {
      TakeRow(*table, file.name, cells, problems);
      return problems.empty();
    };
    ReadCsvFile(*file.bytes, form_, header, row, problems);
  }

  void Give(RecordSink& sink) { model_.Give(std::move(source_), sink); }

 private:
  void TakeRow(Table table, const std::string& file, const CsvRow& row,
               Problems& problems) {
    const std::string id(row.Find("ID"));
    if (table == Table::kProperties) {
      model_.AddProperty(id, std::string(row.Find("Key")),
                         std::string(row.Find("Value")));
      return;
    }
    const RecordPlace place{.line = row.line(), .file = file};
    const std::string type(row.Find("Type"));
    const std::string name(row.Find("Name"));
    if (table == Table::kRelations) {
      RelationRecord record;
      record.type = RelationshipType(type);
      record.source = std::string(row.Find("Source"));
      record.target = std::string(row.Find("Target"));
      record.attributes["name"] = name;
      record.place = place;
      model_.AddRelationship(id, std::move(record), problems);
      return;
    }
    // Archi writes the model itself as an element.
    if (type == "ArchimateModel") {
      source_.identity = id;
      source_.title = name;
      return;
    }
    EntityRecord record;
    record.key = id;
    record.type = type;
    record.name = name;
    record.note = std::string(row.Find("Documentation"));
    record.attributes["specialization"] =
        std::string(row.Find("Specialization"));
    record.place = place;
    model_.AddElement(std::move(record), problems);
  }

  const TableForm& form_;
  SourceRecord source_;
  ArchiMateModel model_;
};

}  // namespace

bool LooksLikeArchiCsv(absl::string_view head) {
  const std::string line = absl::StrReplaceAll(
      head.substr(0, head.find('\n')),
      {{"\"", ""}, {"\xEF\xBB\xBF", ""}, {"\r", ""}, {";", ","}, {"\t", ","}});
  return absl::StartsWith(line, "ID,Type,Name,Documentation") ||
         line == "ID,Key,Value";
}

void ReadArchiCsv(absl::Span<const NamedBytes> files, const Mapping& mapping,
                  RecordSink& sink, std::vector<Problem>& problems) {
  CsvModel model(mapping.table);
  for (const NamedBytes& file : files) {
    Problems own(file.name);
    model.ReadFile(file, own);
    problems.insert(problems.end(), own.list().begin(), own.list().end());
  }
  if (problems.empty()) model.Give(sink);
}

}  // namespace ketenzicht::ingest
