// Reads the changes of a scenario.

#ifndef KETENZICHT_INGEST_SCENARIO_CHANGE_READER_H_
#define KETENZICHT_INGEST_SCENARIO_CHANGE_READER_H_

#include <vector>

#include "graph/scenario.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {

// What one item of `changes` says: more than one change for a law, a programme.
// Nothing after adding to `problems`.
std::vector<graph::ScenarioChange> ReadScenarioChange(const YamlNode& node,
                                                      Problems& problems);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_CHANGE_READER_H_
