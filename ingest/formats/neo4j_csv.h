// Reads CSV with the headers of neo4j-admin
// (https://neo4j.com/docs/operations-manual/current/tools/neo4j-admin/).
//
// A row of a file with an :ID column is a thing of the first of its labels that
// the mapping has a rule for, else of the first; its name is the column `name`,
// else its id. A row of one with :START_ID and :END_ID is a link of its :TYPE.
// Other columns are attributes, by their names without types; :IGNORE leaves
// one out. Ids are one by their space: `:ID(a)`; options in braces
// (`{id-type: long}`) say nothing that is read.
//
// Columns of a type are checked: byte, short, int, long, float, double,
// boolean; other types are texts. Of arrays ("string[]") the values, which ';'
// delimits, are joined by "; ". Of a thing, the array `aliases`, or what the
// mapping's `attributes` call so, are aliases; what is called as a scheme of
// strong identifiers (ingest/identifier.h), by the mapping or the column
// itself, is an identifier. iso_3166 and state are so by the mapping only.
//
// The column `modality`, or what the mapping calls so, says how a row holds
// where its text is one of our words (graph::ParseModality), as in our own
// export: a link that is denied is given as denied. Of what is unknown,
// `unknown_kind` says in which way; without one it is not stated. Other texts
// are attributes as of any column.
//
// A file that is a header only is the header of the files behind it whose first
// record says of no column what it is, up to the next that does. A file with
// rows is no header of others: one that lacks its own would be misread.

#ifndef KETENZICHT_INGEST_FORMATS_NEO4J_CSV_H_
#define KETENZICHT_INGEST_FORMATS_NEO4J_CSV_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/formats/format.h"

namespace ketenzicht::ingest {

bool LooksLikeNeo4jCsv(absl::string_view head);

// Problems: what ReadCsvFile refuses; a header with neither :ID nor both ends,
// or with two of one; a row whose id, end or type is empty. Things without a
// label are of type "node". Skipped: a value that is not of the type of its
// column, which is then missing; what is presupposed or counterfactual; a thing
// that is not affirmed or unknown, and links to it behind it. Holds one row at
// a time, and the keys of such things.
void ReadNeo4jCsv(absl::Span<const NamedBytes> files, const Mapping& mapping,
                  RecordSink& sink, std::vector<Problem>& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FORMATS_NEO4J_CSV_H_
