// Uuids that are the same for the same name, wherever and whenever it is
// written: RFC 4122 version 5.

#ifndef KETENZICHT_INGEST_EXPORTS_STABLE_UUID_H_
#define KETENZICHT_INGEST_EXPORTS_STABLE_UUID_H_

#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// Of `name` in the namespace of Ketenzicht's exports, which is
// def667d6-4009-57b6-890f-cf2e7ef138bd: that of the URL
// https://ketenzicht.nl/stix in the namespace of URLs.
std::string StableUuid(absl::string_view name);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_STABLE_UUID_H_
