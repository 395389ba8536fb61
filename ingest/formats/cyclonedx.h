// Reads CycloneDX bills of materials, 1.2 to 1.7, in JSON and XML (ECMA-424).
//
// What is read, and what becomes of it: ingest/formats/cyclonedx_records.h and
// docs/formats.md. Licences, hashes, evidence, vulnerabilities, formulation and
// whatever else the format has are no things or links, and are not looked at:
// mistakes in them refuse nothing.

#ifndef KETENZICHT_INGEST_FORMATS_CYCLONEDX_H_
#define KETENZICHT_INGEST_FORMATS_CYCLONEDX_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

bool LooksLikeCycloneDxJson(absl::string_view head);
bool LooksLikeCycloneDxXml(absl::string_view head);

// Problems: what StreamJson or StreamXml refuses; another bomFormat or name
// space; a version that is not read; those of CycloneDxRecords. Holds one
// component, with all that is in it, at a time; of all what is said of their
// organizations, and compositions. Of the mapping it heeds `countries`.
void ReadCycloneDxJson(absl::Span<const NamedBytes> files,
                       const Mapping& mapping, RecordSink& sink,
                       std::vector<Problem>& problems);
void ReadCycloneDxXml(absl::Span<const NamedBytes> files,
                      const Mapping& mapping, RecordSink& sink,
                      std::vector<Problem>& problems);

// "1.6" of a version that is read; else false.
bool IsCycloneDxVersion(absl::string_view version);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_CYCLONEDX_H_
