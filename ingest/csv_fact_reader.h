// Reads facts from CSV: docs/csv.md has the form.
//
//   Problems problems("relations.csv");
//   CsvFactReader reader(problems);
//   while (… piece …) reader.Read(piece, [](ReadFact fact) { … });
//   bool all = reader.Finish(…);

#ifndef KETENZICHT_INGEST_CSV_FACT_READER_H_
#define KETENZICHT_INGEST_CSV_FACT_READER_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "ingest/csv_record_reader.h"
#include "ingest/fact_columns.h"
#include "ingest/fact_reader.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

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

  Problems& problems_;
  CsvRecordReader records_;
  bool header_read_ = false;
  bool complete_ = true;
  FactColumns header_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_FACT_READER_H_
