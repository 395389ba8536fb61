#include <string>

#include "service/cli/commands.h"
#include "service/cli/measures_csv.h"

namespace ketenzicht::service {
namespace {

template <typename Request>
Request PairsRequest(const MeasureArguments& measures,
                     const ViewArguments& view) {
  auto request = RequestOf<Request>(measures.pairs);
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  return request;
}

v1::MeasureGoal GoalOf(const MeasureArguments& measures) {
  v1::MeasureGoal goal;
  if (measures.status == "not_excluded") {
    goal.set_status(v1::STATUS_NOT_EXCLUDED);
  } else if (measures.status == "unknown") {
    goal.set_status(v1::STATUS_UNKNOWN);
  } else if (measures.status == "blocked") {
    goal.set_status(v1::STATUS_BLOCKED);
  } else if (!measures.tier.empty()) {
    goal.set_tier(measures.tier);
  } else {
    goal.set_likelihood_class(measures.likelihood);
  }
  return goal;
}

v1::ProposeMeasuresRequest ProposeRequest(const MeasureArguments& measures,
                                          const ViewArguments& view) {
  auto request = PairsRequest<v1::ProposeMeasuresRequest>(measures, view);
  *request.mutable_goal() = GoalOf(measures);
  for (const std::string& id : measures.candidates) request.add_candidates(id);
  for (const std::string& id : measures.mandatory) request.add_mandatory(id);
  for (const std::string& id : measures.excluded) request.add_excluded(id);
  if (measures.assumed_cost) request.set_assumed_cost(*measures.assumed_cost);
  if (measures.assumed_burden) {
    request.set_assumed_burden(*measures.assumed_burden);
  }
  if (measures.weights.size() == 2) {
    request.mutable_weights()->set_cost(measures.weights[0]);
    request.mutable_weights()->set_burden(measures.weights[1]);
  }
  request.set_without_front(measures.plan_only);
  request.set_without_worth(measures.plan_only);
  return request;
}

}  // namespace

int RunPropose(const CommandContext& context, const MeasureArguments& measures,
               const ViewArguments& view) {
  v1::ProposeMeasuresResponse response;
  const CallResult result =
      context.client.ProposeMeasures(ProposeRequest(measures, view), &response);
  return WriteAnswer(context, result, response, PlanCsv);
}

int RunSinglePoints(const CommandContext& context,
                    const MeasureArguments& measures,
                    const ViewArguments& view) {
  v1::FindSinglePointsResponse response;
  const CallResult result = context.client.FindSinglePoints(
      PairsRequest<v1::FindSinglePointsRequest>(measures, view), &response);
  return WriteAnswer(context, result, response, SinglePointsCsv);
}

}  // namespace ketenzicht::service
