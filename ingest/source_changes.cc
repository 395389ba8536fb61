#include "ingest/source_changes.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ketenzicht::ingest {

absl::flat_hash_map<std::string, MadeEntity> ThingsByKey(
    const graph::Snapshot* current, const std::string& source) {
  absl::flat_hash_map<std::string, MadeEntity> things;
  if (current == nullptr) return things;
  const graph::FactTable& facts = current->facts();
  const auto& kinds = current->ontology().entity_kinds();
  for (graph::FactIndex at = 0; at < facts.size(); ++at) {
    if (!facts.is_entity(at)) continue;
    for (const graph::Evidence& one : facts.evidence(at)) {
      if (one.source != source || one.locator.empty()) continue;
      things.emplace(one.locator,
                     MadeEntity{std::string(facts.id(at)),
                                kinds[facts.entity_kind(at)].name});
    }
  }
  return things;
}

void KeepUnchanged(const graph::Snapshot& current, const std::string& source,
                   const SourceChanges& changes,
                   const absl::flat_hash_set<std::string>& said,
                   std::vector<graph::Fact>& facts, ImportReport& report) {
  const graph::FactTable& stored = current.facts();
  const auto unchanged = [&](const graph::Fact& fact) {
    if (said.contains(fact.id)) return false;
    const auto& evidence = stored.evidence(stored.Find(fact.id));
    return std::none_of(
        evidence.begin(), evidence.end(), [&](const graph::Evidence& one) {
          return one.source == source && changes.keys.contains(one.locator);
        });
  };
  const auto last =
      std::remove_if(facts.begin(), facts.end(), [&](const graph::Fact& fact) {
        if (!unchanged(fact)) return false;
        // One that others say too only lost this evidence, and did not end.
        const bool ended = std::any_of(
            fact.evidence.begin(), fact.evidence.end(),
            [&](const graph::Evidence& one) { return one.source == source; });
        if (ended) --report.ended;
        return true;
      });
  facts.erase(last, facts.end());
  std::map<std::string, int> never_there = changes.deleted;
  for (graph::FactIndex at = 0; at < stored.size(); ++at) {
    for (const graph::Evidence& one : stored.evidence(at)) {
      if (one.source == source) never_there.erase(one.locator);
    }
  }
  for (const auto& [key, line] : never_there) {
    report.Skip({.line = line}, "deletes what the source did not have", key);
  }
}

}  // namespace ketenzicht::ingest
