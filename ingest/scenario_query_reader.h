// Reads the queries and assertions of a scenario.

#ifndef KETENZICHT_INGEST_SCENARIO_QUERY_READER_H_
#define KETENZICHT_INGEST_SCENARIO_QUERY_READER_H_

#include "ingest/scenario_document.h"
#include "ingest/yaml_document.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {

// One item of `queries`, and of `assertions`; what is wrong is added to
// `problems`.
ScenarioQuery ReadScenarioQuery(const YamlNode& node, Problems& problems);
ScenarioAssertion ReadScenarioAssertion(const YamlNode& node,
                                        Problems& problems);

// A number, or {min, max}; nothing after a problem, or where there is no field.
CountRange ReadRange(MapReader& map, absl::string_view key);
// The same of what is counted: whole numbers.
CountRange ReadCount(MapReader& map, absl::string_view key);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_QUERY_READER_H_
