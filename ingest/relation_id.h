// The id of a relation that is imported: made of what it says, so that two
// sources that say the same say one fact.

#ifndef KETENZICHT_INGEST_RELATION_ID_H_
#define KETENZICHT_INGEST_RELATION_ID_H_

#include <string>

#include "graph/fact.h"

namespace ketenzicht::ingest {

// "relations/made-by-1f3a9c04…": by all that the relation says, but for its id,
// its evidence and the facts it was inferred from, since who says it where, and
// how many more facts lead to it, is no part of it. Different ones get
// different ids, but for collisions of a 128-bit hash (XXH3). Linear in the
// fact.
std::string RelationId(const graph::Fact& relation);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_RELATION_ID_H_
