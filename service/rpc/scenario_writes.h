// ScenarioService: scenarios that are stored are created, updated, deleted.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_WRITES_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_WRITES_H_

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/scenario.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Errors as the contract says; nothing is written on one. All variants of the
// content are laid over the facts first, which the caller can interrupt.
absl::StatusOr<v1::CreateScenarioResponse> CreateStored(
    Engine& engine, const v1::CreateScenarioRequest& request,
    const grpc::ServerContext& context);
absl::StatusOr<v1::UpdateScenarioResponse> UpdateStored(
    Engine& engine, const v1::UpdateScenarioRequest& request,
    const grpc::ServerContext& context);
absl::StatusOr<v1::DeleteScenarioResponse> DeleteStored(
    Engine& engine, const v1::DeleteScenarioRequest& request);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_WRITES_H_
