// From the records of a source to facts, by a mapping: docs/import.md has the
// rules.

#ifndef KETENZICHT_INGEST_FACT_MAKER_H_
#define KETENZICHT_INGEST_FACT_MAKER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/date.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/snapshot.h"
#include "ingest/import_report.h"
#include "ingest/mapping.h"
#include "ingest/problem.h"
#include "ingest/record_list.h"
#include "ingest/relation_maker.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

struct FactMaking {
  std::string source_id;  // "sources/gemma"; empty: by the source, or the file
  std::string file;       // as the user named it
  std::string content_hash;
  graph::Date imported_on;
  std::string importer;  // "ketenzicht 0.6.0"
  DanglingEnds dangling = DanglingEnds::kPlaceholder;
};

// Attributes of a source that was imported.
inline constexpr absl::string_view kImportedType = "import";  // source_type
inline constexpr char kImporterAttribute[] = "importer";
inline constexpr char kContentAttribute[] = "content";
inline constexpr char kPublishedAttribute[] = "published";
inline constexpr char kVersionAttribute[] = "version";
inline constexpr char kImportedOnAttribute[] = "imported_on";

struct MadeFacts {
  std::string source;       // id of the source entity, which is among the facts
  graph::Date asserted_on;  // of all evidence
  std::vector<graph::Fact> facts;  // sorted by id, each id once
  // Where the record of a fact stands, by its id.
  absl::flat_hash_map<std::string, RecordPlace> places;
  // Whether some record does not get an identifier that it states.
  bool contended = false;
};

// The id of the source that the source is, by its own words or `making`.
std::string SourceIdOf(const SourceRecord& source, const FactMaking& making);

// Facts of `records`, which are used up. Things are told by the source's own
// keys where `current` (null: there is none) has them so, else by their
// identifiers among those of `current` and of the source. What is left out,
// merged, repeated, unresolved and inferred is told in `report`, and so are
// identifiers that contradict each other.
//
// Adds to `problems`, with place, and then gives facts that must not be
// written: an end that is not there where those are refused.
//
// Of `asserted_on`: the date of issue, else that of `making`. Where `steps` end
// it, what it gives is not whole.
//
// Every fact is sound but for what an ontology can say of an id's length; ids
// and order do not depend on the order of records, but for which of two that
// are the same comes first. O(n log n) in the records, linear in `current`.
MadeFacts MakeFacts(RecordList& records, const Mapping& mapping,
                    const graph::Ontology& ontology,
                    const graph::Snapshot* current, const FactMaking& making,
                    ImportReport& report, Problems& problems,
                    WantedSteps& steps);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_FACT_MAKER_H_
