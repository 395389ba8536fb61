#include "ingest/percent_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"

namespace ketenzicht::ingest {

std::optional<std::string> PercentDecoded(absl::string_view text) {
  std::string decoded;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    const absl::string_view digits = text.substr(at + 1, 2);
    if (digits.size() < 2 || !absl::ascii_isxdigit(digits[0]) ||
        !absl::ascii_isxdigit(digits[1])) {
      return std::nullopt;
    }
    decoded += absl::HexStringToBytes(digits);
    at += 2;
  }
  return decoded;
}

}  // namespace ketenzicht::ingest
