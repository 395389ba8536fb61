// The calls of AnalysisService about the record itself: what contradicts in it,
// and what is not known.

#ifndef KETENZICHT_SERVICE_RPC_RECORD_CALLS_H_
#define KETENZICHT_SERVICE_RPC_RECORD_CALLS_H_

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/contradictions.pb.h"
#include "ketenzicht/v1/unknowns.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Errors as the contract says.
absl::StatusOr<v1::FindContradictionsResponse> ContradictionsOf(
    Engine& engine, const v1::FindContradictionsRequest& request,
    const grpc::ServerContext& context);
absl::StatusOr<v1::FindUnknownsResponse> UnknownsOf(
    Engine& engine, const v1::FindUnknownsRequest& request,
    const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_RECORD_CALLS_H_
