#include "graph/internal/standing_denials.h"

#include <algorithm>
#include <set>

namespace ketenzicht::graph::internal {

std::vector<FactIndex> DenialsBesides(const InstanceTable& table,
                                      const Denials& denials,
                                      const std::vector<FactIndex>& facts) {
  std::set<FactIndex> besides;
  for (FactIndex fact : facts) {
    if (!table.facts().is_relation(fact)) continue;
    for (InstanceIndex i : table.of(fact)) {
      if (table.target(i) == kNoFact) continue;  // it denies everything
      for (const Denials::Match& match :
           denials.About(table.kind(i), table.source(i), table.target(i))) {
        const FactIndex denial = table.fact(match.denial);
        if (SpeaksOf(table.carriers(match.denial), table.carriers(i)) &&
            std::find(facts.begin(), facts.end(), denial) == facts.end()) {
          besides.insert(denial);
        }
      }
    }
  }
  return {besides.begin(), besides.end()};
}

}  // namespace ketenzicht::graph::internal
