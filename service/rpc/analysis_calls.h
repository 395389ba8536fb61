// The calls of AnalysisService about pairs: on what their answers rest, where
// they are cut, and what would settle them.

#ifndef KETENZICHT_SERVICE_RPC_ANALYSIS_CALLS_H_
#define KETENZICHT_SERVICE_RPC_ANALYSIS_CALLS_H_

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/choke_points.pb.h"
#include "ketenzicht/v1/load_bearing.pb.h"
#include "ketenzicht/v1/pair_likelihood.pb.h"
#include "ketenzicht/v1/settling.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Errors as the contract says.
absl::StatusOr<v1::FindLoadBearingResponse> LoadBearingOf(
    Engine& engine, const v1::FindLoadBearingRequest& request,
    const grpc::ServerContext& context);
absl::StatusOr<v1::FindChokePointsResponse> ChokePointsOf(
    Engine& engine, const v1::FindChokePointsRequest& request,
    const grpc::ServerContext& context);
absl::StatusOr<v1::EstimateLikelihoodResponse> LikelihoodOf(
    Engine& engine, const v1::EstimateLikelihoodRequest& request,
    const grpc::ServerContext& context);
absl::StatusOr<v1::SettlePairsResponse> SettlingOf(
    Engine& engine, const v1::SettlePairsRequest& request,
    const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_ANALYSIS_CALLS_H_
