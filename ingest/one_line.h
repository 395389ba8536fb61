// Texts of a source, to be shown on one line.

#ifndef KETENZICHT_INGEST_ONE_LINE_H_
#define KETENZICHT_INGEST_ONE_LINE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// `text` with one blank for every run of blanks and control characters, which
// would forge lines in an answer; none at the ends. Linear.
std::string OnOneLine(absl::string_view text);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_ONE_LINE_H_
