// Whether what a scenario names is there.

#ifndef KETENZICHT_INGEST_SCENARIO_NAMES_H_
#define KETENZICHT_INGEST_SCENARIO_NAMES_H_

#include <vector>

#include "graph/case.h"
#include "graph/scenario_record.h"
#include "ingest/scenario_document.h"

namespace ketenzicht::ingest {

// What the baseline, queries and assertions of `document` name, and what is
// there neither before the changes nor after them, or is of another kind there,
// each with the nearest id that is: by line and column. What the changes name,
// the record of these has checked.
//
// Without `after` the changes could not be done; what they and the fixtures
// name is then taken to be there, so that all that is wrong is told at once.
//
// A mistyped id in an assertion would hold for ever ("no path passes it").
// Linear in what is named; in all facts for each name that is not there.
std::vector<graph::ScenarioNote> CheckScenarioNames(
    const ScenarioDocument& document, const graph::Snapshot& before,
    const graph::Snapshot* after,
    const std::vector<graph::CaseDefinition>& cases);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_NAMES_H_
