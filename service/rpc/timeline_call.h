// ExposureService.GetTimeline: how pairs moved over time.

#ifndef KETENZICHT_SERVICE_RPC_TIMELINE_CALL_H_
#define KETENZICHT_SERVICE_RPC_TIMELINE_CALL_H_

#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "ketenzicht/v1/timeline.pb.h"
#include "service/engine/engine.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {

// Errors as the contract says.
absl::Status StreamTimeline(Engine& engine,
                            const v1::GetTimelineRequest& request,
                            const grpc::ServerContext& context,
                            const Sink<v1::GetTimelineResponse>& write);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_TIMELINE_CALL_H_
