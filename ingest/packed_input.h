// Files of facts that come packed.

#ifndef KETENZICHT_INGEST_PACKED_INPUT_H_
#define KETENZICHT_INGEST_PACKED_INPUT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// The name of a file without the ending of a packed one (.gz, .xz, .zst):
// "facts.jsonl" of "facts.jsonl.gz".
absl::string_view UnpackedName(absl::string_view name);

// Unpacks `content` where it is packed by gzip, xz or zstd, by its first bytes
// and whatever its name; to `most_bytes` at most. Errors as of Unpack;
// `content` is then as it was. Linear in what it unpacks to.
absl::Status UnpackContent(int64_t most_bytes, std::string& content);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_PACKED_INPUT_H_
