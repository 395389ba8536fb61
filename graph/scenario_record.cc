#include "graph/scenario_record.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/overlay.h"
#include "graph/scenario_fact_changes.h"
#include "graph/scenario_recording.h"
#include "graph/scenario_removal.h"
#include "graph/scenario_substitution.h"

namespace ketenzicht::graph {
namespace {

void DoChange(const SetDate& set, ScenarioRecording& recording) {
  recording.set_date(set.date);
}

// The fixture that the problem is of, or that the reason names where it is of
// a fact on record; null where neither is known.
const FixturePlace* PlaceOf(const FactProblem& problem,
                            const Scenario& scenario) {
  const auto own = scenario.fixture_places.find(problem.fact_id);
  if (own != scenario.fixture_places.end()) return &own->second;
  for (const auto& [id, place] : scenario.fixture_places) {
    if (Mentions(problem, id)) return &place;
  }
  return nullptr;
}

// As the reader of fixtures writes what it finds: with the place in their file,
// which is another than the scenario's.
ScenarioNote FixtureProblem(const FactProblem& problem,
                            const Scenario& scenario) {
  const std::string text =
      absl::StrCat(problem.fact_id, ": ", problem.field,
                   problem.field.empty() ? "" : ": ", problem.reason);
  if (const FixturePlace* place = PlaceOf(problem, scenario)) {
    return {0, absl::StrCat(place->file, ":", place->line, ": ", text)};
  }
  return {scenario.fixtures_place.line, absl::StrCat("fixtures: ", text),
          scenario.fixtures_place.column};
}

// The snapshot with the fixtures over it.
absl::StatusOr<std::shared_ptr<const Snapshot>> WithFixtures(
    const std::shared_ptr<const Snapshot>& snapshot, const Scenario& scenario,
    std::vector<ScenarioNote>& problems) {
  if (scenario.fixtures.empty()) return snapshot;
  Overlay overlay(snapshot);
  for (const Fact& fact : scenario.fixtures) overlay.Put(fact);
  for (const FactProblem& problem : overlay.Check()) {
    problems.push_back(FixtureProblem(problem, scenario));
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
  ScenarioRecording recording(*std::move(baseline), scenario);
  recording.CheckOwnSource();
  for (int i = 0; i < static_cast<int>(scenario.changes.size()); ++i) {
    if (only != nullptr && !std::binary_search(only->begin(), only->end(), i)) {
      continue;
    }
    recording.Begin(i, scenario.changes[i]);
    std::visit([&](const auto& what) { DoChange(what, recording); },
               scenario.changes[i].what);
  }
  return recording.Finish(std::move(record));
}

}  // namespace ketenzicht::graph
