// Reads SPDX 2.2 and 2.3 in JSON (https://spdx.github.io/spdx-spec/v2.3/).
//
//   package, package/PURPOSE   packages, by their primary purpose where stated
//   file, document             things that links may name
//   organization               of a supplier or originator, by its name
//   purl-namespace             inferred, where no organization is stated
//
// Links are of the type that SPDX gives them, from the element to the related
// one, whichever way round that is: DEPENDS_ON, CONTAINED_BY … ; `hasFiles` is
// CONTAINS. Beside these, supplier, originator and purl-namespace. A link to
// NONE denies every link of its type: it is given of DEPENDS_ON and CONTAINS,
// in which every other such type is, and of a narrower one told as skipped,
// since what is not linked dynamically may be depended on. One to NOASSERTION
// says nothing, and is told as skipped. Persons are no organizations; what
// stands in brackets behind the name of one is no part of it where it is a mail
// address.

#ifndef KETENZICHT_INGEST_FORMATS_SPDX_H_
#define KETENZICHT_INGEST_FORMATS_SPDX_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

bool LooksLikeSpdxJson(absl::string_view head);

// Problems: what StreamJson refuses; another version, of which SPDX 3, which is
// JSON-LD, is recognised; a package or file without
// SPDXID or name; two of the same SPDXID; a link without its ends or its type.
// Holds one package, file or link at a time.
void ReadSpdxJson(absl::Span<const NamedBytes> files, const Mapping& mapping,
                  RecordSink& sink, std::vector<Problem>& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_SPDX_H_
