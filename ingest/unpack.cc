#include "ingest/unpack.h"

#include <xxhash.h>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/unpacker.h"

namespace ketenzicht::ingest {
namespace {

constexpr absl::string_view kGzip = "\x1f\x8b";

// Chooses how, and bounds what comes out.
class UnpackedSource : public ByteSource {
 public:
  UnpackedSource(ByteSource& packed, const UnpackLimits& limits)
      : packed_(packed), limits_(limits) {}

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    if (status_.ok() && unpacker_ == nullptr) Open();
    if (!status_.ok()) return status_;
    const absl::StatusOr<size_t> count = unpacker_->Read(buffer, size);
    if (!count.ok()) return status_ = count.status();
    out_ += static_cast<int64_t>(*count);
    if (out_ > limits_.total_bytes) {
      status_ = absl::ResourceExhaustedError(
          absl::StrCat("unpacks to more than ", limits_.total_bytes, " bytes"));
    } else if (out_ > limits_.free_bytes &&
               out_ / limits_.ratio > unpacker_->packed_bytes()) {
      status_ = absl::ResourceExhaustedError(absl::StrCat(
          "unpacks to more than ", limits_.ratio, " times its size"));
    }
    if (!status_.ok()) return status_;
    return *count;
  }

 private:
  void Open() {
    const absl::StatusOr<absl::string_view> head = packed_.Peek(kGzip.size());
    if (!head.ok()) {
      status_ = head.status();
    } else if (*head == kGzip) {
      unpacker_ = GzipUnpacker(packed_);
    } else {
      unpacker_ = ArchiveUnpacker(packed_);
    }
  }

  PeekedSource packed_;
  const UnpackLimits limits_;
  std::unique_ptr<Unpacker> unpacker_;
  int64_t out_ = 0;
  absl::Status status_;
};

}  // namespace

absl::Status CannotBeUnpacked(absl::string_view reason) {
  return absl::InvalidArgumentError(
      absl::StrCat("cannot be unpacked: ", reason));
}

absl::Status MoreBehindTheEnd(int64_t bytes) {
  return CannotBeUnpacked(
      absl::StrCat(bytes, " bytes behind its end are no part of it"));
}

bool IsPacked(absl::string_view head) {
  // RFC 8878, 3.1.2: what is to be skipped may stand before what is packed.
  const bool skippable = head.size() >= 4 && (head[0] & 0xf0) == 0x50 &&
                         head.substr(1, 3) == "\x2a\x4d\x18";
  return skippable || absl::StartsWith(head, kGzip) ||
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
