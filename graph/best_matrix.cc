#include "graph/best_matrix.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <queue>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/internal/compact_product.h"
#include "graph/internal/lane_sweep.h"
#include "graph/internal/narrowest_cut.h"

namespace ketenzicht::graph {
namespace {

using internal::CompactProduct;
using internal::Vertex;

constexpr int64_t kCancelInterval = 1024;

// From here on sums in doubles might be rounded.
constexpr double kExactMax = 9007199254740992.0;  // 2^53

// An authority that is reached from a vertex of the cut.
struct Onward {
  int32_t authority;  // position among those that were asked for
  Cost cost;
};

using Positions = absl::flat_hash_map<FactIndex, int32_t>;

// The authorities that a vertex leads to over steps of at most `level`, with
// the least cost of each: Dijkstra's search over what lies behind it, which is
// little.
std::vector<Onward> FindOnward(const CompactProduct& product, Vertex start,
                               uint32_t level, const Positions& positions,
                               const Limits& limits,
                               Completeness& completeness) {
  using Waiting = std::pair<Cost, Vertex>;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<Waiting>>
      queue;
  absl::flat_hash_map<Vertex, Cost> best = {{start, 0}};
  absl::flat_hash_map<int32_t, Cost> found;
  queue.emplace(0, start);
  while (!queue.empty()) {
    const auto [cost, at] = queue.top();
    queue.pop();
    if (best.at(at) < cost) continue;
    if (product.accepts(at)) {
      const auto it = positions.find(product.entity(at));
      if (it != positions.end()) found.emplace(it->second, cost);
    }
    if (++completeness.expansions % kCancelInterval == 0) {
      completeness.stop = limits.interrupted();
      if (!completeness.complete()) return {};
    }
    uint32_t position = product.first_edge(at);
    for (const CompactProduct::Edge& edge : product.edges(at)) {
      const Cost then = AddCosts(cost, product.cost(position++));
      if (edge.status > level) continue;
      const auto [it, added] = best.emplace(edge.to, then);
      if (!added && it->second <= then) continue;
      it->second = then;
      queue.emplace(then, edge.to);
    }
  }
  std::vector<Onward> onward;
  for (const auto& [authority, cost] : found) {
    onward.push_back({authority, cost});
  }
  std::sort(onward.begin(), onward.end(), [](const Onward& a, const Onward& b) {
    return a.authority < b.authority;
  });
  return onward;
}

}  // namespace

// What steps of at most one status lead to.
struct BestMatrix::Level {
  Status status;
  internal::LaneCosts costs;                // to the cut
  std::vector<std::vector<Onward>> onward;  // by lane
};

BestMatrix::BestMatrix(std::shared_ptr<const View> view,
                       const Automaton& automaton,
                       std::vector<FactIndex> authorities, int threads,
                       const Limits& limits)
    : view_(std::move(view)),
      automaton_(automaton),
      authorities_(std::move(authorities)) {
  product_ = view_->product(automaton, limits, completeness_);
  if (product_ == nullptr) return;
  Positions positions;
  for (size_t i = 0; i < authorities_.size(); ++i) {
    positions.emplace(authorities_[i], static_cast<int32_t>(i));
  }
  const std::vector<Vertex> cut =
      internal::FindNarrowestCut(*view_, *product_, limits, completeness_);
  if (!completeness_.complete()) return;
  const internal::LaneSweep sweep(*product_, cut, limits, completeness_);
  if (!completeness_.complete()) return;
  for (int level = 0; level < internal::kEdgeStatuses; ++level) {
    // Without edges of this status there is nothing that the last did not see.
    if (!product_->has_status(level)) continue;
    absl::StatusOr<internal::LaneCosts> costs =
        sweep.Run(level, threads, limits, completeness_);
    if (!costs.ok()) {
      status_ = costs.status();
      return;
    }
    Level next{static_cast<Status>(level), *std::move(costs), {}};
    for (Vertex v : cut) {
      if (!completeness_.complete()) return;
      next.onward.push_back(FindOnward(*product_, v,
                                       static_cast<uint32_t>(level), positions,
                                       limits, completeness_));
    }
    levels_.push_back(std::move(next));
  }
}

BestMatrix::~BestMatrix() = default;
BestMatrix::BestMatrix(BestMatrix&&) noexcept = default;

std::vector<BestCost> BestMatrix::Row(FactIndex process, const Limits& limits,
                                      Completeness& completeness) const {
  if (view_->avoided(process) != nullptr) {
    return FindBestCosts(*view_, automaton_, process, authorities_, limits,
                         completeness);
  }
  std::vector<BestCost> row(authorities_.size());
  const Vertex vertex = product_->StartOf(process);
  if (vertex == internal::kNoVertex) return row;
  const auto start =
      static_cast<size_t>(std::lower_bound(product_->starts().begin(),
                                           product_->starts().end(), vertex) -
                          product_->starts().begin());
  for (const Level& level : levels_) {
    for (size_t lane = 0; lane < level.onward.size(); ++lane) {
      const double to_lane = level.costs.at(start, lane);
      if (to_lane == internal::kUnreachedCost) continue;
      if (to_lane > kExactMax && to_lane < static_cast<double>(kNeverCost)) {
        return FindBestCosts(*view_, automaton_, process, authorities_, limits,
                             completeness);
      }
      const Cost before =
          static_cast<Cost>(std::min(to_lane, static_cast<double>(kNeverCost)));
      for (const Onward& onward : level.onward[lane]) {
        BestCost& cell = row[static_cast<size_t>(onward.authority)];
        if (cell.status < level.status ||
            authorities_[static_cast<size_t>(onward.authority)] == process) {
          continue;
        }
        const Cost cost = AddCosts(before, onward.cost);
        if (cell.status == level.status && cell.cost <= cost) continue;
        cell = {level.status, cost};
      }
    }
  }
  return row;
}

}  // namespace ketenzicht::graph
