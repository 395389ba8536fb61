// ScenarioService.ProposeMeasures and FindSinglePoints: questions about
// measures that are taken or lifted.

#ifndef KETENZICHT_SERVICE_RPC_MEASURE_CALLS_H_
#define KETENZICHT_SERVICE_RPC_MEASURE_CALLS_H_

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/measure_plan.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Errors as the contract says.
absl::StatusOr<v1::ProposeMeasuresResponse> Propose(
    Engine& engine, const v1::ProposeMeasuresRequest& request,
    const grpc::ServerContext& context);
absl::StatusOr<v1::FindSinglePointsResponse> SinglePointsOf(
    Engine& engine, const v1::FindSinglePointsRequest& request,
    const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_MEASURE_CALLS_H_
