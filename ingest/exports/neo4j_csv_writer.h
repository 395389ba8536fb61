// Writes CSV with the headers of neo4j-admin: a file of nodes and one of
// relationships (docs/export.md).

#ifndef KETENZICHT_INGEST_EXPORTS_NEO4J_CSV_WRITER_H_
#define KETENZICHT_INGEST_EXPORTS_NEO4J_CSV_WRITER_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "graph/snapshot.h"
#include "ingest/exports/graph_export.h"

namespace ketenzicht::ingest {

inline constexpr absl::string_view kNeo4jNodesFile = "nodes.csv";
inline constexpr absl::string_view kNeo4jRelationshipsFile =
    "relationships.csv";

// Columns are `id:ID`, `:LABEL` and NodeFields(); `:START_ID`, `:END_ID`,
// `:TYPE` (the kind in upper case) and EdgeFields(). Lines end with LF; cells
// that a spreadsheet would run are escaped (ingest/csv_escape.h).
std::unique_ptr<GraphWriter> MakeNeo4jCsvWriter(const graph::Snapshot&);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_EXPORTS_NEO4J_CSV_WRITER_H_
