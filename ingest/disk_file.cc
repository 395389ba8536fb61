#include "ingest/disk_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

class DiskFile : public ByteSource {
 public:
  explicit DiskFile(int descriptor) : descriptor_(descriptor) {}
  ~DiskFile() override { close(descriptor_); }

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    ssize_t count = 0;
    do {
      count = read(descriptor_, buffer, size);
    } while (count < 0 && errno == EINTR);
    if (count < 0) return absl::UnavailableError("cannot be read");
    return static_cast<size_t>(count);
  }

 private:
  const int descriptor_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ByteSource>> OpenDiskFile(
    const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) return std::make_unique<DiskFile>(descriptor);
  return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
}

}  // namespace ketenzicht::ingest
