// ExposureService.CompareExposure: two sides, side by side.

#ifndef KETENZICHT_SERVICE_RPC_COMPARISON_CALL_H_
#define KETENZICHT_SERVICE_RPC_COMPARISON_CALL_H_

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/comparison.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Errors as the contract says.
absl::StatusOr<v1::CompareExposureResponse> CompareSides(
    Engine& engine, const v1::CompareExposureRequest& request,
    const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_COMPARISON_CALL_H_
