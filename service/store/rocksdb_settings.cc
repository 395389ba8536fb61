#include "service/store/rocksdb_settings.h"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/cache.h"
#include "rocksdb/env.h"
#include "rocksdb/file_checksum.h"
#include "rocksdb/options.h"
#include "rocksdb/status.h"
#include "rocksdb/table.h"

namespace ketenzicht::service {
namespace {

constexpr uint64_t kMaxTotalWalBytes = uint64_t{512} << 20;
constexpr int kMaxOpenFiles = 512;  // below the usual limit of 1,024

constexpr absl::string_view kNoUniqueId =
    "SST files opened without unique ID to verify";
constexpr absl::string_view kOneNoUniqueId =
    "SST file opened without unique ID to verify";

class SinkLogger : public rocksdb::Logger {
 public:
  explicit SinkLogger(LineSink sink)
      : Logger(rocksdb::InfoLogLevel::WARN_LEVEL), sink_(std::move(sink)) {}

  void LogHeader(const char* /*format*/, va_list /*arguments*/) override {}

  void Logv(const char* format, va_list arguments) override {
    std::array<char, 2048> line;
    const int length =
        std::vsnprintf(line.data(), line.size(), format, arguments);
    if (length <= 0) return;
    // Of files that a large commit made (rocksdb_ingestion.h): the manifest has
    // no id of theirs to compare with. Their checksums are looked at.
    if (absl::StrContains(line.data(), kNoUniqueId) ||
        absl::StrContains(line.data(), kOneNoUniqueId)) {
      return;
    }
    sink_(absl::StrCat("rocksdb: ", absl::StripAsciiWhitespace(line.data())));
  }

  void Logv(rocksdb::InfoLogLevel level, const char* format,
            va_list arguments) override {
    if (level >= GetInfoLogLevel() &&
        level != rocksdb::InfoLogLevel::HEADER_LEVEL) {
      Logv(format, arguments);
    }
  }

 private:
  const LineSink sink_;
};

}  // namespace

std::shared_ptr<rocksdb::Logger> MakeRocksdbLogger(LineSink sink) {
  return std::make_shared<SinkLogger>(std::move(sink));
}

rocksdb::DBOptions MakeDatabaseOptions(
    std::shared_ptr<rocksdb::Logger> logger) {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.paranoid_checks = true;
  options.wal_recovery_mode =
      rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.recycle_log_file_num = 0;
  options.track_and_verify_wals_in_manifest = true;
  options.max_total_wal_size = kMaxTotalWalBytes;
  options.write_dbid_to_manifest = true;
  options.file_checksum_gen_factory =
      rocksdb::GetFileChecksumGenCrc32cFactory();
  options.max_open_files = kMaxOpenFiles;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.info_log = std::move(logger);
  return options;
}

rocksdb::ColumnFamilyOptions MakeFamilyOptions(size_t block_cache_bytes) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(block_cache_bytes);
  table.cache_index_and_filter_blocks = true;
  rocksdb::ColumnFamilyOptions options;
  options.compression = rocksdb::kLZ4Compression;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

absl::Status FromRocksdb(const rocksdb::Status& status, absl::string_view doing,
                         const LineSink& sink) {
  if (status.ok()) return absl::OkStatus();
  sink(absl::StrCat("rocksdb: ", doing, ": ", status.ToString()));
  if (status.IsCorruption()) {
    return absl::DataLossError(
        absl::StrCat(doing, ": stored bytes are damaged"));
  }
  if (status.IsNoSpace()) {
    return absl::ResourceExhaustedError(
        absl::StrCat(doing, ": the disk is full"));
  }
  if (status.IsIOError()) {
    return absl::UnavailableError(absl::StrCat(doing, ": the disk failed"));
  }
  if (status.IsBusy() || status.IsTimedOut() || status.IsIncomplete() ||
      status.IsTryAgain() || status.IsShutdownInProgress()) {
    return absl::UnavailableError(absl::StrCat(doing, ": try again"));
  }
  return absl::InternalError(
      absl::StrCat(doing, ": the storage engine refuses; see the log"));
}

}  // namespace ketenzicht::service
