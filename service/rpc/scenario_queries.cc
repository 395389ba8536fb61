#include "service/rpc/scenario_queries.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/status.h"
#include "ketenzicht/v1/exposure_service.pb.h"
#include "service/proto/answer_values.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/answer_content.h"
#include "service/rpc/call.h"
#include "service/rpc/comparison_call.h"
#include "service/rpc/exposure_calls.h"
#include "service/rpc/matrix_call.h"
#include "service/rpc/measure_calls.h"
#include "service/rpc/path_list_call.h"
#include "service/rpc/scenario_analysis_queries.h"
#include "service/rpc/scenario_measure_queries.h"
#include "service/rpc/timeline_call.h"

namespace ketenzicht::service {
namespace {

using ingest::ScenarioQuery;

// Adds each message of an answer.
template <typename Response>
Sink<Response> Into(QueryAnswer& answer) {
  return [&answer](const Response& response) {
    answer.messages.push_back(std::make_unique<Response>(response));
    return true;
  };
}

// The same, with its pair.
template <typename Response>
Sink<Response> PairsInto(QueryAnswer& answer) {
  return [&answer](const Response& response) {
    auto message = std::make_unique<Response>(response);
    answer.pairs.push_back(&message->pair());
    answer.messages.push_back(std::move(message));
    return true;
  };
}

template <typename Request>
Request PairRequest(const ScenarioQuery& query, const v1::ViewOptions& options,
                    const v1::Revision& revision) {
  Request request;
  v1::PairQuery& pairs = *request.mutable_query();
  pairs.mutable_from()->Assign(query.from.begin(), query.from.end());
  pairs.mutable_to()->Assign(query.to.begin(), query.to.end());
  if (!query.vectors.empty()) pairs.set_vector(query.vectors.front());
  if (!query.expressions.empty()) {
    pairs.set_expression(query.expressions.front());
  }
  pairs.set_max_paths(query.max_paths);
  *request.mutable_options() = options;
  *request.mutable_revision() = revision;
  return request;
}

v1::ListPathsRequest ListRequest(const ScenarioQuery& query) {
  v1::ListPathsRequest request;
  v1::SourceSelection& from = *request.mutable_from();
  from.mutable_ids()->Assign(query.from.begin(), query.from.end());
  from.mutable_organizations()->Assign(query.organizations.begin(),
                                       query.organizations.end());
  from.mutable_touches()->Assign(query.touches.begin(), query.touches.end());
  v1::TargetSelection& to = *request.mutable_to();
  to.mutable_ids()->Assign(query.to.begin(), query.to.end());
  if (!query.vectors.empty()) request.set_vector(query.vectors.front());
  if (!query.expressions.empty()) {
    request.set_expression(query.expressions.front());
  }
  request.set_overall(query.max_paths);
  if (!query.weakest.empty()) {
    request.set_weakest_status(
        StatusToProto(*graph::ParseStatus(query.weakest)));
  }
  return request;
}

v1::GetMatrixRequest MatrixRequest(const ScenarioQuery& query) {
  v1::GetMatrixRequest request;
  request.mutable_from()->Assign(query.from.begin(), query.from.end());
  request.mutable_to()->Assign(query.to.begin(), query.to.end());
  if (query.from.empty()) {
    request.add_from(query.by_organization ? "organizations/-" : "processes/-");
  }
  if (query.to.empty()) request.add_to("jurisdictions/-");
  if (!query.vectors.empty()) request.set_vector(query.vectors.front());
  if (!query.expressions.empty()) {
    request.set_expression(query.expressions.front());
  }
  request.set_detail(query.detail == "best"    ? v1::MATRIX_DETAIL_BEST
                     : query.detail == "paths" ? v1::MATRIX_DETAIL_PATHS
                                               : v1::MATRIX_DETAIL_TIERS);
  request.set_by_organization(query.by_organization);
  return request;
}

v1::GetTimelineRequest TimelineRequest(const ScenarioQuery& query) {
  v1::GetTimelineRequest request;
  request.mutable_from()->Assign(query.from.begin(), query.from.end());
  request.mutable_to()->Assign(query.to.begin(), query.to.end());
  request.mutable_vectors()->Assign(query.vectors.begin(), query.vectors.end());
  request.mutable_expressions()->Assign(query.expressions.begin(),
                                        query.expressions.end());
  request.set_since(query.since);
  request.set_until(query.until);
  return request;
}

// With what all requests but those of pairs have.
template <typename Request>
Request Asked(Request request, const v1::ViewOptions& options,
              const v1::Revision& revision) {
  *request.mutable_options() = options;
  *request.mutable_revision() = revision;
  return request;
}

absl::Status AskAffected(Engine& engine, const ScenarioQuery& query,
                         const v1::ViewOptions& options,
                         const v1::Revision& revision,
                         const grpc::ServerContext& context,
                         QueryAnswer& answer) {
  v1::FindAffectedRequest request;
  request.set_subject(query.subject);
  request.mutable_vectors()->Assign(query.vectors.begin(), query.vectors.end());
  request.mutable_expressions()->Assign(query.expressions.begin(),
                                        query.expressions.end());
  return Add(AnswerAffected(
                 engine, Asked(std::move(request), options, revision), context),
             answer);
}

absl::Status Ask(Engine& engine, const ScenarioQuery& query,
                 const v1::ViewOptions& options, const v1::Revision& revision,
                 const grpc::ServerContext& context, QueryAnswer& answer) {
  switch (query.kind) {
    case ScenarioQuery::Kind::kPaths:
      return StreamPairs(
          engine, PairRequest<v1::FindPathsRequest>(query, options, revision),
          context, PairsInto<v1::FindPathsResponse>(answer));
    case ScenarioQuery::Kind::kWhy:
      return StreamExplanations(
          engine,
          PairRequest<v1::ExplainExposureRequest>(query, options, revision),
          context, PairsInto<v1::ExplainExposureResponse>(answer));
    case ScenarioQuery::Kind::kList:
      return StreamPathList(engine,
                            Asked(ListRequest(query), options, revision),
                            context, Into<v1::ListPathsResponse>(answer));
    case ScenarioQuery::Kind::kMatrix:
      return StreamMatrix(engine,
                          Asked(MatrixRequest(query), options, revision),
                          context, Into<v1::GetMatrixResponse>(answer));
    case ScenarioQuery::Kind::kAffected:
      return AskAffected(engine, query, options, revision, context, answer);
    case ScenarioQuery::Kind::kTimeline: {
      v1::GetTimelineRequest request =
          Asked(TimelineRequest(query), options, revision);
      request.mutable_options()->clear_date();
      return StreamTimeline(engine, request, context,
                            Into<v1::GetTimelineResponse>(answer));
    }
    case ScenarioQuery::Kind::kCompare:
      return Add(
          CompareSides(engine, CompareRequestOf(query, options, revision),
                       context),
          answer);
    case ScenarioQuery::Kind::kMeasures:
      return Add(
          Propose(engine, ProposeRequestOf(query, options, revision), context),
          answer);
    case ScenarioQuery::Kind::kSinglePoints:
      return Add(
          SinglePointsOf(
              engine, SinglePointsRequestOf(query, options, revision), context),
          answer);
    case ScenarioQuery::Kind::kCase: {
      v1::AnswerCaseRequest request;
      request.set_id(query.subject);
      request.mutable_numbers()->Assign(query.questions.begin(),
                                        query.questions.end());
      return StreamCase(engine, Asked(std::move(request), options, revision),
                        context, Into<v1::AnswerCaseResponse>(answer));
    }
    case ScenarioQuery::Kind::kLoadBearing:
    case ScenarioQuery::Kind::kChokePoints:
    case ScenarioQuery::Kind::kLikelihood:
    case ScenarioQuery::Kind::kContradictions:
    case ScenarioQuery::Kind::kUnknowns:
    case ScenarioQuery::Kind::kSettle:
      return AskAnalysis(engine, query, options, revision, context, answer);
  }
  return absl::OkStatus();
}

// Without the names that are not there; all of them where none is.
std::vector<std::string> Known(const graph::Snapshot& snapshot,
                               const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const std::string& name : names) {
    if (absl::EndsWith(name, "/-") || snapshot.Find(name) != graph::kNoFact) {
      known.push_back(name);
    }
  }
  return known.empty() ? names : known;
}

absl::StatusOr<ScenarioQuery> WhatIsThere(Engine& engine,
                                          const ScenarioQuery& query,
                                          const v1::Revision& revision) {
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(revision));
  if (!state.ok()) return state.status();
  ScenarioQuery there = query;
  there.from = Known(*(*state)->snapshot, query.from);
  there.to = Known(*(*state)->snapshot, query.to);
  there.organizations = Known(*(*state)->snapshot, query.organizations);
  there.about = Known(*(*state)->snapshot, query.about);
  return there;
}

}  // namespace

