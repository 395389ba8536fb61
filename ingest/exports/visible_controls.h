// Characters that a format cannot have, made visible.

#ifndef KETENZICHT_INGEST_EXPORTS_VISIBLE_CONTROLS_H_
#define KETENZICHT_INGEST_EXPORTS_VISIBLE_CONTROLS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// `text`, UTF-8, with the pictures of Unicode (U+2400 …) in place of the
// control characters below U+0020 that are not in `keep`, and U+FFFD in place
// of U+FFFE and U+FFFF: XML 1.0 has none of these, however they are escaped.
std::string VisibleControls(absl::string_view text, absl::string_view keep);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_VISIBLE_CONTROLS_H_
