// What a scenario makes of the facts: its changes, done one after another.

#ifndef KETENZICHT_GRAPH_SCENARIO_RECORD_H_
#define KETENZICHT_GRAPH_SCENARIO_RECORD_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/scenario.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

// Something to say of a change: that it cannot be done, or what else it does.
// It stands where the change does, or where that names what is wrong.
struct ScenarioNote {
  int line = 0;
  std::string text;
  int column = 0;
  friend bool operator==(const ScenarioNote&, const ScenarioNote&) = default;
};

inline constexpr int kNoChange = -1;

// A fact that is otherwise under the scenario. Of fixtures nothing is said.
struct FactChange {
  std::string fact;            // id
  std::optional<Fact> before;  // nothing: there was none
  std::optional<Fact> after;   // nothing: it is not there
  // Number of the last change that did it, from 0; kNoChange where it is the
  // scenario itself: its own source.
  int change = 0;
};

struct ScenarioRecord {
  // Why the scenario cannot be laid over these facts, by line and column; then
  // nothing else is set.
  std::vector<ScenarioNote> problems;

  std::shared_ptr<const Snapshot> baseline;  // with the fixtures
  std::shared_ptr<const Snapshot> snapshot;  // and the changes
  Date date;                                 // as of which it is asked
  std::vector<FactChange> facts;             // sorted by id
  // What a reader may not expect of a change, and which fixtures take the place
  // of what is recorded; by line.
  std::vector<ScenarioNote> notes;
};

// Does the changes that are named by number (`only`, ascending), or all, over
// `snapshot`. Problems are: what a change names and is not there, with the
// nearest id that is; what it would do and cannot; and what then contradicts
// the ontology or does not fit together (CheckFacts), at the change that last
// touched the fact. So is a fact that has the id of the scenario's own source:
// what the scenario says would be attributed to it.
//
// The snapshots have the revision of `snapshot`. Same arguments, same record.
ScenarioRecord RecordOf(const std::shared_ptr<const Snapshot>& snapshot,
                        const Scenario& scenario,
                        const std::vector<int>* only = nullptr);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCENARIO_RECORD_H_
