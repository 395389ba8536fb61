// Identifiers that a source gives a thing and that do not decide what it is:
// another thing has them already, or it has another one. They stand among its
// attributes as `claimed_lei`, for somebody to judge (docs/resolution.md).

#ifndef KETENZICHT_INGEST_CLAIMED_IDENTIFIERS_H_
#define KETENZICHT_INGEST_CLAIMED_IDENTIFIERS_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// "claimed_lei".
std::string ClaimedName(absl::string_view scheme);

// Adds one of that scheme to those that are there. `value` is normal.
void AddClaimed(absl::string_view scheme, absl::string_view value,
                std::map<std::string, std::string>& attributes);

// Those among the attributes of a thing that are well formed, normal, each
// behind its scheme.
std::vector<std::pair<std::string, std::string>> ClaimedAmong(
    const std::map<std::string, std::string>& attributes);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CLAIMED_IDENTIFIERS_H_
