// All facts there are, checked and put together, in steps.

#ifndef KETENZICHT_INGEST_CHECKED_SNAPSHOT_H_
#define KETENZICHT_INGEST_CHECKED_SNAPSHOT_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/fact.h"
#include "graph/fact_check.h"
#include "graph/ontology.h"
#include "graph/policy.h"
#include "graph/snapshot.h"
#include "ingest/wanted_steps.h"

namespace ketenzicht::ingest {

// What graph::CheckFacts finds; not all of it where `steps` end it.
std::vector<graph::FactProblem> CheckInSteps(
    const std::vector<const graph::Fact*>& facts,
    const graph::Ontology& ontology, const graph::Policy& policy,
    WantedSteps& steps);

// What graph::Snapshot::Create makes of facts that are sorted by id and in
// which CheckInSteps found nothing, without checking them again. The status of
// `steps` where they end it; errors of graph::FactTableBuilder. Facts are
// copied one by one; putting the ends together at the end is one step.
absl::StatusOr<std::shared_ptr<const graph::Snapshot>> PackInSteps(
    int64_t revision, const std::vector<const graph::Fact*>& facts,
    std::shared_ptr<const graph::Ontology> ontology,
    std::shared_ptr<const graph::Policy> policy, WantedSteps& steps);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_CHECKED_SNAPSHOT_H_
