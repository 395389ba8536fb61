// What the changes of a scenario share while they are done, one after another:
// the facts so far, the day, and what there is to say.
//
//   ScenarioRecording recording(snapshot, scenario);
//   recording.Begin(0, scenario.changes[0]);
//   … recording.Need(id), recording.Put(fact), recording.Note(text)
//   ScenarioRecord record = recording.Finish(std::move(record));

#ifndef KETENZICHT_GRAPH_SCENARIO_RECORDING_H_
#define KETENZICHT_GRAPH_SCENARIO_RECORDING_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/date.h"
#include "graph/fact.h"
#include "graph/fact_check.h"
#include "graph/overlay.h"
#include "graph/scenario.h"
#include "graph/scenario_record.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// Whether the reason names this id.
bool Mentions(const FactProblem& problem, const std::string& id);

// Not thread-safe. The scenario must outlive it.
class ScenarioRecording {
 public:
  ScenarioRecording(std::shared_ptr<const Snapshot> base,
                    const Scenario& scenario);

  const Scenario& scenario() const { return scenario_; }
  // The facts as the changes so far leave them.
  const Overlay& overlay() const { return overlay_; }
  // What counts under the scenario; null where everything does.
  const ScenarioCounting* counting() const {
    return counting_ ? &*counting_ : nullptr;
  }
  // The scenario's day, so far.
  Date date() const { return date_; }
  void set_date(Date date) { date_ = date; }

  // What follows is done by this change, and said of it.
  void Begin(int number, const ScenarioChange& change);

  // Said where the change names `about`; else where it stands.
  void Problem(const std::string& text, const std::string& about = "");
  void Note(std::string text);

  void Put(Fact fact);
  void Remove(const std::string& id);
  // The fact, or nothing after a problem.
  std::optional<Fact> Need(const std::string& id);

  // Gives the fact the scenario as its evidence.
  void AddEvidence(Fact& fact);
  // From here on the scenario says the fact, and nobody else: as of the first
  // day on which anybody said it, no later than the baseline's.
  void SayIt(Fact& fact);

  // Adds a problem where the id of the scenario's own source is on record: that
  // would count as the source, and what the scenario says be attributed to it.
  void CheckOwnSource();

  // `record`, of which baseline and notes are set, with all the changes did; or
  // nothing but problems. Nothing may follow.
  ScenarioRecord Finish(ScenarioRecord record);

 private:
  struct Touched {
    int change = 0;
    const ScenarioChange* by = nullptr;
  };

  Evidence OwnEvidence() const;
  void AddSource();
  void Check();
  void CheckMeasures();
  void TellWhatDoesNothing();
  std::vector<FactChange> Changed() const;
  ScenarioPlace PlaceOf(const FactProblem& problem) const;
  std::string Missing(const std::string& id) const;

  const Scenario& scenario_;
  Overlay overlay_;
  const std::optional<ScenarioCounting> counting_;
  Date date_;
  int number_ = 0;
  const ScenarioChange* change_ = nullptr;
  std::vector<const ScenarioChange*> done_;
  bool source_needed_ = false;
  std::map<std::string, Touched> touched_;
  std::vector<ScenarioNote> problems_;
  std::vector<ScenarioNote> notes_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCENARIO_RECORDING_H_
