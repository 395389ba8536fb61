// ScenarioService: scenarios evaluated, swept, validated, listed.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_CALLS_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_CALLS_H_

#include <grpcpp/server_context.h>

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ketenzicht/v1/scenario.pb.h"
#include "service/engine/engine.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {

// Variants of a sweep that are evaluated at once.
inline constexpr int kSweepThreads = 2;
// Results after which a sweep says how far it is.
inline constexpr int kSweepProgress = 100;

// Errors as the contract says. Nothing is written by any of them.
absl::Status Sweep(Engine& engine, const v1::SweepScenarioRequest& request,
                   const grpc::ServerContext& context,
                   const Sink<v1::SweepScenarioResponse>& write);
absl::StatusOr<v1::ValidateScenarioResponse> Validate(
    Engine& engine, const v1::ValidateScenarioRequest& request,
    const grpc::ServerContext& context);
// The same of a content that is to be stored, over the facts at `revision` (0:
// at that which its baseline names, else the latest).
absl::StatusOr<v1::ValidateScenarioResponse> ValidateToStore(
    Engine& engine, const std::string& content, int64_t revision,
    const grpc::ServerContext& context);
absl::StatusOr<v1::ListScenariosResponse> ListStored(
    Engine& engine, const v1::ListScenariosRequest& request);
absl::StatusOr<v1::GetScenarioResponse> GetStored(
    Engine& engine, const v1::GetScenarioRequest& request);

// A stored scenario with its content.
v1::StoredScenario StoredProto(const std::string& id,
                               const std::string& content);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_CALLS_H_
