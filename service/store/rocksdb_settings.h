// How RocksDB is told to behave, and what its answers mean to us. README.md in
// this folder says why each setting is as it is.

#ifndef KETENZICHT_SERVICE_STORE_ROCKSDB_SETTINGS_H_
#define KETENZICHT_SERVICE_STORE_ROCKSDB_SETTINGS_H_

#include <cstddef>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// RocksDB's headers stay in .cc files.
namespace rocksdb {
class Logger;
class Status;
struct ColumnFamilyOptions;
struct DBOptions;
}  // namespace rocksdb

namespace ketenzicht::service {

// Takes one line. Called from any thread, also RocksDB's own.
using LineSink = std::function<void(absl::string_view)>;

// Hands RocksDB's warnings and errors to `sink`.
std::shared_ptr<rocksdb::Logger> MakeRocksdbLogger(LineSink sink);

rocksdb::DBOptions MakeDatabaseOptions(std::shared_ptr<rocksdb::Logger> logger);
rocksdb::ColumnFamilyOptions MakeFamilyOptions(size_t block_cache_bytes);

// `status` in our words: DataLoss for damaged bytes, ResourceExhausted for a
// full disk, Unavailable for a disk that fails, Internal for what should not
// happen. `doing` begins the message ("reading revision 3"). What RocksDB says,
// which may name files and keys, goes to `sink` only.
absl::Status FromRocksdb(const rocksdb::Status& status, absl::string_view doing,
                         const LineSink& sink);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_ROCKSDB_SETTINGS_H_
