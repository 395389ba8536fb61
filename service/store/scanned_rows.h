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
#include "graph/fact.h"
#include "graph/packed_facts.h"
#include "service/store/fact_scan.h"
#include "service/store/shared_pieces.h"

namespace ketenzicht::service {

// A fact, or that one was retracted. Its texts follow each other in the text
// of its block: the id, then two more (see ScannedFact), or for a fact that is
// whole its bytes.
struct Row {
  enum class Body : uint8_t { kEntity, kRelation, kWhole, kRetracted };

  uint32_t begin = 0;
  uint32_t id_end = 0;
  uint32_t first_end = 0;
  uint32_t second_end = 0;
  uint32_t valid = 0;
  uint32_t evidence = 0;
  uint32_t remark = 0;
  uint32_t kind = 0;
  uint32_t extra = 0;  // entity: attributes; relation: likelihood
  Body body = Body::kWhole;
  graph::Modality modality = graph::Modality::kAffirmed;
  uint8_t unknown_kind = 0;  // of graph::UnknownKind
  bool verified = true;
};

// Rows of a few records and their texts. Large enough that the memory of each
// goes back to the system.
struct RowBlock {
  std::string text;
  std::vector<Row> rows;
  // Where the numbers of its pieces begin among all.
  PieceNumbers first_numbers{};

  absl::string_view Between(uint32_t begin, uint32_t end) const {
    return absl::string_view(text.data() + begin, end - begin);
  }
  absl::string_view id(const Row& row) const {
    return Between(row.begin, row.id_end);
  }
  absl::string_view first(const Row& row) const {
    return Between(row.id_end, row.first_end);
  }
  absl::string_view second(const Row& row) const {
    return Between(row.first_end, row.second_end);
  }
  // A row that is no retraction, as the graph takes it.
  graph::PackedFact Pack(const Row& row) const;
};

// Rows of one block that stand one after the other, ids ascending.
struct RowRange {
  uint32_t block = 0;
  uint32_t begin = 0;
  uint32_t count = 0;
};

// A record that was read.
struct ScannedRecord {
  int64_t revision = 0;
  int32_t chunk = 0;
  int32_t chunks = 0;
  absl::Time recorded_at;
  RowRange put;
  RowRange retracted;
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

  std::vector<RowBlock> blocks;
  std::vector<ScannedRecord> records;
  std::vector<ScannedDocument> documents;
  SharedPieces pieces;

 private:
  absl::Status ScanEnvelope(absl::string_view bytes, ScannedRecord* record);
  absl::Status AddFact(absl::string_view bytes);
  void AddScanned(const ScannedFact& fact, absl::string_view bytes);
  void AddRetracted(absl::string_view id);
  // The rows since `begin`. DataLoss where their ids do not ascend.
  absl::Status TakeRange(size_t begin, RowRange* range) const;

  std::vector<absl::string_view> facts_;  // of the record that is read
  std::string envelope_;                  // all else of it
  std::vector<std::string> retracted_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_SCANNED_ROWS_H_
