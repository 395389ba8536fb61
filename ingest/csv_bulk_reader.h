// Reads very many facts from CSV, packed, on both cores: docs/csv.md has the
// form, and docs/bulk-import.md what this is for.

#ifndef KETENZICHT_INGEST_CSV_BULK_READER_H_
#define KETENZICHT_INGEST_CSV_BULK_READER_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "graph/packed_facts.h"
#include "ingest/bulk_file.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

struct BulkFacts {
  // By file and line; at most some thousands. Not empty: `facts` is null.
  std::vector<Problem> problems;
  std::unique_ptr<const graph::PackedFacts> facts;  // each id once
  int64_t bytes = 0;                                // unpacked
};

// Told after every megabyte or so of one file, how many bytes of all were read.
using BulkProgress = absl::FunctionRef<void(int64_t bytes)>;

// The facts of all files, as CsvFactReader would read them one by one: what is
// wrong in a row is a problem, and so is an id that stands twice. References
// between facts are not looked up. Errors of the files.
//
// A fact takes some hundred bytes of memory where its cells are like those of
// others; one that is not plain (aliases, carriers, a guard, `more`) or a
// measure takes a kilobyte and more. Linear in the bytes, times the logarithm
// of the pieces where ids do not ascend. More than `max_facts` are
// ResourceExhausted.
absl::StatusOr<BulkFacts> ReadBulkCsv(const std::vector<BulkFile>& files,
                                      int64_t max_facts, BulkProgress progress);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_BULK_READER_H_
