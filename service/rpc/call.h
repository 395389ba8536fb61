// What every call does first: limits, cancellation, the state that it reads.

#ifndef KETENZICHT_SERVICE_RPC_CALL_H_
#define KETENZICHT_SERVICE_RPC_CALL_H_

#include <grpcpp/server_context.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/exposure.h"
#include "graph/limits.h"
#include "ketenzicht/v1/exposure_service.pb.h"
#include "ketenzicht/v1/fact_service.pb.h"
#include "ketenzicht/v1/view.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Takes the messages of an answer, one by one; false: nobody wants more.
template <typename Response>
using Sink = std::function<bool(const Response&)>;

// Limits of a search for this call. It stops when the caller cancels or the
// deadline passes. InvalidArgument for a limit outside its range.
absl::StatusOr<graph::Limits> LimitsOf(const v1::PairQuery& query,
                                       const grpc::ServerContext& context);

// Cancelled or DeadlineExceeded where the call must stop; else OK.
absl::Status StillWanted(const grpc::ServerContext& context);

// How long an answer may take that says where it ended: until a margin before
// the call's deadline, a tenth of the time that is left, 50 to 500 ms.
std::chrono::milliseconds TimeToAnswer(const grpc::ServerContext& context);

// These limits, and the time is over after so long (StopReason::kTime).
graph::Limits EndingAfter(std::chrono::milliseconds time, graph::Limits limits);

// InvalidArgument for a request id of more than 128 characters.
absl::StatusOr<WriteSettings> SettingsOf(const v1::WriteOptions& options);

RevisionWanted WantedOf(const v1::Revision& revision);

// What a question is asked of: a state, and the views for its options.
struct Asked {
  std::shared_ptr<const ingest::State> state;
  graph::Views views;
};

// Errors of Engine::Ready and of the options. `date` is used where the options
// have none. Cancelled or DeadlineExceeded where `limits` interrupt it while
// views are made.
absl::StatusOr<Asked> Ask(Engine& engine, const v1::Revision& revision,
                          const v1::ViewOptions& options,
                          std::optional<graph::Date> date,
                          const graph::Limits& limits);

// Whether by the vocabulary some walk along the vector leads from a process or
// organization to an authority.
bool EndsAtAuthorities(const graph::Vector& vector,
                       const graph::Ontology& ontology);

// The vector of that name (empty: espionage), or, where an expression is given,
// one of the caller's own. NotFound; InvalidArgument for both at once, and with
// the column for an expression that does not compile, and for one that does not
// EndsAtAuthorities.
absl::StatusOr<graph::Vector> VectorOf(const graph::Snapshot& snapshot,
                                       absl::string_view name,
                                       absl::string_view expression);

// All of these, named ones first; without any, espionage. Errors likewise.
absl::StatusOr<std::vector<graph::Vector>> VectorsOf(
    const graph::Snapshot& snapshot,
    const google::protobuf::RepeatedPtrField<std::string>& names,
    const google::protobuf::RepeatedPtrField<std::string>& expressions);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_CALL_H_
