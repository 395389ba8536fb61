// Queries of measures, single points and comparisons in a scenario, and what is
// asserted of their answers.

#ifndef KETENZICHT_INGEST_SCENARIO_MEASURE_READER_H_
#define KETENZICHT_INGEST_SCENARIO_MEASURE_READER_H_

#include <string>
#include <vector>

#include "ingest/scenario_document.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {

// Reads what `query`, of one of these kinds, asks beside date and vectors.
// False, without reading, for another kind.
bool ReadMeasureFields(MapReader& map, ScenarioQuery& query);

// Reads `feasible`, `cost_at_most`, `burden_at_most`, `includes`,
// `not_includes`, `points` and `same`.
void ReadPlanConditions(MapReader& map, ScenarioAssertion& one);

// The names of those that are given.
std::vector<std::string> PlanConditions(const ScenarioAssertion& one);

// Why these cannot be asserted of an answer of this kind; empty where they can.
std::string MisplacedCondition(const ScenarioAssertion& one,
                               ScenarioQuery::Kind kind);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_MEASURE_READER_H_
