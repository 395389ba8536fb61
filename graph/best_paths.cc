// Dijkstra's search by hand: Boost.Graph's visits every vertex that can be
// reached, and cannot order paths of equal cost by what they consist of.

#include "graph/best_paths.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/internal/avoidance.h"
#include "graph/internal/compact_product.h"
#include "graph/reach.h"

namespace ketenzicht::graph {
namespace {

using internal::CompactProduct;
using internal::Vertex;

constexpr int64_t kCancelInterval = 1024;
constexpr Cost kUnreached = std::numeric_limits<Cost>::max();
constexpr uint32_t kNoEdge = std::numeric_limits<uint32_t>::max();

// What is known of the best walk to a vertex.
struct Label {
  Cost cost = kUnreached;
  int32_t length = 0;
  uint32_t edge = kNoEdge;  // the last one
  Vertex from = internal::kNoVertex;
};

struct Waiting {
  Cost cost;
  int32_t length;
  Vertex at;
  // The queue gives the least first.
  friend bool operator<(const Waiting& a, const Waiting& b) {
    return std::tie(b.cost, b.length, b.at) < std::tie(a.cost, a.length, a.at);
  }
};

// The targets that are to be settled at one level.
class Wanted {
 public:
  void Add(FactIndex entity, size_t position) {
    positions_[entity].push_back(position);
  }
  bool empty() const { return positions_.empty(); }
  // The positions of an entity, which is then no longer wanted.
  std::vector<size_t> Take(FactIndex entity) {
    const auto it = positions_.find(entity);
    if (it == positions_.end()) return {};
    std::vector<size_t> positions = std::move(it->second);
    positions_.erase(it);
    return positions;
  }

 private:
  absl::flat_hash_map<FactIndex, std::vector<size_t>> positions_;
};

class Search {
 public:
  Search(const View& view, const CompactProduct& product, FactIndex source,
         bool with_paths, const Limits& limits, Completeness& completeness)
      : view_(view),
        product_(product),
        avoidance_(view, source),
        with_paths_(with_paths),
        limits_(limits),
        completeness_(completeness),
        start_(product.StartOf(source)) {}

  // Calls settle(position, vertex) for each wanted target over steps of at most
  // this status.
  template <typename F>
  void Run(Status level, Wanted& wanted, F settle) {
    level_ = static_cast<uint32_t>(level);
    by_length_ = false;
    Settle(wanted, settle);
    // Costs are added up to kNeverCost, so that what costs as much may begin
    // with any walk: of these the shortest is sought by itself.
    if (wanted.empty() || !with_paths_ || !completeness_.complete()) return;
    by_length_ = true;
    Settle(wanted, settle);
  }

  // The cost of the walk to a vertex that was settled.
  Cost cost(Vertex v) const {
    return by_length_ ? kNeverCost : labels_[v].cost;
  }

  FoundPath PathTo(Vertex v, Status status) const {
    FoundPath path;
    path.status = status;
    path.cost = cost(v);
    for (Vertex at = v; labels_[at].edge != kNoEdge; at = labels_[at].from) {
      path.steps.push_back(StepOf(at));
    }
    std::reverse(path.steps.begin(), path.steps.end());
    return path;
  }

 private:
  template <typename F>
  void Settle(Wanted& wanted, F settle) {
    labels_.assign(static_cast<size_t>(product_.size()), Label());
    queue_ = {};
    labels_[start_] = {0, 0, kNoEdge, internal::kNoVertex};
    queue_.push({0, 0, start_});
    while (!queue_.empty() && !wanted.empty()) {
      const Waiting next = queue_.top();
      queue_.pop();
      const Label& label = labels_[next.at];
      if (label.cost != next.cost || label.length != next.length) continue;
      if (with_paths_ && next.cost == kNeverCost) return;
      if (product_.accepts(next.at) && next.length > 0) {
        const std::vector<size_t> positions =
            wanted.Take(product_.entity(next.at));
        if (!positions.empty()) {
          const Vertex best = with_paths_ ? FirstByIds(next.at) : next.at;
          for (size_t position : positions) settle(position, best);
        }
      }
      if (++completeness_.expansions % kCancelInterval == 0) {
        completeness_.stop = limits_.interrupted();
        if (!completeness_.complete()) return;
      }
      Expand(next);
    }
  }

  View::Incidence StepOf(Vertex v) const {
    const auto instance =
        static_cast<InstanceIndex>(product_.edge(labels_[v].edge).instance);
    const FactIndex to = product_.entity(v);
    // A relation from an entity to itself reads the same both ways.
    const bool inverse = view_.table().target(instance) != to;
    return {to, MakeLetter(view_.table().kind(instance), inverse), instance};
  }

  bool MayPass(const CompactProduct::Edge& edge) const {
    if (edge.status > level_) return false;
    return !avoidance_.any() ||
           !avoidance_.Avoids(
               view_.table().kind(static_cast<InstanceIndex>(edge.instance)),
               product_.entity(edge.to));
  }

