#include "service/rpc/path_list_cursor.h"

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace ketenzicht::service {
namespace {

// FNV-1a, 64 bits (Fowler, Noll, Vo): the same on every machine. It keeps
// requests apart by accident only, as does a token that anybody may make.
uint64_t Fingerprint(const std::string& text) {
  uint64_t hash = 14695981039346656037U;
  for (char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }
  return hash;
}

uint64_t FingerprintOf(v1::ListPathsRequest request) {
  request.clear_cursor();
  request.clear_revision();
  request.clear_budget();
  request.clear_view();
  // Without maps, which have no order, equal messages have equal bytes.
  return Fingerprint(request.SerializeAsString());
}

}  // namespace

std::string MakeCursor(const v1::ListPathsRequest& request,
                       const PathListCursor& cursor) {
  return absl::WebSafeBase64Escape(
      absl::StrCat(cursor.revision, ".", absl::Hex(FingerprintOf(request)), ".",
                   cursor.position.source, ".", cursor.position.target, ".",
                   cursor.position.paths));
}

absl::StatusOr<PathListCursor> ReadCursor(const v1::ListPathsRequest& request) {
  std::string text;
  std::vector<std::string> parts;
  if (absl::WebSafeBase64Unescape(request.cursor(), &text)) {
    parts = absl::StrSplit(text, '.');
  }
  PathListCursor cursor;
  if (parts.size() != 5 || !absl::SimpleAtoi(parts[0], &cursor.revision) ||
      cursor.revision <= 0 ||
      !absl::SimpleAtoi(parts[2], &cursor.position.source) ||
      !absl::SimpleAtoi(parts[3], &cursor.position.target) ||
      !absl::SimpleAtoi(parts[4], &cursor.position.paths)) {
    return absl::InvalidArgumentError("cursor: not a cursor of this service");
  }
  if (parts[1] != absl::StrCat(absl::Hex(FingerprintOf(request)))) {
    return absl::InvalidArgumentError("cursor: belongs to another request");
  }
  if ((request.revision().exact() != 0 &&
       request.revision().exact() != cursor.revision) ||
      request.revision().at_least() > cursor.revision) {
    return absl::InvalidArgumentError(
        absl::StrCat("cursor: belongs to revision ", cursor.revision));
  }
  return cursor;
}

}  // namespace ketenzicht::service
