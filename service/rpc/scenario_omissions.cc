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
#include "graph/case.h"
#include "graph/measure_fit.h"
#include "graph/overlay.h"
#include "graph/view.h"
#include "graph/view_options.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {
namespace {

// Relation kinds of the shipped ontology, as other changes use them.
constexpr absl::string_view kMadeBy = "made_by";
constexpr absl::string_view kSeatedIn = "seated_in";
constexpr absl::string_view kMajorityOwnedBy = "majority_owned_by";
constexpr absl::string_view kControlledBy = "controlled_by";
constexpr absl::string_view kContains = "contains";
constexpr absl::string_view kRuns = "runs";
constexpr absl::string_view kDependsOn = "depends_on";
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

// What is known of where one thing comes from, as the view has it: relations of
// classes too, by what they are said of. For one question.
class Origins {
 public:
  explicit Origins(const graph::View& view) : view_(view) {}

  // Parts of a sentence; none where all of it is recorded and counts: of the
  // makers of a product and of its parts, of who owns or controls them, and of
  // their seats; of an owner the same. That nothing is recorded is told of the
  // product itself and of who stands behind it, not of parts.
  std::vector<std::string> OfProduct(const std::string& product) {
    const Facts start = Named(product);
    Facts makers = FollowEach(start, kMadeBy, "maker");
    LookAtCompanies(makers, "seat");
    Facts parts = start;
    FollowAll(parts, {kContains, kRuns, kDependsOn});
    LookAtCompanies(FollowEach(parts, kMadeBy, ""), "");
    return Parts();
  }
  std::vector<std::string> OfOwner(const std::string& owner) {
    LookAtCompanies(Named(owner), "seat");
    return Parts();
  }

 private:
  using Facts = std::set<graph::FactIndex>;

  // More parts or owners help nobody who reads it.
  static constexpr size_t kMaxLookedAt = 1000;
  static constexpr size_t kMaxTold = 8;

  Facts Named(const std::string& id) {
    const graph::FactIndex fact = view_.snapshot().Find(id);
    if (fact == graph::kNoFact) return {};
    subject_ = fact;
    return {fact};
  }

  std::vector<std::string> Parts() {
    if (parts_.size() > kMaxTold) {
      const size_t more = parts_.size() - kMaxTold;
      parts_.resize(kMaxTold);
      parts_.push_back(absl::StrCat(more, " more of this sort"));
    }
    return std::move(parts_);
  }

  bool IsAuthority(graph::FactIndex fact) const {
    const graph::Snapshot& snapshot = view_.snapshot();
    return snapshot.is_entity(fact) &&
           snapshot.ontology().EntityIsA(
               snapshot.ontology()
                   .entity_kinds()[snapshot.facts().entity_kind(fact)]
                   .name,
               kAuthority);
  }

  // These and whoever owns or controls them, and where each is seated.
  void LookAtCompanies(Facts companies, absl::string_view what) {
    FollowAll(companies, {kMajorityOwnedBy, kControlledBy});
    for (graph::FactIndex company : companies) {
      if (!IsAuthority(company)) Follow(company, kSeatedIn, what);
    }
  }

  void FollowAll(Facts& all, const std::vector<absl::string_view>& kinds) {
    std::vector<graph::FactIndex> queue(all.begin(), all.end());
    for (size_t i = 0; i < queue.size() && all.size() < kMaxLookedAt; ++i) {
      const graph::FactIndex from = queue[i];
      for (absl::string_view kind : kinds) {
        for (graph::FactIndex next : Follow(from, kind, "")) {
          if (all.insert(next).second) queue.push_back(next);
        }
      }
    }
  }

  Facts FollowEach(const Facts& all, absl::string_view kind,
                   absl::string_view what) {
    Facts found;
    for (graph::FactIndex one : all) found.merge(Follow(one, kind, what));
    return found;
  }

