#include "graph/internal/partial_paths.h"

#include <algorithm>

namespace ketenzicht::graph::internal {

int32_t PartialPaths::EndOf(int32_t position) const {
  const PartialPath& partial = partials_[position];
  return partial.parent < 0 ? 0 : reached_.edge(partial.edge).target;
}

bool PartialPaths::Passes(int32_t position, FactIndex entity) const {
  for (int32_t at = position; at >= 0; at = partials_[at].parent) {
    if (graph_.EntityOf(reached_.vertex(EndOf(at))) == entity) return true;
  }
  return false;
}

uint64_t PartialPaths::RankOf(uint32_t edge) const {
  return graph_.view().rank(reached_.edge(edge).step->instance);
}

bool PartialPaths::IdsComeBefore(int32_t a, int32_t b) const {
  const int32_t a_length = partials_[a].length;
  const int32_t b_length = partials_[b].length;
  while (partials_[a].length > b_length) a = partials_[a].parent;
  while (partials_[b].length > a_length) b = partials_[b].parent;
  // From the ends to where they part: the last difference that is met is the
  // first on the way.
  bool before = a_length < b_length;
  for (; a != b; a = partials_[a].parent, b = partials_[b].parent) {
    const uint64_t a_rank = RankOf(partials_[a].edge);
    const uint64_t b_rank = RankOf(partials_[b].edge);
    if (a_rank != b_rank) before = a_rank < b_rank;
  }
  return before;
}

FoundPath PartialPaths::PathOf(int32_t position) const {
  FoundPath path;
  path.status = partials_[position].status;
  path.cost = partials_[position].cost;
  for (int32_t at = position; partials_[at].parent >= 0;
       at = partials_[at].parent) {
    path.steps.push_back(*reached_.edge(partials_[at].edge).step);
  }
  std::reverse(path.steps.begin(), path.steps.end());
  return path;
}

}  // namespace ketenzicht::graph::internal
