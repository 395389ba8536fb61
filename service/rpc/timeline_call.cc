#include "service/rpc/timeline_call.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/scope.h"
#include "graph/timeline.h"
#include "service/proto/timeline_conversion.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {
namespace {

absl::StatusOr<std::optional<graph::Date>> DayOf(absl::string_view field,
                                                 const std::string& text) {
  if (text.empty()) return std::nullopt;
  const absl::StatusOr<graph::Date> day = graph::Date::Parse(text);
  if (!day.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, ": ", day.status().message()));
  }
  return *day;
}

// All that is asked; the vectors, which the query points into, beside it.
struct Question {
  std::vector<graph::Vector> vectors;
  graph::TimelineQuery query;
};

absl::StatusOr<Question> QuestionOf(const graph::Snapshot& snapshot,
                                    const v1::GetTimelineRequest& request) {
  Question question;
  absl::StatusOr<std::vector<graph::Vector>> vectors =
      VectorsOf(snapshot, request.vectors(), request.expressions());
  if (!vectors.ok()) return vectors.status();
  question.vectors = *std::move(vectors);
  absl::StatusOr<std::vector<graph::FactIndex>> processes = graph::ProcessesOf(
      snapshot, {request.from().begin(), request.from().end()},
      graph::kMaxPairs);
  if (!processes.ok()) return processes.status();
  absl::StatusOr<std::vector<graph::Target>> targets =
      graph::TargetsOf(snapshot, {request.to().begin(), request.to().end()});
  if (!targets.ok()) return targets.status();
  const absl::StatusOr<std::optional<graph::Date>> since =
      DayOf("since", request.since());
  if (!since.ok()) return since.status();
  const absl::StatusOr<std::optional<graph::Date>> until =
      DayOf("until", request.until());
  if (!until.ok()) return until.status();
  if (*since && *until && **until < **since) {
    return absl::InvalidArgumentError("until: lies before since");
  }
  question.query.processes = *std::move(processes);
  question.query.targets = *std::move(targets);
  question.query.since = *since;
  question.query.until = *until;
  return question;
}

}  // namespace

absl::Status StreamTimeline(Engine& engine,
                            const v1::GetTimelineRequest& request,
                            const grpc::ServerContext& context,
                            const Sink<v1::GetTimelineResponse>& write) {
  if (request.from_size() == 0 || request.to_size() == 0) {
    return absl::InvalidArgumentError("from and to each need at least one id");
  }
  absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  limits = EndingAfter(TimeToAnswer(context), *std::move(limits));
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  const std::shared_ptr<const graph::Snapshot>& snapshot = (*state)->snapshot;
  // The date of the options is not asked, but has to be one.
  const absl::StatusOr<graph::ViewOptions> options =
      FromProto(request.options(), *snapshot, graph::Date());
  if (!options.ok()) return options.status();
  absl::StatusOr<Question> question = QuestionOf(*snapshot, request);
  if (!question.ok()) return question.status();
  graph::TimelineQuery& query = question->query;
  query.make_views = engine.MakerOfViews(*limits);
  for (const graph::Vector& vector : question->vectors) {
    query.vectors.push_back(&vector);
  }
  const absl::StatusOr<graph::Timelines> found =
      graph::FindTimelines(snapshot, *options, query, *limits);
  if (!found.ok()) return found.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  for (const graph::Timeline& timeline : found->all) {
    if (graph::IsSilent(*snapshot, timeline, query.processes.size())) continue;
    v1::GetTimelineResponse response;
    *response.mutable_timeline() =
        ToProto(*snapshot, *options, query, timeline);
    if (!write(response)) return absl::CancelledError("cancelled");
  }
  v1::GetTimelineResponse response;
  *response.mutable_end() = EndToProto(*snapshot, *options, query, *found);
  if (!write(response)) return absl::CancelledError("cancelled");
  return absl::OkStatus();
}

}  // namespace ketenzicht::service
