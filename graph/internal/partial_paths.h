// Partial paths of a search, each linked to the one that it extends.

#ifndef KETENZICHT_GRAPH_INTERNAL_PARTIAL_PATHS_H_
#define KETENZICHT_GRAPH_INTERNAL_PARTIAL_PATHS_H_

#include <cstdint>
#include <vector>

#include "graph/internal/product_graph.h"
#include "graph/internal/reached_product.h"
#include "graph/path_search.h"

namespace ketenzicht::graph::internal {

struct PartialPath {
  Cost cost = 0;
  int32_t parent = -1;  // position of what it extends; -1: of nothing
  uint32_t edge = 0;  // index in the reached product; of no use without parent
  int32_t length = 0;
  Status status = Status::kOpen;
};

// By position, in the order in which they were added: the first is the empty
// path from the start. Keeps pointers to both graphs.
class PartialPaths {
 public:
  PartialPaths(const ReachedProduct& reached, const ProductGraph& graph)
      : reached_(reached), graph_(graph), partials_(1) {}

  int32_t size() const { return static_cast<int32_t>(partials_.size()); }
  const PartialPath& at(int32_t position) const { return partials_[position]; }
  void Add(const PartialPath& partial) { partials_.push_back(partial); }

  // The reached vertex at which it ends.
  int32_t EndOf(int32_t position) const;
  // Whether it passes `entity`, its start too. O(length).
  bool Passes(int32_t position, FactIndex entity) const;
  // The rank of the relation instance that an edge takes.
  uint64_t RankOf(uint32_t edge) const;
  // Whether the instance ids of `a`, one by one, come before those of `b`; what
  // others begin with comes before them. O(length).
  bool IdsComeBefore(int32_t a, int32_t b) const;
  FoundPath PathOf(int32_t position) const;

 private:
  const ReachedProduct& reached_;
  const ProductGraph& graph_;
  std::vector<PartialPath> partials_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_PARTIAL_PATHS_H_
