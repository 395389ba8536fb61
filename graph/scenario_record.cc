#include "graph/scenario_record.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/measure_selection.h"
#include "graph/nearest_id.h"
#include "graph/overlay.h"
#include "graph/ownership_change.h"
#include "graph/product_replacement.h"

namespace ketenzicht::graph {
namespace {

Bound From(Date day) { return Bound::Dated({day, day}); }

void Drop(std::vector<std::string>& ids, const std::string& id) {
  ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
}

// Does one change after another.
class Recorder {
 public:
  Recorder(std::shared_ptr<const Snapshot> base, const Scenario& scenario)
      : scenario_(scenario), overlay_(std::move(base)), date_(scenario.date) {}

  void Do(int number, const ScenarioChange& change) {
    number_ = number;
    change_ = &change;
    std::visit([this](const auto& what) { Do(what); }, change.what);
  }

  // What is on record under the id of the scenario's own source would count as
  // that source, and what the scenario says be attributed to it.
  void CheckOwnSource() {
    const std::string id = SourceOf(scenario_);
    if (!overlay_.Has(id)) return;
    problems_.push_back(
        {scenario_.place.line,
         absl::StrCat("'", id,
                      "' is on record, and is what this scenario is as "
                      "a source: what it says would be attributed to that; "
                      "give the scenario another id"),
         scenario_.place.column});
  }

  // The scenario's own source, where anything rests on it.
  void AddSource() {
    const std::string id = SourceOf(scenario_);
    if (!source_needed_ || overlay_.Has(id)) return;
    Fact source;
    source.id = id;
    source.valid.from = Bound::Open();
    source.evidence = {OwnEvidence()};
    Entity entity{.kind = "source", .name = scenario_.title};
    entity.attributes["source_type"] = std::string(kScenarioSourceType);
    source.body = std::move(entity);
    overlay_.Put(std::move(source));
  }

  void Check() {
    for (const FactProblem& problem : overlay_.Check()) {
      const ScenarioPlace place = PlaceOf(problem);
      absl::string_view missing = problem.reason;
      const bool is_missing = absl::ConsumePrefix(&missing, "there is no '") &&
                              absl::ConsumeSuffix(&missing, "'");
      problems_.push_back(
          {place.line,
           absl::StrCat(
               problem.fact_id, ": ", problem.field,
               problem.field.empty() ? "" : ": ",
               is_missing ? Missing(std::string(missing)) : problem.reason),
           place.column});
    }
  }

  ScenarioRecord Finish(ScenarioRecord record) {
    AddSource();
    Check();
    const auto by_line = [](const ScenarioNote& a, const ScenarioNote& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    };
    std::stable_sort(problems_.begin(), problems_.end(), by_line);
    if (!problems_.empty()) return {.problems = std::move(problems_)};
    auto laid = overlay_.Lay({scenario_.id, scenario_.version,
                              SourceOf(scenario_), scenario_.title});
    if (!laid.ok()) {
      return {.problems = {{0, std::string(laid.status().message())}}};
    }
    record.snapshot = *std::move(laid);
    record.date = date_;
    for (const auto& [id, fact] : overlay_.facts()) {
      const FactIndex index = overlay_.base().Find(id);
      FactChange change{.fact = id, .after = fact};
      if (index != kNoFact) change.before = overlay_.base().facts().Read(index);
      if (change.before == change.after) continue;
      const auto touched = touched_.find(id);
      change.change =
          touched == touched_.end() ? kNoChange : touched->second.change;
      record.facts.push_back(std::move(change));
    }
    notes_.insert(notes_.begin(), record.notes.begin(), record.notes.end());
    std::stable_sort(notes_.begin(), notes_.end(), by_line);
    record.notes = std::move(notes_);
    return record;
  }

 private:
  struct Touched {
    int change = 0;
    const ScenarioChange* by = nullptr;
  };

  Evidence OwnEvidence() const {
    return {.source = SourceOf(scenario_), .asserted_on = scenario_.date};
  }

