#include "graph/internal/potentials.h"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>

#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {
namespace {

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
  Cost cost = 0;
  int32_t length = 1;
  Status status = Status::kOpen;
};

using Backwards =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                       Weight, boost::no_property, uint32_t,
                                       uint32_t>;
using Distance = std::pair<Cost, int32_t>;  // cost, then length

struct Nearer {
  bool operator()(const Distance& a, const Distance& b) const { return a < b; }
  // Asked whether an edge leads back: none does.
  bool operator()(const Weight&, const Distance&) const { return false; }
};

constexpr Distance kUnreached = {std::numeric_limits<Cost>::max(),
                                 std::numeric_limits<int32_t>::max()};

// All edges turned around, plus one vertex, the last, that leads to every end.
// Sorted here and not by the graph, which would not look up while it does.
Backwards TurnAround(const ReachedProduct& reached,
                     const std::vector<int32_t>& ends, Pulse& pulse) {
  const auto hub = static_cast<uint32_t>(reached.size());
  std::vector<uint32_t> next(hub + 1, 0);
  for (int32_t v = 0; v < reached.size(); ++v) {
    pulse.BeatOrThrow();
    for (const ReachedEdge& edge : reached.edges(v)) ++next[edge.target + 1];
  }
  for (uint32_t v = 1; v <= hub; ++v) next[v] += next[v - 1];
  std::vector<std::pair<uint32_t, uint32_t>> edges(next[hub]);
  std::vector<Weight> weights(next[hub]);
  for (int32_t v = 0; v < reached.size(); ++v) {
    pulse.BeatOrThrow();
    for (const ReachedEdge& edge : reached.edges(v)) {
      const uint32_t at = next[edge.target]++;
      edges[at] = {static_cast<uint32_t>(edge.target),
                   static_cast<uint32_t>(v)};
      weights[at] = {edge.cost, 1, edge.status};
    }
  }
  for (int32_t end : ends) {
    edges.emplace_back(hub, static_cast<uint32_t>(end));
    weights.push_back({0, 0, Status::kOpen});
  }
  return Backwards(boost::edges_are_sorted, edges.begin(), edges.end(),
                   weights.begin(), hub + 1);
}

// From the last vertex, over edges of at most that status.
std::vector<Distance> Distances(const Backwards& graph, Status level,
                                bool with_cost, Pulse& pulse) {
  const auto vertices = static_cast<uint32_t>(boost::num_vertices(graph));
  std::vector<Distance> distance(vertices, kUnreached);
  std::vector<uint32_t> predecessor(vertices);
  const auto index = boost::get(boost::vertex_index, graph);
  const auto further = [&](const Distance& at, const Weight& edge) -> Distance {
    if (edge.status > level || at == kUnreached) return kUnreached;
    return {with_cost ? AddCosts(at.first, edge.cost) : 0,
            at.second + edge.length};
  };
  boost::dijkstra_shortest_paths_no_color_map(
      graph, vertices - 1,
      boost::make_iterator_property_map(predecessor.begin(), index),
      boost::make_iterator_property_map(distance.begin(), index),
      boost::get(boost::edge_bundle, graph), index, Nearer(), further,
      kUnreached, Distance(0, 0), PulseVisitor(pulse));
  distance.pop_back();
  return distance;
}

std::set<Status> StatusesOf(const ReachedProduct& reached) {
  std::set<Status> statuses;
  for (int32_t v = 0; v < reached.size(); ++v) {
    for (const ReachedEdge& edge : reached.edges(v)) {
      statuses.insert(edge.status);
    }
  }
  return statuses;
}

}  // namespace

bool operator<(const Outlook& a, const Outlook& b) {
  return std::tie(a.status, a.cost, a.length) <
         std::tie(b.status, b.cost, b.length);
}

Potentials::Potentials(const ReachedProduct& reached,
                       const std::vector<int32_t>& ends, const Limits& limits,
                       Completeness& completeness) {
  Pulse pulse(limits, completeness);
  try {
    const Backwards graph = TurnAround(reached, ends, pulse);
    for (Status status : StatusesOf(reached)) {
      Level level{status, {}, {}, {}};
      for (const auto& [cost, length] : Distances(graph, status, true, pulse)) {
        level.cost.push_back(cost);
        level.length.push_back(length);
      }
      for (const auto& [none, length] :
           Distances(graph, status, false, pulse)) {
        level.shortest.push_back(length);
      }
      levels_.push_back(std::move(level));
    }
  } catch (const Interrupted&) {
    // `completeness` says why.
  }
}

Status Potentials::walk_status() const {
  for (const Level& level : levels_) {
    if (level.cost[0] != kFar) return level.status;
  }
  return Status::kNoPath;
}

std::optional<Outlook> Potentials::BestOf(const Outlook& so_far, int32_t at,
                                          const OutlookBounds& bounds) const {
  for (const Level& level : levels_) {
    if (level.status > bounds.weakest) break;
    if (level.status < so_far.status || level.cost[at] == kFar) continue;
    Outlook best{level.status, AddCosts(so_far.cost, level.cost[at]),
                 so_far.length + level.length[at]};
    const int32_t shortest = so_far.length + level.shortest[at];
    if (best.cost > bounds.cost_max || shortest > bounds.length_max) continue;
    // What costs as much as can be may be any walk.
    if (best.cost == kNeverCost) best.length = shortest;
    return best;
  }
  return std::nullopt;
}

}  // namespace ketenzicht::graph::internal
