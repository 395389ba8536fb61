// What a scenario no longer records, and what cannot be recorded without it.

#ifndef KETENZICHT_GRAPH_SCENARIO_REMOVAL_H_
#define KETENZICHT_GRAPH_SCENARIO_REMOVAL_H_

#include <string>

#include "graph/scenario.h"
#include "graph/scenario_recording.h"

namespace ketenzicht::graph {

// Does the change that `recording` has begun; only a problem where there is no
// such fact.
void DoChange(const RemoveFact& remove, ScenarioRecording& recording);

// Removes a fact that is there, with the relations at it, what it carries and
// the measures that select nothing else, and so on from these; that it does is
// told. Facts that only mention one of them no longer do. Linear in what is
// removed and the measures there are, for each.
void RemoveWithRest(const std::string& id, ScenarioRecording& recording);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCENARIO_REMOVAL_H_
