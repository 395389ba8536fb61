// Queries of a scenario that an analyst asks next (docs/analysis.md).

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_ANALYSIS_QUERIES_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_ANALYSIS_QUERIES_H_

#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "ingest/scenario_document.h"
#include "ketenzicht/v1/view.pb.h"
#include "service/engine/engine.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {

// Asks one of load_bearing, choke_points, likelihood, contradictions, unknowns
// and settle, and adds its one message. Errors as of the call of that kind;
// Internal for another kind.
absl::Status AskAnalysis(Engine& engine, const ingest::ScenarioQuery& query,
                         const v1::ViewOptions& options,
                         const v1::Revision& revision,
                         const grpc::ServerContext& context,
                         QueryAnswer& answer);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_ANALYSIS_QUERIES_H_
