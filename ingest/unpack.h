// Packed files, unpacked on the way.

#ifndef KETENZICHT_INGEST_UNPACK_H_
#define KETENZICHT_INGEST_UNPACK_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "ingest/byte_source.h"

namespace ketenzicht::ingest {

struct UnpackLimits {
  // Bytes out for each byte in, from `free_bytes` out on. Text that people
  // write packs at 5 to 30 to 1; a bomb at a thousand.
  int64_t ratio = 250;
  int64_t free_bytes = int64_t{16} << 20;
  int64_t total_bytes = int64_t{16} << 30;
};

// Whether a file that begins so, with eight bytes or more of it, is packed by
// gzip, xz or zstd, whose first frame may be one that is skipped.
bool IsPacked(absl::string_view head);

// The bytes of `packed`, which it outlives, unpacked: gzip, xz or zstd, of
// several members too. Reading gives InvalidArgument where the bytes are
// damaged or cut off, ResourceExhausted where a limit is exceeded, which is
// named; errors of `packed`. The sum that each packing keeps of its text is
// checked. Not thread-safe.
std::unique_ptr<ByteSource> Unpack(ByteSource& packed,
                                   const UnpackLimits& limits = {});

// The bytes of `source`, which it outlives, and what they begin with.
class PeekedSource : public ByteSource {
 public:
  explicit PeekedSource(ByteSource& source) : source_(source) {}

  // The first `size` bytes, or all there are. Only before the first Read.
  absl::StatusOr<absl::string_view> Peek(size_t size);

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override;

 private:
  ByteSource& source_;
  std::string head_;
  size_t given_ = 0;  // of head_
  bool ended_ = false;
};

// The bytes of `source`, which it outlives, and their hash when all were read.
class HashedSource : public ByteSource {
 public:
  explicit HashedSource(ByteSource& source);
  ~HashedSource() override;

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override;

  // Of what was read so far, in hexadecimal (XXH3, 128 bits).
  std::string Hash() const;
  int64_t bytes() const { return bytes_; }

 private:
  struct State;
  ByteSource& source_;
  std::unique_ptr<State> state_;
  int64_t bytes_ = 0;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_UNPACK_H_
