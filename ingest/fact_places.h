// Where in CSV files facts stand of which something is wrong.

#ifndef KETENZICHT_INGEST_FACT_PLACES_H_
#define KETENZICHT_INGEST_FACT_PLACES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "graph/fact_check.h"
#include "ingest/bulk_file.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

// The problems with file and line, in the order of the files: a fact that
// stands in several rows once for each. The files are read again, which is why
// nobody has to remember lines. Errors of the files.
absl::StatusOr<std::vector<Problem>> PlacesOf(
    const std::vector<graph::FactProblem>& problems,
    const std::vector<BulkFile>& files);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FACT_PLACES_H_
