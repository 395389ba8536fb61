// A file of a source, opened as it is read.

#ifndef KETENZICHT_INGEST_OPENED_FILE_H_
#define KETENZICHT_INGEST_OPENED_FILE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/byte_source.h"
#include "ingest/unpack.h"

namespace ketenzicht::ingest {

// Its bytes, unpacked where they are packed, and hashed on the way. Nothing is
// read of it before it is asked for: files of a stream come one after another.
// Errors are those of the bytes and of Unpack. Not thread-safe.
class OpenedFile : public ByteSource {
 public:
  // `raw` must outlive it.
  OpenedFile(ByteSource& raw, const UnpackLimits& limits)
      : raw_(raw), limits_(limits) {}

  // What it begins with, as much as a format is known by. Before any Read.
  absl::StatusOr<absl::string_view> Head();

  absl::StatusOr<size_t> Read(char* buffer, size_t size) override;

  // Of all bytes, those too that no reader wanted. Linear in these.
  absl::StatusOr<std::string> Hash();

 private:
  absl::Status Open();

  PeekedSource raw_;
  const UnpackLimits limits_;
  std::unique_ptr<ByteSource> unpacked_;
  std::unique_ptr<HashedSource> hashed_;
  std::unique_ptr<PeekedSource> peeked_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_OPENED_FILE_H_