  // Where relations of the kind lead, whether they count or not; with what is
  // to say where some do not, or, of `what`, where there are none.
  Facts Follow(graph::FactIndex from, absl::string_view kind,
               absl::string_view what) {
    Facts found;
    const graph::InstanceTable& table = view_.table();
    const graph::Ontology& ontology = view_.snapshot().ontology();
    const std::optional<graph::RelationKindId> wanted =
        ontology.FindRelationKind(kind);
    if (!wanted) return found;
    bool recorded = false;
    for (graph::InstanceIndex i : view_.on(from)) {
      if (!ontology.RelationIsA(table.kind(i), *wanted) || SaysNothing(i)) {
        continue;
      }
      recorded = true;
      if (table.target(i) != graph::kNoFact) found.insert(table.target(i));
      const absl::string_view reason = ReasonOf(table.omission(i));
      if (reason.empty()) continue;
      Tell(absl::StrCat("'", std::string(view_.snapshot().id(table.fact(i))),
                        "' does not count (", reason, ")"));
    }
    if (!recorded && !what.empty()) {
      Tell(absl::StrCat(
          "no ", what, " of ",
          from == subject_
              ? std::string("it")
              : absl::StrCat("'", std::string(view_.snapshot().id(from)), "'"),
          " is recorded"));
    }
    return found;
  }

  void Tell(std::string part) {
    if (told_.insert(part).second) parts_.push_back(std::move(part));
  }

  // It is denied, or only thought of, and says of no maker or seat; or nobody
  // recorded it.
  bool SaysNothing(graph::InstanceIndex i) const {
    const graph::InstanceTable& table = view_.table();
    return table.fact(i) == graph::kNoFact ||
           graph::StatusOf(table.recorded(i)) >= graph::Status::kBlocked;
  }

  const graph::View& view_;
  graph::FactIndex subject_ = graph::kNoFact;
  std::set<std::string> told_;
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

// The days as of which a query is asked, but for the scenario's own.
std::set<graph::Date> OtherDaysOf(const UnderScenario& under,
                                  const ingest::ScenarioQuery& query) {
  std::set<graph::Date> days;
  for (const std::string* text : {&query.date, &query.other_date}) {
    const absl::StatusOr<graph::Date> day = graph::Date::Parse(*text);
    if (day.ok()) days.insert(*day);
  }
  for (const graph::CaseDefinition& one : under.scenario->cases) {
    if (query.kind != ingest::ScenarioQuery::Kind::kCase ||
        one.id != query.subject) {
      continue;
    }
    for (const graph::CaseQuestion& question : one.questions) {
      const bool asked = query.questions.empty() ||
                         std::count(query.questions.begin(),
                                    query.questions.end(), question.number) > 0;
      if (asked && question.date) days.insert(*question.date);
    }
  }
  days.erase(under.record.date);
  return days;
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

std::vector<graph::ScenarioNote> WhatDoesNotFitOnOtherDays(
    const UnderScenario& under) {
  const auto& queries = under.document.queries;
  if (std::all_of(queries.begin(), queries.end(), [&](const auto& query) {
        return OtherDaysOf(under, query).empty();
      })) {
    return {};
  }
  graph::Overlay changed(under.record.baseline);
  for (const graph::FactChange& change : under.record.facts) {
    if (change.after) {
      changed.Put(*change.after);
    } else {
      changed.Remove(change.fact);
    }
  }
  std::vector<graph::ScenarioNote> notes;
  for (const ingest::ScenarioQuery& query : under.document.queries) {
    for (graph::Date day : OtherDaysOf(under, query)) {
      const graph::MeasureFit fit =
          graph::FitUnder(under.document.scenario, changed, day);
      for (const auto& [some, rest] :
           {std::pair(&fit.refused, "; what it does counts there all the same"),
            std::pair(&fit.told, "")}) {
        for (const graph::MeasureMisfit& one : *some) {
          notes.push_back({query.place.line,
                           absl::StrCat("query '", query.id, "', asked as of ",
                                        day.ToString(), ": ", one.text, rest),
                           query.place.column});
        }
      }
    }
  }
  return notes;
}

}  // namespace ketenzicht::service
