#include <zlib.h>

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "ingest/unpacker.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kBlockBytes = size_t{64} << 10;
// The largest window, and nothing but gzip.
constexpr int kGzipWindowBits = 15 + 16;

class Gzip : public Unpacker {
 public:
  explicit Gzip(ByteSource& packed) : packed_(packed), block_(kBlockBytes) {
    if (inflateInit2(&stream_, kGzipWindowBits) != Z_OK) {
      status_ = absl::ResourceExhaustedError("zlib has no memory");
    }
  }
  ~Gzip() override { inflateEnd(&stream_); }

  int64_t packed_bytes() const override { return in_; }

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    size = std::min(size, size_t{1} << 30);
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(size);
    while (status_.ok() && !at_end_ && stream_.avail_out == size) Step();
    if (!status_.ok()) return status_;
    return size - stream_.avail_out;
  }

 private:
  void Step() {
    if (stream_.avail_in == 0 && !Fill()) {
      if (status_.ok()) status_ = CannotBeUnpacked("cut off");
      return;
    }
    const int told = inflate(&stream_, Z_NO_FLUSH);
    if (told == Z_STREAM_END) {
      BeginMember();
    } else if (told != Z_OK && told != Z_BUF_ERROR) {
      status_ =
          CannotBeUnpacked(stream_.msg == nullptr ? "damaged" : stream_.msg);
    }
  }

  // False where there is nothing more, or it cannot be read.
  bool Fill() {
    const absl::StatusOr<size_t> count =
        packed_.Read(block_.data(), block_.size());
    if (!count.ok()) {
      status_ = count.status();
      return false;
    }
    in_ += static_cast<int64_t>(*count);
    stream_.next_in = reinterpret_cast<Bytef*>(block_.data());
    stream_.avail_in = static_cast<uInt>(*count);
    return *count > 0;
  }

  // Several members are one text; what begins like none is no part of it.
  void BeginMember() {
    if (stream_.avail_in == 0 && !Fill()) {
      at_end_ = true;
      return;
    }
    if (*stream_.next_in == 0x1f) {
      inflateReset(&stream_);
      return;
    }
    int64_t rest = stream_.avail_in;
    while (Fill()) rest += stream_.avail_in;
    if (status_.ok()) status_ = MoreBehindTheEnd(rest);
  }

  ByteSource& packed_;
  std::vector<char> block_;
  z_stream stream_{};
  bool at_end_ = false;
  int64_t in_ = 0;
  absl::Status status_;
};

}  // namespace

std::unique_ptr<Unpacker> GzipUnpacker(ByteSource& packed) {
  return std::make_unique<Gzip>(packed);
}

}  // namespace ketenzicht::ingest
