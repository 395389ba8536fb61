#include "service/rpc/exposure_calls.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/affected.h"
#include "graph/case_answer.h"
#include "graph/scope.h"
#include "service/engine/errors.h"
#include "service/proto/exposure_conversion.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

// Answers pair by pair; a pair is written before the next one is searched.
template <typename Response>
absl::Status AnswerPairs(Engine& engine, const v1::PairQuery& query,
                         const v1::ViewOptions& options,
                         const v1::Revision& revision, bool explain,
                         const grpc::ServerContext& context,
                         const Sink<Response>& write) {
  if (query.from_size() == 0 || query.to_size() == 0) {
    return absl::InvalidArgumentError(
        "query.from and query.to each need at least one id");
  }
  const absl::StatusOr<graph::Limits> limits = LimitsOf(query, context);
  if (!limits.ok()) return limits.status();
  const absl::StatusOr<Asked> asked =
      Ask(engine, revision, options, std::nullopt, *limits);
  if (!asked.ok()) return asked.status();
  const graph::Snapshot& snapshot = *asked->state->snapshot;
  const absl::StatusOr<graph::Vector> vector =
      VectorOf(snapshot, query.vector(), query.expression());
  if (!vector.ok()) return vector.status();
  const absl::StatusOr<std::vector<graph::FactIndex>> processes =
      graph::ProcessesOf(snapshot, {query.from().begin(), query.from().end()},
                         graph::kMaxPairs);
  if (!processes.ok()) return processes.status();
  const absl::StatusOr<std::vector<graph::Target>> targets =
      graph::TargetsOf(snapshot, {query.to().begin(), query.to().end()});
  if (!targets.ok()) return targets.status();
  const v1::AnswerContext answer_context = ContextOf(*asked->views.asked);
  for (graph::FactIndex process : *processes) {
    for (const graph::Target& target : *targets) {
      const graph::PairAnswer answer =
          graph::AnswerPair(asked->views, process, target, *vector, *limits);
      if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
      if (graph::IsSilent(snapshot, answer, processes->size())) continue;
      Response response;
      *response.mutable_pair() = ToProto(asked->views, answer, explain);
      *response.mutable_context() = answer_context;
      if (!write(response)) return absl::CancelledError("cancelled");
    }
  }
  return absl::OkStatus();
}

// Without any: all of the policy.
absl::StatusOr<std::vector<graph::Vector>> AffectedVectors(
    const graph::Snapshot& snapshot, const v1::FindAffectedRequest& request) {
  if (request.vectors_size() == 0 && request.expressions_size() == 0) {
    return snapshot.policy().document().vectors;
  }
  return VectorsOf(snapshot, request.vectors(), request.expressions());
}

absl::StatusOr<const graph::CaseDefinition*> FindCase(
    const ingest::State& state, const std::string& id) {
  for (const graph::CaseDefinition& definition : state.cases) {
    if (definition.id == id) return &definition;
  }
  return absl::NotFoundError(absl::StrCat("there is no case '", id, "'"));
}

constexpr absl::string_view kAllCases = "cases/-";

absl::Status CheckNumbers(const graph::CaseDefinition& definition,
                          const v1::AnswerCaseRequest& request) {
  for (int32_t number : request.numbers()) {
    const bool known =
        std::any_of(definition.questions.begin(), definition.questions.end(),
                    [number](const graph::CaseQuestion& one) {
                      return one.number == number;
                    });
    if (!known) {
      return absl::NotFoundError(
          absl::StrCat("'", definition.id, "' has no question ", number));
    }
  }
  return absl::OkStatus();
}

// With the source types that count for this question beside those asked for.
v1::ViewOptions OptionsOf(const graph::CaseQuestion& question,
                          v1::ViewOptions options) {
  for (const std::string& type : question.with) {
    const auto& types = options.extra_source_types();
    if (std::find(types.begin(), types.end(), type) == types.end()) {
      options.add_extra_source_types(type);
    }
  }
  return options;
}

