// A file on the disk, pulled piece by piece.

#ifndef KETENZICHT_INGEST_DISK_FILE_H_
#define KETENZICHT_INGEST_DISK_FILE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "ingest/byte_source.h"

namespace ketenzicht::ingest {

// NotFound naming the path where it cannot be opened; reading gives Unavailable
// where it cannot be read on, as of a folder.
absl::StatusOr<std::unique_ptr<ByteSource>> OpenDiskFile(
    const std::string& path);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_DISK_FILE_H_
