// The facts there are, with what an import lays over them, put together.

#ifndef KETENZICHT_INGEST_LAID_SNAPSHOT_H_
#define KETENZICHT_INGEST_LAID_SNAPSHOT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "graph/fact.h"
#include "graph/ontology.h"
#include "graph/policy.h"
#include "graph/snapshot.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

// By id: facts that are new or otherwise; nothing where one is gone.
using LaidFacts = std::map<std::string, std::optional<graph::Fact>>;

// What graph::Snapshot::Create makes of the facts of `base` with `laid`, which
// are known to be sound. The status of `steps` where they end it; errors of
// graph::FactTableBuilder. Facts are copied one by one, so that it takes the
// memory of the two snapshots; putting the ends together at the end is one
// step.
absl::StatusOr<std::shared_ptr<const graph::Snapshot>> PackInSteps(
    int64_t revision, const graph::Snapshot& base, const LaidFacts& laid,
    std::shared_ptr<const graph::Ontology> ontology,
    std::shared_ptr<const graph::Policy> policy, WantedSteps& steps);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_LAID_SNAPSHOT_H_
