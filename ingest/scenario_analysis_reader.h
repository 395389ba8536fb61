// Queries of a scenario that an analyst asks next: on what answers rest, where
// they are cut, what contradicts, and what would have to be known.

#ifndef KETENZICHT_INGEST_SCENARIO_ANALYSIS_READER_H_
#define KETENZICHT_INGEST_SCENARIO_ANALYSIS_READER_H_

#include "ingest/scenario_document.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {

// Reads what `query`, of one of these kinds, asks beside date and vectors.
// False, without reading, for another kind.
bool ReadAnalysisFields(MapReader& map, ScenarioQuery& query);

// Whether a query of this kind is of the record itself: it names no pairs, and
// no vectors.
bool IsOfRecord(ScenarioQuery::Kind kind);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_ANALYSIS_READER_H_
