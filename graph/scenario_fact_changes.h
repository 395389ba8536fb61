// Changes of a scenario that say of one fact that it is there, ends or is
// otherwise (docs/scenarios.md: add, end, repeal, set, deny, affirm, lift,
// take).

#ifndef KETENZICHT_GRAPH_SCENARIO_FACT_CHANGES_H_
#define KETENZICHT_GRAPH_SCENARIO_FACT_CHANGES_H_

#include "graph/date.h"
#include "graph/fact.h"
#include "graph/scenario.h"
#include "graph/scenario_recording.h"

namespace ketenzicht::graph {

// Each does the change that `recording` has begun. Where it cannot be done it
// adds a problem, with which nothing comes of the record.
void DoChange(const AddFact& add, ScenarioRecording& recording);
void DoChange(const EndFact& end, ScenarioRecording& recording);
void DoChange(const SetFact& set, ScenarioRecording& recording);

// The time of a fact ends on that day at the latest: where its end is uncertain
// and may be earlier, it stays as uncertain until then. One that ended before
// stays as it is, which is told.
void EndOn(Date on, Fact fact, ScenarioRecording& recording);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCENARIO_FACT_CHANGES_H_
