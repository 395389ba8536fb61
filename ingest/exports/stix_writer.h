// Writes a STIX 2.1 bundle (OASIS), as docs/export.md has it.

#ifndef KETENZICHT_INGEST_EXPORTS_STIX_WRITER_H_
#define KETENZICHT_INGEST_EXPORTS_STIX_WRITER_H_

#include <memory>

#include "graph/snapshot.h"
#include "ingest/exports/graph_export.h"

namespace ketenzicht::ingest {

// The objects that the bundle has besides those of the graph: what defines our
// properties, and who made it.
inline constexpr int kStixOwnObjects = 2;

// Ids are made of ours (ingest/exports/stable_uuid.h); times are the first and
// the last day on which a source says it, so that the same facts are the same
// bytes. A relation that is not affirmed never gets a word of STIX, nor the
// bare name of its kind. `snapshot` must outlive the writer.
std::unique_ptr<GraphWriter> MakeStixWriter(const graph::Snapshot& snapshot);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_STIX_WRITER_H_
