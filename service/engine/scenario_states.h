// What scenarios make of states: laid over them when first asked for, and kept.

#ifndef KETENZICHT_SERVICE_ENGINE_SCENARIO_STATES_H_
#define KETENZICHT_SERVICE_ENGINE_SCENARIO_STATES_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/scenario_record.h"
#include "ingest/importer.h"
#include "ingest/scenario_document.h"
#include "ingest/scenario_reader.h"

namespace ketenzicht::service {

// A scenario as it is asked for.
struct ScenarioWanted {
  std::string content;  // YAML, docs/scenarios.md
  std::vector<ingest::InputFile> fixtures;
  // Values of parameters; those that are not here take their first one.
  ingest::ScenarioParameters parameters;
};

// A state before and after the changes of one variant. Immutable.
struct UnderScenario {
  ingest::ScenarioDocument document;
  graph::ScenarioRecord record;
  std::shared_ptr<const ingest::State> baseline;  // with the fixtures
  std::shared_ptr<const ingest::State> scenario;  // and the changes
};

// InvalidArgument (INVALID_SCENARIO) with every problem, a line each: "line 8,
// column 5: reason", as far as that is known.
absl::Status InvalidScenario(const std::vector<graph::ScenarioNote>& problems);
absl::Status InvalidScenario(const ingest::Problems& problems);

// The revision that the baseline of a scenario names; 0 where it names none, or
// cannot be read.
int64_t RevisionNamedBy(const std::string& content);

// Lays a scenario over a state. Errors as of InvalidScenario; parameters that
// are not in its matrix, and values that it does not give them, are some.
absl::StatusOr<std::shared_ptr<const UnderScenario>> LayScenario(
    const std::shared_ptr<const ingest::State>& state,
    const ingest::ScenarioText& text, const ScenarioWanted& wanted);

// Keeps the last ones. Thread-safe.
class ScenarioStates {
 public:
  explicit ScenarioStates(size_t capacity) : capacity_(capacity) {}

  // As LayScenario; errors are not kept.
  absl::StatusOr<std::shared_ptr<const UnderScenario>> Get(
      const std::shared_ptr<const ingest::State>& state,
      const ScenarioWanted& wanted);

 private:
  using Text = std::shared_ptr<const ingest::ScenarioText>;
  using Entry = std::pair<std::string, std::shared_ptr<const UnderScenario>>;

  absl::StatusOr<Text> Parsed(const std::string& content);

  const size_t capacity_;
  std::mutex mutex_;          // guards what follows
  Text parsed_;               // the last one: the variants of a sweep share it
  std::list<Entry> entries_;  // last used first
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ENGINE_SCENARIO_STATES_H_
