#include "service/rpc/scenario_analysis_queries.h"

#include "service/rpc/analysis_calls.h"
#include "service/rpc/record_calls.h"

namespace ketenzicht::service {
namespace {

using ingest::ScenarioQuery;

// Sets of findings that are looked at for a pair: both sides of a scenario, and
// its other queries, share the time of one call. What comes out must not hang
// on how fast it is.
constexpr int kSettlingViews = 200;

// Of pairs: whatever the query does not name is as of the call.
template <typename Request>
Request PairsRequest(const ScenarioQuery& query, const v1::ViewOptions& options,
                     const v1::Revision& revision) {
  Request request;
  request.mutable_from()->Assign(query.from.begin(), query.from.end());
  request.mutable_to()->Assign(query.to.begin(), query.to.end());
  request.mutable_vectors()->Assign(query.vectors.begin(), query.vectors.end());
  request.mutable_expressions()->Assign(query.expressions.begin(),
                                        query.expressions.end());
  *request.mutable_options() = options;
  *request.mutable_revision() = revision;
  return request;
}

// Of the record.
template <typename Request>
Request RecordRequest(const ScenarioQuery& query,
                      const v1::ViewOptions& options,
                      const v1::Revision& revision) {
  Request request;
  request.mutable_subjects()->Assign(query.about.begin(), query.about.end());
  *request.mutable_options() = options;
  *request.mutable_revision() = revision;
  return request;
}

}  // namespace

absl::Status AskAnalysis(Engine& engine, const ScenarioQuery& query,
                         const v1::ViewOptions& options,
                         const v1::Revision& revision,
                         const grpc::ServerContext& context,
                         QueryAnswer& answer) {
  switch (query.kind) {
    case ScenarioQuery::Kind::kLoadBearing:
      return Add(LoadBearingOf(engine,
                               PairsRequest<v1::FindLoadBearingRequest>(
                                   query, options, revision),
                               context),
                 answer);
    case ScenarioQuery::Kind::kChokePoints:
      return Add(ChokePointsOf(engine,
                               PairsRequest<v1::FindChokePointsRequest>(
                                   query, options, revision),
                               context),
                 answer);
    case ScenarioQuery::Kind::kLikelihood:
      return Add(LikelihoodOf(engine,
                              PairsRequest<v1::EstimateLikelihoodRequest>(
                                  query, options, revision),
                              context),
                 answer);
    case ScenarioQuery::Kind::kContradictions: {
      auto request = RecordRequest<v1::FindContradictionsRequest>(
          query, options, revision);
      request.set_across_sources(query.across_sources);
      return Add(ContradictionsOf(engine, request, context), answer);
    }
    case ScenarioQuery::Kind::kUnknowns:
      return Add(UnknownsOf(engine,
                            RecordRequest<v1::FindUnknownsRequest>(
                                query, options, revision),
                            context),
                 answer);
    case ScenarioQuery::Kind::kSettle: {
      auto request =
          PairsRequest<v1::SettlePairsRequest>(query, options, revision);
      request.set_views(kSettlingViews);
      return Add(SettlingOf(engine, request, context), answer);
    }
    default:
      return absl::InternalError("no query of an analysis");
  }
}

}  // namespace ketenzicht::service
