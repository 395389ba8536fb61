// Cells that a spreadsheet would run as a formula.
//
// A cell that starts with = + - @, a tab or a carriage return may be taken for
// a formula by the program that opens the file, and then runs what somebody
// else wrote. Such a text is written with an apostrophe before it, which the
// reader takes off again; so is a text that itself starts with an apostrophe
// before one of these (or before another apostrophe). 's-Hertogenbosch is
// written as it is.

#ifndef KETENZICHT_INGEST_CSV_ESCAPE_H_
#define KETENZICHT_INGEST_CSV_ESCAPE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// Appends `text` as one field: escaped as above, and between quotes where RFC
// 4180 or a space at an end asks for it.
void AppendCsvField(absl::string_view text, std::string& out);

// The text that was written as `field`.
absl::string_view UnescapeCsvField(absl::string_view field);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CSV_ESCAPE_H_
