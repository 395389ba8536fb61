// ExposureService.ListPaths: paths of many to many, one after another.

#ifndef KETENZICHT_SERVICE_RPC_PATH_LIST_CALL_H_
#define KETENZICHT_SERVICE_RPC_PATH_LIST_CALL_H_

#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "ketenzicht/v1/path_list.pb.h"
#include "service/engine/engine.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {

// A path is written before the next one is looked for: memory does not depend
// on how many pairs there are. Errors as the contract says.
absl::Status StreamPathList(Engine& engine, const v1::ListPathsRequest& request,
                            const grpc::ServerContext& context,
                            const Sink<v1::ListPathsResponse>& write);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_PATH_LIST_CALL_H_
