#include "service/rpc/scenario_omissions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/view.h"
#include "graph/view_options.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {
namespace {

// Relation kinds of the shipped ontology, as other changes use them.
constexpr absl::string_view kMadeBy = "made_by";
constexpr absl::string_view kSeatedIn = "seated_in";
// A state has no seat: it is reached by itself.
constexpr absl::string_view kAuthority = "authority";

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

// What is known of where one thing comes from. For one question.
class Origins {
 public:
  explicit Origins(const graph::View& view) : view_(view) {}

  // Parts of a sentence; none where all of it is recorded and counts: of the
  // makers of a product and their seats, of the seat of an owner.
  std::vector<std::string> OfProduct(const std::string& product) {
    const std::set<graph::FactIndex> makers =
        Follow(view_.snapshot().Find(product), kMadeBy, "maker of it");
    for (graph::FactIndex maker : makers) {
      Follow(maker, kSeatedIn,
             absl::StrCat("seat of '", std::string(view_.snapshot().id(maker)),
                          "'"));
    }
    return std::move(parts_);
  }
  std::vector<std::string> OfOwner(const std::string& owner) {
    const graph::Snapshot& snapshot = view_.snapshot();
    const graph::FactIndex fact = snapshot.Find(owner);
    if (fact != graph::kNoFact && !IsAuthority(fact)) {
      Follow(fact, kSeatedIn, "seat of it");
    }
    return std::move(parts_);
  }

 private:
  bool IsAuthority(graph::FactIndex fact) const {
    const graph::Snapshot& snapshot = view_.snapshot();
    const graph::Fact read = snapshot.facts().Read(fact);
    return read.entity() != nullptr &&
           snapshot.ontology().EntityIsA(read.entity()->kind, kAuthority);
  }

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

// Whether the owner has something of the company by this.
bool Gains(const graph::SetOwner& own) {
  return own.share.value_or(0) > 0 || own.votes.value_or(0) > 0 ||
         own.controls.value_or(false);
}

// What is not known, or does not count, of what a change brings in.
std::vector<graph::ScenarioNote> OfNewcomers(const graph::View& view,
                                             const graph::Scenario& scenario) {
  std::vector<graph::ScenarioNote> notes;
  for (const graph::ScenarioChange& change : scenario.changes) {
    std::string about;
    std::vector<std::string> missing;
    if (const auto* replace =
            std::get_if<graph::ReplaceProduct>(&change.what)) {
      about = replace->by;
      missing = Origins(view).OfProduct(about);
    } else if (const auto* own = std::get_if<graph::SetOwner>(&change.what);
               own != nullptr && Gains(*own)) {
      about = own->owner;
      missing = Origins(view).OfOwner(about);
    }
    if (missing.empty()) continue;
    notes.push_back(
        {change.line,
         absl::StrCat("of '", about, "': ", absl::StrJoin(missing, "; "),
                      "; that no path is recorded may say no more than that"),
         change.column});
  }
  return notes;
}

// As docs/semantics.md, 1.1 and 1.2, have it, whatever the day.
graph::Omission OmissionOf(const graph::Snapshot& snapshot,
                           const graph::ViewOptions& options,
                           graph::FactIndex fact) {
  if (!graph::HasCountingSource(snapshot, options, fact)) {
    return graph::Omission::kSource;
  }
  if (snapshot.facts().inferred(fact) && !options.with_inferred) {
    return graph::Omission::kInferred;
  }
  if (!snapshot.facts().verified(fact) && options.verified_only) {
    return graph::Omission::kUnverified;
  }
  return graph::Omission::kNone;
}

std::string NamesOf(const std::vector<std::string>& ids) {
  constexpr size_t kNamed = 3;
  const size_t named = std::min(ids.size(), kNamed);
  std::string names = absl::StrCat(
      "'", absl::StrJoin(ids.begin(), ids.begin() + named, "', '"), "'");
  if (ids.size() > named) {
    absl::StrAppend(&names, " and ", ids.size() - named, " more");
  }
  return names;
}

// Of what the changes add or alter.
std::vector<graph::ScenarioNote> OfWhatIsChanged(
    const graph::ViewOptions& options, const graph::ScenarioRecord& record,
    const graph::Scenario& scenario) {
  const graph::Snapshot& snapshot = *record.snapshot;
  std::map<std::pair<int, graph::Omission>, std::vector<std::string>> omitted;
  for (const graph::FactChange& change : record.facts) {
    if (!change.after || change.change == graph::kNoChange ||
        change.after->entity() != nullptr) {
      continue;
    }
    const graph::Omission omission =
        OmissionOf(snapshot, options, snapshot.Find(change.fact));
    if (omission == graph::Omission::kNone) continue;
    omitted[{change.change, omission}].push_back(change.fact);
  }
  std::vector<graph::ScenarioNote> notes;
  for (const auto& [what, ids] : omitted) {
    const graph::ScenarioChange& change = scenario.changes[what.first];
    notes.push_back(
        {change.line,
         absl::StrCat(NamesOf(ids), ids.size() > 1 ? " do" : " does",
                      " not count (", ReasonOf(what.second),
                      "), changed or not"),
         change.column});
  }
  return notes;
}

}  // namespace

std::vector<graph::ScenarioNote> WhatDoesNotCount(
    Engine& engine, const UnderScenario& under,
    const grpc::ServerContext& context) {
  const absl::StatusOr<graph::Views> views =
      ViewsAfterChanges(engine, under, context);
  if (!views.ok()) return {};
  const graph::View& view = *views->asked;
  const graph::Scenario& scenario = under.document.scenario;
  std::vector<graph::ScenarioNote> notes =
      OfWhatIsChanged(view.options(), under.record, scenario);
  const std::vector<graph::ScenarioNote> newcomers =
      OfNewcomers(view, scenario);
  notes.insert(notes.end(), newcomers.begin(), newcomers.end());
  return notes;
}

}  // namespace ketenzicht::service
