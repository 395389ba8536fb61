#include "graph/internal/component_order.h"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/property_map/property_map.hpp>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "graph/internal/parallel_ranges.h"

namespace ketenzicht::graph::internal {
namespace {

using UpGraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                       boost::no_property, boost::no_property,
                                       uint32_t, uint32_t>;

// Vertices whose edges are worth a thread.
constexpr size_t kVerticesPerThread = 10'000;

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

// Those of some positions, the cheap ones of each first.
void AddPairs(const CompactProduct& product,
              const std::vector<Vertex>& vertices,
              const std::vector<int32_t>& position_of, size_t begin, size_t end,
              PiecePulse& pulse, Pairs& pairs) {
  std::vector<std::pair<Cost, uint32_t>> next;
  for (size_t r = begin; r < end && pulse.Beat(); ++r) {
    next.clear();
    uint32_t edge_at = product.first_edge(vertices[r]);
    for (const CompactProduct::Edge& edge : product.edges(vertices[r])) {
      const Cost cost = product.cost(edge_at++);
      if (position_of[edge.to] < 0 || edge.to == vertices[r]) continue;
      next.emplace_back(cost, static_cast<uint32_t>(position_of[edge.to]));
    }
    std::sort(next.begin(), next.end());
    for (const auto& [cost, to] : next) {
      pairs.emplace_back(static_cast<uint32_t>(r), to);
    }
  }
}

UpGraph MakeUpGraph(const CompactProduct& product,
                    const std::vector<Vertex>& vertices,
                    const std::vector<int32_t>& position_of, Pulse& pulse) {
  std::vector<Pairs> parts(NumRanges(vertices.size(), kVerticesPerThread));
  const bool all = ForEachRange(
      vertices.size(), parts.size(), pulse,
      [&](size_t piece, size_t begin, size_t end, PiecePulse& own) {
        AddPairs(product, vertices, position_of, begin, end, own, parts[piece]);
      });
  if (!all) throw Interrupted();
  Pairs& pairs = parts.front();
  for (size_t i = 1; i < parts.size(); ++i) {
    pairs.insert(pairs.end(), parts[i].begin(), parts[i].end());
    parts[i] = Pairs();
  }
  return UpGraph(boost::edges_are_sorted, pairs.begin(), pairs.end(),
                 static_cast<uint32_t>(vertices.size()));
}

// Components in the order in which they are completed (what others lead to
// first), and vertices in the order in which the search leaves them.
class ComponentVisitor : public boost::default_dfs_visitor {
 public:
  struct Result {
    std::vector<uint32_t> left;       // in the order of leaving
    std::vector<uint32_t> component;  // by vertex
    uint32_t components = 0;
  };

  ComponentVisitor(size_t vertices, Result& result, Pulse& pulse)
      : result_(&result), pulse_(&pulse), state_(std::make_shared<State>()) {
    result.component.assign(vertices, kNone);
    state_->low.resize(vertices);
  }

  void discover_vertex(uint32_t v, const UpGraph&) {
    pulse_->BeatOrThrow();
    state_->low[v] = state_->time++;
    state_->open.push_back(v);
    state_->found.push_back(state_->low[v]);
  }

  void finish_vertex(uint32_t v, const UpGraph& graph) {
    State& s = *state_;
    result_->left.push_back(v);
    const uint32_t found = s.found.back();
    s.found.pop_back();
    for (auto [e, end] = boost::out_edges(v, graph); e != end; ++e) {
      const uint32_t to = boost::target(*e, graph);
      if (result_->component[to] == kNone) {
        s.low[v] = std::min(s.low[v], s.low[to]);
      }
    }
    if (s.low[v] != found) return;
    uint32_t member;
    do {
      member = s.open.back();
      s.open.pop_back();
      result_->component[member] = result_->components;
    } while (member != v);
    ++result_->components;
  }

 private:
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
  // Visitors are copied.
  struct State {
    uint32_t time = 0;
    std::vector<uint32_t> low;    // the first found that is led to
    std::vector<uint32_t> open;   // in no component yet
    std::vector<uint32_t> found;  // times, of those on the way
  };

  Result* result_;
  Pulse* pulse_;
  std::shared_ptr<State> state_;
};

ComponentVisitor::Result FindComponents(const UpGraph& graph, Pulse& pulse) {
  const size_t vertices = boost::num_vertices(graph);
  ComponentVisitor::Result result;
  std::vector<boost::default_color_type> color(vertices);
  boost::depth_first_search(
      graph, boost::visitor(ComponentVisitor(vertices, result, pulse))
                 .color_map(boost::make_iterator_property_map(
                     color.begin(), boost::get(boost::vertex_index, graph))));
  return result;
}

}  // namespace

ComponentOrder OrderByComponents(const CompactProduct& product,
                                 const std::vector<Vertex>& vertices,
                                 const std::vector<int32_t>& position_of,
                                 Pulse& pulse) {
  const UpGraph graph = MakeUpGraph(product, vertices, position_of, pulse);
  const ComponentVisitor::Result found = FindComponents(graph, pulse);
  ComponentOrder order;
  order.components.assign(found.components + 1, 0);
  for (uint32_t c : found.component) ++order.components[c + 1];
  for (size_t c = 1; c < order.components.size(); ++c) {
    order.components[c] += order.components[c - 1];
  }
  std::vector<int32_t> next(order.components.begin(),
                            order.components.end() - 1);
  order.vertices.resize(vertices.size());
  for (uint32_t v : found.left) {
    order.vertices[next[found.component[v]]++] = vertices[v];
  }
  return order;
}

}  // namespace ketenzicht::graph::internal
