// Best walks that pass something on their way to an authority.

#ifndef KETENZICHT_GRAPH_INTERNAL_THROUGH_SEARCH_H_
#define KETENZICHT_GRAPH_INTERNAL_THROUGH_SEARCH_H_

#include <utility>
#include <vector>

#include "graph/best_paths.h"
#include "graph/internal/compact_product.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

// A walk passes an entity where it enters it, or ends at it, or takes a step
// that a relation from or to it carries, carriers of carriers too. Where it
// starts it does not count.
//
// Two searches of Dijkstra's over the product for each status, backwards: from
// the authorities, and from there on to what passes the entities on the way. A
// walk over steps of at most that status then costs what it costs in two
// layers: not passed yet, and passed.
//
// Not thread-safe. Keeps pointers to view and product.
class ThroughSearch {
 public:
  // `through` is sorted. Linear in the product. Interrupted: `completeness`
  // says so, and it is not to be used.
  ThroughSearch(const View& view, const CompactProduct& product,
                const std::vector<FactIndex>& through, const Limits& limits,
                Completeness& completeness);

  // By position in product.starts(): the best status and cost of a walk from
  // there, whatever the start avoids. O(product edges * log) for each status.
  // Interrupted: `completeness` says so, and nothing means anything.
  std::vector<BestCost> FromAll(const Limits& limits,
                                Completeness& completeness) const;

  // The same from one start, minding what it avoids (rule 3.6), forwards.
  BestCost From(FactIndex source, const Limits& limits,
                Completeness& completeness) const;

 private:
  using Costs = std::vector<Cost>;
  using Seeds = std::vector<std::pair<Cost, Vertex>>;

  bool IsCarried(InstanceIndex instance) const;
  Seeds FindPassing(uint32_t level, const Costs& passed, const Limits& limits,
                    Completeness& completeness) const;
  // Over an edge of the start: that it is itself passed does not count.
  Cost LeastFrom(Vertex start, uint32_t level, const Costs& passed,
                 const Costs& to_pass) const;
  Costs Backwards(uint32_t level, const Seeds& seeds, const Limits& limits,
                  Completeness& completeness) const;

  const View& view_;
  const CompactProduct& product_;
  const std::vector<FactIndex>& through_;
  std::vector<bool> passes_;   // by vertex: it is one of the entities
  std::vector<bool> carried_;  // by edge
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_THROUGH_SEARCH_H_
