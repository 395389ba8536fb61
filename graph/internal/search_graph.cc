#include "graph/internal/search_graph.h"

#include <vector>

namespace ketenzicht::graph::internal {

SearchGraph::SearchGraph(const InstanceTable& table, const Costs& costs) {
  const FactTable& facts = table.facts();
  numbers_.assign(facts.size(), -1);
  for (FactIndex i = 0; i < facts.size(); ++i) {
    if (!facts.is_entity(i)) continue;
    numbers_[i] = size();
    facts_.push_back(i);
  }
  const auto edge = [&](InstanceIndex i, FactIndex to, std::vector<Edge>& all) {
    if (table.status(i) == Status::kNoPath || to == kNoFact ||
        numbers_[to] < 0) {
      return false;
    }
    all.push_back({numbers_[to], static_cast<uint16_t>(table.kind(i)),
                   static_cast<uint8_t>(table.status(i))});
    return true;
  };
  from_.reserve(facts.size());
  to_.reserve(facts.size());
  costs_.reserve(facts.size());
  for (EntityNumber entity = 0; entity < size(); ++entity) {
    from_offsets_.push_back(static_cast<uint32_t>(from_.size()));
    to_offsets_.push_back(static_cast<uint32_t>(to_.size()));
    table.ForEachFrom(facts_[entity], [&](InstanceIndex i) {
      if (edge(i, table.target(i), from_)) costs_.push_back(costs.Of(i));
    });
    table.ForEachTo(facts_[entity],
                    [&](InstanceIndex i) { edge(i, table.source(i), to_); });
  }
  from_offsets_.push_back(static_cast<uint32_t>(from_.size()));
  to_offsets_.push_back(static_cast<uint32_t>(to_.size()));
}

}  // namespace ketenzicht::graph::internal
