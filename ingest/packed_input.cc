#include "ingest/packed_input.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "ingest/byte_source.h"
#include "ingest/unpack.h"

namespace ketenzicht::ingest {
namespace {

constexpr size_t kPieceBytes = size_t{256} << 10;

}  // namespace

absl::string_view UnpackedName(absl::string_view name) {
  for (const absl::string_view ending : {".gz", ".xz", ".zst"}) {
    if (absl::EndsWithIgnoreCase(name, ending)) {
      return name.substr(0, name.size() - ending.size());
    }
  }
  return name;
}

absl::Status UnpackContent(int64_t most_bytes, std::string& content) {
  if (!IsPacked(content)) return absl::OkStatus();
  TextSource packed(content);
  const std::unique_ptr<ByteSource> bytes =
      Unpack(packed, {.total_bytes = most_bytes});
  std::string text;
  std::vector<char> piece(kPieceBytes);
  while (true) {
    const absl::StatusOr<size_t> count =
        bytes->Read(piece.data(), piece.size());
    if (!count.ok()) return count.status();
    if (*count == 0) break;
    text.append(piece.data(), *count);
  }
  content = std::move(text);
  return absl::OkStatus();
}

}  // namespace ketenzicht::ingest
