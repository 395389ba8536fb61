#include "ingest/formats/head.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace ketenzicht::ingest {
namespace {

// `low`: where the low byte of a unit stands in it.
std::string AsciiOfUtf16(absl::string_view units, size_t low) {
  std::string text;
  text.reserve(units.size() / 2);
  for (size_t at = 0; at + 1 < units.size(); at += 2) {
    const auto small = static_cast<unsigned char>(units[at + low]);
    const bool ascii = units[at + 1 - low] == '\0' && small < 0x80;
    text += ascii ? static_cast<char>(small) : '?';
  }
  return text;
}

}  // namespace

std::string HeadText(absl::string_view head) {
  if (absl::ConsumePrefix(&head, "\xEF\xBB\xBF")) return std::string(head);
  constexpr absl::string_view kLittle("<\0", 2);
  constexpr absl::string_view kBig("\0<", 2);
  if (absl::ConsumePrefix(&head, "\xFF\xFE") ||
      absl::StartsWith(head, kLittle)) {
    return AsciiOfUtf16(head, 0);
  }
  if (absl::ConsumePrefix(&head, "\xFE\xFF") || absl::StartsWith(head, kBig)) {
    return AsciiOfUtf16(head, 1);
  }
  return std::string(head);
}

bool HasJsonKey(absl::string_view text, absl::string_view key) {
  const std::string quoted = absl::StrCat("\"", key, "\"");
  for (size_t at = text.find(quoted); at != absl::string_view::npos;
       at = text.find(quoted, at + 1)) {
    const absl::string_view rest =
        absl::StripLeadingAsciiWhitespace(text.substr(at + quoted.size()));
    if (absl::StartsWith(rest, ":")) return true;
  }
  return false;
}

bool BeginsAsJson(absl::string_view text) {
  return absl::StartsWith(absl::StripLeadingAsciiWhitespace(text), "{");
}

bool BeginsAsXml(absl::string_view text) {
  return absl::StartsWith(absl::StripLeadingAsciiWhitespace(text), "<");
}

}  // namespace ketenzicht::ingest
