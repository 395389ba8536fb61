// ExposureService.GetMatrix: the rows one after another.

#ifndef KETENZICHT_SERVICE_RPC_MATRIX_CALL_H_
#define KETENZICHT_SERVICE_RPC_MATRIX_CALL_H_

#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "ketenzicht/v1/matrix.pb.h"
#include "service/engine/engine.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {

// A row is written before the next one is made: memory does not depend on how
// many there are. Errors as the contract says.
absl::Status StreamMatrix(Engine& engine, const v1::GetMatrixRequest& request,
                          const grpc::ServerContext& context,
                          const Sink<v1::GetMatrixResponse>& write);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_MATRIX_CALL_H_
