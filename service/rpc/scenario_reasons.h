// Which changes of a scenario move a pair, and which it makes in vain.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_REASONS_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_REASONS_H_

#include <grpcpp/server_context.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/exposure.h"
#include "graph/scenario_record.h"
#include "graph/smallest_set.h"
#include "ketenzicht/v1/exposure.pb.h"
#include "service/engine/engine.h"

namespace ketenzicht::service {

// Views under some of the changes (items of the file), with the day as of which
// they are; nothing where the changes do not fit without the others. For one
// evaluation.
using ReasonViews = std::map<std::pair<std::vector<int>, std::string>,
                             std::optional<graph::Views>>;

// The changes, by their number in the file from 1, that alone give the pair of
// `query` the outcome that it has `after` all of them; no part of them does,
// unless `smallest` is false. Those that do not fit together without the others
// are not looked at. Up to CauseViews() views are made, and kept in `views`.
// Cancelled, DeadlineExceeded.
absl::StatusOr<graph::SmallestSet> FindReasons(
    Engine& engine, const UnderScenario& under,
    const ingest::ScenarioQuery& query, const v1::PairExposure& after,
    const grpc::ServerContext& context, ReasonViews& views);

// Of relations that a change adds or affirms, and of uses of which it says
// something: the measures in place that close them, or all or some of what they
// stand for as facts about a class, or what carries them; so that the change
// does less than a reader may expect. With how to say that they hold all the
// same, where the scenario does not say it.
std::vector<graph::ScenarioNote> ClosedByMeasures(
    Engine& engine, const UnderScenario& under,
    const grpc::ServerContext& context);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_REASONS_H_
