// A FactStore on top of any RecordLog: what a revision is, what a batch may do,
// and what a reader sees. Engines share it, so that they cannot disagree.

#ifndef KETENZICHT_SERVICE_STORE_LOG_STORE_H_
#define KETENZICHT_SERVICE_STORE_LOG_STORE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "service/store/fact_store.h"
#include "service/store/live_names.h"
#include "service/store/record_log.h"

namespace ketenzicht::service {

// Thread-safe. write_mutex_ admits one commit at a time and guards what only
// commits use; log_mutex_ guards log_, and nothing slow happens under it.
class LogStore : public FactStore {
 public:
  // `head` is what `log` ends with. An empty `clock` is the machine's.
  LogStore(std::shared_ptr<RecordLog> log, const storage::v1::Head& head,
           const StoreLimits& limits, std::function<absl::Time()> clock);
  ~LogStore() override;

  absl::StatusOr<CommitResult> Commit(const WriteBatch& batch) override;
  absl::StatusOr<std::optional<int64_t>> FindRequest(
      absl::string_view request_id) const override;
  int64_t LatestRevision() const override { return latest_.load(); }
  absl::StatusOr<Contents> ReadAt(int64_t revision) const override;
  absl::StatusOr<PackedContents> ReadPackedAt(int64_t revision) const override;
  absl::Status ReadLog(
      int64_t from_revision,
      absl::FunctionRef<absl::Status(Change)> visit) const override;
  absl::Status Close() override;

 private:
  // FailedPrecondition once the store is closed. Who has the log keeps it open.
  absl::StatusOr<std::shared_ptr<RecordLog>> Log() const;

  // The rest of Commit, under write_mutex_.
  absl::StatusOr<CommitResult> CommitNext(RecordLog& log,
                                          const WriteBatch& batch);
  absl::Status CheckAgainstHead(const RecordLog& log, const WriteBatch& batch);
  // Milliseconds since the epoch, never before the last revision's.
  int64_t NextRecordedAt() const;

  const StoreLimits limits_;
  const std::function<absl::Time()> clock_;
  std::atomic<int64_t> latest_;

  std::mutex write_mutex_;
  storage::v1::Head head_;
  std::optional<LiveNames> live_names_;  // made by the first removal
  bool write_failed_ = false;

  mutable std::mutex log_mutex_;
  std::shared_ptr<RecordLog> log_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_LOG_STORE_H_
