#include "service/rpc/measure_calls.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/measure_plan.h"
#include "graph/single_points.h"
#include "service/proto/measure_conversion.h"
#include "service/rpc/asked_pairs.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {
namespace {

absl::StatusOr<graph::MeasureQuestion> QuestionOf(
    const AskedPairs& pairs, const v1::ProposeMeasuresRequest& request) {
  graph::MeasureQuestion question;
  question.processes = pairs.processes;
  question.targets = pairs.targets;
  question.vectors = pairs.asked_vectors();
  const absl::StatusOr<graph::MeasureGoal> goal =
      FromProto(request.goal(), *pairs.snapshot);
  if (!goal.ok()) return goal.status();
  question.goal = *goal;
  for (const auto& [ids, facts] :
       {std::pair(&request.candidates(), &question.candidates),
        std::pair(&request.mandatory(), &question.mandatory),
        std::pair(&request.excluded(), &question.excluded)}) {
    absl::StatusOr<std::vector<graph::FactIndex>> named =
        FactsOf(*pairs.snapshot, *ids);
    if (!named.ok()) return named.status();
    *facts = *std::move(named);
  }
  if (request.has_assumed_cost())
    question.assumed_cost = request.assumed_cost();
  if (request.has_assumed_burden()) {
    question.assumed_burden = request.assumed_burden();
  }
  if (request.has_weights()) {
    question.weights = graph::MeasureWeights{request.weights().cost(),
                                             request.weights().burden()};
  }
  question.front = !request.without_front();
  question.worth = !request.without_worth();
  return question;
}

}  // namespace

absl::StatusOr<v1::ProposeMeasuresResponse> Propose(
    Engine& engine, const v1::ProposeMeasuresRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<AskedPairs> pairs = PairsOf(engine, request, context);
  if (!pairs.ok()) return pairs.status();
  absl::StatusOr<graph::MeasureQuestion> question = QuestionOf(*pairs, request);
  if (!question.ok()) return question.status();
  question->make_views = engine.MakerOfViews(pairs->limits);
  const absl::StatusOr<graph::MeasurePlan> plan = graph::ProposeMeasures(
      pairs->snapshot, pairs->options, *question, pairs->limits);
  if (!plan.ok()) return plan.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*pairs->snapshot, pairs->options, question->goal, *plan);
}

absl::StatusOr<v1::FindSinglePointsResponse> SinglePointsOf(
    Engine& engine, const v1::FindSinglePointsRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<AskedPairs> pairs = PairsOf(engine, request, context);
  if (!pairs.ok()) return pairs.status();
  const absl::StatusOr<graph::SinglePoints> points = graph::FindSinglePoints(
      pairs->snapshot, pairs->options,
      {pairs->processes, pairs->targets, pairs->asked_vectors(),
       engine.MakerOfViews(pairs->limits)},
      pairs->limits);
  if (!points.ok()) return points.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*pairs->snapshot, pairs->options, *points);
}

}  // namespace ketenzicht::service
