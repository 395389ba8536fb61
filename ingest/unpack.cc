#include "ingest/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <xxhash.h>

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kBlockBytes = size_t{64} << 10;

class UnpackedSource : public ByteSource {
 public:
  UnpackedSource(ByteSource& packed, const UnpackLimits& limits)
      : packed_(packed), limits_(limits), block_(kBlockBytes) {}
  ~UnpackedSource() override {
    if (archive_ != nullptr) archive_read_free(archive_);
  }

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    if (!status_.ok()) return status_;
    if (archive_ == nullptr && !Open()) return Fail();
    const la_ssize_t count = archive_read_data(archive_, buffer, size);
    if (count < 0) return Fail();
    if (count == 0) return End();
    out_ += count;
    if (out_ > limits_.total_bytes) {
      status_ = absl::ResourceExhaustedError(
          absl::StrCat("unpacks to more than ", limits_.total_bytes, " bytes"));
    } else if (out_ > limits_.free_bytes && out_ / limits_.ratio > in_) {
      status_ = absl::ResourceExhaustedError(absl::StrCat(
          "unpacks to more than ", limits_.ratio, " times its size"));
    }
    if (!status_.ok()) return status_;
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
      status_ = absl::InvalidArgumentError(
          absl::StrCat("cannot be unpacked: ", in_ - taken,
                       " bytes behind its end are no part of it"));
    }
    if (!status_.ok()) return status_;
    return size_t{0};
  }

  bool Open() {
    archive_ = archive_read_new();
    archive_read_support_filter_gzip(archive_);
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
    UnpackedSource& self = *static_cast<UnpackedSource*>(context);
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
      const absl::string_view reason =
          told == nullptr || absl::StrContains(told, "INTERNAL ERROR")
              ? "damaged, or there is nothing in it"
              : told;
      status_ = absl::InvalidArgumentError(
          absl::StrCat("cannot be unpacked: ", reason));
    }
    return status_;
  }

  ByteSource& packed_;
  const UnpackLimits limits_;
  std::vector<char> block_;
  archive* archive_ = nullptr;
  int64_t in_ = 0;
  int64_t out_ = 0;
  absl::Status status_;
};

}  // namespace

bool IsPacked(absl::string_view head) {
  // RFC 8878, 3.1.2: what is to be skipped may stand before what is packed.
  const bool skippable = head.size() >= 4 && (head[0] & 0xf0) == 0x50 &&
                         head.substr(1, 3) == "\x2a\x4d\x18";
  return skippable || absl::StartsWith(head, "\x1f\x8b") ||
         absl::StartsWith(head, absl::string_view("\xfd"
                                                  "7zXZ\0",
                                                  6)) ||
         absl::StartsWith(head, "\x28\xb5\x2f\xfd");
}

std::unique_ptr<ByteSource> Unpack(ByteSource& packed,
                                   const UnpackLimits& limits) {
  return std::make_unique<UnpackedSource>(packed, limits);
}

absl::StatusOr<absl::string_view> PeekedSource::Peek(size_t size) {
  while (head_.size() < size && !ended_) {
    const size_t before = head_.size();
    head_.resize(size);
    const absl::StatusOr<size_t> count =
        source_.Read(head_.data() + before, size - before);
    head_.resize(before + count.value_or(0));
    if (!count.ok()) return count.status();
    ended_ = *count == 0;
  }
  return absl::string_view(head_).substr(0, size);
}

absl::StatusOr<size_t> PeekedSource::Read(char* buffer, size_t size) {
  if (given_ == head_.size()) return source_.Read(buffer, size);
  const size_t count = head_.copy(buffer, size, given_);
  given_ += count;
  return count;
}

// Its size is no part of the library's interface.
struct HashedSource::State {
  State() { XXH3_128bits_reset(hash); }
  ~State() { XXH3_freeState(hash); }
  XXH3_state_t* const hash = XXH3_createState();
};

HashedSource::HashedSource(ByteSource& source)
    : source_(source), state_(std::make_unique<State>()) {}

HashedSource::~HashedSource() = default;

absl::StatusOr<size_t> HashedSource::Read(char* buffer, size_t size) {
  const absl::StatusOr<size_t> count = source_.Read(buffer, size);
  if (count.ok()) {
    XXH3_128bits_update(state_->hash, buffer, *count);
    bytes_ += static_cast<int64_t>(*count);
  }
  return count;
}

std::string HashedSource::Hash() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->hash);
  return absl::StrCat(absl::Hex(hash.high64, absl::kZeroPad16),
                      absl::Hex(hash.low64, absl::kZeroPad16));
}

}  // namespace ketenzicht::ingest
