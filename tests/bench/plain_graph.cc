#include "tests/bench/plain_graph.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <boost/property_map/property_map.hpp>
#include <functional>
#include <queue>
#include <set>
#include <utility>

#include "absl/strings/string_view.h"

namespace ketenzicht::bench {
namespace {

using graph::Cost;
using graph::FactIndex;

struct Weight {
  Cost cost;
};

using BoostGraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property,
                                       Weight, boost::no_property, uint32_t,
                                       uint32_t>;

constexpr absl::string_view kFollowed[] = {"uses",
                                           "contains",
                                           "runs",
                                           "depends_on",
                                           "made_by",
                                           "controlled_by",
                                           "majority_owned_by",
                                           "seated_in",
                                           "enacts",
                                           "empowers"};

std::vector<Cost> Dijkstra(const std::vector<uint32_t>& offsets,
                           const std::vector<int32_t>& targets,
                           const std::vector<Cost>& costs, int32_t source) {
  using Waiting = std::pair<Cost, int32_t>;
  std::vector<Cost> best(offsets.size() - 1, kFar);
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<Waiting>>
      queue;
  best[source] = 0;
  queue.emplace(0, source);
  while (!queue.empty()) {
    const auto [cost, at] = queue.top();
    queue.pop();
    if (best[at] < cost) continue;
    for (uint32_t i = offsets[at]; i < offsets[at + 1]; ++i) {
      const Cost then = graph::AddCosts(cost, costs[i]);
      if (then >= best[targets[i]]) continue;
      best[targets[i]] = then;
      queue.emplace(then, targets[i]);
    }
  }
  return best;
}

std::vector<Cost> BoostDijkstra(const BoostGraph& graph, int32_t source) {
  std::vector<Cost> best(boost::num_vertices(graph));
  std::vector<uint32_t> before(boost::num_vertices(graph));
  const auto index = boost::get(boost::vertex_index, graph);
  boost::dijkstra_shortest_paths(
      graph, static_cast<uint32_t>(source),
      boost::weight_map(boost::get(&Weight::cost, graph))
          .distance_map(boost::make_iterator_property_map(best.begin(), index))
          .predecessor_map(
              boost::make_iterator_property_map(before.begin(), index))
          .distance_combine([](Cost a, Cost b) {
            return a == kFar || b == kFar ? kFar : graph::AddCosts(a, b);
          }));
  return best;
}

BoostGraph MakeBoost(const std::vector<uint32_t>& offsets,
                     const std::vector<int32_t>& targets,
                     const std::vector<Cost>& costs) {
  std::vector<std::pair<uint32_t, uint32_t>> edges;
  std::vector<Weight> weights;
  for (uint32_t v = 0; v + 1 < offsets.size(); ++v) {
    for (uint32_t i = offsets[v]; i < offsets[v + 1]; ++i) {
      edges.emplace_back(v, static_cast<uint32_t>(targets[i]));
      weights.push_back({costs[i]});
    }
  }
  return BoostGraph(boost::edges_are_sorted, edges.begin(), edges.end(),
                    weights.begin(), static_cast<uint32_t>(offsets.size() - 1));
}

class Marks : public boost::default_bfs_visitor {
 public:
  explicit Marks(std::vector<uint8_t>& reached) : reached_(&reached) {}
  void discover_vertex(uint32_t v, const BoostGraph&) { (*reached_)[v] = 1; }

 private:
  std::vector<uint8_t>* reached_;
};

}  // namespace

struct PlainGraph::Boost {
  BoostGraph forwards;
  BoostGraph backwards;
};

PlainGraph::PlainGraph(const graph::View& view) {
  const graph::Snapshot& snapshot = view.snapshot();
  const graph::FactTable& facts = snapshot.facts();
  // With the kinds that are kinds of them.
  std::set<graph::RelationKindId> followed;
  const graph::Ontology& ontology = snapshot.ontology();
  for (absl::string_view name : kFollowed) {
    const graph::RelationKindId base = *ontology.FindRelationKind(name);
    for (size_t k = 0; k < ontology.relation_kinds().size(); ++k) {
      const auto kind = static_cast<graph::RelationKindId>(k);
      if (ontology.RelationIsA(kind, base)) followed.insert(kind);
    }
  }
  numbers_.assign(facts.size(), -1);
  std::vector<FactIndex> entities;
  for (FactIndex i = 0; i < facts.size(); ++i) {
    if (!facts.is_entity(i)) continue;
    numbers_[i] = static_cast<int32_t>(entities.size());
    entities.push_back(i);
  }
  std::vector<std::pair<int32_t, std::pair<int32_t, Cost>>> turned;
  for (FactIndex entity : entities) {
    offsets_.push_back(static_cast<uint32_t>(targets_.size()));
    for (FactIndex i : snapshot.relations_from(entity)) {
      if (!followed.contains(facts.relation_kind(i)) ||
          view.status(i) != graph::Status::kOpen) {
        continue;
      }
      targets_.push_back(numbers_[facts.target(i)]);
      costs_.push_back(view.cost(i));
      turned.push_back({targets_.back(), {numbers_[entity], costs_.back()}});
    }
  }
  offsets_.push_back(static_cast<uint32_t>(targets_.size()));
  std::sort(turned.begin(), turned.end());
  back_offsets_.assign(offsets_.size(), 0);
  for (const auto& [target, edge] : turned) {
    ++back_offsets_[target + 1];
    sources_.push_back(edge.first);
    back_costs_.push_back(edge.second);
  }
  for (size_t i = 1; i < back_offsets_.size(); ++i) {
    back_offsets_[i] += back_offsets_[i - 1];
  }
  boost_.reset(new Boost{MakeBoost(offsets_, targets_, costs_),
                         MakeBoost(back_offsets_, sources_, back_costs_)});
}

PlainGraph::~PlainGraph() = default;

std::vector<uint8_t> PlainGraph::Reach(int32_t source) const {
  std::vector<uint8_t> reached(static_cast<size_t>(size()), 0);
  std::vector<int32_t> queue = {source};
  reached[source] = 1;
  for (size_t i = 0; i < queue.size(); ++i) {
    const int32_t at = queue[i];
    for (uint32_t e = offsets_[at]; e < offsets_[at + 1]; ++e) {
      if (reached[targets_[e]] != 0) continue;
      reached[targets_[e]] = 1;
      queue.push_back(targets_[e]);
    }
  }
  return reached;
}

std::vector<Cost> PlainGraph::Best(int32_t source) const {
  return Dijkstra(offsets_, targets_, costs_, source);
}

std::vector<Cost> PlainGraph::BestTo(int32_t target) const {
  return Dijkstra(back_offsets_, sources_, back_costs_, target);
}

std::vector<uint8_t> PlainGraph::BoostReach(int32_t source) const {
  std::vector<uint8_t> reached(static_cast<size_t>(size()), 0);
  const BoostGraph& graph = boost_->forwards;
  boost::queue<uint32_t> queue;
  boost::breadth_first_search(
      graph, static_cast<uint32_t>(source), queue, Marks(reached),
      boost::make_two_bit_color_map(boost::num_vertices(graph),
                                    boost::get(boost::vertex_index, graph)));
  return reached;
}

std::vector<Cost> PlainGraph::BoostBest(int32_t source) const {
  return BoostDijkstra(boost_->forwards, source);
}

std::vector<Cost> PlainGraph::BoostBestTo(int32_t target) const {
  return BoostDijkstra(boost_->backwards, target);
}

}  // namespace ketenzicht::bench
