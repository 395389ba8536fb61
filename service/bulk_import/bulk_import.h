// Very many facts from CSV files straight into a store: docs/bulk-import.md.
//
// Through the engine every fact would be in memory as one, a kilobyte each, and
// the graph twice. Here facts stay packed from the file to the disk.

#ifndef KETENZICHT_SERVICE_BULK_IMPORT_BULK_IMPORT_H_
#define KETENZICHT_SERVICE_BULK_IMPORT_BULK_IMPORT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/problem.h"
#include "service/store/fact_store.h"

namespace ketenzicht::service {

struct BulkImportRequest {
  std::vector<std::string> paths;  // CSV files (docs/csv.md), may be packed
  bool dry_run = false;            // check, write nothing
  std::string request_id;          // as of WriteBatch, and so the next two
  std::string author;
  std::optional<int64_t> expected_revision;
};

struct BulkImportResult {
  // By file and line. Not empty: nothing was written.
  std::vector<ingest::Problem> problems;
  int64_t facts = 0;
  int64_t bytes = 0;  // of the files, unpacked
  int64_t revision = 0;
  bool repeated = false;  // the request was written before
};

enum class BulkPhase { kReading, kChecking, kWriting };
// Told where an import is, now and then; how many bytes were read.
using BulkImportProgress = std::function<void(BulkPhase, int64_t bytes)>;

// Adds the facts of all files as one revision, or none. They are checked as
// every import is, against the ontology, the policy and the facts of the store.
// A fact whose id the store has is a problem, even an equal one: a bulk import
// adds and never changes.
//
// InvalidArgument: no file. NotFound: a file that cannot be read.
// FailedPrecondition: the store has no ontology or no policy yet. Errors of the
// files (ingest/unpack.h) and of the store. Nothing is written on any.
//
// Memory: some 150 bytes a fact, and the facts of the store packed, where it
// has any. Linear in both.
absl::StatusOr<BulkImportResult> BulkImport(const BulkImportRequest& request,
                                            FactStore& store,
                                            const BulkImportProgress& progress);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_BULK_IMPORT_BULK_IMPORT_H_
