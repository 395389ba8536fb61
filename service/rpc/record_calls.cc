#include "service/rpc/record_calls.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/contradictions.h"
#include "graph/unknowns.h"
#include "service/proto/contradiction_conversion.h"
#include "service/proto/unknown_conversion.h"
#include "service/proto/value_conversion.h"
#include "service/rpc/asked_pairs.h"
#include "service/rpc/call.h"

namespace ketenzicht::service {
namespace {

// A page that one message carries; more is asked for.
constexpr int kDefaultMost = 1000;

// How many are told; 0: a page.
absl::StatusOr<int> MostOf(int asked, int most, const char* field) {
  if (asked == 0) return kDefaultMost;
  if (asked > 0 && asked <= most) return asked;
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": ", asked, " is not between 1 and ", most));
}

absl::StatusOr<graph::UnknownsQuery> QueryOf(
    const graph::Snapshot& snapshot, const v1::FindUnknownsRequest& request) {
  graph::UnknownsQuery query;
  absl::StatusOr<std::vector<graph::FactIndex>> subjects =
      FactsOf(snapshot, request.subjects());
  if (!subjects.ok()) return subjects.status();
  query.subjects = *std::move(subjects);
  absl::StatusOr<std::vector<graph::FactIndex>> sources =
      FactsOf(snapshot, request.sources());
  if (!sources.ok()) return sources.status();
  query.sources = *std::move(sources);
  for (int kind : request.kinds()) {
    const std::optional<graph::UnknownKind> known =
        FromProto(static_cast<v1::UnknownKind>(kind));
    if (!known) {
      return absl::InvalidArgumentError(
          absl::StrCat("kinds: ", kind, " is no kind of unknown"));
    }
    query.kinds.push_back(*known);
  }
  query.only_counting = request.only_counting();
  const absl::StatusOr<int> limit =
      MostOf(request.limit(), graph::kMaxUnknowns, "limit");
  if (!limit.ok()) return limit.status();
  query.limit = *limit;
  return query;
}

}  // namespace

absl::StatusOr<v1::FindContradictionsResponse> ContradictionsOf(
    Engine& engine, const v1::FindContradictionsRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<AskedRecord> record =
      AskRecord(engine, request.options(), request.revision(), context);
  if (!record.ok()) return record.status();
  graph::ContradictionQuery query;
  absl::StatusOr<std::vector<graph::FactIndex>> subjects =
      FactsOf(*record->snapshot, request.subjects());
  if (!subjects.ok()) return subjects.status();
  query.subjects = *std::move(subjects);
  query.across_sources = request.across_sources();
  const absl::StatusOr<int> most =
      MostOf(request.most(), graph::kMaxContradictions, "most");
  if (!most.ok()) return most.status();
  query.most = *most;
  query.make_views = engine.MakerOfViews(record->limits);
  const absl::StatusOr<graph::Contradictions> found = graph::FindContradictions(
      record->snapshot, record->options, query, record->limits);
  if (!found.ok()) return found.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*record->snapshot, record->options, query, *found);
}

absl::StatusOr<v1::FindUnknownsResponse> UnknownsOf(
    Engine& engine, const v1::FindUnknownsRequest& request,
    const grpc::ServerContext& context) {
  const absl::StatusOr<AskedRecord> record =
      AskRecord(engine, request.options(), request.revision(), context);
  if (!record.ok()) return record.status();
  const absl::StatusOr<graph::UnknownsQuery> query =
      QueryOf(*record->snapshot, request);
  if (!query.ok()) return query.status();
  const absl::StatusOr<graph::Views> views = ViewsOf(engine, *record);
  if (!views.ok()) return views.status();
  const absl::StatusOr<graph::Unknowns> found =
      graph::FindUnknowns(*views->asked, *query, record->limits);
  if (!found.ok()) return found.status();
  if (absl::Status ok = StillWanted(context); !ok.ok()) return ok;
  return ToProto(*views->asked, *query, *found);
}

}  // namespace ketenzicht::service
