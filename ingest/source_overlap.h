// Whether a file is a newer issue of the source that is there, or another one
// that happens to have the same name.

#ifndef KETENZICHT_INGEST_SOURCE_OVERLAP_H_
#define KETENZICHT_INGEST_SOURCE_OVERLAP_H_

#include <cstdint>

#include "graph/snapshot.h"
#include "ingest/fact_maker.h"

namespace ketenzicht::ingest {

// Things that a source said until now, and how many of these it says still.
struct SourceOverlap {
  int64_t before = 0;
  int64_t still = 0;

  // A newer issue of a source has most of what the one before had.
  bool looks_like_another() const { return 2 * still < before; }
};

// Of the source of `made` in `current`. Things that have ended do not count.
// Linear in the facts of `current`.
SourceOverlap OverlapOf(const MadeFacts& made, const graph::Snapshot& current);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SOURCE_OVERLAP_H_
