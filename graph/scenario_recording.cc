#include "graph/scenario_recording.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "graph/measure_fit.h"
#include "graph/nearest_id.h"
#include "graph/scenario_counting.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

// Where the change names it; else the change.
ScenarioPlace PlaceIn(const ScenarioChange& change, const std::string& name) {
  const auto at = change.names.find(name);
  return at == change.names.end() ? ScenarioPlace{change.line, change.column}
                                  : at->second;
}

void SortByPlace(std::vector<ScenarioNote>& notes) {
  std::stable_sort(notes.begin(), notes.end(),
                   [](const ScenarioNote& a, const ScenarioNote& b) {
                     return std::pair(a.line, a.column) <
                            std::pair(b.line, b.column);
                   });
}

}  // namespace

bool Mentions(const FactProblem& problem, const std::string& id) {
  return absl::StrContains(problem.reason, absl::StrCat("'", id, "'"));
}

ScenarioRecording::ScenarioRecording(std::shared_ptr<const Snapshot> base,
                                     const Scenario& scenario)
    : scenario_(scenario),
      overlay_(std::move(base)),
      counting_(CountingUnder(scenario, overlay_.base())),
      date_(scenario.date) {}

void ScenarioRecording::Begin(int number, const ScenarioChange& change) {
  number_ = number;
  change_ = &change;
  done_.push_back(&change);
}

void ScenarioRecording::Problem(const std::string& text,
                                const std::string& about) {
  const ScenarioPlace place = PlaceIn(*change_, about);
  problems_.push_back({place.line, text, place.column});
}

void ScenarioRecording::Note(std::string text) {
  notes_.push_back({change_->line, std::move(text), change_->column});
}

void ScenarioRecording::Put(Fact fact) {
  touched_[fact.id] = {number_, change_};
  overlay_.Put(std::move(fact));
}

void ScenarioRecording::Remove(const std::string& id) {
  touched_[id] = {number_, change_};
  overlay_.Remove(id);
}

std::optional<Fact> ScenarioRecording::Need(const std::string& id) {
  std::optional<Fact> fact = overlay_.Find(id);
  if (!fact) Problem(Missing(id), id);
  return fact;
}

Evidence ScenarioRecording::OwnEvidence() const {
  return {.source = SourceOf(scenario_), .asserted_on = scenario_.date};
}

void ScenarioRecording::AddEvidence(Fact& fact) {
  fact.evidence = {OwnEvidence()};
  source_needed_ = true;
}

void ScenarioRecording::SayIt(Fact& fact) {
  // Where no start is stated a fact is certain from the day on which it was
  // first said: said by another, it is certain on as many days.
  Date first = scenario_.date;
  for (const Evidence& one : fact.evidence) {
    first = std::min(first, one.asserted_on);
  }
  AddEvidence(fact);
  fact.evidence.front().asserted_on = first;
  fact.because.clear();
  fact.origin = {};
  fact.note = {};
  fact.verified = true;
}

