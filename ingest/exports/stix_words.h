// What our kinds are in the words of STIX 2.1.

#ifndef KETENZICHT_INGEST_EXPORTS_STIX_WORDS_H_
#define KETENZICHT_INGEST_EXPORTS_STIX_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "ingest/exports/graph_export.h"

namespace ketenzicht::ingest {

// Of what STIX has no object for: processes, information, laws, statements …,
// classes, and relations that others are about.
inline constexpr absl::string_view kStixThing = "x-ketenzicht-thing";

// "identity", "location", "intrusion-set", "infrastructure",
// "course-of-action", or kStixThing.
absl::string_view StixTypeOf(const NodeKey& key);

// "identity--UUID".
std::string StixIdOf(const NodeKey& key);
std::string StixId(absl::string_view type, absl::string_view name);

struct StixLink {
  std::string type;       // the relationship_type
  bool reversed = false;  // its source is our target
};

// A word of STIX where it has one that says the same of these ends, else our
// kind; of what is not affirmed, the modality and our kind: "denied-made-by".
StixLink StixLinkOf(const ExportedEdge& edge);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_STIX_WORDS_H_
