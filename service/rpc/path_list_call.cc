#include "service/rpc/path_list_call.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/entity_selection.h"
#include "graph/explanation.h"
#include "graph/limits.h"
#include "graph/path_list.h"
#include "service/proto/answer_values.h"
#include "service/proto/exposure_conversion.h"
#include "service/proto/value_conversion.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/call.h"
#include "service/rpc/path_list_cursor.h"

namespace ketenzicht::service {
namespace {

constexpr int64_t kDefaultBudgetPaths = 10'000;
constexpr int64_t kMaxBudgetPaths = 100'000'000;
// Over all pairs: what one search holds is bounded by kMaxPartialPaths.
constexpr int64_t kMaxBudgetExpansions = 100'000'000'000;

absl::Status CheckRange(absl::string_view field, int64_t value, int64_t max) {
  if (value >= 0 && value <= max) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": 0 to ", max, ", not ", value));
}

absl::Status CheckRequest(const v1::ListPathsRequest& request) {
  for (const absl::Status& status :
       {CheckRange("per_pair", request.per_pair(), graph::kMaxPaths),
        CheckRange("overall", request.overall(), graph::kMaxBestOverall),
        CheckRange("max_length", request.max_length(),
                   std::numeric_limits<int32_t>::max()),
        CheckRange("budget.max_paths", request.budget().max_paths(),
                   kMaxBudgetPaths),
        CheckRange("budget.max_expansions", request.budget().max_expansions(),
                   kMaxBudgetExpansions),
        CheckRange("budget.max_milliseconds",
                   request.budget().max_milliseconds(),
                   std::numeric_limits<int32_t>::max()),
        CheckRange("weakest_status", request.weakest_status(),
                   v1::STATUS_BLOCKED)}) {
    if (!status.ok()) return status;
  }
  if (!(request.min_likelihood() >= 0 && request.min_likelihood() <= 1)) {
    return absl::InvalidArgumentError(
        absl::StrCat("min_likelihood: 0 to 1, not ", request.min_likelihood()));
  }
  return absl::OkStatus();
}

// How long may be searched: until a margin before the call's deadline, and no
// longer than the budget says.
std::chrono::milliseconds TimeOf(const v1::PathBudget& budget,
                                 const grpc::ServerContext& context) {
  using std::chrono::milliseconds;
  const milliseconds time = TimeToAnswer(context);
  return budget.max_milliseconds() > 0
             ? std::min(time, milliseconds(budget.max_milliseconds()))
             : time;
}

// The budgets of the request within the limits of the call.
graph::Limits BudgetOf(const v1::PathBudget& budget,
                       const grpc::ServerContext& context,
                       graph::Limits limits) {
  limits.paths = static_cast<int>(budget.max_paths() > 0 ? budget.max_paths()
                                                         : kDefaultBudgetPaths);
  limits.expansions = budget.max_expansions() > 0 ? budget.max_expansions()
                                                  : graph::kMaxExpansions;
  return EndingAfter(TimeOf(budget, context), std::move(limits));
}

graph::PathBounds BoundsOf(const v1::ListPathsRequest& request) {
  graph::PathBounds bounds;
  // What makes no edge is no path.
  bounds.weakest = request.weakest_status() == v1::STATUS_UNSPECIFIED
                       ? graph::Status::kBlocked
                       : static_cast<graph::Status>(
                             static_cast<int>(request.weakest_status()) - 1);
  bounds.likelihood_min = request.min_likelihood();
  if (request.max_length() > 0) bounds.length_max = request.max_length();
  return bounds;
}

template <typename Selection, typename Proto>
void CopyCommon(const Proto& proto, Selection& selection) {
  selection.ids.assign(proto.ids().begin(), proto.ids().end());
  selection.kinds.assign(proto.kinds().begin(), proto.kinds().end());
  for (const v1::AttributeValue& one : proto.attributes()) {
    selection.attributes.emplace_back(one.name(), one.value());
  }
}

// What is asked, all of it found.
struct Question {
  graph::Vector vector;
  graph::PathListQuery query;
  int unknown = 0;  // processes of which it is unknown whether they are asked
};

