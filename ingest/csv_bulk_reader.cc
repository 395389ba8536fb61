#include "ingest/csv_bulk_reader.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "graph/internal/worker_pair.h"
#include "graph/packed_rows.h"
#include "graph/row_merge.h"
#include "ingest/csv_fact_reader.h"
#include "ingest/csv_pieces.h"
#include "ingest/csv_row_packer.h"
#include "ingest/csv_row_reader.h"
#include "ingest/fact_places.h"

namespace ketenzicht::ingest {
namespace {

using graph::FactIndex;
using graph::Row;
using graph::RowBlock;
using graph::RowRange;

// A piece, and which one of which file it is.
struct NumberedPiece {
  size_t file = 0;
  size_t number = 0;
  const std::string* name = nullptr;
  CsvPiece piece;
};

// What a piece gave.
struct ReadPiece {
  size_t file = 0;
  size_t number = 0;
  RowRange rows;
  std::vector<Problem> problems;
  bool broken_off = false;  // what comes behind it cannot be told
};

// The rows of a piece, ids ascending.
RowRange SortedRun(std::vector<RowBlock>& blocks, size_t begin) {
  RowBlock& block = blocks.back();
  const auto less = [&](const Row& a, const Row& b) {
    return block.id(a) < block.id(b);
  };
  const auto first = block.rows.begin() + static_cast<std::ptrdiff_t>(begin);
  if (!std::is_sorted(first, block.rows.end(), less)) {
    std::sort(first, block.rows.end(), less);
  }
  return {static_cast<uint32_t>(blocks.size()) - 1,
          static_cast<uint32_t>(begin),
          static_cast<uint32_t>(block.rows.size() - begin)};
}

struct Worker {
  std::atomic<int64_t>* rows;  // of both
  CsvRowPacker packer;
  std::vector<ReadPiece> read;
  // Headers that packers point at.
  std::vector<std::shared_ptr<const FactColumns>> headers;

  void Do(const NumberedPiece& numbered) {
    const CsvPiece& piece = numbered.piece;
    if (headers.empty() || headers.back() != piece.header) {
      headers.push_back(piece.header);
    }
    packer.Begin(*piece.header);
    packer.BeginRun();
    const size_t begin = packer.blocks.back().rows.size();
    Problems problems(*numbered.name);
    CsvRecordReader reader(problems, CsvLimits(), piece.middle);
    const auto take = [&](const CsvRecord& record) {
      if (CheckCsvWidth(record, *piece.header, problems)) {
        packer.Pack(record, problems);
      }
      return IsCsvWithinProblems(record.line, problems);
    };
    ReadPiece& result = read.emplace_back();
    result.broken_off = !reader.Read(piece.bytes, take) || !reader.Finish(take);
    result.file = numbered.file;
    result.number = numbered.number;
    result.rows = SortedRun(packer.blocks, begin);
    *rows += result.rows.count;
    result.problems = problems.list();
  }
};

using Workers = graph::internal::WorkerPair<Worker, NumberedPiece>;

// Facts of CSV, those that are whole beside them.
class CsvFacts : public graph::PackedRows {
 public:
  CsvFacts(std::vector<RowBlock> blocks, std::vector<RowRange> order,
           graph::SharedValues values, std::vector<graph::Fact> whole,
           std::vector<uint32_t> first_whole)
      : PackedRows(std::move(blocks), std::move(order), std::move(values)),
        whole_(std::move(whole)),
        first_whole_(std::move(first_whole)) {}

  absl::StatusOr<graph::Fact> Whole(FactIndex index) const override {
    const Place place = PlaceOf(index);
    return whole_[first_whole_[place.number] + place.row.extra];
  }

 private:
  const std::vector<graph::Fact> whole_;
  const std::vector<uint32_t> first_whole_;  // by block
};

class BulkReader {
 public:
  BulkReader(const std::vector<BulkFile>& files, int64_t max_facts)
      : files_(files),
        max_facts_(max_facts),
        workers_(Worker{.rows = &rows_}, Worker{.rows = &rows_}) {}

  absl::Status Read(BulkProgress progress) {
    for (size_t i = 0; i < files_.size(); ++i) {
      const absl::Status status = ReadFile(i, progress);
      if (!status.ok()) return status;
    }
    workers_.Finish();
    for (Worker& worker : workers_.workers()) Take(worker);
    std::sort(pieces_.begin(), pieces_.end(),
              [](const ReadPiece& a, const ReadPiece& b) {
                return std::tie(a.file, a.number) < std::tie(b.file, b.number);
              });
    TakeProblems();
    return absl::OkStatus();
  }

