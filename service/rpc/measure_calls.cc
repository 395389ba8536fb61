#include "service/rpc/measure_calls.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/measure_plan.h"
#include "graph/scope.h"
#include "graph/single_points.h"
#include "service/proto/measure_conversion.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {
namespace {

// What both calls ask of; pairs point into `vectors`.
struct Pairs {
  std::shared_ptr<const graph::Snapshot> snapshot;
  graph::ViewOptions options;
  graph::Limits limits;
  std::vector<graph::FactIndex> processes;
  std::vector<graph::Target> targets;
  std::vector<graph::Vector> vectors;

  std::vector<const graph::Vector*> asked() const {
    std::vector<const graph::Vector*> all;
    for (const graph::Vector& vector : vectors) all.push_back(&vector);
    return all;
  }
};

template <typename Request>
absl::StatusOr<Pairs> PairsOf(Engine& engine, const Request& request,
                              const grpc::ServerContext& context) {
  if (request.from_size() == 0 || request.to_size() == 0) {
    return absl::InvalidArgumentError("from and to each need at least one id");
  }
  Pairs pairs;
  absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  pairs.limits = EndingAfter(TimeToAnswer(context), *std::move(limits));
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  pairs.snapshot = (*state)->snapshot;
  absl::StatusOr<graph::ViewOptions> options =
      FromProto(request.options(), *pairs.snapshot, std::nullopt);
  if (!options.ok()) return options.status();
  pairs.options = *std::move(options);
  absl::StatusOr<std::vector<graph::Vector>> vectors =
      VectorsOf(*pairs.snapshot, request.vectors(), request.expressions());
  if (!vectors.ok()) return vectors.status();
  pairs.vectors = *std::move(vectors);
  absl::StatusOr<std::vector<graph::FactIndex>> processes = graph::ProcessesOf(
      *pairs.snapshot, {request.from().begin(), request.from().end()},
      graph::kMaxPairs);
  if (!processes.ok()) return processes.status();
  pairs.processes = *std::move(processes);
  absl::StatusOr<std::vector<graph::Target>> targets = graph::TargetsOf(
      *pairs.snapshot, {request.to().begin(), request.to().end()});
  if (!targets.ok()) return targets.status();
  pairs.targets = *std::move(targets);
  return pairs;
}

template <typename Ids>
absl::StatusOr<std::vector<graph::FactIndex>> FactsOf(
    const graph::Snapshot& snapshot, const Ids& ids) {
  std::vector<graph::FactIndex> facts;
  for (const std::string& id : ids) {
    const graph::FactIndex fact = snapshot.Find(id);
    if (fact == graph::kNoFact) {
      return absl::NotFoundError(absl::StrCat("there is no '", id, "'"));
    }
    facts.push_back(fact);
  }
  return facts;
}

absl::StatusOr<graph::MeasureQuestion> QuestionOf(
    const Pairs& pairs, const v1::ProposeMeasuresRequest& request) {
  graph::MeasureQuestion question;
  question.processes = pairs.processes;
  question.targets = pairs.targets;
  question.vectors = pairs.asked();
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
  const absl::StatusOr<Pairs> pairs = PairsOf(engine, request, context);
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
  const absl::StatusOr<Pairs> pairs = PairsOf(engine, request, context);
  if (!pairs.ok()) return pairs.status();
  const absl::StatusOr<graph::SinglePoints> points =
      graph::FindSinglePoints(pairs->snapshot, pairs->options,
                              {pairs->processes, pairs->targets, pairs->asked(),
                               engine.MakerOfViews(pairs->limits)},
                              pairs->limits);
  if (!points.ok()) return points.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*pairs->snapshot, pairs->options, *points);
}

}  // namespace ketenzicht::service