absl::StatusOr<Question> QuestionOf(const v1::ListPathsRequest& request,
                                    const graph::View& view) {
  Question question;
  absl::StatusOr<graph::Vector> vector =
      VectorOf(view.snapshot(), request.vector(), request.expression());
  if (!vector.ok()) return vector.status();
  question.vector = *std::move(vector);
  graph::SourceSelection from;
  CopyCommon(request.from(), from);
  from.organizations.assign(request.from().organizations().begin(),
                            request.from().organizations().end());
  from.touches.assign(request.from().touches().begin(),
                      request.from().touches().end());
  graph::TargetSelection to;
  CopyCommon(request.to(), to);
  to.jurisdictions.assign(request.to().jurisdictions().begin(),
                          request.to().jurisdictions().end());
  absl::StatusOr<std::vector<graph::FactIndex>> sources =
      graph::SelectSources(view, from, &question.unknown);
  if (!sources.ok()) return sources.status();
  absl::StatusOr<std::vector<graph::Target>> targets =
      graph::SelectTargets(view, to);
  if (!targets.ok()) return targets.status();
  question.query.sources = *std::move(sources);
  question.query.targets = *std::move(targets);
  question.query.bounds = BoundsOf(request);
  if (request.per_pair() > 0) question.query.per_pair = request.per_pair();
  question.query.overall = request.overall();
  return question;
}

// Whether a list of this query can go on there: what lies outside of it is of
// no cursor that was given. After the last target of a process there is the
// next process.
bool IsWithin(const graph::PathListPosition& at,
              const graph::PathListQuery& query) {
  if (at == graph::PathListPosition()) return true;
  if (query.overall > 0) {
    return at.source == 0 && at.target == 0 &&
           at.paths <= static_cast<uint32_t>(query.overall);
  }
  if (at.source >= query.sources.size()) return false;
  return at.target < query.targets.size()
             ? at.paths <= static_cast<uint32_t>(query.per_pair)
             : at.target == query.targets.size() && at.paths == 0;
}

class Writer {
 public:
  Writer(const v1::ListPathsRequest& request, const graph::Snapshot& snapshot,
         const Sink<v1::ListPathsResponse>& write)
      : request_(request), snapshot_(snapshot), write_(write) {}

  bool WriteContext(const graph::ViewOptions& options,
                    const graph::Vector& vector) {
    v1::ListPathsResponse response;
    response.set_vector(vector.name);
    *response.mutable_context() = ContextOf(snapshot_, options);
    return write_(response);
  }

  bool WritePath(const graph::View& view, const graph::PathListQuery& query,
                 const graph::ListedPath& listed) {
    const graph::FactIndex process = query.sources[listed.source];
    v1::ListPathsResponse response;
    v1::ListedPath& proto = *response.mutable_path();
    proto.set_process(std::string(snapshot_.id(process)));
    proto.set_target(
        std::string(snapshot_.id(query.targets[listed.target].asked)));
    proto.set_authority(std::string(snapshot_.id(listed.path.steps.back().to)));
    proto.set_status(StatusToProto(listed.path.status));
    *proto.mutable_likelihood() = ToProto(listed.likelihood);
    *proto.mutable_likelihood_class() =
        ToProto(graph::Text{graph::LikelihoodText(snapshot_, listed.likelihood,
                                                  graph::Language::kDutch),
                            graph::LikelihoodText(snapshot_, listed.likelihood,
                                                  graph::Language::kEnglish)});
    if (listed.likelihood.best) {
      const graph::LikelihoodClass* one =
          snapshot_.policy().ClassOf(*listed.likelihood.best);
      if (one != nullptr) proto.set_likelihood_class_name(one->name);
    }
    for (const graph::View::Incidence& step : listed.path.steps) {
      proto.add_relations(view.table().id(step.instance));
    }
    if (request_.view() == v1::PATH_VIEW_FULL) {
      *proto.mutable_path() = PathToProto(view, process, listed.path);
    }
    proto.set_cursor(CursorTo(listed.next));
    return write_(response);
  }

