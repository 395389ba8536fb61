// Records in RocksDB: two column families, one write batch a commit.

#ifndef KETENZICHT_SERVICE_STORE_ROCKSDB_LOG_H_
#define KETENZICHT_SERVICE_STORE_ROCKSDB_LOG_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "service/store/directory_lock.h"
#include "service/store/record_log.h"
#include "service/store/revision_anchor.h"
#include "service/store/rocksdb_settings.h"
#include "service/store/rocksdb_store.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Slice;
class Status;
}  // namespace rocksdb

namespace ketenzicht::service {

// Thread-safe as RecordLog says. The destructor closes the database, then lets
// go of the directory.
class RocksdbLog : public RecordLog {
 public:
  // Errors as of OpenRocksdbStore.
  static absl::StatusOr<std::unique_ptr<RocksdbLog>> Open(
      const RocksdbStoreOptions& options);
  ~RocksdbLog() override;

  // As it was found on opening.
  const storage::v1::Head& head() const { return head_; }

  absl::Status CheckSpace(size_t bytes) const override;
  absl::Status Append(RecordSource& records, const storage::v1::Head& head,
                      absl::string_view request_id) override;
  absl::StatusOr<std::optional<int64_t>> FindRequest(
      absl::string_view request_id) const override;
  absl::Status Read(
      int64_t revision,
      absl::FunctionRef<absl::Status(absl::string_view)> visit) const override;

 private:
  RocksdbLog(const RocksdbStoreOptions& options, LineSink sink);

  // Append through RocksDB's own log, and past it.
  rocksdb::Status AppendBatch(RecordSource& records,
                              const storage::v1::Head& head,
                              absl::string_view request_id);
  rocksdb::Status AppendFiles(RecordSource& records,
                              const storage::v1::Head& head,
                              absl::string_view request_id);

  absl::Status OpenDatabase(size_t block_cache_bytes);
  // Checks the format, or sets up a store that is new; then reads the head.
  absl::Status OpenStore();
  absl::Status SetUp();
  absl::Status ReadHead();
  // DataLoss where the log does not end where the head says.
  absl::Status CheckEnd() const;
  // DataLoss where the store had come further than the head says.
  absl::Status CheckAnchor();
  void RecordRevision(int64_t revision);
  absl::Status IsEmpty(rocksdb::ColumnFamilyHandle* family, bool* empty) const;
  // Nothing where there is no such key in meta.
  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const;

  const std::string directory_;
  const uint64_t free_space_reserve_;
  const size_t file_bytes_;
  const bool read_only_;
  const LineSink sink_;
  std::unique_ptr<DirectoryLock> lock_;
  std::unique_ptr<RevisionAnchor> anchor_;
  std::unique_ptr<rocksdb::DB> database_;
  rocksdb::ColumnFamilyHandle* meta_ = nullptr;
  rocksdb::ColumnFamilyHandle* records_ = nullptr;
  storage::v1::Head head_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_ROCKSDB_LOG_H_