v1::ViewOptions OptionsOf(const ingest::ScenarioBaseline& baseline,
                          const graph::Date& date) {
  v1::ViewOptions options;
  options.set_date(date.ToString());
  options.set_stated_only(baseline.stated_only);
  options.set_verified_only(baseline.verified_only);
  options.set_without_presumptions(!baseline.presumptions);
  options.mutable_extra_source_types()->Assign(baseline.with.begin(),
                                               baseline.with.end());
  options.mutable_sources()->Assign(baseline.sources.begin(),
                                    baseline.sources.end());
  options.mutable_factors()->Assign(baseline.factors.begin(),
                                    baseline.factors.end());
  return options;
}

std::string QueryKey(const ScenarioQuery& query) {
  std::string key = absl::StrCat(
      static_cast<int>(query.kind), ";", query.date, ";", query.subject, ";",
      query.weakest, ";", query.max_paths, ";", query.since, ";", query.until,
      ";", query.detail, ";", query.by_organization, ";", query.across_sources);
  for (const auto* list :
       {&query.from, &query.to, &query.vectors, &query.expressions,
        &query.organizations, &query.touches, &query.about}) {
    absl::StrAppend(&key, ";", list->size());
    for (const std::string& one : *list) {
      absl::StrAppend(&key, ",", one.size(), ":", one);
    }
  }
  for (int number : query.questions) absl::StrAppend(&key, ";", number);
  return absl::StrCat(key, ";", MeasureQueryKey(query));
}

