#include "service/rpc/scenario_reasons.h"

#include <algorithm>
#include <map>
#include <set>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/explanation.h"
#include "graph/scope.h"
#include "service/proto/answer_values.h"
#include "service/proto/view_conversion.h"
#include "service/rpc/call.h"
#include "service/rpc/scenario_assertions.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {
namespace {

// What is compared of a pair: as of OutcomeName of an answer, else what moves a
// likelihood would not be found.
std::string ComparedOf(const graph::Snapshot& snapshot,
                       const graph::PairAnswer& answer) {
  const auto tier = [&](const graph::TierAnswer* one) {
    return graph::TierText(snapshot, one, graph::Language::kEnglish);
  };
  std::string outcome =
      absl::StrCat(graph::StatusName(answer.status), " ", tier(answer.tier()),
                   " ", graph::StatusName(answer.inherent_status), " ",
                   tier(answer.inherent ? &answer.inherent->tier : nullptr));
  if (answer.paths.empty()) return outcome;
  const graph::Interval& one = answer.paths.front().likelihood;
  return absl::StrCat(outcome, ", likelihood ",
                      LikelihoodName(one.low, one.best, one.high));
}

class Search {
 public:
  Search(Engine& engine, const UnderScenario& under,
         const ingest::ScenarioQuery& query, const v1::PairExposure& pair,
         const graph::Limits& limits, ReasonViews& views)
      : engine_(engine),
        under_(under),
        query_(query),
        pair_(pair),
        limits_(limits),
        views_(views) {}

  absl::StatusOr<graph::SmallestSet> Find() {
    std::vector<int> all = under_.document.items;
    all.erase(std::unique(all.begin(), all.end()), all.end());
    const absl::StatusOr<std::string> wanted = OutcomeUnder(all);
    if (!wanted.ok()) return wanted.status();
    absl::StatusOr<graph::SmallestSet> found = graph::FindSmallestSet(
        all,
        [&](const std::vector<int>& some) -> absl::StatusOr<bool> {
          const absl::StatusOr<std::string> outcome = OutcomeUnder(some);
          if (!outcome.ok()) return outcome.status();
          return *outcome == *wanted;
        },
        graph::CauseViews(under_.record.snapshot->size()));
    if (found.ok() && cut_short_) found->smallest = false;
    return found;
  }

 private:
  // Empty where the changes do not fit without the others.
  absl::StatusOr<std::string> OutcomeUnder(const std::vector<int>& some) {
    const absl::StatusOr<std::optional<graph::Views>> views = ViewsUnder(some);
    if (!views.ok()) return views.status();
    if (!*views) return std::string();
    const graph::Snapshot& snapshot = (*views)->asked->snapshot();
    const absl::StatusOr<graph::Vector> vector =
        VectorOf(snapshot, query_.vectors.empty() ? "" : query_.vectors.front(),
                 query_.expressions.empty() ? "" : query_.expressions.front());
    const absl::StatusOr<std::vector<graph::Target>> targets =
        graph::TargetsOf(snapshot, {pair_.target()});
    const graph::FactIndex process = snapshot.Find(pair_.process());
    if (!vector.ok() || !targets.ok() || process == graph::kNoFact) {
      return std::string();
    }
    const graph::PairAnswer answer =
        graph::AnswerPair(**views, process, targets->front(), *vector, limits_);
    if (limits_.interrupted() != graph::StopReason::kNone) {
      return absl::CancelledError("cancelled");
    }
    if (graph::IsSearchBudget(answer.completeness.stop)) {
      cut_short_ = true;
      return std::string();
    }
    return ComparedOf(snapshot, answer);
  }

  absl::StatusOr<std::optional<graph::Views>> ViewsUnder(
      const std::vector<int>& some) {
    const auto key = std::pair(some, query_.date);
    const auto kept = views_.find(key);
    if (kept != views_.end()) return kept->second;
    // Half of an item is nothing that anybody wrote.
    std::vector<int> changes;
    const std::vector<int>& items = under_.document.items;
    for (int i = 0; i < static_cast<int>(items.size()); ++i) {
      if (std::binary_search(some.begin(), some.end(), items[i])) {
        changes.push_back(i);
      }
    }
    const graph::ScenarioRecord record =
        graph::RecordOf(under_.record.baseline, WithoutFixtures(), &changes);
    if (!record.problems.empty()) return views_[key] = std::nullopt;
    v1::ViewOptions options =
        service::OptionsOf(under_.document.baseline, record.date);
    if (!query_.date.empty()) options.set_date(query_.date);
    const absl::StatusOr<graph::ViewOptions> read =
        FromProto(options, *record.snapshot, std::nullopt);
    if (!read.ok()) return views_[key] = std::nullopt;
    absl::StatusOr<graph::Views> made =
        engine_.MakerOfViews(limits_)(record.snapshot, *read);
    if (!made.ok()) return made.status();
    return views_[key] = *std::move(made);
  }

  // They are in the baseline already.
  const graph::Scenario& WithoutFixtures() {
    if (scenario_.id.empty()) {
      scenario_ = under_.document.scenario;
      scenario_.fixtures.clear();
    }
    return scenario_;
  }

