// The record that a call asks of, the pairs, and the facts that count for them.

#ifndef KETENZICHT_SERVICE_RPC_ASKED_PAIRS_H_
#define KETENZICHT_SERVICE_RPC_ASKED_PAIRS_H_

#include <google/protobuf/repeated_field.h>
#include <grpcpp/server_context.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/exposure.h"
#include "graph/scope.h"
#include "ketenzicht/v1/view.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

struct AskedRecord {
  std::shared_ptr<const graph::Snapshot> snapshot;
  graph::ViewOptions options;
  // They end a margin before the call's deadline (TimeToAnswer).
  graph::Limits limits;
};

struct AskedPairs : AskedRecord {
  std::vector<graph::FactIndex> processes;
  std::vector<graph::Target> targets;
  std::vector<graph::Vector> vectors;

  // Pointers into `vectors`.
  std::vector<const graph::Vector*> asked_vectors() const;
};

// Errors of Engine::Ready and of the options.
absl::StatusOr<AskedRecord> AskRecord(Engine& engine,
                                      const v1::ViewOptions& options,
                                      const v1::Revision& revision,
                                      const grpc::ServerContext& context);

// Those too; InvalidArgument without processes or targets; NotFound for ids
// that do not exist; errors of VectorsOf.
absl::StatusOr<AskedPairs> AskPairs(
    Engine& engine, const google::protobuf::RepeatedPtrField<std::string>& from,
    const google::protobuf::RepeatedPtrField<std::string>& to,
    const google::protobuf::RepeatedPtrField<std::string>& vectors,
    const google::protobuf::RepeatedPtrField<std::string>& expressions,
    const v1::ViewOptions& options, const v1::Revision& revision,
    const grpc::ServerContext& context);

// Of any request that has these fields.
template <typename Request>
absl::StatusOr<AskedPairs> PairsOf(Engine& engine, const Request& request,
                                   const grpc::ServerContext& context) {
  return AskPairs(engine, request.from(), request.to(), request.vectors(),
                  request.expressions(), request.options(), request.revision(),
                  context);
}

// The views of the record that they are asked of.
absl::StatusOr<graph::Views> ViewsOf(Engine& engine, const AskedRecord& record);

// The facts of these ids. NotFound.
absl::StatusOr<std::vector<graph::FactIndex>> FactsOf(
    const graph::Snapshot& snapshot,
    const google::protobuf::RepeatedPtrField<std::string>& ids);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_ASKED_PAIRS_H_
