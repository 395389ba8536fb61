#include "ingest/claimed_identifiers.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "ingest/identifier.h"

namespace ketenzicht::ingest {
namespace {

constexpr char kSeparator[] = "; ";  // in no normal identifier

}  // namespace

std::string ClaimedName(absl::string_view scheme) {
  return absl::StrCat("claimed_", scheme);
}

void AddClaimed(absl::string_view scheme, absl::string_view value,
                std::map<std::string, std::string>& attributes) {
  std::string& claimed = attributes[ClaimedName(scheme)];
  absl::StrAppend(&claimed, claimed.empty() ? "" : kSeparator, value);
}

std::vector<std::pair<std::string, std::string>> ClaimedAmong(
    const std::map<std::string, std::string>& attributes) {
  std::vector<std::pair<std::string, std::string>> claimed;
  for (const absl::string_view scheme : IdentifierSchemes()) {
    const auto it = attributes.find(ClaimedName(scheme));
    if (it == attributes.end()) continue;
    for (const absl::string_view one : absl::StrSplit(it->second, kSeparator)) {
      if (auto value = NormalIdentifier(scheme, one)) {
        claimed.emplace_back(std::string(scheme), *std::move(value));
      }
    }
  }
  return claimed;
}

}  // namespace ketenzicht::ingest
