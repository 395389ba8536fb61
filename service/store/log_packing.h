// Batches into the records of the log (ketenzicht/storage/v1/log.proto), and
// records back into what they say.

#ifndef KETENZICHT_SERVICE_STORE_LOG_PACKING_H_
#define KETENZICHT_SERVICE_STORE_LOG_PACKING_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "service/store/fact_store.h"
#include "service/store/record_log.h"

namespace ketenzicht::service {

// InvalidArgument and ResourceExhausted of FactStore::Commit, as far as they
// can be told without packing.
absl::Status CheckBatch(const WriteBatch& batch, const StoreLimits& limits);

// The records of a batch that passed CheckBatch; at least one. Facts are sorted
// by id; the same batch always gives the same bytes. Packed facts have the
// bytes of others, but documents stand in records of their own then.
//
// InvalidArgument: a fact without a published form. ResourceExhausted: a fact
// or document above limits.record_bytes, records above limits.batch_bytes.
absl::StatusOr<std::unique_ptr<RecordSource>> PackBatch(
    const WriteBatch& batch, int64_t revision, int64_t recorded_at_ms,
    const StoreLimits& limits);

// Says in a serialized record how many chunks its revision has. Fields may come
// in any order, and the count is known last.
void AppendChunkCount(int32_t count, std::string* record);

// What is said of a fact, document or batch above its limit.
std::string TooLarge(absl::string_view what, absl::string_view name,
                     size_t bytes, size_t limit);
std::string TooLargeBatch(const StoreLimits& limits);

// Reads `bytes` as chunk `chunk` of `revision` into `record`. DataLoss: they do
// not parse, or say that they are something else.
absl::Status ParseRecord(absl::string_view bytes, int64_t revision, int chunk,
                         storage::v1::LogRecord* record);

// DataLoss: what to say of a stored fact that does not convert.
absl::Status UnreadableFact(absl::string_view id, const absl::Status& status);

// DataLoss where a fact in the record does not convert.
absl::StatusOr<Change> ToChange(const storage::v1::LogRecord& record);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_LOG_PACKING_H_
