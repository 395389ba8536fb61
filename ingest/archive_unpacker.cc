#include <archive.h>
#include <archive_entry.h>

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/unpacker.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kBlockBytes = size_t{64} << 10;

class Archive : public Unpacker {
 public:
  explicit Archive(ByteSource& packed) : packed_(packed), block_(kBlockBytes) {}
  ~Archive() override {
    if (archive_ != nullptr) archive_read_free(archive_);
  }

  int64_t packed_bytes() const override { return in_; }

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    if (!status_.ok()) return status_;
    if (archive_ == nullptr && !Open()) return Fail();
    const la_ssize_t count = archive_read_data(archive_, buffer, size);
    if (count < 0) return Fail();
    if (count == 0) return End();
    return static_cast<size_t>(count);
  }

 private:
  // What is behind the end is nothing that a filter knows, and would be lost.
  absl::StatusOr<size_t> End() {
    const int64_t taken = archive_filter_bytes(archive_, -1);
    absl::StatusOr<size_t> count = 1;
    while (count.ok() && *count > 0) {
      count = packed_.Read(block_.data(), block_.size());
      in_ += static_cast<int64_t>(count.value_or(0));
    }
    if (!count.ok()) {
      status_ = count.status();
    } else if (in_ > taken) {
      status_ = MoreBehindTheEnd(in_ - taken);
    }
    if (!status_.ok()) return status_;
    return size_t{0};
  }

  bool Open() {
    archive_ = archive_read_new();
    archive_read_support_filter_xz(archive_);
    archive_read_support_filter_zstd(archive_);
    archive_read_support_format_raw(archive_);
    archive_read_support_format_empty(archive_);
    archive_entry* entry = nullptr;
    return archive_read_open(archive_, this, nullptr, &Feed, nullptr) ==
               ARCHIVE_OK &&
           archive_read_next_header(archive_, &entry) >= ARCHIVE_WARN &&
           // What no filter knows would be given as it is.
           archive_filter_code(archive_, 0) != ARCHIVE_FILTER_NONE;
  }

  static la_ssize_t Feed(archive*, void* context, const void** block) {
    Archive& self = *static_cast<Archive*>(context);
    const absl::StatusOr<size_t> count =
        self.packed_.Read(self.block_.data(), self.block_.size());
    if (!count.ok()) {
      self.status_ = count.status();
      return ARCHIVE_FATAL;
    }
    self.in_ += static_cast<int64_t>(*count);
    *block = self.block_.data();
    return static_cast<la_ssize_t>(*count);
  }

  absl::Status Fail() {
    if (status_.ok()) {
      const char* told = archive_error_string(archive_);
      // What the library says of itself says nothing of the file.
      status_ = CannotBeUnpacked(
          told == nullptr || absl::StrContains(told, "INTERNAL ERROR")
              ? "damaged, or there is nothing in it"
              : told);
    }
    return status_;
  }

  ByteSource& packed_;
  std::vector<char> block_;
  archive* archive_ = nullptr;
  int64_t in_ = 0;
  absl::Status status_;
};

}  // namespace

std::unique_ptr<Unpacker> ArchiveUnpacker(ByteSource& packed) {
  return std::make_unique<Archive>(packed);
}

}  // namespace ketenzicht::ingest