  Engine& engine_;
  const UnderScenario& under_;
  const ingest::ScenarioQuery& query_;
  const v1::PairExposure& pair_;
  const graph::Limits& limits_;
  ReasonViews& views_;
  graph::Scenario scenario_;
  bool cut_short_ = false;
};

// Nobody says by it that the fact is so.
bool OnlyEnds(const graph::FactChange& change) {
  if (!change.before || !change.after) return false;
  graph::Fact ended = *change.before;
  ended.valid.until = change.after->valid.until;
  return ended == *change.after;
}

// The relation that a change is about: itself, or the use of which it speaks.
graph::FactIndex Concerned(const graph::Snapshot& snapshot,
                           const graph::FactChange& change) {
  if (!change.after || change.after->relation() == nullptr ||
      change.after->modality == graph::Modality::kDenied || OnlyEnds(change)) {
    return graph::kNoFact;
  }
  const graph::FactIndex fact = snapshot.Find(change.fact);
  const graph::FactIndex source = snapshot.facts().source(fact);
  const bool of_a_use =
      source != graph::kNoFact && snapshot.is_relation(source);
  return of_a_use ? source : fact;
}

// What closes the instances of one relation: itself, or what carries it.
class Closures {
 public:
  explicit Closures(const graph::View& view)
      : view_(view), table_(view.table()) {}

  // Which measures close what, by ids.
  using Closing = std::map<std::string, std::set<std::string>>;

  struct Found {
    size_t closed = 0;  // instances
    size_t all = 0;     // that count
    Closing closing;
  };
  Found Find(graph::FactIndex fact) {
    Found found;
    for (graph::InstanceIndex i : view_.of(fact)) {
      if (!table_.counts(i)) continue;
      ++found.all;
      if (view_.status(i) != graph::Status::kBlocked) continue;
      ++found.closed;
      Add(i, found.closing);
    }
    return found;
  }

 private:
  // Of what carries it where nothing closes it itself. Each is looked at once.
  void Add(graph::InstanceIndex i, Closing& closing) {
    if (!seen_.insert(i).second) return;
    std::set<std::string> measures;
    for (const graph::MeasureMet& met : table_.measures(i)) {
      if (met.counts && met.leaves == graph::Status::kBlocked) {
        measures.emplace(view_.snapshot().id(met.measure));
      }
    }
    const graph::FactIndex fact = table_.fact(i);
    if (!measures.empty() && fact != graph::kNoFact) {
      closing[std::string(view_.snapshot().id(fact))].merge(measures);
      return;
    }
    for (graph::FactIndex carrier : table_.carriers(i)) {
      for (graph::InstanceIndex one : view_.of(carrier)) {
        if (view_.status(one) == graph::Status::kBlocked) Add(one, closing);
      }
    }
  }

  const graph::View& view_;
  const graph::InstanceTable& table_;
  std::set<graph::InstanceIndex> seen_;
};

// The relations that the scenario affirms despite the measures on them.
std::set<std::string> DespiteMeasures(const graph::Scenario& scenario) {
  std::set<std::string> facts;
  for (const graph::ScenarioChange& change : scenario.changes) {
    const auto* set = std::get_if<graph::SetFact>(&change.what);
    if (set != nullptr && set->despite_measures) facts.insert(set->fact);
  }
  return facts;
}

// That a relation is closed, by what, and how to say that it is not.
std::string ClosedText(const std::string& fact, const Closures::Found& found,
                       const std::set<std::string>& despite) {
  std::string text = absl::StrCat("'", fact, "'");
  if (found.closed < found.all) {
    absl::StrAppend(&text, ", ", found.closed, " of the ", found.all,
                    " that it stands for,");
  }
  std::vector<std::string> parts;
  for (const auto& [closed, measures] : found.closing) {
    const std::string by = absl::StrJoin(measures, ", ");
    const bool itself = closed == fact;
    std::string part = itself
                           ? absl::StrCat(" is closed by ", by)
                           : absl::StrCat(" is closed with what carries it, '",
                                          closed, "', by ", by);
    if (!despite.contains(closed)) {
      absl::StrAppend(&part, "; where ", itself ? "it" : "that",
                      " holds despite that, say: affirm: {fact: ", closed,
                      ", despite: measures}");
    }
    parts.push_back(std::move(part));
  }
  return absl::StrCat(text, absl::StrJoin(parts, "; and"));
}

graph::ScenarioPlace PlaceOf(const UnderScenario& under,
                             const graph::FactChange& change) {
  if (change.change == graph::kNoChange) return {};
  const graph::ScenarioChange& by =
      under.document.scenario.changes[change.change];
  return {by.line, by.column};
}

}  // namespace

absl::StatusOr<graph::SmallestSet> FindReasons(
    Engine& engine, const UnderScenario& under,
    const ingest::ScenarioQuery& query, const v1::PairExposure& after,
    const grpc::ServerContext& context, ReasonViews& views) {
  absl::StatusOr<graph::Limits> limits = LimitsOf({}, context);
  if (!limits.ok()) return limits.status();
  return Search(engine, under, query, after, *limits, views).Find();
}

std::vector<graph::ScenarioNote> ClosedByMeasures(
    Engine& engine, const UnderScenario& under,
    const grpc::ServerContext& context) {
  std::vector<graph::ScenarioNote> notes;
  const absl::StatusOr<graph::Views> views =
      ViewsAfterChanges(engine, under, context);
  if (!views.ok()) return notes;
  const graph::View& view = *views->asked;
  const std::set<std::string> despite =
      DespiteMeasures(under.document.scenario);
  std::set<graph::FactIndex> told;
  for (const graph::FactChange& change : under.record.facts) {
    const graph::FactIndex fact = Concerned(view.snapshot(), change);
    if (fact == graph::kNoFact || !told.insert(fact).second) continue;
    const Closures::Found found = Closures(view).Find(fact);
    if (found.closing.empty()) continue;
    const graph::ScenarioPlace place = PlaceOf(under, change);
    notes.push_back(
        {place.line,
         ClosedText(std::string(view.snapshot().id(fact)), found, despite),
         place.column});
  }
  return notes;
}

}  // namespace ketenzicht::service
