// How bytes of one packing are unpacked, without a limit of their own: what
// ingest/unpack.h chooses among, and bounds.

#ifndef KETENZICHT_INGEST_UNPACKER_H_
#define KETENZICHT_INGEST_UNPACKER_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "ingest/byte_source.h"

namespace ketenzicht::ingest {

// Reading gives InvalidArgument where the bytes are damaged, cut off, or of
// another packing, or where there are more behind their end. Not thread-safe.
class Unpacker : public ByteSource {
 public:
  // Packed bytes that were read so far.
  virtual int64_t packed_bytes() const = 0;
};

// By zlib, which checks sum and length of each member: libarchive does not, and
// gives damaged text as if it were whole (RFC 1952, 2.3.1).
std::unique_ptr<Unpacker> GzipUnpacker(ByteSource& packed);

// By libarchive: xz and zstd.
std::unique_ptr<Unpacker> ArchiveUnpacker(ByteSource& packed);

absl::Status CannotBeUnpacked(absl::string_view reason);
absl::Status MoreBehindTheEnd(int64_t bytes);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_UNPACKER_H_
