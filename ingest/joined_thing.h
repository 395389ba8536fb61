// Two records of one thing, made one.

#ifndef KETENZICHT_INGEST_JOINED_THING_H_
#define KETENZICHT_INGEST_JOINED_THING_H_

#include "graph/fact.h"

namespace ketenzicht::ingest {

// Adds to `thing`, an entity, what `other` says of it and the first does not:
// days, note, names as aliases, attributes, claimed identifiers. What only one
// of the two has as unknown is known. True where they differ in something of
// which there can be one; the first then stands. Evidence and kind stay those
// of the first. O(n log n) in what they say.
bool JoinThing(graph::Fact& thing, graph::Fact other);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_JOINED_THING_H_
