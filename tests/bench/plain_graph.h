// What the engine is measured beside: the same typed product as two arrays,
// searched by the plainest loops and by Boost.Graph's own algorithms.

#ifndef KETENZICHT_TESTS_BENCH_PLAIN_GRAPH_H_
#define KETENZICHT_TESTS_BENCH_PLAIN_GRAPH_H_

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "graph/view.h"

namespace ketenzicht::bench {

inline constexpr graph::Cost kFar = std::numeric_limits<graph::Cost>::max();

// The relations that the generator's vector follows (they are typed from end to
// end, so that walking over them is walking over the product), all of them open
// in a view of the plain supply chain. Nodes are entities, numbered without
// gaps.
class PlainGraph {
 public:
  explicit PlainGraph(const graph::View& view);
  ~PlainGraph();

  int32_t size() const { return static_cast<int32_t>(offsets_.size()) - 1; }
  size_t num_edges() const { return targets_.size(); }
  int32_t NumberOf(graph::FactIndex entity) const { return numbers_[entity]; }

  // Breadth-first search to the end: by node, whether it is reached.
  std::vector<uint8_t> Reach(int32_t source) const;
  // Dijkstra's search to the end, with std::priority_queue.
  std::vector<graph::Cost> Best(int32_t source) const;
  // The same with the edges turned around: the cost to `target`.
  std::vector<graph::Cost> BestTo(int32_t target) const;

  // boost::breadth_first_search and boost::dijkstra_shortest_paths on
  // boost::compressed_sparse_row_graph.
  std::vector<uint8_t> BoostReach(int32_t source) const;
  std::vector<graph::Cost> BoostBest(int32_t source) const;
  std::vector<graph::Cost> BoostBestTo(int32_t target) const;

 private:
  struct Boost;

  std::vector<int32_t> numbers_;  // by fact; -1 for what is no entity
  std::vector<uint32_t> offsets_;
  std::vector<int32_t> targets_;
  std::vector<graph::Cost> costs_;
  std::vector<uint32_t> back_offsets_;
  std::vector<int32_t> sources_;
  std::vector<graph::Cost> back_costs_;
  std::unique_ptr<const Boost> boost_;
};

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_PLAIN_GRAPH_H_