  void Expand(const Waiting& at) {
    uint32_t position = product_.first_edge(at.at);
    for (const CompactProduct::Edge& edge : product_.edges(at.at)) {
      const uint32_t here = position++;
      if (!MayPass(edge)) continue;
      const Cost cost = by_length_ ? 0 : AddCosts(at.cost, product_.cost(here));
      const int32_t length = at.length + 1;
      Label& label = labels_[edge.to];
      const auto now = std::tie(label.cost, label.length);
      const auto then = std::tie(cost, length);
      if (now < then) continue;
      if (now == then) {
        if (with_paths_) PreferByIds(label, here, at.at);
        continue;
      }
      label = {cost, length, here, at.at};
      queue_.push({cost, length, edge.to});
    }
  }

  // Of the states in which the entity of `v` accepts with the same cost and
  // length, the one whose walk has the first ids. What comes before them in the
  // queue has been expanded, so their labels are final.
  Vertex FirstByIds(Vertex v) const {
    const std::vector<Vertex>& all = product_.accepting();
    auto it = std::lower_bound(all.begin(), all.end(), product_.entity(v),
                               [this](Vertex one, FactIndex entity) {
                                 return product_.entity(one) < entity;
                               });
    Vertex best = v;
    for (; it != all.end() && product_.entity(*it) == product_.entity(v);
         ++it) {
      if (*it != v && labels_[*it].cost == labels_[v].cost &&
          labels_[*it].length == labels_[v].length &&
          RanksTo(*it) < RanksTo(best)) {
        best = *it;
      }
    }
    return best;
  }

  // Of two walks of the same cost and length, the one whose ids come first.
  // Both are final but for the last step: what is shorter was settled before.
  void PreferByIds(Label& label, uint32_t edge, Vertex from) {
    std::vector<uint64_t> old_ids = RanksTo(label.from);
    std::vector<uint64_t> new_ids = RanksTo(from);
    old_ids.push_back(RankOf(label.edge));
    new_ids.push_back(RankOf(edge));
    if (new_ids < old_ids) {
      label.edge = edge;
      label.from = from;
    }
  }

  std::vector<uint64_t> RanksTo(Vertex v) const {
    std::vector<uint64_t> ranks;
    for (Vertex at = v; labels_[at].edge != kNoEdge; at = labels_[at].from) {
      ranks.push_back(RankOf(labels_[at].edge));
    }
    std::reverse(ranks.begin(), ranks.end());
    return ranks;
  }

  uint64_t RankOf(uint32_t edge) const {
    return view_.rank(static_cast<InstanceIndex>(product_.edge(edge).instance));
  }

  const View& view_;
  const CompactProduct& product_;
  const internal::Avoidance avoidance_;
  const bool with_paths_;
  const Limits& limits_;
  Completeness& completeness_;
  const Vertex start_;
  uint32_t level_ = 0;
  bool by_length_ = false;  // costs are left aside
  std::vector<Label> labels_;
  std::priority_queue<Waiting> queue_;
};

// Calls settle(search, position, vertex, status) for every target with a path.
template <typename F>
void ForEachBest(const View& view, const Automaton& automaton, FactIndex source,
                 absl::Span<const FactIndex> targets, bool with_paths,
                 const Limits& limits, Completeness& completeness, F settle) {
  const std::vector<Status> reach =
      FindReach(view, automaton, source, {targets.begin(), targets.end()},
                limits, completeness);
  if (!completeness.complete()) return;
  const std::shared_ptr<const CompactProduct> product =
      view.product(automaton, limits, completeness);
  if (product == nullptr) return;
  Search search(view, *product, source, with_paths, limits, completeness);
  for (int level = 0; level < internal::kEdgeStatuses; ++level) {
    const Status status = static_cast<Status>(level);
    Wanted wanted;
    for (size_t i = 0; i < targets.size(); ++i) {
      if (reach[i] == status) wanted.Add(targets[i], i);
    }
    if (wanted.empty()) continue;
    search.Run(status, wanted, [&](size_t position, Vertex vertex) {
      settle(search, position, vertex, status);
    });
    if (!completeness.complete()) return;
  }
}

}  // namespace

BestPaths FindBestPaths(const View& view, const Automaton& automaton,
                        FactIndex source, absl::Span<const FactIndex> targets,
                        const Limits& limits) {
  BestPaths best;
  FoundPath none;
  none.status = Status::kNoPath;
  best.paths.assign(targets.size(), none);
  ForEachBest(
      view, automaton, source, targets, true, limits, best.completeness,
      [&](const Search& search, size_t position, Vertex vertex, Status status) {
        best.paths[position] = search.PathTo(vertex, status);
      });
  return best;
}

std::vector<BestCost> FindBestCosts(const View& view,
                                    const Automaton& automaton,
                                    FactIndex source,
                                    absl::Span<const FactIndex> targets,
                                    const Limits& limits,
                                    Completeness& completeness) {
  std::vector<BestCost> best(targets.size());
  ForEachBest(
      view, automaton, source, targets, false, limits, completeness,
      [&](const Search& search, size_t position, Vertex vertex, Status status) {
        best[position] = {status, search.cost(vertex)};
      });
  return best;
}

}  // namespace ketenzicht::graph
