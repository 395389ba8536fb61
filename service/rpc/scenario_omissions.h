// What a scenario says, and what it leans on, that does not count as asked.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_OMISSIONS_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_OMISSIONS_H_

#include <grpcpp/server_context.h>

#include <vector>

#include "graph/scenario_record.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// By the sources, day and other options of the baseline, on the scenario's day:
// - relations and measures that a change adds or alters, and that do not count
//   by source, inference or verification: the change does nothing by them;
// - of a product that takes the place of another, that nothing is recorded of
//   who makes it, or of where a maker, or who owns or controls one, is seated;
//   and what is recorded of that, and of its parts and their makers, and does
//   not count;
// - of a company that gets a share or control, the same of its seat, and of who
//   owns or controls it.
// Classes are looked up as the view expands them.
// "No path recorded" may then say no more than that.
std::vector<graph::ScenarioNote> WhatDoesNotCount(
    Engine& engine, const UnderScenario& under,
    const grpc::ServerContext& context);

// Whether the measures that the changes put in place may be so together is
// settled for the scenario's day; of a query that is asked as of another, what
// does not fit then is told where the query stands. What the measures do there
// counts all the same. A timeline is not looked at, day by day.
std::vector<graph::ScenarioNote> WhatDoesNotFitOnOtherDays(
    const UnderScenario& under);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_OMISSIONS_H_
