#include "graph/internal/through_search.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/internal/avoidance.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {
namespace {

constexpr int64_t kCancelInterval = 1024;
constexpr Cost kUnreached = std::numeric_limits<Cost>::max();

template <typename Place>
using Queue = std::priority_queue<std::pair<Cost, Place>,
                                  std::vector<std::pair<Cost, Place>>,
                                  std::greater<std::pair<Cost, Place>>>;

// False where the search is to stop.
bool GoOn(const Limits& limits, Completeness& completeness) {
  if (++completeness.reached % kCancelInterval == 0) {
    completeness.stop = limits.interrupted();
  }
  return completeness.complete();
}

}  // namespace

ThroughSearch::ThroughSearch(const View& view, const CompactProduct& product,
                             const std::vector<FactIndex>& through,
                             const Limits& limits, Completeness& completeness)
    : view_(view), product_(product), through_(through) {
  Pulse pulse(limits, completeness);
  passes_.reserve(static_cast<size_t>(product.size()));
  carried_.reserve(product.num_edges());
  for (Vertex v = 0; v < product.size() && pulse.Beat(); ++v) {
    passes_.push_back(
        std::binary_search(through.begin(), through.end(), product.entity(v)));
    for (const CompactProduct::Edge& edge : product.edges(v)) {
      carried_.push_back(IsCarried(static_cast<InstanceIndex>(edge.instance)));
    }
  }
}

// Carriers are acyclic.
bool ThroughSearch::IsCarried(InstanceIndex instance) const {
  const InstanceTable& table = view_.table();
  for (FactIndex carrier : table.carriers(instance)) {
    for (InstanceIndex i : table.of(carrier)) {
      if (table.status(i) == Status::kNoPath) continue;
      if (std::binary_search(through_.begin(), through_.end(),
                             table.source(i)) ||
          std::binary_search(through_.begin(), through_.end(),
                             table.target(i)) ||
          IsCarried(i)) {
        return true;
      }
    }
  }
  return false;
}

ThroughSearch::Costs ThroughSearch::Backwards(
    uint32_t level, const Seeds& seeds, const Limits& limits,
    Completeness& completeness) const {
  Costs costs(static_cast<size_t>(product_.size()), kUnreached);
  Queue<Vertex> queue;
  for (const auto& [cost, v] : seeds) {
    if (cost >= costs[v]) continue;
    costs[v] = cost;
    queue.emplace(cost, v);
  }
  while (!queue.empty()) {
    const auto [cost, at] = queue.top();
    queue.pop();
    if (costs[at] < cost) continue;
    if (!GoOn(limits, completeness)) break;
    for (const CompactProduct::BackEdge& back : product_.back_edges(at)) {
      if (product_.edge(back.edge).status > level) continue;
      const Cost then = AddCosts(cost, product_.cost(back.edge));
      if (then >= costs[back.from]) continue;
      costs[back.from] = then;
      queue.emplace(then, back.from);
    }
  }
  return costs;
}

// Where something is passed, with what it costs from there.
ThroughSearch::Seeds ThroughSearch::FindPassing(
    uint32_t level, const Costs& passed, const Limits& limits,
    Completeness& completeness) const {
  Seeds passing;
  Pulse pulse(limits, completeness);
  for (Vertex v = 0; v < product_.size() && pulse.Beat(); ++v) {
    if (passes_[v] && passed[v] != kUnreached) {
      passing.emplace_back(passed[v], v);
    }
    uint32_t position = product_.first_edge(v);
    for (const CompactProduct::Edge& edge : product_.edges(v)) {
      const uint32_t here = position++;
      if (!carried_[here] || edge.status > level ||
          passed[edge.to] == kUnreached) {
        continue;
      }
      passing.emplace_back(AddCosts(product_.cost(here), passed[edge.to]), v);
    }
  }
  return passing;
}

Cost ThroughSearch::LeastFrom(Vertex start, uint32_t level, const Costs& passed,
                              const Costs& to_pass) const {
  Cost least = kUnreached;
  uint32_t position = product_.first_edge(start);
  for (const CompactProduct::Edge& edge : product_.edges(start)) {
    const uint32_t here = position++;
    if (edge.status > level) continue;
    const Cost onwards = carried_[here] ? passed[edge.to] : to_pass[edge.to];
    if (onwards == kUnreached) continue;
    least = std::min(least, AddCosts(product_.cost(here), onwards));
  }
  return least;
}

std::vector<BestCost> ThroughSearch::FromAll(const Limits& limits,
                                             Completeness& completeness) const {
  std::vector<BestCost> best(product_.starts().size());
  Seeds ends;
  for (Vertex v : product_.accepting()) ends.emplace_back(0, v);
  for (int status = 0; status < kEdgeStatuses; ++status) {
    if (!product_.has_status(status)) continue;
    const auto level = static_cast<uint32_t>(status);
    const Costs passed = Backwards(level, ends, limits, completeness);
    if (!completeness.complete()) return best;
    const Seeds passing = FindPassing(level, passed, limits, completeness);
    if (!completeness.complete()) return best;
    const Costs to_pass = Backwards(level, passing, limits, completeness);
    if (!completeness.complete()) return best;
    for (size_t i = 0; i < best.size(); ++i) {
      if (best[i].status != Status::kNoPath) continue;
      const Cost least =
          LeastFrom(product_.starts()[i], level, passed, to_pass);
      if (least != kUnreached) best[i] = {static_cast<Status>(status), least};
    }
  }
  return best;
}

BestCost ThroughSearch::From(FactIndex source, const Limits& limits,
                             Completeness& completeness) const {
  // A vertex, and whether something has been passed.
  using Place = std::pair<Vertex, bool>;
  const Vertex start = product_.StartOf(source);
  if (start == kNoVertex) return {};
  const Avoidance avoidance(view_, source);
  for (int status = 0; status < kEdgeStatuses; ++status) {
    std::array<Costs, 2> costs;
    for (Costs& one : costs) {
      one.assign(static_cast<size_t>(product_.size()), kUnreached);
    }
    Queue<Place> queue;
    costs[0][start] = 0;
    queue.emplace(0, Place(start, false));
    while (!queue.empty()) {
      const auto [cost, place] = queue.top();
      const auto [at, passed] = place;
      queue.pop();
      if (costs[passed ? 1 : 0][at] < cost) continue;
      if (passed && product_.accepts(at)) {
        return {static_cast<Status>(status), cost};
      }
      if (!GoOn(limits, completeness)) return {};
      uint32_t position = product_.first_edge(at);
      for (const CompactProduct::Edge& edge : product_.edges(at)) {
        const uint32_t here = position++;
        if (static_cast<int>(edge.status) > status ||
            avoidance.Avoids(
                view_.table().kind(static_cast<InstanceIndex>(edge.instance)),
                product_.entity(edge.to))) {
          continue;
        }
        const bool then = passed || carried_[here] || passes_[edge.to];
        const Cost sum = AddCosts(cost, product_.cost(here));
        Cost& least = costs[then ? 1 : 0][edge.to];
        if (sum >= least) continue;
        least = sum;
        queue.emplace(sum, Place(edge.to, then));
      }
    }
  }
  return {};
}

}  // namespace ketenzicht::graph::internal
