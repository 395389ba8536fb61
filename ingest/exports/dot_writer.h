// Writes DOT, the language of Graphviz, as docs/export.md has it.

#ifndef KETENZICHT_INGEST_EXPORTS_DOT_WRITER_H_
#define KETENZICHT_INGEST_EXPORTS_DOT_WRITER_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "graph/snapshot.h"
#include "ingest/exports/graph_export.h"

namespace ketenzicht::ingest {

// One digraph, a statement a line. What is not affirmed says so in its label
// and is drawn otherwise, so that no denial is taken for what it denies.
std::unique_ptr<GraphWriter> MakeDotWriter(const graph::Snapshot&);

// `text` between quotes, as the value of a label or a tooltip: it is shown as
// it is, whatever is in it. Line ends stay line ends; other control characters
// are made visible.
std::string DotLabel(absl::string_view text);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_DOT_WRITER_H_
