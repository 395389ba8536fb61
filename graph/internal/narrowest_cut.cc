#include "graph/internal/narrowest_cut.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {
namespace {

// A search from one vertex of the cut costs as much an edge as so many lanes of
// a sweep over all.
constexpr uint64_t kSearchPerSweep = 16;

// The vertices of one automaton state and entity kind.
struct Group {
  int64_t vertices = 0;
  uint64_t edges = 0;  // that leave it
  bool starts = false;
  bool accepts = false;
};

class Groups {
 public:
  Groups(const View& view, const CompactProduct& product, Pulse& pulse) {
    const FactTable& facts = view.snapshot().facts();
    absl::flat_hash_map<std::pair<int16_t, EntityKindId>, int> known;
    of_.reserve(static_cast<size_t>(product.size()));
    for (Vertex v = 0; v < product.size(); ++v) {
      const auto [it, added] = known.emplace(
          std::pair(product.state(v), facts.entity_kind(product.entity(v))),
          static_cast<int>(groups_.size()));
      if (added) groups_.emplace_back();
      Group& group = groups_[it->second];
      ++group.vertices;
      group.edges += product.edges(v).size();
      group.accepts = group.accepts || product.accepts(v);
      of_.push_back(it->second);
    }
    for (Vertex v : product.starts()) groups_[of_[v]].starts = true;
    if (size() <= kMaxGroups) FindEdges(product, pulse);
  }

  size_t size() const { return groups_.size(); }
  const Group& group(int g) const { return groups_[g]; }
  int Of(Vertex v) const { return of_[v]; }

  // Which group an edge leads from and to, each pair once.
  const std::set<std::pair<int, int>>& edges() const { return edges_; }

 private:
  void FindEdges(const CompactProduct& product, Pulse& pulse) {
    std::vector<bool> seen(size() * size(), false);
    for (Vertex v = 0; v < product.size() && pulse.Beat(); ++v) {
      for (const CompactProduct::Edge& edge : product.edges(v)) {
        const size_t pair = of_[v] * size() + of_[edge.to];
        if (seen[pair]) continue;
        seen[pair] = true;
        edges_.emplace(of_[v], of_[edge.to]);
      }
    }
  }

  std::vector<Group> groups_;
  std::vector<int> of_;  // by vertex
  std::set<std::pair<int, int>> edges_;
};

// Every group is two vertices of the flow graph with its weight between them.
class FlowGraph {
 public:
  explicit FlowGraph(const Groups& groups)
      : groups_(groups),
        source_(2 * groups.size()),
        sink_(2 * groups.size() + 1),
        graph_(2 * groups.size() + 2) {
    for (size_t g = 0; g < groups.size(); ++g) {
      const Group& group = groups.group(static_cast<int>(g));
      // Where walks start there are as many vertices as questions.
      const bool cuttable = !group.starts || group.accepts;
      Add(In(g), Out(g), cuttable ? group.vertices : kUnlimited);
      if (group.starts) Add(source_, In(g), kUnlimited);
      if (group.accepts) Add(Out(g), sink_, kUnlimited);
    }
    for (const auto& [from, to] : groups.edges()) {
      Add(Out(from), In(to), kUnlimited);
    }
  }

  // By group: whether it belongs to the minimum cut nearest to the sink.
  std::vector<bool> FindCut() {
    boost::edmonds_karp_max_flow(graph_, source_, sink_);
    const std::vector<bool> reaches = ReachesSink();
    std::vector<bool> cut;
    for (size_t g = 0; g < groups_.size(); ++g) {
      cut.push_back(!reaches[In(g)] && reaches[Out(g)]);
    }
    return cut;
  }

 private:
  using Traits =
      boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using Graph = boost::adjacency_list<
      boost::vecS, boost::vecS, boost::directedS, boost::no_property,
      boost::property<
          boost::edge_capacity_t, int64_t,
          boost::property<boost::edge_residual_capacity_t, int64_t,
                          boost::property<boost::edge_reverse_t,
                                          Traits::edge_descriptor>>>>;

  // More than all vertices together, and far from an overflow of the sum.
  static constexpr int64_t kUnlimited = int64_t{1} << 40;

  static size_t In(size_t group) { return 2 * group; }
  static size_t Out(size_t group) { return 2 * group + 1; }

  void Add(size_t from, size_t to, int64_t capacity) {
    const auto edge = boost::add_edge(from, to, graph_).first;
    const auto back = boost::add_edge(to, from, graph_).first;
    boost::put(boost::edge_capacity, graph_, edge, capacity);
    boost::put(boost::edge_capacity, graph_, back, 0);
    boost::put(boost::edge_reverse, graph_, edge, back);
    boost::put(boost::edge_reverse, graph_, back, edge);
  }

  // Backwards from the sink, over what has capacity left.
  std::vector<bool> ReachesSink() const {
    std::vector<bool> reaches(boost::num_vertices(graph_), false);
    std::vector<size_t> queue = {sink_};
    reaches[sink_] = true;
    for (size_t i = 0; i < queue.size(); ++i) {
      for (auto [it, end] = boost::out_edges(queue[i], graph_); it != end;
           ++it) {
        const size_t from = boost::target(*it, graph_);
        const auto into = boost::get(boost::edge_reverse, graph_, *it);
        if (reaches[from] ||
            boost::get(boost::edge_residual_capacity, graph_, into) == 0) {
          continue;
        }
        reaches[from] = true;
        queue.push_back(from);
      }
    }
    return reaches;
  }

  const Groups& groups_;
  const size_t source_;
  const size_t sink_;
  Graph graph_;
};

// Edges of everything that lies behind the cut.
uint64_t EdgesBehind(const Groups& groups, const std::vector<bool>& cut) {
  const std::set<std::pair<int, int>>& edges = groups.edges();
  std::vector<bool> behind = cut;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [from, to] : edges) {
      if (behind[from] && !behind[to]) changed = behind[to] = true;
    }
  }
  uint64_t sum = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    if (behind[g]) sum += groups.group(static_cast<int>(g)).edges;
  }
  return sum;
}

}  // namespace

std::vector<Vertex> FindNarrowestCut(const View& view,
                                     const CompactProduct& product,
                                     const Limits& limits,
                                     Completeness& completeness) {
  Pulse pulse(limits, completeness);
  const Groups groups(view, product, pulse);
  if (!completeness.complete()) return {};
  if (groups.size() > kMaxGroups) return product.accepting();
  const std::vector<bool> in_cut = FlowGraph(groups).FindCut();
  std::vector<Vertex> cut;
  for (Vertex v = 0; v < product.size(); ++v) {
    if (in_cut[groups.Of(v)]) cut.push_back(v);
  }
  const uint64_t searches =
      kSearchPerSweep * cut.size() * EdgesBehind(groups, in_cut);
  const uint64_t spared =
      product.num_edges() * (product.accepting().size() -
                             std::min(product.accepting().size(), cut.size()));
  return searches > spared ? product.accepting() : cut;
}

}  // namespace ketenzicht::graph::internal
