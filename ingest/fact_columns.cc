#include "ingest/fact_columns.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace ketenzicht::ingest {

bool FactColumns::Read(const CsvRecord& record, Problems& problems) {
  for (absl::string_view field : record.fields) {
    names_.emplace_back(absl::StripAsciiWhitespace(field));
  }
  const std::vector<absl::string_view> names(names_.begin(), names_.end());
  table_ = CsvTableOfHeader(names);
  const size_t before = problems.list().size();
  for (size_t i = 0; i < names.size(); ++i) {
    columns_.push_back(ColumnOf(names[i]));
    const auto first = std::find(names.begin(), names.begin() + i, names[i]);
    if (columns_.back().name.empty()) {
      problems.Add(record.line,
                   absl::StrCat("column ", i + 1, ": ", CsvTableName(table_),
                                " have no column '", names[i], "'"));
    } else if (first != names.begin() + i) {
      problems.Add(record.line, absl::StrCat("column ", i + 1, ": '", names[i],
                                             "' stands twice; first as column ",
                                             first - names.begin() + 1));
    }
  }
  CheckRequired(record.line, problems);
  return problems.list().size() == before;
}

void FactColumns::CheckRequired(int line, Problems& problems) const {
  for (const CsvColumn& column : CsvColumnsOf(table_)) {
    if (!column.required ||
        std::find(names_.begin(), names_.end(), column.name) != names_.end()) {
      continue;
    }
    problems.Add(line, absl::StrCat(CsvTableName(table_), " need a column '",
                                    column.name, "'"));
  }
}

// Without a name where the table has no such column.
CsvColumn FactColumns::ColumnOf(absl::string_view name) const {
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

}  // namespace ketenzicht::ingest