  // Where the change names it; else the change.
  static ScenarioPlace PlaceOf(const ScenarioChange& change,
                               const std::string& name) {
    const auto at = change.names.find(name);
    return at == change.names.end() ? ScenarioPlace{change.line, change.column}
                                    : at->second;
  }
  static bool Mentions(const FactProblem& problem, const std::string& name) {
    return absl::StrContains(problem.reason, absl::StrCat("'", name, "'"));
  }
  // Where the change that last touched the fact names what the reason is about;
  // else at the change that took that away; else at the former.
  ScenarioPlace PlaceOf(const FactProblem& problem) const {
    const auto touched = touched_.find(problem.fact_id);
    const ScenarioChange* by =
        touched == touched_.end() ? nullptr : touched->second.by;
    if (by != nullptr) {
      for (const auto& [name, place] : by->names) {
        if (Mentions(problem, name)) return place;
      }
    }
    for (const auto& [id, one] : touched_) {
      if (Mentions(problem, id) && (by == nullptr || !overlay_.Has(id))) {
        return PlaceOf(*one.by, id);
      }
    }
    if (by == nullptr) by = change_;
    return by == nullptr ? ScenarioPlace() : PlaceOf(*by, problem.fact_id);
  }

  void Problem(const std::string& text, const std::string& about = "") {
    const ScenarioPlace place = PlaceOf(*change_, about);
    problems_.push_back({place.line, text, place.column});
  }
  void Note(std::string text) {
    notes_.push_back({change_->line, std::move(text), change_->column});
  }

  void Put(Fact fact) {
    touched_[fact.id] = {number_, change_};
    overlay_.Put(std::move(fact));
  }

  // The fact, or nothing after a problem.
  std::optional<Fact> Need(const std::string& id) {
    std::optional<Fact> fact = overlay_.Find(id);
    if (!fact) Problem(Missing(id), id);
    return fact;
  }

  // That there is no such fact, and which one may have been meant.
  std::string Missing(const std::string& id) const {
    if (overlay_.base().Find(id) != kNoFact) {
      return absl::StrCat("there is no '", id, "': the scenario removes it");
    }
    const std::string nearest = NearestId(overlay_.base(), id);
    return absl::StrCat("there is no '", id, "'",
                        nearest.empty() ? "" : "; did you mean '", nearest,
                        nearest.empty() ? "" : "'?");
  }

  // What the scenario says, and no source.
  void SayIt(Fact& fact) {
    fact.evidence = {OwnEvidence()};
    fact.because.clear();
    fact.origin = {};
    fact.note = {};
    fact.verified = true;
    source_needed_ = true;
  }

  void Do(const AddFact& add) {
    if (overlay_.Has(add.fact.id)) {
      Problem(absl::StrCat("'", add.fact.id,
                           "' is there already; change it with set"),
              add.fact.id);
      return;
    }
    if (add.fact.id == SourceOf(scenario_)) {
      Problem(absl::StrCat("'", add.fact.id,
                           "' is what this scenario is as a source: it is "
                           "added with what the scenario says"),
              add.fact.id);
      return;
    }
    Fact fact = add.fact;
    if (fact.evidence.empty()) {
      fact.evidence = {OwnEvidence()};
      source_needed_ = true;
      if (fact.valid.from.kind == Bound::Kind::kNotStated) {
        fact.valid.from = Bound::Open();
      }
    }
    Put(std::move(fact));
  }

  void Do(const RemoveFact& remove) {
    if (Need(remove.fact)) Remove(remove.fact);
  }

  // With what cannot be recorded without it.
  void Remove(const std::string& id) {
    std::vector<std::string> queue = {id};
    std::set<std::string> seen = {id};
    for (size_t i = 0; i < queue.size(); ++i) {
      const std::string at = queue[i];
      std::vector<std::string> gone = overlay_.CarriedBy(at);
      for (const bool target : {false, true}) {
        for (std::string& relation : overlay_.RelationsAt(at, target)) {
          gone.push_back(std::move(relation));
        }
      }
      for (const std::string& measure : overlay_.SelectedBy(at)) {
        if (!NoLongerSelects(measure, at)) gone.push_back(measure);
      }
      for (const std::string& one : gone) {
        if (seen.insert(one).second) queue.push_back(one);
      }
    }
    for (const std::string& gone : queue) {
      for (const std::string& other : overlay_.MentionsOf(gone)) {
        if (!seen.contains(other)) NoLongerMentions(other, gone);
      }
      for (const std::string& other : MeasuresThatExcept(overlay_, gone)) {
        if (!seen.contains(other)) NoLongerExcepts(other, gone);
      }
      touched_[gone] = {number_, change_};
      overlay_.Remove(gone);
    }
    if (queue.size() > 1) {
      Note(absl::StrCat("removing '", id, "' removes ", queue.size() - 1,
                        " more: ", queue[1], queue.size() > 2 ? " …" : ""));
    }
  }

  // False where it selected nothing else.
  bool NoLongerSelects(const std::string& measure, const std::string& id) {
    Fact fact = *overlay_.Find(measure);
    std::vector<std::string>& ids = std::get<Measure>(fact.body).selects.ids;
    Drop(ids, id);
    if (ids.empty()) return false;
    Put(std::move(fact));
    return true;
  }

