#include "graph/path_search.h"

#include <algorithm>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/internal/product_graph.h"
#include "graph/internal/reached_product.h"

namespace ketenzicht::graph {
namespace {

using internal::Potentials;
using internal::ProductGraph;
using internal::ReachedEdge;
using internal::ReachedProduct;

constexpr int64_t kCancelInterval = 256;

// A partial path, linked to the one it extends.
struct Partial {
  int32_t parent = -1;
  int32_t at = 0;  // reached vertex
  const View::Incidence* step = nullptr;
  Status status = Status::kOpen;
  Cost cost = 0;
  int32_t length = 0;
};

// What waits in the queue: a partial path under the best it can become, or a
// whole path under what it is.
struct Waiting {
  Status status;
  Cost cost;
  int32_t length;
  std::vector<uint64_t> ids;  // ranks of the steps so far, for ties
  int32_t partial;
  bool whole;
};

// Ids are compared last, by their ranks. A
// partial path's ids are a prefix of every completion's, and not greater.
struct Later {
  bool operator()(const Waiting& a, const Waiting& b) const {
    return std::tie(b.status, b.cost, b.length, b.ids, a.whole) <
           std::tie(a.status, a.cost, a.length, a.ids, b.whole);
  }
};

class BestFirst {
 public:
  BestFirst(const ReachedProduct& reached, const ProductGraph& graph,
            const Potentials& potentials, std::vector<bool> ends,
            const PathBounds& bounds, const Limits& limits)
      : reached_(reached),
        graph_(graph),
        potentials_(potentials),
        ends_(std::move(ends)),
        bounds_(bounds),
        limits_(limits) {}

  void Run(FoundPaths& found) {
    partials_.push_back({});
    Wait(0, {});
    Completeness& completeness = found.completeness;
    while (!queue_.empty()) {
      if (queue_.top().whole) {
        if (static_cast<int>(found.paths.size()) == limits_.paths) {
          completeness.stop = StopReason::kPaths;
          completeness.limit = limits_.paths;
          return;
        }
        found.paths.push_back(PathOf(queue_.top().partial));
        queue_.pop();
        continue;
      }
      if (completeness.expansions == limits_.expansions) {
        completeness.stop = StopReason::kExpansions;
        completeness.limit = limits_.expansions;
        return;
      }
      if (++completeness.expansions % kCancelInterval == 0) {
        completeness.stop = limits_.interrupted();
        if (!completeness.complete()) return;
      }
      const Waiting next = queue_.top();
      queue_.pop();
      Expand(next);
    }
  }

 private:
  void Wait(int32_t partial, std::vector<uint64_t> ids) {
    const Partial& p = partials_[partial];
    if (potentials_.status[p.at] == Potentials::kUnreachable) return;
    // The best that it can become, each for itself.
    const Status status = Weakest(p.status, potentials_.status[p.at]);
    const Cost cost = AddCosts(p.cost, potentials_.cost[p.at]);
    const int32_t length = p.length + potentials_.length[p.at];
    if (status > bounds_.weakest || cost > bounds_.cost_max ||
        length > bounds_.length_max) {
      return;
    }
    if (ends_[p.at] && p.length > 0 && IsWithinBounds(p)) {
      queue_.push({p.status, p.cost, p.length, ids, partial, true});
    }
    queue_.push({status, cost, length, std::move(ids), partial, false});
  }

  bool IsWithinBounds(const Partial& p) const {
    return p.status <= bounds_.weakest && p.cost <= bounds_.cost_max &&
           p.length <= bounds_.length_max;
  }

  void Expand(const Waiting& next) {
    for (const ReachedEdge& edge : reached_.edges(partials_[next.partial].at)) {
      if (Visited(next.partial, edge.step->to)) continue;
      const Partial& from = partials_[next.partial];
      partials_.push_back({next.partial, edge.target, edge.step,
                           Weakest(from.status, edge.status),
                           AddCosts(from.cost, edge.cost), from.length + 1});
      std::vector<uint64_t> ids = next.ids;
      ids.push_back(graph_.view().rank(edge.step->instance));
      Wait(static_cast<int32_t>(partials_.size()) - 1, std::move(ids));
    }
  }

  bool Visited(int32_t partial, FactIndex entity) const {
    for (int32_t at = partial; at >= 0; at = partials_[at].parent) {
      if (graph_.EntityOf(reached_.vertex(partials_[at].at)) == entity) {
        return true;
      }
    }
    return false;
  }

  FoundPath PathOf(int32_t partial) const {
    FoundPath path;
    path.status = partials_[partial].status;
    path.cost = partials_[partial].cost;
    for (int32_t at = partial; partials_[at].parent >= 0;
         at = partials_[at].parent) {
      path.steps.push_back(*partials_[at].step);
    }
    std::reverse(path.steps.begin(), path.steps.end());
    return path;
  }

  const ReachedProduct& reached_;
  const ProductGraph& graph_;
  const Potentials& potentials_;
  const std::vector<bool> ends_;
  const PathBounds& bounds_;
  const Limits& limits_;
  std::vector<Partial> partials_;
  std::priority_queue<Waiting, std::vector<Waiting>, Later> queue_;
};

}  // namespace

bool ComesBefore(const View& view, const FoundPath& a, const FoundPath& b) {
  if (a.status != b.status) return a.status < b.status;
  if (a.cost != b.cost) return a.cost < b.cost;
  if (a.steps.size() != b.steps.size()) return a.steps.size() < b.steps.size();
  return std::lexicographical_compare(
      a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(),
      [&](const View::Incidence& x, const View::Incidence& y) {
        return view.rank(x.instance) < view.rank(y.instance);
      });
}

FoundPaths FindPaths(const View& view, const PathQuery& query,
                     const Limits& limits) {
  return PathSearch(view, query, limits)
      .Find(query.targets, query.bounds, limits);
}

PathSearch::PathSearch(const View& view, const PathQuery& query,
                       const Limits& limits)
    : source_(query.source),
      graph_(std::make_unique<const ProductGraph>(view, *query.automaton,
                                                  query.source, query.omitted)),
      reached_(std::make_unique<const ReachedProduct>(
          *graph_, graph_->Vertex(query.source, query.automaton->start()),
          limits, completeness_)) {}

PathSearch::~PathSearch() = default;

FoundPaths PathSearch::Find(const std::vector<FactIndex>& targets,
                            const PathBounds& bounds,
                            const Limits& limits) const {
  const ReachedProduct& reached = *reached_;
  FoundPaths found;
  found.completeness = completeness_;
  if (!found.completeness.complete()) {
    found.walk_status = Status::kOpen;  // nothing is known to be worse
    return found;
  }
  std::vector<int32_t> ends;
  std::vector<bool> is_end(reached.size(), false);
  for (int32_t v = 0; v < reached.size(); ++v) {
    const FactIndex entity = graph_->EntityOf(reached.vertex(v));
    if (graph_->Accepts(reached.vertex(v)) && entity != source_ &&
        std::find(targets.begin(), targets.end(), entity) != targets.end()) {
      ends.push_back(v);
      is_end[v] = true;
    }
  }
  if (ends.empty()) return found;
  const Potentials potentials =
      internal::FindPotentials(reached, ends, limits, found.completeness);
  if (!found.completeness.complete()) {
    found.walk_status = Status::kOpen;
    return found;
  }
  found.walk_status = potentials.status[0];
  BestFirst(reached, *graph_, potentials, std::move(is_end), bounds, limits)
      .Run(found);
  return found;
}

}  // namespace ketenzicht::graph
