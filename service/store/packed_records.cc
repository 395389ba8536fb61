#include "service/store/packed_records.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/internal/parallel_ranges.h"
#include "service/store/log_packing.h"

namespace ketenzicht::service {
namespace {

using graph::FactIndex;
using graph::PackedFact;
using storage::v1::LogRecord;

constexpr char kFactsTag = LogRecord::kFactsFieldNumber << 3 | 2;
// Records that are made at once.
constexpr int32_t kAhead = 32;
// A thread is worth it for so many facts.
constexpr size_t kFactsPerThread = 10'000;
// Tag and length of a fact in its record.
constexpr size_t kHeadBytes = 6;

}  // namespace

absl::StatusOr<std::unique_ptr<PackedRecords>> PackedRecords::Make(
    const graph::PackedFacts& facts, const LogRecord& envelope,
    const StoreLimits& limits) {
  absl::StatusOr<FactBytes> bytes = FactBytes::Of(facts);
  if (!bytes.ok()) return bytes.status();
  std::unique_ptr<PackedRecords> records(
      new PackedRecords(facts, *std::move(bytes), envelope));
  const absl::Status status = records->Plan(limits);
  if (!status.ok()) return status;
  return records;
}

PackedRecords::~PackedRecords() {
  if (ahead_.valid()) ahead_.wait();
}

absl::Status PackedRecords::Measure(size_t limit,
                                    std::vector<uint32_t>& sizes) const {
  const size_t pieces =
      graph::internal::NumRanges(sizes.size(), kFactsPerThread);
  std::vector<absl::Status> statuses(pieces);
  graph::internal::ForEachRange(
      sizes.size(), pieces, [&](size_t piece, size_t begin, size_t end) {
        auto index = static_cast<FactIndex>(begin);
        facts_.ForEach(index, static_cast<FactIndex>(end),
                       [&](const PackedFact& fact) {
                         const FactIndex self = index++;
                         const absl::StatusOr<size_t> size =
                             fact_bytes_.SizeOf(fact, self);
                         if (!size.ok()) {
                           statuses[piece].Update(size.status());
                         } else if (*size > limit) {
                           statuses[piece].Update(absl::ResourceExhaustedError(
                               TooLarge("fact", fact.id, *size, limit)));
                         } else {
                           sizes[self] = static_cast<uint32_t>(*size);
                         }
                       });
      });
  for (const absl::Status& status : statuses) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status PackedRecords::Plan(const StoreLimits& limits) {
  std::vector<uint32_t> sizes(static_cast<size_t>(facts_.size()));
  const absl::Status status = Measure(limits.record_bytes, sizes);
  if (!status.ok()) return status;
  size_t bytes = 0;
  FactIndex self = 0;
  for (uint32_t size : sizes) {
    ++self;
    bytes += size;
    bytes_ += size + kHeadBytes;
    const auto items = static_cast<size_t>(self - begins_.back());
    if (items < kMaxFactsPerChange && bytes < limits.record_bytes) continue;
    begins_.push_back(self);
    bytes = 0;
  }
  if (begins_.back() < self) begins_.push_back(self);
  if (bytes_ <= limits.batch_bytes) return absl::OkStatus();
  return absl::ResourceExhaustedError(TooLargeBatch(limits));
}

void PackedRecords::AddRest(std::vector<std::string> rest) {
  for (const std::string& record : rest) bytes_ += record.size();
  rest_ = std::move(rest);
}

std::string PackedRecords::MakeRecord(int32_t chunk) const {
  LogRecord head;
  head.set_revision(envelope_.revision());
  head.set_recorded_at_ms(envelope_.recorded_at_ms());
  std::string record = head.SerializeAsString();
  FactIndex index = begins_[chunk];
  facts_.ForEach(begins_[chunk], begins_[chunk + 1],
                 [&](const PackedFact& fact) {
                   fact_bytes_.AppendField(kFactsTag, fact, index++, &record);
                 });
  LogRecord tail;
  tail.set_request_id(envelope_.request_id());
  tail.set_author(envelope_.author());
  tail.set_chunk_index(chunk);
  tail.AppendToString(&record);
  AppendChunkCount(count(), &record);
  return record;
}

std::vector<std::string> PackedRecords::MakeRecords(int32_t first) const {
  std::vector<std::string> records;
  for (int32_t at = std::min(first + kAhead, fact_records()); at > first;) {
    records.push_back(MakeRecord(--at));
  }
  return records;
}

std::string PackedRecords::Next() {
  if (next_ >= fact_records()) {
    std::string record = std::move(rest_[next_++ - fact_records()]);
    AppendChunkCount(count(), &record);
    return record;
  }
  if (ready_.empty()) {
    ready_ = ahead_.valid() ? ahead_.get() : MakeRecords(next_);
    const int32_t after = next_ + static_cast<int32_t>(ready_.size());
    if (after < fact_records()) {
      try {
        ahead_ = std::async(std::launch::async,
                            [this, after] { return MakeRecords(after); });
      } catch (const std::system_error&) {  // no thread to be had
      }
    }
  }
  ++next_;
  std::string record = std::move(ready_.back());
  ready_.pop_back();
  return record;
}

}  // namespace ketenzicht::service
