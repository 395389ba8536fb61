#include "graph/internal/reached_product.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <boost/property_map/property_map.hpp>
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
      if (graph.omitted()) cost = std::min(cost, kDearestBesideOmitted);
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

}  // namespace ketenzicht::graph::internal
