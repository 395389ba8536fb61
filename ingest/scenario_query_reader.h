// Reads the queries and assertions of a scenario.

#ifndef KETENZICHT_INGEST_SCENARIO_QUERY_READER_H_
#define KETENZICHT_INGEST_SCENARIO_QUERY_READER_H_

#include "ingest/scenario_document.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// One item of `queries`, and of `assertions`; what is wrong is added to
// `problems`.
ScenarioQuery ReadScenarioQuery(const YamlNode& node, Problems& problems);
ScenarioAssertion ReadScenarioAssertion(const YamlNode& node,
                                        Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_QUERY_READER_H_
