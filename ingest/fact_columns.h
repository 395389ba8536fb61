// The columns of one CSV file of facts, as its header names them.

#ifndef KETENZICHT_INGEST_FACT_COLUMNS_H_
#define KETENZICHT_INGEST_FACT_COLUMNS_H_

#include <string>
#include <vector>

#include "ingest/csv_columns.h"
#include "ingest/csv_record_reader.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// Immutable once read, then safe from any thread.
class FactColumns {
 public:
  FactColumns() = default;
  FactColumns(const FactColumns&) = delete;
  FactColumns& operator=(const FactColumns&) = delete;

  // False after adding to `problems`: a column that is unknown, twice there or
  // missing. Once.
  bool Read(const CsvRecord& record, Problems& problems);

  CsvTable table() const { return table_; }
  const std::vector<CsvColumn>& columns() const { return columns_; }
  // As in the file.
  const std::vector<std::string>& names() const { return names_; }

 private:
  CsvColumn ColumnOf(absl::string_view name) const;
  void CheckRequired(int line, Problems& problems) const;

  CsvTable table_ = CsvTable::kEntities;
  std::vector<std::string> names_;
  std::vector<CsvColumn> columns_;  // views into names_ and the tables
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FACT_COLUMNS_H_
