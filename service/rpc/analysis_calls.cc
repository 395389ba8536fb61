#include "service/rpc/analysis_calls.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/choke_points.h"
#include "graph/load_bearing.h"
#include "graph/pair_likelihoods.h"
#include "graph/pair_settlings.h"
#include "service/proto/analysis_conversion.h"
#include "service/proto/settling_conversion.h"
#include "service/rpc/asked_pairs.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {
namespace {

// The status that is asked for; unset: all but blocked.
absl::StatusOr<graph::Status> WeakestOf(v1::Status status) {
  switch (status) {
    case v1::STATUS_UNSPECIFIED:
      return graph::Status::kUnknown;
    case v1::STATUS_OPEN:
    case v1::STATUS_NOT_EXCLUDED:
    case v1::STATUS_UNKNOWN:
    case v1::STATUS_BLOCKED:
      return static_cast<graph::Status>(static_cast<int>(status) - 1);
    default:
      return absl::InvalidArgumentError("weakest: no status of a path");
  }
}

absl::StatusOr<graph::ChokePointQuery> QueryOf(
    const AskedPairs& pairs, const v1::FindChokePointsRequest& request) {
  graph::ChokePointQuery query;
  query.processes = pairs.processes;
  query.targets = pairs.targets;
  query.vectors = pairs.asked_vectors();
  const absl::StatusOr<graph::Status> weakest = WeakestOf(request.weakest());
  if (!weakest.ok()) return weakest.status();
  query.weakest = *weakest;
  query.cut = !request.without_cut();
  query.cuttable = request.cuttable() == v1::CUTTABLE_ENTITIES
                       ? graph::Cuttable::kEntities
                   : request.cuttable() == v1::CUTTABLE_RELATIONS
                       ? graph::Cuttable::kRelations
                       : graph::Cuttable::kEntitiesAndRelations;
  absl::StatusOr<std::vector<graph::FactIndex>> kept =
      FactsOf(*pairs.snapshot, request.not_cuttable());
  if (!kept.ok()) return kept.status();
  query.not_cuttable = *std::move(kept);
  query.not_cuttable_kinds.assign(request.not_cuttable_kinds().begin(),
                                  request.not_cuttable_kinds().end());
  google::protobuf::RepeatedPtrField<std::string> weighed;
  for (const auto& one : request.weights()) *weighed.Add() = one.fact();
  const absl::StatusOr<std::vector<graph::FactIndex>> facts =
      FactsOf(*pairs.snapshot, weighed);
  if (!facts.ok()) return facts.status();
  for (int i = 0; i < request.weights_size(); ++i) {
    if (!query.weights.emplace((*facts)[i], request.weights(i).weight())
             .second) {
      return absl::InvalidArgumentError(
          absl::StrCat("weights: '", request.weights(i).fact(), "' has two"));
    }
  }
  if (request.has_default_weight()) {
    query.default_weight = request.default_weight();
  }
  return query;
}

absl::StatusOr<graph::SettlingQuery> QueryOf(
    const v1::SettlePairsRequest& request) {
  graph::SettlingQuery query;
  for (const v1::SettlePairsRequest::Cost& one : request.costs()) {
    if (!query.costs.emplace(one.question(), one.cost()).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("costs: '", one.question(), "' has two"));
    }
  }
  if (request.has_default_cost()) query.default_cost = request.default_cost();
  if (request.has_sets()) query.sets = request.sets();
  if (request.has_views()) query.views = request.views();
  return query;
}

}  // namespace

absl::StatusOr<v1::FindLoadBearingResponse> LoadBearingOf(
    Engine& engine, const v1::FindLoadBearingRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<AskedPairs> pairs = PairsOf(engine, request, context);
  if (!pairs.ok()) return pairs.status();
  const absl::StatusOr<graph::LoadBearings> found = graph::FindLoadBearing(
      pairs->snapshot, pairs->options,
      {pairs->processes, pairs->targets, pairs->asked_vectors(),
       engine.MakerOfViews(pairs->limits)},
      pairs->limits);
  if (!found.ok()) return found.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*pairs->snapshot, pairs->options, *found);
}

absl::StatusOr<v1::FindChokePointsResponse> ChokePointsOf(
    Engine& engine, const v1::FindChokePointsRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<AskedPairs> pairs = PairsOf(engine, request, context);
  if (!pairs.ok()) return pairs.status();
  const absl::StatusOr<graph::ChokePointQuery> query = QueryOf(*pairs, request);
  if (!query.ok()) return query.status();
  const absl::StatusOr<graph::Views> views = ViewsOf(engine, *pairs);
  if (!views.ok()) return views.status();
  const absl::StatusOr<graph::ChokePoints> found =
      graph::FindChokePoints(*views->asked, *query, pairs->limits);
  if (!found.ok()) return found.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*views->asked, *query, *found);
}

absl::StatusOr<v1::EstimateLikelihoodResponse> LikelihoodOf(
    Engine& engine, const v1::EstimateLikelihoodRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<AskedPairs> pairs = PairsOf(engine, request, context);
  if (!pairs.ok()) return pairs.status();
  graph::PairLikelihoodOptions options;
  const absl::StatusOr<graph::Status> weakest = WeakestOf(request.weakest());
  if (!weakest.ok()) return weakest.status();
  options.weakest = *weakest;
  if (request.has_exact_path_sets()) {
    options.exact_path_sets = request.exact_path_sets();
  }
  if (request.samples() != 0) options.samples = request.samples();
  if (request.has_seed()) options.seed = request.seed();
  if (request.confidence() != 0) options.confidence = request.confidence();
  const absl::StatusOr<graph::Views> views = ViewsOf(engine, *pairs);
  if (!views.ok()) return views.status();
  const absl::StatusOr<graph::PairLikelihoods> found =
      graph::FindPairLikelihoods(*views, pairs->processes, pairs->targets,
                                 pairs->asked_vectors(), options,
                                 pairs->limits);
  if (!found.ok()) return found.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*pairs->snapshot, pairs->options, *found);
}

absl::StatusOr<v1::SettlePairsResponse> SettlingOf(
    Engine& engine, const v1::SettlePairsRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<AskedPairs> pairs = PairsOf(engine, request, context);
  if (!pairs.ok()) return pairs.status();
  absl::StatusOr<graph::SettlingQuery> each = QueryOf(request);
  if (!each.ok()) return each.status();
  each->make_views = engine.MakerOfViews(pairs->limits);
  const graph::PairSettlingQuery query{pairs->processes, pairs->targets,
                                       pairs->asked_vectors(),
                                       *std::move(each)};
  const absl::StatusOr<graph::PairSettlings> found = graph::FindPairSettlings(
      pairs->snapshot, pairs->options, query, pairs->limits);
  if (!found.ok()) return found.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*pairs->snapshot, pairs->options, query, *found);
}

}  // namespace ketenzicht::service
