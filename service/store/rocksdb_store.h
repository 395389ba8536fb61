// A store in a directory, on RocksDB. README.md in this folder has the format
// on disk and the reason for each setting.

#ifndef KETENZICHT_SERVICE_STORE_ROCKSDB_STORE_H_
#define KETENZICHT_SERVICE_STORE_ROCKSDB_STORE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "service/store/fact_store.h"

namespace ketenzicht::service {

struct RocksdbStoreOptions {
  // Made if it is missing; its parent must exist. Nothing else may be in it.
  std::string directory;
  // Without it, a directory that holds no store is NotFound.
  bool create_if_missing = true;
  // No file in the directory changes, and a commit is FailedPrecondition. The
  // directory must hold a store already.
  bool read_only = false;
  StoreLimits limits;
  // A commit is refused where it would leave less than this free. RocksDB needs
  // room for its own work (two memtables and the log), and so do others.
  uint64_t free_space_reserve = uint64_t{2} << 30;
  // A commit of so many bytes is written as files that RocksDB takes in, and
  // not through its write-ahead log: memory then does not depend on its size.
  size_t file_bytes = size_t{64} << 20;
  size_t block_cache_bytes = size_t{64} << 20;
  std::function<absl::Time()> clock;  // empty: the machine's
  // Takes warnings and errors of the storage engine, one line each, with file
  // names: for the operator, never for a client. From any thread. Empty:
  // stderr.
  std::function<void(absl::string_view)> on_warning;
};

// Opens the store; all that was committed is there.
//
// Not an error: a last write that was cut off before it was acknowledged.
//
// FailedPrecondition: a process (or this one) has it open; it was written by a
// newer version; the directory holds something else. NotFound: see
// create_if_missing, or no parent directory. DataLoss: the log or a file is
// damaged, the head and the log do not agree, or acknowledged revisions are
// gone, with what was found; nothing is repaired or removed. Unavailable: the
// disk failed. ResourceExhausted: it is full.
//
// Reads one record and the head, plus what was committed last and not yet moved
// out of RocksDB's write-ahead log (up to 512 MiB), where opening it to be read
// leaves it. Damage elsewhere shows when
// a revision is read: every read checks checksums, and that no chunk is
// missing.
//
// The result is thread-safe, as FactStore says. A commit that fails half-way
// (Unavailable) is followed by a refusal of all others until the store is
// opened again; reads go on.
absl::StatusOr<std::unique_ptr<FactStore>> OpenRocksdbStore(
    RocksdbStoreOptions options);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_ROCKSDB_STORE_H_
