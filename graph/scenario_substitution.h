// Changes of a scenario in which one thing takes the place of another: a
// product (docs/scenarios.md: replace), an owner or a share (own).

#ifndef KETENZICHT_GRAPH_SCENARIO_SUBSTITUTION_H_
#define KETENZICHT_GRAPH_SCENARIO_SUBSTITUTION_H_

#include "graph/scenario.h"
#include "graph/scenario_recording.h"

namespace ketenzicht::graph {

// Each does the change that `recording` has begun, as ReplaceUses
// (graph/product_replacement.h) and ChangeOwnership (graph/ownership_change.h)
// work it out; the scenario says what is new. Where it cannot be done it adds a
// problem, with which nothing comes of the record.
void DoChange(const ReplaceProduct& replace, ScenarioRecording& recording);
void DoChange(const SetOwner& own, ScenarioRecording& recording);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCENARIO_SUBSTITUTION_H_
