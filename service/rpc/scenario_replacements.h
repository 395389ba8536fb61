// What a scenario that replaces a product leaves unsaid of the new one.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_REPLACEMENTS_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_REPLACEMENTS_H_

#include <grpcpp/server_context.h>

#include <vector>

#include "graph/scenario_record.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Of products that take the place of others: that nothing is recorded of who
// makes them, or of where a maker is seated; and what is, and does not count by
// the sources, day and other options of the baseline, on the scenario's day.
// "No path recorded" may then say no more than that.
std::vector<graph::ScenarioNote> ReplacedByUnknownMakers(
    Engine& engine, const UnderScenario& under,
    const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_REPLACEMENTS_H_
