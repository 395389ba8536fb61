#include "service/rpc/call.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/walk_check.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

// gRPC takes a lock and looks at its queue: ten microseconds. A call that was
// wanted within so short a time is taken to be wanted still.
constexpr std::chrono::milliseconds kLookUp(1);

bool IsCancelled(const grpc::ServerContext& context) {
  thread_local const grpc::ServerContext* wanted = nullptr;
  thread_local std::chrono::steady_clock::time_point looked_up;
  const auto now = std::chrono::steady_clock::now();
  if (wanted == &context && now - looked_up < kLookUp) return false;
  wanted = context.IsCancelled() ? nullptr : &context;
  looked_up = now;
  return wanted == nullptr;
}

constexpr absl::string_view kDefaultVector = "espionage";
constexpr size_t kMaxRequestId = 128;
constexpr std::chrono::milliseconds kLeastMargin(50);
constexpr std::chrono::milliseconds kMostMargin(500);

}  // namespace

absl::StatusOr<graph::Limits> LimitsOf(const v1::PairQuery& query,
                                       const grpc::ServerContext& context) {
  if (query.max_paths() < 0 || query.max_paths() > graph::kMaxPaths) {
    return absl::InvalidArgumentError(absl::StrCat("query.max_paths: 0 to ",
                                                   graph::kMaxPaths, ", not ",
                                                   query.max_paths()));
  }
  if (query.max_expansions() < 0 ||
      query.max_expansions() > graph::kMaxExpansions) {
    return absl::InvalidArgumentError(
        absl::StrCat("query.max_expansions: 0 to ", graph::kMaxExpansions,
                     ", not ", query.max_expansions()));
  }
  graph::Limits limits;
  if (query.max_paths() > 0) limits.paths = query.max_paths();
  if (query.max_expansions() > 0) limits.expansions = query.max_expansions();
  limits.cancelled = [&context] { return !StillWanted(context).ok(); };
  return limits;
}

absl::Status StillWanted(const grpc::ServerContext& context) {
  if (std::chrono::system_clock::now() > context.deadline()) {
    return absl::DeadlineExceededError("the deadline of the call has passed");
  }
  if (IsCancelled(context)) return absl::CancelledError("cancelled");
  return absl::OkStatus();
}

std::chrono::milliseconds TimeToAnswer(const grpc::ServerContext& context) {
  using std::chrono::milliseconds;
  const milliseconds left = std::chrono::duration_cast<milliseconds>(
      context.deadline() - std::chrono::system_clock::now());
  // A call without a deadline has hundreds of years.
  const milliseconds most(std::numeric_limits<int32_t>::max());
  return std::min(left - std::clamp(left / 10, kLeastMargin, kMostMargin),
                  most);
}

graph::Limits EndingAfter(std::chrono::milliseconds time,
                          graph::Limits limits) {
  const auto end = std::chrono::steady_clock::now() + time;
  limits.expired = [end] { return std::chrono::steady_clock::now() >= end; };
  return limits;
}

absl::StatusOr<WriteSettings> SettingsOf(const v1::WriteOptions& options) {
  if (options.request_id().size() > kMaxRequestId) {
    return absl::InvalidArgumentError(absl::StrCat(
        "options.request_id: at most ", kMaxRequestId, " characters"));
  }
  WriteSettings settings;
  if (options.has_expected_revision()) {
    settings.expected_revision = options.expected_revision();
  }
  settings.request_id = options.request_id();
  settings.validate_only = options.validate_only();
  settings.author = options.author();
  return settings;
}

RevisionWanted WantedOf(const v1::Revision& revision) {
  RevisionWanted wanted{.exact = revision.exact(),
                        .at_least = revision.at_least()};
  if (!revision.has_scenario()) return wanted;
  const v1::ScenarioReference& scenario = revision.scenario();
  wanted.before_changes = scenario.baseline();
  const ingest::ScenarioParameters parameters(scenario.parameters().begin(),
                                              scenario.parameters().end());
  if (scenario.content().empty()) {
    wanted.scenario_name = scenario.name();
    wanted.parameters = parameters;
    return wanted;
  }
  ScenarioWanted& inline_one = wanted.scenario.emplace();
  inline_one.content = scenario.content();
  for (const auto& fixture : scenario.fixtures()) {
    inline_one.fixtures.push_back({fixture.name(), fixture.content()});
  }
  inline_one.parameters = parameters;
  return wanted;
}

absl::StatusOr<Asked> Ask(Engine& engine, const v1::Revision& revision,
                          const v1::ViewOptions& options,
                          std::optional<graph::Date> date,
                          const graph::Limits& limits) {
  absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(revision));
  if (!state.ok()) return state.status();
  const absl::StatusOr<graph::ViewOptions> read =
      FromProto(options, *(*state)->snapshot, date);
  if (!read.ok()) return read.status();
  absl::StatusOr<graph::Views> views =
      engine.ViewsOf((*state)->snapshot, *read, limits);
  if (!views.ok()) return views.status();
  return Asked{*std::move(state), *std::move(views)};
}

bool EndsAtAuthorities(const graph::Vector& vector,
                       const graph::Ontology& ontology) {
  return graph::MayEndAt(*vector.automaton, ontology, "process", "authority") ||
         graph::MayEndAt(*vector.automaton, ontology, "organization",
                         "authority");
}

absl::StatusOr<graph::Vector> VectorOf(const graph::Snapshot& snapshot,
                                       absl::string_view name,
                                       absl::string_view expression) {
  if (!expression.empty()) {
    if (!name.empty()) {
      return absl::InvalidArgumentError(
          "vector and expression: give one of them");
    }
    absl::StatusOr<graph::Vector> own =
        graph::CompileVector(expression, snapshot.ontology());
    if (own.ok() && !EndsAtAuthorities(*own, snapshot.ontology())) {
      return absl::InvalidArgumentError(absl::StrCat(
          "expression '", expression,
          "': by the vocabulary it leads from no process or organization to "
          "an authority, so that it has no path whatever is recorded"));
    }
    return own;
  }
  const graph::Vector* vector =
      snapshot.policy().FindVector(name.empty() ? kDefaultVector : name);
  if (vector == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("there is no vector '", name, "' in the policy"));
  }
  return *vector;
}

absl::StatusOr<std::vector<graph::Vector>> VectorsOf(
    const graph::Snapshot& snapshot,
    const google::protobuf::RepeatedPtrField<std::string>& names,
    const google::protobuf::RepeatedPtrField<std::string>& expressions) {
  std::vector<graph::Vector> vectors;
  const auto add = [&](absl::string_view name, absl::string_view expression) {
    absl::StatusOr<graph::Vector> vector = VectorOf(snapshot, name, expression);
    if (vector.ok()) vectors.push_back(*std::move(vector));
    return vector.status();
  };
  for (const std::string& name : names) {
    if (absl::Status ok = add(name, ""); !ok.ok()) return ok;
  }
  for (const std::string& expression : expressions) {
    if (absl::Status ok = add("", expression); !ok.ok()) return ok;
  }
  if (vectors.empty()) {
    if (absl::Status ok = add("", ""); !ok.ok()) return ok;
  }
  return vectors;
}

}  // namespace ketenzicht::service
