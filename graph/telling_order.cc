#include "graph/telling_order.h"

#include <algorithm>
#include <optional>
#include <string>

namespace ketenzicht::graph {
namespace {

// Those that judge the fact (docs/semantics.md, 1.10).
const ViewOptions& OptionsFor(const ViewOptions& options,
                              const std::string& id) {
  const std::vector<std::string>& named = options.judged_otherwise;
  const bool otherwise =
      options.otherwise != nullptr &&
      std::find(named.begin(), named.end(), id) != named.end();
  return otherwise ? *options.otherwise : options;
}

bool IsRemoved(const ViewOptions& options, const std::string& id) {
  bool removed = false;
  for (const Change& change : options.changes) {
    if (change.fact == id) removed = change.op == Change::Op::kRemove;
  }
  return removed;
}

}  // namespace

bool CountsAsAsked(const Snapshot& snapshot, const ViewOptions& options,
                   FactIndex fact) {
  const std::string id(snapshot.id(fact));
  const ViewOptions& by = OptionsFor(options, id);
  const FactTable& facts = snapshot.facts();
  return !IsRemoved(options, id) && HasCountingSource(snapshot, by, fact) &&
         (by.with_inferred || !facts.inferred(fact)) &&
         (!by.verified_only || facts.verified(fact)) &&
         PresenceAt(facts.valid(fact), std::nullopt, by.date) !=
             Presence::kAbsent;
}

std::vector<FactIndex> CountingFirst(const Snapshot& snapshot,
                                     const ViewOptions& options,
                                     std::vector<FactIndex> facts) {
  std::stable_partition(facts.begin(), facts.end(), [&](FactIndex fact) {
    return CountsAsAsked(snapshot, options, fact);
  });
  return facts;
}

}  // namespace ketenzicht::graph
