// Reads STIX 2.0 and 2.1 bundles (OASIS).
//
// An object is a thing of its type: "intrusion-set", "malware"; an identity of
// "identity/CLASS"; a location of "location/country" where it has one, else
// "location/region". A relationship is a link of its `relationship_type`. Of
// several versions of one object the last one counts; what is revoked, or
// deprecated by ATT&CK, is told as skipped, with its links. What a link names
// and the bundle does not have, since a bundle need not be closed, is named by
// its id: "unresolved/TYPE".

#ifndef KETENZICHT_INGEST_FORMATS_STIX_H_
#define KETENZICHT_INGEST_FORMATS_STIX_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

bool LooksLikeStix(absl::string_view head);

// Problems: what StreamJson refuses; no bundle; an object without type or id,
// or whose id is not of its type; a spec_version that is not read. Skipped: a
// relationship that names no ends or no type, as exporters write them; the days
// of one that ends before it starts. What ends on the day on which it starts
// held on that day. Holds all objects that are things or links, since a later
// version may come.
void ReadStix(absl::Span<const NamedBytes> files, const Mapping& mapping,
              RecordSink& sink, std::vector<Problem>& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_STIX_H_
