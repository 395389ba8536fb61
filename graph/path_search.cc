#include "graph/path_search.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/internal/partial_paths.h"
#include "graph/internal/potentials.h"
#include "graph/internal/product_graph.h"
#include "graph/internal/reached_product.h"

namespace ketenzicht::graph {
namespace {

using internal::Outlook;
using internal::OutlookBounds;
using internal::PartialPath;
using internal::PartialPaths;
using internal::Potentials;
using internal::ProductGraph;
using internal::ReachedEdge;
using internal::ReachedProduct;

constexpr int64_t kCancelInterval = 256;

// What waits in the queue.
struct Waiting {
  Cost cost;
  int32_t length;
  int32_t partial;
  // Of the last one kept of what leads on from its parent: how many were kept
  // together with it. 0: not the last, or there are no more.
  int32_t batch;
  Status status;

  Outlook outlook() const { return {status, cost, length}; }
};

// Ids are compared last. A partial path's ids are a prefix of every
// completion's, and not greater.
class Later {
 public:
  explicit Later(const PartialPaths& partials) : partials_(&partials) {}
  bool operator()(const Waiting& a, const Waiting& b) const {
    if (b.outlook() < a.outlook()) return true;
    if (a.outlook() < b.outlook()) return false;
    return partials_->IdsComeBefore(b.partial, a.partial);
  }

 private:
  const PartialPaths* partials_;
};

// What costs more is less likely than `likelihood_min`, if it has at most so
// many steps: the cost of each is rounded by half a unit at most, and products
// of doubles are off by less than that, unless they are below the normal ones.
Cost CostMax(double likelihood_min, int32_t longest) {
  if (likelihood_min < std::numeric_limits<double>::min()) {
    return std::numeric_limits<Cost>::max();
  }
  return CostOf({.low = 0, .best = likelihood_min, .high = 1}) + longest + 1;
}

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
        // It repeats no entity, so it is shorter than what was reached.
        within_{bounds.weakest,
                CostMax(bounds.likelihood_min,
                        std::min(bounds.length_max, reached.size())),
                bounds.length_max},
        limits_(limits),
        partials_(reached, graph),
        queue_(Later(partials_)) {}

  void Run(FoundPaths& found) {
    Completeness& completeness = found.completeness;
    const auto stop = [&](StopReason reason, int64_t limit) {
      completeness.stop = reason;
      completeness.limit = limit;
    };
    if (limits_.partial_paths < 1) return stop(StopReason::kPartialPaths, 0);
    WaitForStart();
    while (!queue_.empty()) {
      const Waiting next = queue_.top();
      if (std::optional<FoundPath> whole = WholePath(next.partial)) {
        if (static_cast<int>(found.paths.size()) == limits_.paths) {
          return stop(StopReason::kPaths, limits_.paths);
        }
        found.paths.push_back(*std::move(whole));
      }
      if (completeness.expansions == limits_.expansions) {
        return stop(StopReason::kExpansions, limits_.expansions);
      }
      if (++completeness.expansions % kCancelInterval == 0) {
        completeness.stop = limits_.interrupted();
        if (!completeness.complete()) return;
      }
      queue_.pop();
      if (!KeepMoreBeside(next) || !Keep(next.partial, nullptr, 1)) {
        return stop(StopReason::kPartialPaths, limits_.partial_paths);
      }
    }
  }

 private:
  // A partial path with one step more, not kept yet.
  struct Child {
    Outlook outlook;
    uint64_t rank;  // of its last step
    PartialPath partial;

    friend bool operator<(const Child& a, const Child& b) {
      if (a.outlook < b.outlook) return true;
      return !(b.outlook < a.outlook) && a.rank < b.rank;
    }
  };

  std::optional<Outlook> OutlookOf(const PartialPath& partial,
                                   int32_t at) const {
    return potentials_.BestOf({partial.status, partial.cost, partial.length},
                              at, within_);
  }

  void WaitForStart() {
    const std::optional<Outlook> outlook = OutlookOf(partials_.at(0), 0);
    if (!outlook) return;
    queue_.push({outlook->cost, outlook->length, 0, 0, outlook->status});
  }

  // The partial path, if it is one that counts already.
  std::optional<FoundPath> WholePath(int32_t partial) const {
    if (!ends_[partials_.EndOf(partial)] || partials_.at(partial).length == 0) {
      return std::nullopt;
    }
    FoundPath path = partials_.PathOf(partial);
    return IsLikelyEnough(path) ? std::optional(std::move(path)) : std::nullopt;
  }

  bool IsLikelyEnough(const FoundPath& path) const {
    if (bounds_.likelihood_min <= 0) return true;
    double likelihood = 1;
    for (const View::Incidence& step : path.steps) {
      likelihood *=
          graph_.view().table().likelihood(step.instance).best.value_or(1);
    }
    return likelihood >= bounds_.likelihood_min;
  }

  // What leads on from `parent` within the bounds, and comes after `after`.
  void FindChildren(int32_t parent, const Child* after) {
    children_.clear();
    const PartialPath& from = partials_.at(parent);
    uint32_t index = reached_.first_edge(partials_.EndOf(parent));
    for (const ReachedEdge& edge : reached_.edges(partials_.EndOf(parent))) {
      Child child;
      child.partial = {AddCosts(from.cost, edge.cost), parent, index++,
                       from.length + 1, Weakest(from.status, edge.status)};
      const std::optional<Outlook> outlook =
          OutlookOf(child.partial, edge.target);
      if (!outlook) continue;
      child.outlook = *outlook;
      child.rank = partials_.RankOf(child.partial.edge);
      if (after != nullptr && !(*after < child)) continue;
      if (partials_.Passes(parent, edge.step->to)) continue;
      children_.push_back(child);
    }
  }

  // Keeps the best `count` of these. False where there is no room for them.
  bool Keep(int32_t parent, const Child* after, int32_t count) {
    FindChildren(parent, after);
    const bool more = children_.size() > static_cast<size_t>(count);
    if (more) {
      std::nth_element(children_.begin(), children_.begin() + count - 1,
                       children_.end());
      children_.resize(static_cast<size_t>(count));
    }
    for (const Child& child : children_) {
      if (partials_.size() >= limits_.partial_paths) return false;
      const bool last = more && &child == &children_.back();
      partials_.Add(child.partial);
      queue_.push({child.outlook.cost, child.outlook.length,
                   partials_.size() - 1, last ? count : 0,
                   child.outlook.status});
    }
    return true;
  }

  // Once the last that was kept beside `next` is wanted.
  bool KeepMoreBeside(const Waiting& next) {
    if (next.batch == 0) return true;
    const PartialPath& partial = partials_.at(next.partial);
    const Child after{next.outlook(), partials_.RankOf(partial.edge), partial};
    return Keep(partial.parent, &after, 2 * next.batch);
  }

  const ReachedProduct& reached_;
  const ProductGraph& graph_;
  const Potentials& potentials_;
  const std::vector<bool> ends_;
  const PathBounds& bounds_;
  const OutlookBounds within_;
  const Limits& limits_;
  PartialPaths partials_;
  std::priority_queue<Waiting, std::vector<Waiting>, Later> queue_;
  std::vector<Child> children_;  // between two calls of no use
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
  const Potentials potentials(reached, ends, limits, found.completeness);
  if (!found.completeness.complete()) {
    found.walk_status = Status::kOpen;
    return found;
  }
  found.walk_status = potentials.walk_status();
  BestFirst(reached, *graph_, potentials, std::move(is_end), bounds, limits)
      .Run(found);
  return found;
}

}  // namespace ketenzicht::graph
