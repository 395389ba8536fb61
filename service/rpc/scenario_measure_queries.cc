#include "service/rpc/scenario_measure_queries.h"

#include "absl/strings/str_cat.h"
#include "graph/status.h"
#include "service/proto/answer_values.h"

namespace ketenzicht::service {
namespace {

using ingest::ScenarioQuery;

// What all requests about many pairs have.
template <typename Request>
Request PairsRequest(const ScenarioQuery& query) {
  Request request;
  request.mutable_to()->Assign(query.to.begin(), query.to.end());
  request.mutable_vectors()->Assign(query.vectors.begin(), query.vectors.end());
  request.mutable_expressions()->Assign(query.expressions.begin(),
                                        query.expressions.end());
  return request;
}

template <typename Request>
Request OneSided(const ScenarioQuery& query, const v1::ViewOptions& options,
                 const v1::Revision& revision) {
  auto request = PairsRequest<Request>(query);
  request.mutable_from()->Assign(query.from.begin(), query.from.end());
  *request.mutable_options() = options;
  *request.mutable_revision() = revision;
  return request;
}

void SetGoal(const ingest::MeasureWish& wish, v1::MeasureGoal& goal) {
  if (!wish.status.empty()) {
    goal.set_status(StatusToProto(*graph::ParseStatus(wish.status)));
  } else if (!wish.tier.empty()) {
    goal.set_tier(wish.tier);
  } else {
    goal.set_likelihood_class(wish.likelihood);
  }
}

}  // namespace

v1::ProposeMeasuresRequest ProposeRequestOf(const ScenarioQuery& query,
                                            const v1::ViewOptions& options,
                                            const v1::Revision& revision) {
  auto request = OneSided<v1::ProposeMeasuresRequest>(query, options, revision);
  const ingest::MeasureWish& wish = query.measures;
  SetGoal(wish, *request.mutable_goal());
  request.mutable_candidates()->Assign(wish.candidates.begin(),
                                       wish.candidates.end());
  request.mutable_mandatory()->Assign(wish.mandatory.begin(),
                                      wish.mandatory.end());
  request.mutable_excluded()->Assign(wish.excluded.begin(),
                                     wish.excluded.end());
  if (wish.assumed_cost) request.set_assumed_cost(*wish.assumed_cost);
  if (wish.assumed_burden) request.set_assumed_burden(*wish.assumed_burden);
  if (wish.cost_weight && wish.burden_weight) {
    request.mutable_weights()->set_cost(*wish.cost_weight);
    request.mutable_weights()->set_burden(*wish.burden_weight);
  }
  request.set_without_front(wish.plan_only);
  request.set_without_worth(wish.plan_only);
  return request;
}

v1::FindSinglePointsRequest SinglePointsRequestOf(
    const ScenarioQuery& query, const v1::ViewOptions& options,
    const v1::Revision& revision) {
  return OneSided<v1::FindSinglePointsRequest>(query, options, revision);
}

v1::CompareExposureRequest CompareRequestOf(const ScenarioQuery& query,
                                            const v1::ViewOptions& options,
                                            const v1::Revision& revision) {
  auto request = PairsRequest<v1::CompareExposureRequest>(query);
  const auto side = [&](const std::vector<std::string>& from,
                        v1::ComparisonSide& proto) {
    proto.mutable_from()->Assign(from.begin(), from.end());
    *proto.mutable_options() = options;
    *proto.mutable_revision() = revision;
  };
  side(query.from, *request.mutable_a());
  side(query.other.empty() ? query.from : query.other, *request.mutable_b());
  if (!query.other_date.empty()) {
    request.mutable_b()->mutable_options()->set_date(query.other_date);
  }
  return request;
}

std::string MeasureQueryKey(const ScenarioQuery& query) {
  // Requests say all that is asked, and have one form.
  const auto request = ProposeRequestOf(query, {}, {});
  std::string key =
      absl::StrCat(query.other_date, ";", request.SerializeAsString());
  for (const std::string& one : query.other) {
    absl::StrAppend(&key, ";", one.size(), ":", one);
  }
  return key;
}

}  // namespace ketenzicht::service
