// Scenarios that are stored beside the facts: documents with revisions.

#ifndef KETENZICHT_SERVICE_ENGINE_STORED_SCENARIOS_H_
#define KETENZICHT_SERVICE_ENGINE_STORED_SCENARIOS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/importer.h"

namespace ketenzicht::service {

// What becomes of a stored scenario.
struct ScenarioWrite {
  enum class Kind { kCreate, kUpdate, kDelete };
  Kind kind = Kind::kCreate;
  std::string id;
  std::string content;  // kDelete: none
};

struct WrittenScenario {
  int64_t revision = 0;
  std::string content;  // kDelete: as it was
};

// Whether the content fits a state. It is asked without any lock, and again
// where something was written meanwhile.
using ScenarioCheck = std::function<absl::Status(
    const std::shared_ptr<const ingest::State>& state)>;

// The content of a stored scenario. NotFound, by the id, where there is none.
absl::StatusOr<std::string> GetStoredScenario(const ingest::State& state,
                                              const std::string& id);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ENGINE_STORED_SCENARIOS_H_
