// Reads facts from CSV: docs/csv.md has the form.
//
//   Problems problems("relations.csv");
//   CsvFactReader reader(problems);
//   while (… piece …) reader.Read(piece, [](ReadFact fact) { … });
//   bool all = reader.Finish(…);

#ifndef KETENZICHT_INGEST_CSV_FACT_READER_H_
#define KETENZICHT_INGEST_CSV_FACT_READER_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "ingest/csv_columns.h"
#include "ingest/csv_record_reader.h"
#include "ingest/fact_reader.h"
#include "ingest/problem.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// After so many problems the rest of a file is not read: a file that is wrong
// in every row is wrong once.
inline constexpr size_t kMaxCsvProblems = 1000;

// Whether a file is read as CSV: by the end of its name, .csv or .tsv, in upper
// or lower case.
bool IsCsvName(absl::string_view name);

// Not thread-safe. Linear in the input; holds one row at a time. References
// between facts are not looked up here.
class CsvFactReader {
 public:
  using Take = absl::FunctionRef<void(ReadFact)>;

  // `problems` must outlive the reader. What is added says the line, and the
  // column by its number and name.
  explicit CsvFactReader(Problems& problems);

  // Takes the facts of further rows, in order. A problem of one row, such as a
  // word that is no modality, leaves its fact broken and does not end the
  // reading. These do: what CsvRecordReader refuses; a header with a column
  // that is unknown, twice there or missing; kMaxCsvProblems. A row with more
  // or fewer columns than the header gives no fact.
  void Read(absl::string_view piece, Take take);

  // Takes the last row. Whether every row gave a fact, sound or broken: if not,
  // other facts may point at what is missing. A file without a header has none.
  bool Finish(Take take);

 private:
  bool TakeRecord(const CsvRecord& record, Take take);
  bool ReadHeader(const CsvRecord& record);
  CsvColumn ColumnOf(absl::string_view name) const;
  ReadFact ReadRow(const CsvRecord& record);
  YamlNode RowNode(const CsvRecord& record, Problems& cells);
  void Report(int line, const std::vector<Problem>& cells);

  Problems& problems_;
  CsvRecordReader records_;
  bool header_read_ = false;
  bool complete_ = true;
  CsvTable table_ = CsvTable::kEntities;
  std::vector<std::string> names_;  // of the columns, as in the file
  std::vector<CsvColumn> columns_;  // views into names_ and the tables
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_FACT_READER_H_
