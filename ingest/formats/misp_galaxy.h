// Reads clusters of a MISP galaxy (https://www.misp-project.org/galaxy.html),
// one JSON file each: threat actors, drones, producers, countries and whatever
// else.
//
// A value of galaxy G is a thing of type G, with its uuid; its links are:
//
//   G/country                  to a country
//   G/manufacturer             to a thing of type `manufacturer`, by its name
//   G/manufacturer-country     of that, inferred and only possible, where all
//                              that it makes is of one country, by the word
//                              for it; what several make tells of none of them
//   G/operator                 to the state of a country
//   G/suspected-state-sponsor  to the state of a country
//   G/suspected-victim         to a country
//   related/R                  to the value of another uuid, which may be of
//                              another cluster: "unresolved"
//
// A sponsor that is stated as "Unknown" gives a thing of type
// G/unknown-sponsor about the value: that is another answer than none.

#ifndef KETENZICHT_INGEST_FORMATS_MISP_GALAXY_H_
#define KETENZICHT_INGEST_FORMATS_MISP_GALAXY_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

bool LooksLikeMispGalaxy(absl::string_view head);

// Problems: what StreamJson refuses; no `values`, no `type`, a value without
// `value`. Holds one value at a time, those before `type`, and the makers.
void ReadMispGalaxy(absl::Span<const NamedBytes> files, const Mapping& mapping,
                    RecordSink& sink, std::vector<Problem>& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_MISP_GALAXY_H_
