#include "service/rpc/scenario_replacements.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/view.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/call.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {
namespace {

// Relation kinds of the shipped ontology, as other changes use them.
constexpr absl::string_view kMadeBy = "made_by";
constexpr absl::string_view kSeatedIn = "seated_in";

// Why a relation does not count that would make an edge otherwise.
absl::string_view ReasonOf(graph::Omission omission) {
  switch (omission) {
    case graph::Omission::kSource:
      return "no source that is asked for says it";
    case graph::Omission::kInferred:
      return "it is inferred";
    case graph::Omission::kUnverified:
      return "it is not verified";
    case graph::Omission::kDate:
      return "not on this day";
    default:
      return "";
  }
}

// What is known of the makers of one product.
class Makers {
 public:
  explicit Makers(const graph::View& view) : view_(view) {}

  // Parts of a sentence; none where all of it is recorded and counts.
  std::vector<std::string> Missing(const std::string& product) {
    const std::set<graph::FactIndex> makers =
        Follow(view_.snapshot().Find(product), kMadeBy, "maker of it");
    for (graph::FactIndex maker : makers) {
      Follow(maker, kSeatedIn,
             absl::StrCat("seat of '", std::string(view_.snapshot().id(maker)),
                          "'"));
    }
    return std::move(parts_);
  }

 private:
  // Where relations of the kind lead, whether they count or not; with what is
  // to say where some do not, or there are none.
  std::set<graph::FactIndex> Follow(graph::FactIndex from,
                                    absl::string_view kind,
                                    absl::string_view what) {
    std::set<graph::FactIndex> found;
    if (from == graph::kNoFact) return found;
    const graph::Snapshot& snapshot = view_.snapshot();
    const std::optional<graph::RelationKindId> wanted =
        snapshot.ontology().FindRelationKind(kind);
    if (!wanted) return found;
    bool recorded = false;
    for (graph::FactIndex relation : snapshot.relations_from(from)) {
      if (!snapshot.ontology().RelationIsA(snapshot.relation_kind(relation),
                                           *wanted)) {
        continue;
      }
      const std::optional<std::string> reason = WhyNot(relation);
      if (!reason) continue;
      recorded = true;
      const graph::FactIndex target = snapshot.facts().target(relation);
      if (target != graph::kNoFact) found.insert(target);
      if (reason->empty()) continue;
      parts_.push_back(absl::StrCat("'", std::string(snapshot.id(relation)),
                                    "' does not count (", *reason, ")"));
    }
    if (!recorded) {
      parts_.push_back(absl::StrCat("no ", what, " is recorded"));
    }
    return found;
  }

  // Empty where it counts, or where what keeps it out is on record itself;
  // nothing where it is denied and says of no maker or seat.
  std::optional<std::string> WhyNot(graph::FactIndex relation) const {
    if (graph::StatusOf(view_.snapshot().facts().modality(relation)) >=
        graph::Status::kBlocked) {
      return std::nullopt;
    }
    std::string reason;
    for (graph::InstanceIndex i : view_.of(relation)) {
      if (view_.table().counts(i)) return std::string();
      reason = std::string(ReasonOf(view_.table().omission(i)));
    }
    return reason;
  }

  const graph::View& view_;
  std::vector<std::string> parts_;
};

}  // namespace

std::vector<graph::ScenarioNote> ReplacedByUnknownMakers(
    Engine& engine, const UnderScenario& under,
    const grpc::ServerContext& context) {
  std::vector<graph::ScenarioNote> notes;
  const std::vector<graph::ScenarioChange>& changes =
      under.document.scenario.changes;
  const auto replaces = [](const graph::ScenarioChange& change) {
    return std::holds_alternative<graph::ReplaceProduct>(change.what);
  };
  if (std::none_of(changes.begin(), changes.end(), replaces)) return notes;
  const absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  const absl::StatusOr<graph::ViewOptions> options =
      FromProto(service::OptionsOf(under.document.baseline, under.record.date),
                *under.record.snapshot, std::nullopt);
  if (!limits.ok() || !options.ok()) return notes;
  const absl::StatusOr<graph::Views> views =
      engine.ViewsOf(under.scenario->snapshot, *options, *limits);
  if (!views.ok()) return notes;
  for (const graph::ScenarioChange& change : changes) {
    const auto* replace = std::get_if<graph::ReplaceProduct>(&change.what);
    if (replace == nullptr) continue;
    const std::vector<std::string> missing =
        Makers(*views->asked).Missing(replace->by);
    if (missing.empty()) continue;
    notes.push_back(
        {change.line,
         absl::StrCat("of '", replace->by, "': ", absl::StrJoin(missing, "; "),
                      "; that no path is recorded may say no more than that"),
         change.column});
  }
  return notes;
}

}  // namespace ketenzicht::service
