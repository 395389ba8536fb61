// A CSV file as a source has it: its encoding, its header, its rows by name
// of the column.

#ifndef KETENZICHT_INGEST_FORMATS_CSV_FILE_H_
#define KETENZICHT_INGEST_FORMATS_CSV_FILE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "ingest/byte_source.h"
#include "ingest/mapping.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// One row, and what its cells are called. Views live until the next row.
class CsvRow {
 public:
  CsvRow(const absl::flat_hash_map<std::string, size_t>& columns,
         const std::vector<absl::string_view>& cells, int line)
      : columns_(columns), cells_(cells), line_(line) {}

  int line() const { return line_; }
  absl::string_view at(size_t column) const { return cells_[column]; }
  // Empty where there is no such column.
  absl::string_view Find(absl::string_view column) const {
    const auto it = columns_.find(column);
    return it == columns_.end() ? absl::string_view() : cells_[it->second];
  }

 private:
  const absl::flat_hash_map<std::string, size_t>& columns_;
  const std::vector<absl::string_view>& cells_;
  const int line_;
};

// The first record of a file, or that of another which stands for it.
struct CsvHeader {
  std::vector<std::string> names;
  char delimiter = 0;  // that it was written with
};

// Says whether a header will do; false after adding to the problems.
using TakeCsvHeader = absl::FunctionRef<bool(const CsvHeader& header)>;
// Gets each row; false ends the reading.
using TakeCsvRow = absl::FunctionRef<bool(const CsvRow& row)>;

// Reads all rows. The encoding is that of `form`, unless a byte order mark
// tells it. Problems, with place: what CsvRecordReader refuses
// (ingest/csv_record_reader.h); a byte that is nothing in the encoding; a
// column named twice; a row that has not as many cells as the header; no
// header; what the source of the bytes says. False where the reading ended
// before the end. A column without a name can only be read by its position.
bool ReadCsvFile(ByteSource& bytes, const TableForm& form, TakeCsvHeader header,
                 TakeCsvRow row, Problems& problems);

// The same of a file that has no header: all of it are rows below `header`,
// which has each column once, written with the header's delimiter.
bool ReadCsvRows(ByteSource& bytes, const TableForm& form,
                 const CsvHeader& header, TakeCsvRow row, Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_CSV_FILE_H_