  void NoLongerMentions(const std::string& other, const std::string& id) {
    Fact fact = *overlay_.Find(other);
    Drop(fact.because, id);
    Drop(fact.origin.from, id);
    if (auto* entity = std::get_if<Entity>(&fact.body)) Drop(entity->about, id);
    Put(std::move(fact));
  }

  void NoLongerExcepts(const std::string& measure, const std::string& id) {
    Fact fact = *overlay_.Find(measure);
    Drop(std::get<Measure>(fact.body).selects.except, id);
    Put(std::move(fact));
  }

  void Do(const EndFact& end) {
    std::optional<Fact> fact = Need(end.fact);
    if (!fact) return;
    const Entity* entity = fact->entity();
    if (!end.kind.empty() &&
        (entity == nullptr ||
         !overlay_.base().ontology().EntityIsA(entity->kind, end.kind))) {
      Problem(absl::StrCat("'", end.fact, "' is no ", end.kind), end.fact);
      return;
    }
    End(*std::move(fact), end.on.value_or(date_));
  }

  void End(Fact fact, Date on) {
    if (fact.valid.until.kind == Bound::Kind::kDated &&
        fact.valid.until.range.latest <= on) {
      Note(absl::StrCat("'", fact.id, "' has ended before ", on.ToString()));
      return;
    }
    fact.valid.until = From(on);
    Put(std::move(fact));
  }

  void Do(const SetFact& set) {
    std::optional<Fact> found = Need(set.fact);
    if (!found) return;
    Fact fact = *std::move(found);
    if (auto* relation = std::get_if<Relation>(&fact.body)) {
      SetRelation(set, fact, *relation);
    } else if (!set.source.empty() || !set.target.empty() || set.likelihood) {
      Problem(absl::StrCat("'", set.fact,
                           "' is no relation: it has no ends "
                           "and no likelihood"));
    }
    if (auto* measure = std::get_if<Measure>(&fact.body)) {
      if (set.state) measure->state = *set.state;
      if (set.cost) measure->cost = set.cost;
      if (set.burden) measure->burden = set.burden;
    } else if (set.state || set.cost || set.burden) {
      Problem(absl::StrCat("'", set.fact, "' is no measure"));
    }
    if (auto* entity = std::get_if<Entity>(&fact.body)) {
      for (const auto& [name, value] : set.attributes) {
        entity->attributes[name] = value;
      }
    } else if (fact.measure() != nullptr && !set.attributes.empty()) {
      Problem(absl::StrCat("'", set.fact,
                           "' is a measure: it has no "
                           "attributes"));
    }
    if (set.valid) fact.valid = *set.valid;
    if (set.confidence) fact.confidence = set.confidence;
    if (set.modality) SetModality(*set.modality, set.unknown_kind, fact);
    Put(std::move(fact));
    if (set.despite_measures) LiftFrom(set.fact);
  }

  void SetRelation(const SetFact& set, Fact& fact, Relation& relation) {
    for (const auto& [name, value] : set.attributes) {
      relation.attributes[name] = value;
    }
    if (set.likelihood) relation.likelihood = *set.likelihood;
    if (set.source.empty() && set.target.empty()) return;
    if (!set.source.empty()) relation.source = {set.source, std::nullopt};
    if (!set.target.empty()) relation.target = {set.target, std::nullopt};
    SayIt(fact);
  }

  void SetModality(Modality modality, std::optional<UnknownKind> kind,
                   Fact& fact) {
    fact.modality = modality;
    fact.unknown_kind = modality == Modality::kUnknown
                            ? kind.value_or(UnknownKind::kNotStated)
                            : UnknownKind::kNone;
    SayIt(fact);
  }

  // The measures in place that may close it no longer select it.
  void LiftFrom(const std::string& relation) {
    const Fact lifted = *overlay_.Find(relation);
    if (lifted.relation() == nullptr) return;
    for (const std::string& id : MeasuresThatMayClose(overlay_, lifted)) {
      Fact fact = *overlay_.Find(id);
      Measure& measure = std::get<Measure>(fact.body);
      const bool by_class = measure.selects.ids.empty();
      if (by_class) {
        measure.selects.except.push_back(relation);
      } else if (measure.selects.ids.size() > 1) {
        Drop(measure.selects.ids, relation);
      } else {
        measure.state = MeasureState::kCandidate;
      }
      // Of a class only a view can tell whether it was in it.
      Note(absl::StrCat("'", relation, "' ",
                        by_class ? "is left out of what " : "holds despite ",
                        "'", id, by_class ? "' selects" : "'"));
      Put(std::move(fact));
    }
  }

