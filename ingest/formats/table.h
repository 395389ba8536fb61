// Reads tables by a mapping of rows (docs/import.md): one row is what the
// mapping says it is.

#ifndef KETENZICHT_INGEST_FORMATS_TABLE_H_
#define KETENZICHT_INGEST_FORMATS_TABLE_H_

#include <vector>

#include "absl/types/span.h"
#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

// Problems, with place: a mapping without rows, a column of the mapping that
// the header does not have, what ReadCsvFile refuses
// (ingest/formats/csv_file.h). Skipped: a date that is none of the forms of the
// mapping. A row that gives nothing is told as skipped too. Holds one row at a
// time.
void ReadTable(absl::Span<const NamedBytes> files, const Mapping& mapping,
               RecordSink& sink, std::vector<Problem>& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_TABLE_H_
