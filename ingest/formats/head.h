// What a file begins with, as it is looked at to tell its format.

#ifndef KETENZICHT_INGEST_FORMATS_HEAD_H_
#define KETENZICHT_INGEST_FORMATS_HEAD_H_

#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// Without a byte order mark; of UTF-16, with a mark or of XML without one, its
// ASCII, with '?' for any other character.
std::string HeadText(absl::string_view head);

// Of a text of HeadText: whether it has this key of JSON, and not only a text
// of that spelling.
bool HasJsonKey(absl::string_view text, absl::string_view key);

// Of a text of HeadText: whether it begins as JSON or XML does.
bool BeginsAsJson(absl::string_view text);
bool BeginsAsXml(absl::string_view text);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_HEAD_H_
