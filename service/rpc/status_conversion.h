// The only place where an absl::Status becomes a gRPC status.

#ifndef KETENZICHT_SERVICE_RPC_STATUS_CONVERSION_H_
#define KETENZICHT_SERVICE_RPC_STATUS_CONVERSION_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace ketenzicht::service {

// With google.rpc details: ErrorInfo always (reason and domain as in
// error_reason.proto), BadRequest with one violation per problem for
// UNSOUND_FACTS. Internal errors keep their text to themselves.
grpc::Status ToGrpc(const absl::Status& status);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_STATUS_CONVERSION_H_
