// The only place where an absl::Status becomes a gRPC status.

#ifndef KETENZICHT_SERVICE_RPC_STATUS_CONVERSION_H_
#define KETENZICHT_SERVICE_RPC_STATUS_CONVERSION_H_

#include <grpcpp/support/status.h>

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace ketenzicht::service {

// With google.rpc details: ErrorInfo always (reason and domain as in
// error_reason.proto), BadRequest with one violation per problem for
// UNSOUND_FACTS. Internal errors keep their text to themselves.
grpc::Status ToGrpc(const absl::Status& status);

// The answer, if there is one, into the response of a call.
template <typename Response>
grpc::Status Give(absl::StatusOr<Response> answer, Response* response) {
  if (!answer.ok()) return ToGrpc(answer.status());
  *response = *std::move(answer);
  return grpc::Status::OK;
}

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_STATUS_CONVERSION_H_