  bool WriteEnd(const graph::PathListEnd& end,
                const graph::PathListQuery& query, int unknown) {
    v1::ListPathsResponse response;
    v1::PathListEnd& proto = *response.mutable_end();
    *proto.mutable_completeness() = CompletenessToProto(end.completeness);
    proto.set_paths(end.paths);
    proto.set_processes(static_cast<int64_t>(query.sources.size()));
    proto.set_targets(static_cast<int64_t>(query.targets.size()));
    proto.set_processes_unknown(unknown);
    if (end.next) proto.set_cursor(CursorTo(*end.next));
    return write_(response);
  }

 private:
  std::string CursorTo(const graph::PathListPosition& position) const {
    return MakeCursor(request_, {snapshot_.revision(), position});
  }

  const v1::ListPathsRequest& request_;
  const graph::Snapshot& snapshot_;
  const Sink<v1::ListPathsResponse>& write_;
};

// The answer where the time was over before there was a view to search: what
// it would have held for, and where to begin.
absl::Status EndWithoutView(Engine& engine, const v1::Revision& revision,
                            const v1::ListPathsRequest& request,
                            const graph::PathListPosition& begin,
                            const Sink<v1::ListPathsResponse>& write) {
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(revision));
  if (!state.ok()) return state.status();
  const graph::Snapshot& snapshot = *(*state)->snapshot;
  const absl::StatusOr<graph::ViewOptions> options =
      FromProto(request.options(), snapshot, std::nullopt);
  if (!options.ok()) return options.status();
  const absl::StatusOr<graph::Vector> vector =
      VectorOf(snapshot, request.vector(), request.expression());
  if (!vector.ok()) return vector.status();
  graph::PathListEnd end;
  end.completeness.stop = graph::StopReason::kTime;
  end.next = begin;
  Writer answer(request, snapshot, write);
  if (!answer.WriteContext(*options, *vector) || !answer.WriteEnd(end, {}, 0)) {
    return absl::CancelledError("cancelled");
  }
  return absl::OkStatus();
}

// Everything of the list but its context.
absl::Status StreamPaths(const graph::View& view,
                         const graph::PathListQuery& query, int unknown,
                         const graph::PathListPosition& begin,
                         const graph::Limits& limits,
                         const grpc::ServerContext& context, Writer& writer) {
  bool written = true;
  const graph::PathListEnd end = graph::ListPaths(
      view, query, begin, limits, [&](const graph::ListedPath& path) {
        written = writer.WritePath(view, query, path);
        return written;
      });
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  if (!written || !writer.WriteEnd(end, query, unknown)) {
    return absl::CancelledError("cancelled");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status StreamPathList(Engine& engine, const v1::ListPathsRequest& request,
                            const grpc::ServerContext& context,
                            const Sink<v1::ListPathsResponse>& write) {
  if (absl::Status ok = CheckRequest(request); !ok.ok()) return ok;
  const absl::StatusOr<graph::Limits> call = LimitsOf({}, context);
  if (!call.ok()) return call.status();
  PathListCursor cursor;
  v1::Revision revision = request.revision();
  if (!request.cursor().empty()) {
    const absl::StatusOr<PathListCursor> read = ReadCursor(request);
    if (!read.ok()) return read.status();
    cursor = *read;
    revision.clear_at_least();
    revision.set_exact(cursor.revision);
  }
  const graph::Limits limits = BudgetOf(request.budget(), context, *call);
  const absl::StatusOr<Asked> asked =
      Ask(engine, revision, request.options(), std::nullopt, limits);
  if (absl::IsDeadlineExceeded(asked.status()) && StillWanted(context).ok()) {
    return EndWithoutView(engine, revision, request, cursor.position, write);
  }
  if (!asked.ok()) return asked.status();
  const graph::View& view = *asked->views.asked;
  const absl::StatusOr<Question> question = QuestionOf(request, view);
  if (!question.ok()) return question.status();
  graph::PathListQuery query = question->query;
  query.vector = &question->vector;
  if (!IsWithin(cursor.position, query)) {
    return absl::InvalidArgumentError("cursor: not a cursor of this service");
  }
  Writer answer(request, view.snapshot(), write);
  if (!answer.WriteContext(view.options(), *query.vector)) {
    return absl::CancelledError("cancelled");
  }
  return StreamPaths(view, query, question->unknown, cursor.position, limits,
                     context, answer);
}

}  // namespace ketenzicht::service
