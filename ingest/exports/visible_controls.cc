#include "ingest/exports/visible_controls.h"

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

namespace ketenzicht::ingest {

std::string VisibleControls(absl::string_view text, absl::string_view keep) {
  std::string visible;
  visible.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 || absl::StrContains(keep, c)) {
      visible += c;
    } else {
      visible += "\xE2\x90";
      visible += static_cast<char>(0x80 + byte);
    }
  }
  return absl::StrReplaceAll(visible, {{"\xEF\xBF\xBE", "\xEF\xBF\xBD"},
                                       {"\xEF\xBF\xBF", "\xEF\xBF\xBD"}});
}

}  // namespace ketenzicht::ingest
