#include "ingest/checked_snapshot.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/fact_table_builder.h"

namespace ketenzicht::ingest {

std::vector<graph::FactProblem> CheckInSteps(
    const std::vector<const graph::Fact*>& facts,
    const graph::Ontology& ontology, const graph::Policy& policy,
    WantedSteps& steps) {
  absl::flat_hash_map<absl::string_view, const graph::Fact*> by_id;
  by_id.reserve(facts.size());
  for (const graph::Fact* fact : facts) by_id.emplace(fact->id, fact);
  const auto find = [&by_id](const std::string& id) -> const graph::Fact* {
    const auto it = by_id.find(id);
    return it == by_id.end() ? nullptr : it->second;
  };
  std::vector<graph::FactProblem> problems;
  for (size_t at = 0; at < facts.size() && steps.Ask(); at += kStepsBetween) {
    const size_t end = std::min(facts.size(), at + kStepsBetween);
    std::vector<graph::FactProblem> found = graph::CheckSomeFacts(
        {facts.begin() + static_cast<std::ptrdiff_t>(at),
         facts.begin() + static_cast<std::ptrdiff_t>(end)},
        find, ontology, policy);
    std::move(found.begin(), found.end(), std::back_inserter(problems));
  }
  if (!problems.empty() || !steps.Ask()) return problems;
  std::optional<graph::FactProblem> circle =
      graph::CheckDependencies(facts, {}, ontology, policy);
  if (circle) problems.push_back(*std::move(circle));
  return problems;
}

absl::StatusOr<std::shared_ptr<const graph::Snapshot>> PackInSteps(
    int64_t revision, const std::vector<const graph::Fact*>& facts,
    std::shared_ptr<const graph::Ontology> ontology,
    std::shared_ptr<const graph::Policy> policy, WantedSteps& steps) {
  graph::FactTableBuilder builder(*ontology);
  for (const graph::Fact* fact : facts) {
    if (!steps.Step()) return steps.status();
    builder.Add(*fact);
  }
  absl::StatusOr<std::unique_ptr<const graph::FactTable>> table =
      std::move(builder).Finish();
  if (!table.ok()) return table.status();
  if (!steps.Ask()) return steps.status();
  return graph::Snapshot::Restore(revision, *std::move(table),
                                  std::move(ontology), std::move(policy));
}

}  // namespace ketenzicht::ingest
