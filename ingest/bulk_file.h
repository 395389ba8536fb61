// A file that is read more than once.

#ifndef KETENZICHT_INGEST_BULK_FILE_H_
#define KETENZICHT_INGEST_BULK_FILE_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "ingest/byte_source.h"

namespace ketenzicht::ingest {

struct BulkFile {
  std::string name;  // as the user named it; stands in problems
  std::function<absl::StatusOr<std::unique_ptr<ByteSource>>()> open;
};

// Its bytes from the beginning, unpacked where they are packed
// (ingest/unpack.h). Errors of the file.
absl::StatusOr<std::unique_ptr<ByteSource>> OpenBulkFile(const BulkFile& file);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_BULK_FILE_H_