  void Do(const ReplaceProduct& replace) {
    for (const std::string* id : {&replace.product, &replace.by, &replace.in}) {
      if (!Need(*id)) return;
    }
    const ProductReplacement replacement{
        replace.product, replace.by, replace.in, replace.on.value_or(date_)};
    const ReplacedUses uses = ReplaceUses(overlay_, replacement);
    if (!uses.problem.empty()) {
      Problem(uses.problem);
      return;
    }
    for (const Fact& old : uses.ended) End(old, replacement.on);
    for (Fact fact : uses.added) {
      SayIt(fact);
      Put(std::move(fact));
    }
    for (const std::string& note : uses.notes) Note(note);
  }

  void Do(const SetOwner& own) {
    for (const std::string* id : {&own.company, &own.owner}) {
      if (!Need(*id)) return;
    }
    const Date on = own.on.value_or(date_);
    if (!own.instead_of.empty() && !Need(own.instead_of)) return;
    const OwnershipChange changed =
        ChangeOwnership(overlay_, own, on, scenario_.id);
    for (const std::string& id : changed.gone) Remove(id);
    for (const Fact& fact : changed.ended) End(fact, on);
    for (Fact fact : changed.added) {
      SayIt(fact);
      Put(std::move(fact));
    }
    for (const std::string& note : changed.notes) Note(note);
  }

  void Do(const SetDate& set) { date_ = set.date; }

  const Scenario& scenario_;
  Overlay overlay_;
  Date date_;
  int number_ = 0;
  const ScenarioChange* change_ = nullptr;
  bool source_needed_ = false;
  std::map<std::string, Touched> touched_;
  std::vector<ScenarioNote> problems_;
  std::vector<ScenarioNote> notes_;
};

// The snapshot with the fixtures over it.
absl::StatusOr<std::shared_ptr<const Snapshot>> WithFixtures(
    const std::shared_ptr<const Snapshot>& snapshot, const Scenario& scenario,
    std::vector<ScenarioNote>& problems) {
  if (scenario.fixtures.empty()) return snapshot;
  Overlay overlay(snapshot);
  for (const Fact& fact : scenario.fixtures) overlay.Put(fact);
  for (const FactProblem& problem : overlay.Check()) {
    problems.push_back({0, absl::StrCat("fixtures: ", problem.fact_id, ": ",
                                        problem.field, ": ", problem.reason)});
  }
  if (!problems.empty()) return absl::InvalidArgumentError("");
  return overlay.Lay({.id = absl::StrCat(scenario.id, "#fixtures"),
                      .version = scenario.version,
                      .title = scenario.title});
}

// What the fixtures say otherwise than what is recorded.
std::vector<ScenarioNote> Overridden(const Snapshot& snapshot,
                                     const Scenario& scenario) {
  std::vector<ScenarioNote> notes;
  for (const Fact& fact : scenario.fixtures) {
    const FactIndex index = snapshot.Find(fact.id);
    if (index == kNoFact || snapshot.facts().Read(index) == fact) continue;
    notes.push_back(
        {scenario.fixtures_place.line,
         absl::StrCat("'", fact.id,
                      "' of the fixtures takes the place of what is recorded"),
         scenario.fixtures_place.column});
  }
  return notes;
}

}  // namespace

std::string SourceOf(const Scenario& scenario) {
  absl::string_view name = scenario.id;
  absl::ConsumePrefix(&name, "scenarios/");
  return absl::StrCat("sources/scenario-", name);
}

ScenarioRecord RecordOf(const std::shared_ptr<const Snapshot>& snapshot,
                        const Scenario& scenario,
                        const std::vector<int>* only) {
  ScenarioRecord record;
  absl::StatusOr<std::shared_ptr<const Snapshot>> baseline =
      WithFixtures(snapshot, scenario, record.problems);
  if (!baseline.ok()) {
    if (record.problems.empty()) {
      record.problems.push_back({0, std::string(baseline.status().message())});
    }
    return record;
  }
  record.baseline = *baseline;
  record.notes = Overridden(*snapshot, scenario);
  Recorder recorder(*std::move(baseline), scenario);
  recorder.CheckOwnSource();
  for (int i = 0; i < static_cast<int>(scenario.changes.size()); ++i) {
    if (only != nullptr && !std::binary_search(only->begin(), only->end(), i)) {
      continue;
    }
    recorder.Do(i, scenario.changes[i]);
  }
  return recorder.Finish(std::move(record));
}

}  // namespace ketenzicht::graph
