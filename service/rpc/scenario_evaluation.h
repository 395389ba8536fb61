// What comes out of a scenario.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_EVALUATION_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_EVALUATION_H_

#include <grpcpp/server_context.h>

#include <cstdint>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/scenario.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

struct EvaluationSettings {
  int64_t revision = 0;  // 0: what the scenario says, else the latest
  bool answers = true;   // with the messages of all answers
  bool reasons = true;   // with the changes behind each pair that moves
};

// Asks the queries of one variant before and after its changes, and checks its
// assertions. Nothing is written. A query that cannot be answered on a side
// says why there, and ends nothing. Errors as of Engine::Under; Cancelled and
// DeadlineExceeded.
//
// Two answers for each query; for each pair that moves up to CauseViews() views
// with a search each, over records of their own.
absl::StatusOr<v1::ScenarioResult> EvaluateScenario(
    Engine& engine, const v1::ScenarioReference& scenario,
    const EvaluationSettings& settings, const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_EVALUATION_H_