void ScenarioRecording::CheckOwnSource() {
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
void ScenarioRecording::AddSource() {
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

// What then contradicts the ontology, or does not fit together.
void ScenarioRecording::Check() {
  for (const FactProblem& problem : overlay_.Check()) {
    const ScenarioPlace place = PlaceOf(problem);
    absl::string_view missing = problem.reason;
    const bool is_missing = absl::ConsumePrefix(&missing, "there is no '") &&
                            absl::ConsumeSuffix(&missing, "'");
    problems_.push_back({place.line,
                         absl::StrCat(problem.fact_id, ": ", problem.field,
                                      problem.field.empty() ? "" : ": ",
                                      is_missing ? Missing(std::string(missing))
                                                 : problem.reason),
                         place.column});
  }
}

// Whether the measures that are then in place may be so together; said at the
// change that last touched the one that is otherwise.
void ScenarioRecording::CheckMeasures() {
  const MeasureFit fit = FitOfMeasures(overlay_, date_, counting());
  for (const MeasureMisfit& one : fit.refused) {
    const ScenarioPlace place = PlaceIn(*touched_.at(one.at).by, one.at);
    problems_.push_back({place.line, one.text, place.column});
  }
  for (const MeasureMisfit& one : fit.told) {
    const ScenarioChange& by = *touched_.at(one.at).by;
    notes_.push_back({by.line, one.text, by.column});
  }
}

// What is put in place, or said to be so, and is not there on the day all the
// same: a reader expects that it counts.
void ScenarioRecording::TellWhatDoesNothing() {
  for (const ScenarioChange* change : done_) {
    const auto* set = std::get_if<SetFact>(&change->what);
    const bool takes = set != nullptr && set->state == MeasureState::kInPlace;
    const bool says = set != nullptr && set->modality &&
                      StatusOf(*set->modality) < Status::kBlocked;
    if (!takes && !says) continue;
    const std::optional<Fact> fact = overlay_.Find(set->fact);
    if (!fact) continue;
    const auto& [from, until] = fact->valid;
    std::string why;
    if (takes && StatusOf(fact->modality) >= Status::kBlocked) {
      why = absl::StrCat("is ", ModalityName(fact->modality),
                         ": it is not in force, taken or not");
    } else if (until.kind == Bound::Kind::kDated &&
               until.range.latest <= date_) {
      why = absl::StrCat("has ended by ", date_.ToString(),
                         ": on that day the change does nothing");
    } else if (from.kind == Bound::Kind::kDated &&
               date_ < from.range.earliest) {
      why = absl::StrCat("starts after ", date_.ToString(),
                         ": on that day the change does nothing");
    }
    if (why.empty()) continue;
    notes_.push_back({change->line, absl::StrCat("'", set->fact, "' ", why),
                      change->column});
  }
}

// Where the change that last touched the fact names what the reason is about;
// else at the change that took that away; else at the former.
ScenarioPlace ScenarioRecording::PlaceOf(const FactProblem& problem) const {
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
      return PlaceIn(*one.by, id);
    }
  }
  if (by == nullptr) by = change_;
  return by == nullptr ? ScenarioPlace() : PlaceIn(*by, problem.fact_id);
}

// That there is no such fact, and which one may have been meant.
std::string ScenarioRecording::Missing(const std::string& id) const {
  if (overlay_.base().Find(id) != kNoFact) {
    return absl::StrCat("there is no '", id, "': the scenario removes it");
  }
  const std::string nearest = NearestId(overlay_.base(), id);
  return absl::StrCat("there is no '", id, "'",
                      nearest.empty() ? "" : "; did you mean '", nearest,
                      nearest.empty() ? "" : "'?");
}

std::vector<FactChange> ScenarioRecording::Changed() const {
  std::vector<FactChange> changed;
  for (const auto& [id, fact] : overlay_.facts()) {
    const FactIndex index = overlay_.base().Find(id);
    FactChange change{.fact = id, .after = fact};
    if (index != kNoFact) change.before = overlay_.base().facts().Read(index);
    if (change.before == change.after) continue;
    const auto touched = touched_.find(id);
    change.change =
        touched == touched_.end() ? kNoChange : touched->second.change;
    changed.push_back(std::move(change));
  }
  return changed;
}

ScenarioRecord ScenarioRecording::Finish(ScenarioRecord record) {
  AddSource();
  Check();
  CheckMeasures();
  TellWhatDoesNothing();
  SortByPlace(problems_);
  if (!problems_.empty()) return {.problems = std::move(problems_)};
  auto laid = overlay_.Lay({.id = scenario_.id,
                            .version = scenario_.version,
                            .source = SourceOf(scenario_),
                            .title = scenario_.title,
                            .variant = scenario_.variant});
  if (!laid.ok()) {
    return {.problems = {{0, std::string(laid.status().message())}}};
  }
  record.snapshot = *std::move(laid);
  record.date = date_;
  record.facts = Changed();
  record.notes.insert(record.notes.end(), notes_.begin(), notes_.end());
  SortByPlace(record.notes);
  return record;
}

}  // namespace ketenzicht::graph
