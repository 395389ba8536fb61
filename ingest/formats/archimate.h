// Reads ArchiMate models (The Open Group): the Open Exchange Format in XML, and
// the three CSV files that Archi exports.
//
// An element is a thing of its type: "ApplicationComponent"; a relationship a
// link of its type, without the ending "Relationship" that some write:
// "Serving", from its source to its target as the model has them. Properties
// are attributes by the names that the model defines; one without a name is
// left out. An identifier that is a UUID, as tools make them, names the element
// wherever it stands. A relationship with another as its end is told as
// skipped.

#ifndef KETENZICHT_INGEST_FORMATS_ARCHIMATE_H_
#define KETENZICHT_INGEST_FORMATS_ARCHIMATE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

bool LooksLikeArchiMateXml(absl::string_view head);
// Of each of the three files.
bool LooksLikeArchiCsv(absl::string_view head);

// Problems of both: an element or relationship without identifier or type, a
// relationship without ends, two of one identifier. Of XML what StreamXml
// refuses, and a root that is no model; of CSV what ReadCsvFile refuses, and a
// header that is of none of the three. Both hold the whole model, whose
// properties get their names at its end.
void ReadArchiMateXml(absl::Span<const NamedBytes> files,
                      const Mapping& mapping, RecordSink& sink,
                      std::vector<Problem>& problems);
void ReadArchiCsv(absl::Span<const NamedBytes> files, const Mapping& mapping,
                  RecordSink& sink, std::vector<Problem>& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_ARCHIMATE_H_
