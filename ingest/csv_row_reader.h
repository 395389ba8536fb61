// Makes a fact of one row of a CSV file: docs/csv.md has the form.

#ifndef KETENZICHT_INGEST_CSV_ROW_READER_H_
#define KETENZICHT_INGEST_CSV_ROW_READER_H_

#include <cstddef>

#include "ingest/csv_record_reader.h"
#include "ingest/fact_columns.h"
#include "ingest/fact_reader.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// After so many problems the rest of a file is not read: a file that is wrong
// in every row is wrong once.
inline constexpr size_t kMaxCsvProblems = 1000;

// Whether a row has as many columns as its header; otherwise that is added to
// `problems`, and the row is no fact.
bool CheckCsvWidth(const CsvRecord& record, const FactColumns& header,
                   Problems& problems);

// The fact of a row that has as many columns as its header. What is wrong in it
// is added to `problems`, with the column by number and name, and the fact is
// then broken. References between facts are not looked up. A row is read by the
// code that reads YAML: some ten microseconds.
ReadFact ReadCsvRow(const CsvRecord& record, const FactColumns& header,
                    Problems& problems);

// False after adding that the rest is not read: there are kMaxCsvProblems.
bool IsCsvWithinProblems(int line, Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_ROW_READER_H_
