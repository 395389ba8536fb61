#include "service/rpc/same_calls.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "ingest/same_candidates.h"

namespace ketenzicht::service {
namespace {

constexpr int kDefaultCandidates = 1000;
constexpr int kMaxCandidates = 100'000;
constexpr int kMaxPerEntity = 1000;

size_t Bounded(int asked, size_t otherwise, int most) {
  return asked <= 0 ? otherwise : static_cast<size_t>(std::min(asked, most));
}

ingest::CandidateSearch SearchOf(const v1::FindSameCandidatesRequest& request) {
  ingest::CandidateSearch search;
  search.kind = request.kind();
  search.source = request.source();
  search.id = request.id();
  if (request.min_score() != 0) search.min_score = request.min_score();
  search.per_entity =
      Bounded(request.per_entity(), search.per_entity, kMaxPerEntity);
  search.total =
      Bounded(request.max_candidates(), kDefaultCandidates, kMaxCandidates);
  return search;
}

// By the limit that leaves out most.
v1::Completeness CompletenessOf(const ingest::SameCandidates& candidates,
                                const ingest::CandidateSearch& search) {
  v1::Completeness completeness;
  const auto hit = [&completeness](absl::string_view limit, int64_t value) {
    completeness.set_limit(std::string(limit));
    completeness.set_limit_value(value);
  };
  if (candidates.limit == "comparisons") {
    hit(candidates.limit, search.limits.comparisons);
  } else if (!candidates.limit.empty()) {
    hit(candidates.limit, static_cast<int64_t>(search.limits.pairs));
  } else if (candidates.over_total > 0) {
    hit("max_candidates", static_cast<int64_t>(search.total));
  } else if (candidates.over_per_entity > 0) {
    hit("per_entity", static_cast<int64_t>(search.per_entity));
  } else {
    completeness.set_complete(true);
  }
  return completeness;
}

std::optional<ingest::SameVerdict> VerdictOf(v1::SameVerdict verdict) {
  switch (verdict) {
    case v1::SAME_VERDICT_SAME:
      return ingest::SameVerdict::kSame;
    case v1::SAME_VERDICT_DIFFERENT:
      return ingest::SameVerdict::kDifferent;
    case v1::SAME_VERDICT_UNDO:
      return ingest::SameVerdict::kUndo;
    default:
      return std::nullopt;
  }
}

}  // namespace

absl::Status StreamSameCandidates(
    Engine& engine, const v1::FindSameCandidatesRequest& request,
    const grpc::ServerContext& context,
    const Sink<v1::FindSameCandidatesResponse>& write) {
  const auto state = engine.Ready(WantedOf(request.revision()));
  if (!state.ok()) return state.status();
  const ingest::CandidateSearch search = SearchOf(request);
  const absl::StatusOr<ingest::SameCandidates> candidates =
      ingest::FindSameCandidates(**state, search,
                                 [&context] { return StillWanted(context); });
  if (!candidates.ok()) return candidates.status();
  const graph::Snapshot& snapshot = *(*state)->snapshot;
  v1::FindSameCandidatesResponse response;
  for (const ingest::SameCandidate& found : candidates->found) {
    v1::SameCandidate& one = *response.mutable_candidate();
    one.set_entity(std::string(snapshot.id(found.entity)));
    one.set_same_as(std::string(snapshot.id(found.same_as)));
    one.set_score(found.score);
    one.set_entity_name(found.entity_name);
    one.set_same_as_name(found.same_as_name);
    if (!write(response)) return absl::CancelledError("cancelled");
  }
  v1::SameCandidatesEnd& end = *response.mutable_end();
  end.set_revision((*state)->revision);
  end.set_over_per_entity(candidates->over_per_entity);
  end.set_over_total(candidates->over_total);
  *end.mutable_completeness() = CompletenessOf(*candidates, search);
  return write(response) ? absl::OkStatus() : absl::CancelledError("cancelled");
}

absl::StatusOr<v1::JudgeSameResponse> JudgeSame(
    Engine& engine, const v1::JudgeSameRequest& request) {
  const absl::StatusOr<WriteSettings> settings = SettingsOf(request.options());
  if (!settings.ok()) return settings.status();
  const std::optional<ingest::SameVerdict> verdict =
      VerdictOf(request.verdict());
  if (!verdict) return absl::InvalidArgumentError("verdict: is none");
  ingest::SameJudging judging;
  judging.one = request.entity();
  judging.other = request.same_as();
  judging.verdict = *verdict;
  judging.reason = request.reason();
  judging.day = graph::Date::FromDays(
      static_cast<int32_t>(absl::ToUnixSeconds(absl::Now()) / (24 * 60 * 60)));
  absl::StatusOr<WrittenJudgement> written =
      engine.JudgeSame(std::move(judging), *settings);
  if (!written.ok()) return written.status();
  v1::JudgeSameResponse response;
  response.set_revision(written->written.revision);
  response.set_judgement(std::move(written->judgement));
  response.set_moved(written->moved);
  response.set_left(written->left);
  return response;
}

}  // namespace ketenzicht::service
