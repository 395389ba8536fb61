// Writes facts as CSV, so that reading them back gives the same facts:
// docs/csv.md has the form.
//
//   std::string relations = CsvHeader(CsvTable::kRelations);
//   if (absl::Status ok = AppendCsvRow(fact, relations); !ok.ok()) …

#ifndef KETENZICHT_INGEST_CSV_FACT_WRITER_H_
#define KETENZICHT_INGEST_CSV_FACT_WRITER_H_

#include <string>

#include "absl/status/status.h"
#include "graph/fact.h"
#include "ingest/csv_columns.h"

namespace ketenzicht::ingest {

// The first line of a file of this table, with its line end. Fields are
// separated by commas, lines end with a line feed.
std::string CsvHeader(CsvTable table);

// Appends the row of `fact`, in the columns of its table (CsvTableOf).
//
// InvalidArgument where docs/facts.md has no form for it, or the reader would
// refuse it: an end without id and class, an origin that is stated but has an
// author, an attribute whose name is empty or longer than 1000 bytes, an id in
// a list that is empty or holds a space, a field above CsvLimits. `out` is then
// as it was. Of a fact that CheckFacts passes, only the last three can occur.
absl::Status AppendCsvRow(const graph::Fact& fact, std::string& out);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_FACT_WRITER_H_
