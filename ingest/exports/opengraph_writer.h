// Writes the OpenGraph JSON of BloodHound
// (https://bloodhound.specterops.io/opengraph/schema), as docs/export.md has
// it.

#ifndef KETENZICHT_INGEST_EXPORTS_OPENGRAPH_WRITER_H_
#define KETENZICHT_INGEST_EXPORTS_OPENGRAPH_WRITER_H_

#include <cstddef>
#include <memory>

#include "graph/snapshot.h"
#include "ingest/exports/graph_export.h"

namespace ketenzicht::ingest {

// BloodHound refuses a node of more.
inline constexpr size_t kMaxOpenGraphKinds = 3;

// Kinds are letters, digits and underscores behind "Ketenzicht_"; that of an
// edge that is not affirmed has its modality before it, so that who asks for
// the kind gets no denials. Properties are scalars and lists of texts.
std::unique_ptr<GraphWriter> MakeOpenGraphWriter(const graph::Snapshot&);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_OPENGRAPH_WRITER_H_
