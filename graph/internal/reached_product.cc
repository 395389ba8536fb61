#include "graph/internal/reached_product.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <boost/property_map/property_map.hpp>
#include <limits>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {
namespace {

class ReachVisitor : public boost::default_bfs_visitor {
 public:
  ReachVisitor(std::vector<ProductVertex>& found, Pulse& pulse)
      : found_(&found), pulse_(&pulse) {}

  void discover_vertex(ProductVertex v, const ProductGraph&) {
    found_->push_back(v);
    pulse_->BeatOrThrow();
  }

 private:
  std::vector<ProductVertex>* found_;
  Pulse* pulse_;
};

class PulseVisitor : public boost::default_dijkstra_visitor {
 public:
  explicit PulseVisitor(Pulse& pulse) : pulse_(&pulse) {}
  template <typename Vertex, typename Graph>
  void examine_vertex(Vertex, const Graph&) {
    pulse_->BeatOrThrow();
  }

 private:
  Pulse* pulse_;
};

struct Weight {
  Status status = Status::kOpen;
  Cost cost = 0;
  int32_t length = 1;
};

using Backwards =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                       Weight>;

// One Dijkstra search from `start`, with this member of Weight as weight.
template <typename Value, typename Combine>
std::vector<Value> Distances(const Backwards& graph, size_t start,
                             Value Weight::*member, Value zero,
                             Value unreachable, Combine combine, Pulse& pulse) {
  std::vector<Value> distance(boost::num_vertices(graph), unreachable);
  std::vector<size_t> predecessor(boost::num_vertices(graph));
  const auto index = boost::get(boost::vertex_index, graph);
  boost::dijkstra_shortest_paths_no_color_map(
      graph, start,
      boost::make_iterator_property_map(predecessor.begin(), index),
      boost::make_iterator_property_map(distance.begin(), index),
      boost::get(member, graph), index, std::less<Value>(), combine,
      unreachable, zero, PulseVisitor(pulse));
  distance.pop_back();
  return distance;
}

}  // namespace

ReachedProduct::ReachedProduct(const ProductGraph& graph, ProductVertex start,
                               const Limits& limits,
                               Completeness& completeness) {
  Pulse pulse(limits, completeness);
  try {
    FindVertices(graph, start, pulse);
    completeness.reached += size();
    StoreEdges(graph, pulse);
  } catch (const Interrupted&) {
    vertices_.clear();
  }
}

void ReachedProduct::FindVertices(const ProductGraph& graph,
                                  ProductVertex start, Pulse& pulse) {
  boost::queue<ProductVertex> queue;
  auto colors = boost::make_two_bit_color_map(
      graph.NumVertices(), boost::typed_identity_property_map<uint64_t>());
  boost::breadth_first_visit(graph, start, queue,
                             ReachVisitor(vertices_, pulse), colors);
}

void ReachedProduct::StoreEdges(const ProductGraph& graph, Pulse& pulse) {
  absl::flat_hash_map<ProductVertex, int32_t> position;
  position.reserve(vertices_.size());
  for (int32_t i = 0; i < size(); ++i) position.emplace(vertices_[i], i);
  offsets_.push_back(0);
  for (ProductVertex v : vertices_) {
    pulse.BeatOrThrow();
    for (auto [edge, end] = out_edges(v, graph); edge != end; ++edge) {
      const ProductEdge e = *edge;
      const Status status = graph.StatusOf(*e.step);
      Cost cost = graph.view().cost(e.step->instance);
      if (status == Status::kNoPath) {
        const bool denied = graph.view().table().recorded(e.step->instance) ==
                            Modality::kDenied;
        cost = AddCosts(cost, denied ? kDeniedCost : kOmittedCost);
      }
      edges_.push_back({position.at(e.target), status, cost, e.step});
    }
    offsets_.push_back(static_cast<uint32_t>(edges_.size()));
  }
}

Potentials FindPotentials(const ReachedProduct& reached,
                          const std::vector<int32_t>& ends,
                          const Limits& limits, Completeness& completeness) {
  // All edges turned around, plus one vertex that leads to every end.
  const size_t hub = static_cast<size_t>(reached.size());
  std::vector<std::pair<size_t, size_t>> edges;
  std::vector<Weight> weights;
  for (int32_t v = 0; v < reached.size(); ++v) {
    for (const ReachedEdge& edge : reached.edges(v)) {
      edges.emplace_back(edge.target, v);
      weights.push_back({edge.status, edge.cost, 1});
    }
  }
  for (int32_t end : ends) {
    edges.emplace_back(hub, end);
    weights.push_back({Status::kOpen, 0, 0});
  }
  const Backwards graph(boost::edges_are_unsorted_multi_pass, edges.begin(),
                        edges.end(), weights.begin(), hub + 1);
  Potentials result;
  Pulse pulse(limits, completeness);
  try {
    result.status = Distances(
        graph, hub, &Weight::status, Status::kOpen, Potentials::kUnreachable,
        [](Status x, Status y) { return Weakest(x, y); }, pulse);
    result.cost = Distances(
        graph, hub, &Weight::cost, Cost{0}, std::numeric_limits<Cost>::max(),
        [](Cost x, Cost y) { return AddCosts(x, y); }, pulse);
    result.length = Distances(
        graph, hub, &Weight::length, int32_t{0},
        std::numeric_limits<int32_t>::max(),
        [](int32_t x, int32_t y) { return x + y; }, pulse);
  } catch (const Interrupted&) {
    // `completeness` says why.
  }
  return result;
}

}  // namespace ketenzicht::graph::internal
