// Keeps a second process, or a second store in this one, out of a directory.

#ifndef KETENZICHT_SERVICE_STORE_DIRECTORY_LOCK_H_
#define KETENZICHT_SERVICE_STORE_DIRECTORY_LOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace ketenzicht::service {

// Held while it lives. The kernel lets go of it when the process dies, however
// it dies; the file stays and means nothing. RocksDB has a lock of its own, but
// its refusal cannot be told from a broken disk.
class DirectoryLock {
 public:
  // FailedPrecondition: somebody holds it. Unavailable: the file in `directory`
  // cannot be made or locked, for the reason given.
  static absl::StatusOr<std::unique_ptr<DirectoryLock>> Take(
      const std::string& directory);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  explicit DirectoryLock(int file) : file_(file) {}
  const int file_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_DIRECTORY_LOCK_H_
