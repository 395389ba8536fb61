#include "service/rpc/comparison_call.h"

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "graph/comparison.h"
#include "graph/scope.h"
#include "service/proto/comparison_conversion.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {
namespace {

// Before views are made, which take their time: whether the side has what is
// asked of it.
absl::Status CheckNames(
    Engine& engine, const v1::ComparisonSide& side,
    const google::protobuf::RepeatedPtrField<std::string>& targets) {
  const absl::StatusOr<std::shared_ptr<const ingest::State>> state =
      engine.Ready(WantedOf(side.revision()));
  if (!state.ok()) return state.status();
  const graph::Snapshot& snapshot = *(*state)->snapshot;
  const absl::Status processes =
      graph::ProcessesOf(snapshot, {side.from().begin(), side.from().end()},
                         graph::kMaxPairs)
          .status();
  if (!processes.ok()) return processes;
  return graph::TargetsOf(snapshot, {targets.begin(), targets.end()}).status();
}

// With its payloads.
absl::Status WithPrefix(const absl::Status& status, absl::string_view prefix) {
  absl::Status prefixed(status.code(), absl::StrCat(prefix, status.message()));
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    prefixed.SetPayload(type, payload);
  });
  return prefixed;
}

}  // namespace

absl::StatusOr<v1::CompareExposureResponse> CompareSides(
    Engine& engine, const v1::CompareExposureRequest& request,
    const grpc::ServerContext& context) {
  if (request.a().from_size() == 0 || request.b().from_size() == 0 ||
      request.to_size() == 0) {
    return absl::InvalidArgumentError(
        "a.from, b.from and to each need at least one id");
  }
  absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  limits = EndingAfter(TimeToAnswer(context), *std::move(limits));
  for (const auto& [name, side] :
       {std::pair("a", &request.a()), {"b", &request.b()}}) {
    const absl::Status found = CheckNames(engine, *side, request.to());
    if (!found.ok()) return WithPrefix(found, absl::StrCat(name, ": "));
  }
  std::array<graph::ComparisonSide, 2> sides;
  graph::ComparisonQuery query;
  for (const auto& [side, asked] :
       {std::pair(&sides[0], &request.a()), {&sides[1], &request.b()}}) {
    absl::StatusOr<Asked> found =
        Ask(engine, asked->revision(), asked->options(), std::nullopt, *limits);
    if (!found.ok()) return found.status();
    side->views = std::move(found->views);
    side->who.assign(asked->from().begin(), asked->from().end());
  }
  query.targets.assign(request.to().begin(), request.to().end());
  // Both sides are asked along the vectors of the first one's policy.
  absl::StatusOr<std::vector<graph::Vector>> vectors =
      VectorsOf(sides[0].views.asked->snapshot(), request.vectors(),
                request.expressions());
  if (!vectors.ok()) return vectors.status();
  query.vectors = *std::move(vectors);
  query.make_views = engine.MakerOfViews(*limits);
  const absl::StatusOr<graph::Comparison> compared =
      graph::Compare(sides, query, *limits);
  if (!compared.ok()) return compared.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(sides, *compared);
}

}  // namespace ketenzicht::service
