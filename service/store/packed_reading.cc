// ReadPacked: the log is read by one thread and scanned by two.

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/internal/worker_pair.h"
#include "graph/row_merge.h"
#include "service/store/log_packing.h"
#include "service/store/stored_facts.h"

namespace ketenzicht::service {

using graph::Piece;

namespace {

constexpr size_t kBatchBytes = size_t{2} << 20;

struct ReadRecord {
  int64_t revision = 0;
  int chunk = 0;
  std::string bytes;
};
struct Batch {
  std::vector<ReadRecord> records;
  size_t bytes = 0;
};

// A scanner and what went wrong in it first.
struct Worker {
  RecordScanner scanner;
  absl::Status status;

  void Do(const Batch& batch) {
    for (const ReadRecord& record : batch.records) {
      if (!status.ok()) return;
      status = scanner.Scan(record.bytes, record.revision, record.chunk);
    }
  }
};

using Scanning = graph::internal::WorkerPair<Worker, Batch>;

// All records, sorted, and how to find them.
struct Scanned {
  std::vector<graph::RowBlock> blocks;
  std::vector<ScannedRecord> records;
  std::vector<ScannedDocument> documents;
  graph::SharedValues values;
  std::vector<SharedPieces::Unreadable> unreadable;
};

void Take(RecordScanner& scanner, Scanned& all) {
  const auto first_block = static_cast<uint32_t>(all.blocks.size());
  const graph::PieceNumbers first = graph::SizesOf(all.values);
  for (graph::RowBlock& block : scanner.blocks) {
    block.first_numbers = first;
    all.blocks.push_back(std::move(block));
  }
  for (ScannedRecord& record : scanner.records) {
    record.put.block += first_block;
    record.retracted.block += first_block;
    all.records.push_back(record);
  }
  std::move(scanner.documents.begin(), scanner.documents.end(),
            std::back_inserter(all.documents));
  scanner.pieces.ConvertTo(all.values, all.unreadable);
}

absl::StatusOr<Scanned> ScanLog(const RecordLog& log, int64_t revision) {
  Scanning scanning;
  Batch batch;
  absl::Status read;
  for (int64_t at = 1; at <= revision && read.ok(); ++at) {
    int chunk = 0;
    read = log.Read(at, [&](absl::string_view bytes) {
      batch.bytes += bytes.size();
      batch.records.push_back({at, chunk++, std::string(bytes)});
      if (batch.bytes >= kBatchBytes) {
        scanning.Put(std::exchange(batch, Batch()));
      }
      return absl::OkStatus();
    });
  }
  if (!batch.records.empty()) scanning.Put(std::move(batch));
  scanning.Finish();
  if (!read.ok()) return read;
  Scanned all;
  for (Worker& worker : scanning.workers()) {
    if (!worker.status.ok()) return worker.status;
    Take(worker.scanner, all);
  }
  std::sort(all.records.begin(), all.records.end(),
            [](const ScannedRecord& a, const ScannedRecord& b) {
              return std::tie(a.revision, a.chunk) <
                     std::tie(b.revision, b.chunk);
            });
  return all;
}

// Chunks of each revision are all there. Each was checked to be what its place
// says.
absl::Status CheckComplete(const std::vector<ScannedRecord>& records,
                           int64_t revision) {
  size_t at = 0;
  for (int64_t wanted = 1; wanted <= revision; ++wanted) {
    int32_t found = 0;
    int32_t expected = 1;
    for (; at < records.size() && records[at].revision == wanted; ++at) {
      ++found;
      expected = records[at].chunks;
    }
    if (found == expected) continue;
    return absl::DataLossError(absl::StrCat("revision ", wanted, ": found ",
                                            found, " chunks of ", expected));
  }
  return absl::OkStatus();
}

// The first fact in order that needs what could not be converted.
absl::Status CheckReadable(
    const graph::PackedFacts& facts,
    const std::vector<SharedPieces::Unreadable>& unreadable) {
  absl::Status status;
  if (unreadable.empty()) return status;
  facts.ForEach(0, facts.size(), [&](const graph::PackedFact& fact) {
    if (!status.ok() || fact.body == graph::PackedFact::Body::kWhole) return;
    const bool is_entity = fact.body == graph::PackedFact::Body::kEntity;
    for (const SharedPieces::Unreadable& one : unreadable) {
      const uint32_t number = [&] {
        switch (one.piece) {
          case Piece::kValid:
            return fact.valid;
          case Piece::kEvidence:
            return fact.evidence;
          case Piece::kRemark:
            return fact.remark;
          case Piece::kKind:
            return fact.kind;
          case Piece::kAttributes:
            return is_entity ? fact.extra : ~one.number;
          case Piece::kLikelihood:
            return is_entity ? ~one.number : fact.extra;
        }
        return ~one.number;
      }();
      if (number == one.number)
        status.Update(UnreadableFact(fact.id, one.status));
    }
  });
  return status;
}

std::vector<Document> NewestOf(std::vector<ScannedDocument> all) {
  std::sort(all.begin(), all.end(),
            [](const ScannedDocument& a, const ScannedDocument& b) {
              return std::tie(a.name, b.revision) <
                     std::tie(b.name, a.revision);
            });
  std::vector<Document> newest;
  for (size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && all[i].name == all[i - 1].name) continue;
    if (all[i].removed) continue;
    newest.push_back({all[i].name, std::move(all[i].content)});
  }
  return newest;
}

}  // namespace

absl::StatusOr<PackedContents> ReadPacked(const RecordLog& log,
                                          int64_t revision) {
  absl::StatusOr<Scanned> all = ScanLog(log, revision);
  if (!all.ok()) return all.status();
  absl::Status status = CheckComplete(all->records, revision);
  if (!status.ok()) return status;
  PackedContents contents;
  contents.revision = revision;
  if (revision > 0) contents.recorded_at = all->records.back().recorded_at;
  std::vector<graph::RowRange> ranges;
  ranges.reserve(2 * all->records.size());
  // Within a revision the facts, then the retracted: no id is in both.
  for (size_t begin = 0, end = 0; begin < all->records.size(); begin = end) {
    while (end < all->records.size() &&
           all->records[end].revision == all->records[begin].revision) {
      ranges.push_back(all->records[end++].put);
    }
    for (size_t i = begin; i < end; ++i) {
      ranges.push_back(all->records[i].retracted);
    }
  }
  std::vector<graph::RowRange> order = graph::MergeRows(all->blocks, ranges);
  auto facts = std::make_unique<StoredFacts>(
      std::move(all->blocks), std::move(order), std::move(all->values));
  status = CheckReadable(*facts, all->unreadable);
  if (!status.ok()) return status;
  contents.facts = std::move(facts);
  contents.documents = NewestOf(std::move(all->documents));
  return contents;
}

}  // namespace ketenzicht::service
