// FactService.ExportFacts: the facts of a revision, as messages or as the text
// of a format.

#ifndef KETENZICHT_SERVICE_RPC_EXPORT_CALL_H_
#define KETENZICHT_SERVICE_RPC_EXPORT_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/sync_stream.h>

#include "absl/status/status.h"
#include "ketenzicht/v1/fact_service.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Sends facts as they are read, so that no more than a piece (kMaxPieceBytes)
// and a fact are held beside the snapshot. Errors as the published contract has
// them; InvalidArgument for a format that is none; Cancelled or
// DeadlineExceeded where nobody waits for the rest.
absl::Status ExportFacts(Engine& engine, const grpc::ServerContext& context,
                         const v1::ExportFactsRequest& request,
                         grpc::ServerWriter<v1::ExportFactsResponse>& writer);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_EXPORT_CALL_H_