// The questions of one case that are asked; the request has its revision.
absl::Status AnswerOneCase(Engine& engine,
                           const graph::CaseDefinition& definition,
                           const v1::AnswerCaseRequest& request,
                           const grpc::ServerContext& context,
                           const Sink<v1::AnswerCaseResponse>& write) {
  if (absl::Status ok = CheckNumbers(definition, request); !ok.ok()) return ok;
  const absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  for (const graph::CaseQuestion& question : definition.questions) {
    if (request.numbers_size() > 0 &&
        std::find(request.numbers().begin(), request.numbers().end(),
                  question.number) == request.numbers().end()) {
      continue;
    }
    const absl::StatusOr<Asked> asked =
        Ask(engine, request.revision(), OptionsOf(question, request.options()),
            question.date.value_or(definition.date), *limits);
    if (!asked.ok()) return asked.status();
    const absl::StatusOr<graph::QuestionAnswer> answer =
        graph::AnswerQuestion(asked->views, question, *limits);
    if (!answer.ok()) return answer.status();
    if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
    const absl::StatusOr<graph::ViewOptions> of_case =
        FromProto(request.options(), *asked->state->snapshot, definition.date);
    if (!of_case.ok()) return of_case.status();
    v1::AnswerCaseResponse response = ToProto(asked->views, *answer, *of_case);
    *response.mutable_title() = ToProto(definition.title);
    response.set_case_id(definition.id);
    if (!write(response)) return absl::CancelledError("cancelled");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status StreamPairs(Engine& engine, const v1::FindPathsRequest& request,
                         const grpc::ServerContext& context,
                         const Sink<v1::FindPathsResponse>& write) {
  return AnswerPairs(engine, request.query(), request.options(),
                     request.revision(), false, context, write);
}

absl::Status StreamExplanations(
    Engine& engine, const v1::ExplainExposureRequest& request,
    const grpc::ServerContext& context,
    const Sink<v1::ExplainExposureResponse>& write) {
  return AnswerPairs(engine, request.query(), request.options(),
                     request.revision(), true, context, write);
}

absl::StatusOr<v1::FindAffectedResponse> AnswerAffected(
    Engine& engine, const v1::FindAffectedRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  const absl::StatusOr<Asked> asked =
      Ask(engine, request.revision(), request.options(), std::nullopt, *limits);
  if (!asked.ok()) return asked.status();
  const absl::StatusOr<std::vector<graph::Vector>> vectors =
      AffectedVectors(*asked->state->snapshot, request);
  if (!vectors.ok()) return vectors.status();
  std::vector<const graph::Vector*> asked_for;
  for (const graph::Vector& vector : *vectors) asked_for.push_back(&vector);
  const absl::StatusOr<graph::Affected> affected = graph::FindAffected(
      *asked->views.asked, request.subject(), asked_for, *limits);
  if (!affected.ok()) return affected.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  v1::FindAffectedResponse response = ToProto(*asked->views.asked, *affected);
  *response.mutable_context() = ContextOf(*asked->views.asked);
  return response;
}

absl::Status StreamCase(Engine& engine, const v1::AnswerCaseRequest& request,
                        const grpc::ServerContext& context,
                        const Sink<v1::AnswerCaseResponse>& write) {
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  // Whatever is written meanwhile, all questions read the same revision.
  v1::AnswerCaseRequest exact = request;
  exact.mutable_revision()->clear_at_least();
  exact.mutable_revision()->set_exact((*state)->revision);
  if (request.id() != kAllCases) {
    const absl::StatusOr<const graph::CaseDefinition*> found =
        FindCase(**state, request.id());
    if (!found.ok()) return found.status();
    return AnswerOneCase(engine, **found, exact, context, write);
  }
  if (request.numbers_size() > 0) {
    return absl::InvalidArgumentError(
        "numbers: of every case all questions are answered");
  }
  for (const graph::CaseDefinition& definition : (*state)->cases) {
    if (absl::Status ok =
            AnswerOneCase(engine, definition, exact, context, write);
        !ok.ok()) {
      return ok;
    }
  }
  return absl::OkStatus();
}

}  // namespace ketenzicht::service
