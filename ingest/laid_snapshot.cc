#include "ingest/laid_snapshot.h"

#include <utility>

#include "graph/fact_table_builder.h"

namespace ketenzicht::ingest {

absl::StatusOr<std::shared_ptr<const graph::Snapshot>> PackInSteps(
    int64_t revision, const graph::Snapshot& base, const LaidFacts& laid,
    std::shared_ptr<const graph::Ontology> ontology,
    std::shared_ptr<const graph::Policy> policy, WantedSteps& steps) {
  graph::FactTableBuilder builder(*ontology);
  graph::FactIndex at = 0;
  auto over = laid.begin();
  while (at < base.size() || over != laid.end()) {
    if (!steps.Step()) return steps.status();
    if (over == laid.end() || (at < base.size() && base.id(at) < over->first)) {
      builder.Add(base.facts().Read(at++));
      continue;
    }
    if (at < base.size() && base.id(at) == over->first) ++at;
    if (over->second) builder.Add(*over->second);
    ++over;
  }
  absl::StatusOr<std::unique_ptr<const graph::FactTable>> table =
      std::move(builder).Finish();
  if (!table.ok()) return table.status();
  if (!steps.Ask()) return steps.status();
  return graph::Snapshot::Restore(revision, *std::move(table),
                                  std::move(ontology), std::move(policy));
}

}  // namespace ketenzicht::ingest
