#include "ingest/source_overlap.h"

#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

SourceOverlap OverlapOf(const MadeFacts& made, const graph::Snapshot& current) {
  absl::flat_hash_set<absl::string_view> now;
  for (const graph::Fact& fact : made.facts) now.insert(fact.id);
  const graph::FactTable& facts = current.facts();
  // By evidence number: 1 where the source is among it, -1 where it is not.
  std::vector<int8_t> cites(facts.num_evidence(), 0);
  const auto is_cited = [&](graph::FactIndex fact) {
    int8_t& known = cites[facts.evidence_number(fact)];
    if (known == 0) {
      const std::vector<graph::Evidence>& evidence = facts.evidence(fact);
      known = std::any_of(evidence.begin(), evidence.end(),
                          [&](const graph::Evidence& one) {
                            return one.source == made.source;
                          })
                  ? 1
                  : -1;
    }
    return known == 1;
  };
  SourceOverlap overlap;
  for (graph::FactIndex i = 0; i < facts.size(); ++i) {
    if (!facts.is_entity(i) || !is_cited(i) || facts.id(i) == made.source ||
        facts.valid(i).until.kind == graph::Bound::Kind::kDated) {
      continue;
    }
    ++overlap.before;
    if (now.contains(facts.id(i))) ++overlap.still;
  }
  return overlap;
}

}  // namespace ketenzicht::ingest
