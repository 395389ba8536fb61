// Questions of ExposureService on pairs, on whom something reaches, and cases:
// from the request to the messages of the answer.

#ifndef KETENZICHT_SERVICE_RPC_EXPOSURE_CALLS_H_
#define KETENZICHT_SERVICE_RPC_EXPOSURE_CALLS_H_

#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ketenzicht/v1/exposure_service.pb.h"
#include "service/engine/engine.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {

// Each answers as exposure_service.proto says of its call, and stops where
// `context` does. Cancelled where nobody takes a message any more.
absl::Status StreamPairs(Engine& engine, const v1::FindPathsRequest& request,
                         const grpc::ServerContext& context,
                         const Sink<v1::FindPathsResponse>& write);
absl::Status StreamExplanations(Engine& engine,
                                const v1::ExplainExposureRequest& request,
                                const grpc::ServerContext& context,
                                const Sink<v1::ExplainExposureResponse>& write);
absl::StatusOr<v1::FindAffectedResponse> AnswerAffected(
    Engine& engine, const v1::FindAffectedRequest& request,
    const grpc::ServerContext& context);
absl::Status StreamCase(Engine& engine, const v1::AnswerCaseRequest& request,
                        const grpc::ServerContext& context,
                        const Sink<v1::AnswerCaseResponse>& write);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_EXPOSURE_CALLS_H_
