// Text in which bytes stand as "%2F", as in URIs (RFC 3986).

#ifndef KETENZICHT_INGEST_PERCENT_TEXT_H_
#define KETENZICHT_INGEST_PERCENT_TEXT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// Nothing where two hexadecimal digits do not follow a "%". Linear.
std::optional<std::string> PercentDecoded(absl::string_view text);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_PERCENT_TEXT_H_
