// FactService.ImportSource: a stream of pieces becomes one source.

#ifndef KETENZICHT_SERVICE_RPC_SOURCE_IMPORT_CALL_H_
#define KETENZICHT_SERVICE_RPC_SOURCE_IMPORT_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/sync_stream.h>

#include "absl/status/status.h"
#include "ketenzicht/v1/fact_service.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

using ImportSourceStream =
    grpc::ServerReaderWriter<v1::ImportSourceResponse, v1::ImportSourceRequest>;

// Reads the pieces as the source is read, so that no more than one is held.
// Errors as the published contract has them; Cancelled or DeadlineExceeded where
// the stream broke off, and then nothing is written.
absl::Status ImportSource(Engine& engine, const grpc::ServerContext& context,
                          ImportSourceStream& stream);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SOURCE_IMPORT_CALL_H_