  absl::StatusOr<BulkFacts> Finish() {
    BulkFacts read{.bytes = bytes_};
    if (problems_.empty()) {
      std::vector<RowRange> runs;
      for (const ReadPiece& piece : pieces_) runs.push_back(piece.rows);
      std::vector<RowRange> order = graph::MergeRows(blocks_, runs);
      const absl::Status looked = LookForRepeats(order);
      if (!looked.ok()) return looked;
      if (problems_.empty()) {
        read.facts = std::make_unique<const CsvFacts>(
            std::move(blocks_), std::move(order), std::move(values_),
            std::move(whole_), std::move(first_whole_));
      }
    }
    read.problems = std::move(problems_);
    return read;
  }

 private:
  absl::Status ReadFile(size_t number, BulkProgress progress) {
    const BulkFile& file = files_[number];
    absl::StatusOr<std::unique_ptr<ByteSource>> opened = OpenBulkFile(file);
    if (!opened.ok()) return opened.status();
    Problems problems(file.name);
    CsvPieces pieces(**opened, problems);
    const int64_t before = bytes_;
    for (size_t count = 0;; ++count) {
      absl::StatusOr<std::optional<CsvPiece>> piece = pieces.Next();
      bytes_ = before + pieces.bytes();
      if (!piece.ok()) {
        return absl::Status(
            piece.status().code(),
            absl::StrCat(file.name, ": ", piece.status().message()));
      }
      if (!piece->has_value()) break;
      workers_.Put({number, count, &file.name, **std::move(piece)});
      progress(bytes_);
      if (rows_ <= max_facts_) continue;
      return absl::ResourceExhaustedError(
          absl::StrCat("more than ", max_facts_, " facts; import in parts"));
    }
    // Of its header: there were no pieces.
    pieces_.push_back({.file = number, .problems = problems.list()});
    return absl::OkStatus();
  }

  void Take(Worker& worker) {
    const auto first_block = static_cast<uint32_t>(blocks_.size());
    const graph::PieceNumbers first = graph::SizesOf(values_);
    for (RowBlock& block : worker.packer.blocks) {
      block.first_numbers = first;
      blocks_.push_back(std::move(block));
      first_whole_.push_back(static_cast<uint32_t>(whole_.size()));
    }
    graph::Append(std::move(worker.packer.values), values_);
    std::move(worker.packer.whole.begin(), worker.packer.whole.end(),
              std::back_inserter(whole_));
    for (ReadPiece& piece : worker.read) {
      piece.rows.block += first_block;
      pieces_.push_back(std::move(piece));
    }
  }

  // Those of a file up to where it broke off: behind that, pieces may have
  // begun anywhere.
  void TakeProblems() {
    std::optional<size_t> broken_off;
    for (const ReadPiece& piece : pieces_) {
      if (broken_off == piece.file) continue;
      problems_.insert(problems_.end(), piece.problems.begin(),
                       piece.problems.end());
      if (piece.broken_off) broken_off = piece.file;
    }
  }

  absl::Status LookForRepeats(const std::vector<RowRange>& order) {
    int64_t merged = 0;
    for (const RowRange& range : order) merged += range.count;
    if (merged == rows_ && !HasRepeats(order)) return absl::OkStatus();
    absl::StatusOr<std::vector<Problem>> places = PlacesOf(Repeats(), files_);
    if (!places.ok()) return places.status();
    problems_ = *std::move(places);
    return absl::OkStatus();
  }

  // Within a run: runs were merged to one of each id.
  bool HasRepeats(const std::vector<RowRange>& order) const {
    absl::string_view last;
    for (const RowRange& range : order) {
      const RowBlock& block = blocks_[range.block];
      for (uint32_t i = range.begin; i < range.begin + range.count; ++i) {
        const absl::string_view id = block.id(block.rows[i]);
        if (id == last) return true;
        last = id;
      }
    }
    return false;
  }

  std::vector<graph::FactProblem> Repeats() const {
    absl::flat_hash_set<absl::string_view> seen;
    absl::flat_hash_set<absl::string_view> twice;
    std::vector<graph::FactProblem> problems;
    for (const RowBlock& block : blocks_) {
      for (const Row& row : block.rows) {
        const absl::string_view id = block.id(row);
        if (seen.insert(id).second || !twice.insert(id).second) continue;
        if (problems.size() == kMaxCsvProblems) return problems;
        problems.push_back({std::string(id), "", "stands twice"});
      }
    }
    return problems;
  }

  const std::vector<BulkFile>& files_;
  const int64_t max_facts_;
  std::atomic<int64_t> rows_ = 0;
  Workers workers_;
  int64_t bytes_ = 0;
  std::vector<Problem> problems_;
  std::vector<ReadPiece> pieces_;
  std::vector<RowBlock> blocks_;
  graph::SharedValues values_;
  std::vector<graph::Fact> whole_;
  std::vector<uint32_t> first_whole_;
};

}  // namespace

absl::StatusOr<BulkFacts> ReadBulkCsv(const std::vector<BulkFile>& files,
                                      int64_t max_facts,
                                      BulkProgress progress) {
  BulkReader reader(files, max_facts);
  const absl::Status status = reader.Read(progress);
  if (!status.ok()) return status;
  return reader.Finish();
}

}  // namespace ketenzicht::ingest
