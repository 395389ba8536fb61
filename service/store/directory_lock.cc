#include "service/store/directory_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::service {
namespace {

absl::Status Failed(int error) {
  return absl::UnavailableError(
      absl::StrCat("cannot lock the store's directory: ",
                   std::generic_category().message(error)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<DirectoryLock>> DirectoryLock::Take(
    const std::string& directory) {
  const std::string path = absl::StrCat(directory, "/ketenzicht.lock");
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (file < 0) return Failed(errno);
  std::unique_ptr<DirectoryLock> lock(new DirectoryLock(file));
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  const int error = errno;
  if (error != EWOULDBLOCK) return Failed(error);
  return absl::FailedPreconditionError(
      "the store is open elsewhere: stop the process that has it, or ask that "
      "process");
}

DirectoryLock::~DirectoryLock() { close(file_); }

}  // namespace ketenzicht::service
