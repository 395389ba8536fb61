// Writes GraphML (http://graphml.graphdrawing.org/xmlns), as docs/export.md
// has it.

#ifndef KETENZICHT_INGEST_EXPORTS_GRAPHML_WRITER_H_
#define KETENZICHT_INGEST_EXPORTS_GRAPHML_WRITER_H_

#include <memory>

#include "graph/snapshot.h"
#include "ingest/exports/graph_export.h"

namespace ketenzicht::ingest {

// One directed graph; a typed key for each of NodeFields() and EdgeFields(),
// and one for the kinds of a node. What XML cannot have is made visible
// (ingest/exports/visible_controls.h).
std::unique_ptr<GraphWriter> MakeGraphmlWriter(const graph::Snapshot&);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_GRAPHML_WRITER_H_
