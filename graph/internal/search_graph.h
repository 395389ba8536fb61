// The edges of a view for searches over all of it: entities numbered without
// gaps, eight bytes an edge, no strings, nothing that makes no edge.

#ifndef KETENZICHT_GRAPH_INTERNAL_SEARCH_GRAPH_H_
#define KETENZICHT_GRAPH_INTERNAL_SEARCH_GRAPH_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "graph/instance_table.h"
#include "graph/likelihood.h"

namespace ketenzicht::graph::internal {

// Number of an entity among the entities of its snapshot.
using EntityNumber = int32_t;

class SearchGraph {
 public:
  struct Edge {
    EntityNumber to;
    uint16_t kind;
    uint8_t status;  // never kNoPath
  };

  // O(facts). Keeps nothing of `table`.
  SearchGraph(const InstanceTable& table, const Costs& costs);

  int32_t size() const { return static_cast<int32_t>(facts_.size()); }
  EntityNumber NumberOf(FactIndex entity) const { return numbers_[entity]; }
  FactIndex FactOf(EntityNumber entity) const { return facts_[entity]; }

  absl::Span<const Edge> from(EntityNumber entity) const {
    return Slice(from_offsets_, from_, entity);
  }
  absl::Span<const Edge> to(EntityNumber entity) const {
    return Slice(to_offsets_, to_, entity);
  }
  // Position of the first of from(entity), for costs.
  uint32_t first_from(EntityNumber entity) const {
    return from_offsets_[entity];
  }
  Cost cost(uint32_t position) const { return costs_[position]; }
  size_t num_edges() const { return from_.size(); }

 private:
  static absl::Span<const Edge> Slice(const std::vector<uint32_t>& offsets,
                                      const std::vector<Edge>& edges,
                                      EntityNumber entity) {
    return absl::MakeConstSpan(edges).subspan(
        offsets[entity], offsets[entity + 1] - offsets[entity]);
  }

  std::vector<EntityNumber> numbers_;  // by fact; -1 for what is no entity
  std::vector<FactIndex> facts_;
  std::vector<uint32_t> from_offsets_;
  std::vector<uint32_t> to_offsets_;
  std::vector<Edge> from_;
  std::vector<Edge> to_;
  std::vector<Cost> costs_;  // as from_
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_SEARCH_GRAPH_H_