QueryAnswer AskQuery(Engine& engine, const ScenarioQuery& query,
                     const v1::ViewOptions& options,
                     const v1::Revision& revision,
                     const grpc::ServerContext& context) {
  QueryAnswer answer;
  v1::ViewOptions own = options;
  if (!query.date.empty()) own.set_date(query.date);
  const absl::StatusOr<ScenarioQuery> there =
      WhatIsThere(engine, query, revision);
  answer.status = there.ok()
                      ? Ask(engine, *there, own, revision, context, answer)
                      : there.status();
  if (!answer.status.ok()) {
    answer.messages.clear();
    answer.pairs.clear();
    return answer;
  }
  for (const auto& message : answer.messages) {
    answer.contents.push_back(ContentOf(*message));
  }
  return answer;
}

absl::StatusOr<graph::Views> ViewsAfterChanges(
    Engine& engine, const UnderScenario& under,
    const grpc::ServerContext& context) {
  const absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  const absl::StatusOr<graph::ViewOptions> options =
      FromProto(OptionsOf(under.document.baseline, under.record.date),
                *under.record.snapshot, std::nullopt);
  if (!options.ok()) return options.status();
  return engine.ViewsOf(under.scenario->snapshot, *options, *limits);
}

}  // namespace ketenzicht::service
