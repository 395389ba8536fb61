// Queries of a scenario, asked as any other question is.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_QUERIES_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_QUERIES_H_

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/exposure.h"
#include "ingest/scenario_document.h"
#include "ketenzicht/v1/exposure.pb.h"
#include "ketenzicht/v1/view.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// The messages of an answer, or why there is none.
struct QueryAnswer {
  absl::Status status;
  std::vector<std::unique_ptr<google::protobuf::Message>> messages;
  std::vector<const v1::PairExposure*> pairs;  // of paths and why: in messages
  std::vector<std::string> contents;  // by message, as ContentOf gives it
};

// Adds the one message of an answer, or says why there is none.
template <typename Response>
absl::Status Add(absl::StatusOr<Response> response, QueryAnswer& answer) {
  if (!response.ok()) return response.status();
  answer.messages.push_back(std::make_unique<Response>(*std::move(response)));
  return absl::OkStatus();
}

// Which facts count for the queries of a scenario, as of `date`.
v1::ViewOptions OptionsOf(const ingest::ScenarioBaseline& baseline,
                          const graph::Date& date);

// All that a query asks, but for its id and line: the same text for the same.
std::string QueryKey(const ingest::ScenarioQuery& query);

// Asks `query` of the facts of `revision`: only of what is there of the
// processes, organizations, targets and subjects that it names, if any is. One
// that a change adds keeps no other from being asked.
QueryAnswer AskQuery(Engine& engine, const ingest::ScenarioQuery& query,
                     const v1::ViewOptions& options,
                     const v1::Revision& revision,
                     const grpc::ServerContext& context);

// What the baseline asks for, of the facts after the changes, as of the day
// then. Errors as of Engine::ViewsOf.
absl::StatusOr<graph::Views> ViewsAfterChanges(
    Engine& engine, const UnderScenario& under,
    const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_QUERIES_H_
