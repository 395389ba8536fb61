// CatalogService.FindSameCandidates and FactService.JudgeSame.

#ifndef KETENZICHT_SERVICE_RPC_SAME_CALLS_H_
#define KETENZICHT_SERVICE_RPC_SAME_CALLS_H_

#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ketenzicht/v1/fact_service.pb.h"
#include "ketenzicht/v1/same_candidates.pb.h"
#include "service/engine/engine.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {

// Errors of both as the contract has them; Cancelled or DeadlineExceeded where
// nobody waits for the candidates any more.
absl::Status StreamSameCandidates(
    Engine& engine, const v1::FindSameCandidatesRequest& request,
    const grpc::ServerContext& context,
    const Sink<v1::FindSameCandidatesResponse>& write);

// On this day, in UTC.
absl::StatusOr<v1::JudgeSameResponse> JudgeSame(
    Engine& engine, const v1::JudgeSameRequest& request);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SAME_CALLS_H_
