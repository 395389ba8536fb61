#include "graph/reach.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/internal/avoidance.h"
#include "graph/internal/compact_product.h"

namespace ketenzicht::graph {
namespace {

using internal::CompactProduct;
using internal::kEdgeStatuses;
using internal::Vertex;

constexpr size_t kCancelInterval = 4096;

// The best status with which targets have been met so far.
class Meetings {
 public:
  Meetings(const CompactProduct& product, FactIndex source,
           const std::vector<FactIndex>& targets)
      : found_(targets.size(), Status::kNoPath) {
    absl::flat_hash_map<FactIndex, std::vector<size_t>> wanted;
    for (size_t i = 0; i < targets.size(); ++i) {
      if (targets[i] != source) wanted[targets[i]].push_back(i);
    }
    for (Vertex v : product.accepting()) {
      const auto it = wanted.find(product.entity(v));
      if (it == wanted.end()) continue;
      if (!it->second.empty()) {
        wanted_.push_back(std::move(it->second));
        it->second.clear();
        number_[product.entity(v)] = wanted_.size() - 1;
      }
    }
    waiting_ = wanted_.size();
    met_.assign(wanted_.size(), false);
  }

  // Whether there is nothing more to meet.
  bool done() const { return waiting_ == 0; }

  void Meet(FactIndex entity, Status status) {
    const auto it = number_.find(entity);
    if (it == number_.end() || met_[it->second]) return;
    met_[it->second] = true;
    --waiting_;
    for (size_t i : wanted_[it->second]) found_[i] = status;
  }

  std::vector<Status> Take() { return std::move(found_); }

 private:
  std::vector<Status> found_;
  // Positions in the answer of each entity that can be met at all.
  std::vector<std::vector<size_t>> wanted_;
  absl::flat_hash_map<FactIndex, size_t> number_;
  std::vector<bool> met_;
  size_t waiting_ = 0;
};

// Level by level: at each, everything that a walk of no worse status reaches.
class Search {
 public:
  Search(const View& view, const CompactProduct& product, FactIndex source,
         const Limits& limits, Completeness& completeness)
      : view_(view),
        product_(product),
        avoidance_(view, source),
        limits_(limits),
        completeness_(completeness),
        visited_((static_cast<size_t>(product.size()) + 63) / 64) {}

  void Run(FactIndex source, Meetings& meetings) {
    const Vertex start = product_.StartOf(source);
    if (start == internal::kNoVertex) return;
    waiting_[0].push_back(start);
    for (level_ = 0; level_ < kEdgeStatuses && !meetings.done(); ++level_) {
      RunLevel(meetings);
      if (!completeness_.complete()) return;
    }
  }

 private:
  bool Visited(Vertex v) const {
    return ((visited_[static_cast<size_t>(v) / 64] >> (v % 64)) & 1) != 0;
  }
  void Visit(Vertex v) {
    visited_[static_cast<size_t>(v) / 64] |= uint64_t{1} << (v % 64);
  }

  void RunLevel(Meetings& meetings) {
    for (Vertex v : waiting_[level_]) {
      if (Visited(v)) continue;
      Visit(v);
      queue_.push_back(v);
    }
    for (size_t i = 0; i < queue_.size(); ++i) {
      const Vertex at = queue_[i];
      if (product_.accepts(at)) {
        meetings.Meet(product_.entity(at), static_cast<Status>(level_));
        if (meetings.done()) break;
      }
      if ((i + 1) % kCancelInterval == 0) {
        completeness_.stop = limits_.interrupted();
        if (!completeness_.complete()) break;
      }
      Expand(at);
    }
    completeness_.reached += static_cast<int64_t>(queue_.size());
    queue_.clear();
  }

  void Expand(Vertex at) {
    for (const CompactProduct::Edge& edge : product_.edges(at)) {
      if (Visited(edge.to)) continue;
      if (avoidance_.any() &&
          avoidance_.Avoids(
              view_.table().kind(static_cast<InstanceIndex>(edge.instance)),
              product_.entity(edge.to))) {
        continue;
      }
      if (static_cast<int>(edge.status) > level_) {
        waiting_[edge.status].push_back(edge.to);
        continue;
      }
      Visit(edge.to);
      queue_.push_back(edge.to);
    }
  }

  const View& view_;
  const CompactProduct& product_;
  const internal::Avoidance avoidance_;
  const Limits& limits_;
  Completeness& completeness_;
  std::vector<uint64_t> visited_;  // a bit a vertex
  std::vector<Vertex> queue_;
  int level_ = 0;
  // By level: what a step of that status leads to, from levels before.
  std::array<std::vector<Vertex>, kEdgeStatuses> waiting_;
};

}  // namespace

std::vector<Status> FindReach(const View& view, const Automaton& automaton,
                              FactIndex source,
                              const std::vector<FactIndex>& targets,
                              const Limits& limits,
                              Completeness& completeness) {
  const std::shared_ptr<const CompactProduct> product =
      view.product(automaton, limits, completeness);
  if (product == nullptr) {
    return std::vector<Status>(targets.size(), Status::kNoPath);
  }
  Meetings meetings(*product, source, targets);
  Search(view, *product, source, limits, completeness).Run(source, meetings);
  return meetings.Take();
}

}  // namespace ketenzicht::graph
