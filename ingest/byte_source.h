// Where the bytes of an import come from, pulled piece by piece, so that no
// reader needs a whole file in memory.

#ifndef KETENZICHT_INGEST_BYTE_SOURCE_H_
#define KETENZICHT_INGEST_BYTE_SOURCE_H_

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Puts at most `size` bytes, which is not 0, into `buffer`, and says how
  // many; 0 only at the end, and then again. An error ends the reading: what it
  // says is told to the user.
  virtual absl::StatusOr<size_t> Read(char* buffer, size_t size) = 0;
};

// The bytes of a text that outlives it.
class TextSource : public ByteSource {
 public:
  explicit TextSource(absl::string_view text) : rest_(text) {}

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    const size_t count = std::min(size, rest_.size());
    if (count > 0) std::memcpy(buffer, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }

 private:
  absl::string_view rest_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_BYTE_SOURCE_H_
