// Stored facts, cut up and packed into rows: what reading a log gives before
// revisions are laid over each other.

#ifndef KETENZICHT_SERVICE_STORE_SCANNED_ROWS_H_
#define KETENZICHT_SERVICE_STORE_SCANNED_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graph/packed_rows.h"
#include "service/store/fact_scan.h"
#include "service/store/shared_pieces.h"

namespace ketenzicht::service {

// A record that was read.
struct ScannedRecord {
  int64_t revision = 0;
  int32_t chunk = 0;
  int32_t chunks = 0;
  absl::Time recorded_at;
  graph::RowRange put;
  graph::RowRange retracted;
};

// A document that a revision put, or removed.
struct ScannedDocument {
  int64_t revision = 0;
  bool removed = false;
  std::string name;
  std::string content;
};

// Reads records into rows, one after the other. Not thread-safe: one for each
// thread, put together by StoredFacts.
class RecordScanner {
 public:
  // Reads `bytes` as chunk `chunk` of `revision`. DataLoss: they are not, or
  // ids do not ascend, or a fact cannot be read.
  absl::Status Scan(absl::string_view bytes, int64_t revision, int chunk);

  // Large enough that the memory of each goes back to the system.
  std::vector<graph::RowBlock> blocks;
  std::vector<ScannedRecord> records;
  std::vector<ScannedDocument> documents;
  SharedPieces pieces;

 private:
  absl::Status ScanEnvelope(absl::string_view bytes, ScannedRecord* record);
  absl::Status AddFact(absl::string_view bytes);
  void AddScanned(const ScannedFact& fact, absl::string_view bytes);
  void AddRetracted(absl::string_view id);
  // The rows since `begin`. DataLoss where their ids do not ascend.
  absl::Status TakeRange(size_t begin, graph::RowRange* range) const;

  std::vector<absl::string_view> facts_;  // of the record that is read
  std::string envelope_;                  // all else of it
  std::vector<std::string> retracted_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_SCANNED_ROWS_H_
