#include "graph/modal_paths.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace ketenzicht::graph {
namespace {

constexpr size_t kLevels = static_cast<size_t>(Status::kUnknown) + 1;

using ProductNode = std::pair<FactIndex, int16_t>;

bool IsLeftOutOf(const InstanceTable& table, InstanceIndex step) {
  return table.would_count(step) || table.denies(step) ||
         table.omission(step) == Omission::kDenied;
}

class Search {
 public:
  Search(const InstanceTable& table, const Automaton& automaton,
         const ModalPathOptions& options)
      : table_(table), automaton_(automaton), options_(options) {}

  absl::flat_hash_map<FactIndex, Status> Run(FactIndex start) {
    Reach({start, automaton_.start()}, Status::kOpen);
    for (size_t level = 0; level < kLevels; ++level) {
      // Grows while it is being walked.
      for (size_t i = 0; i < queues_[level].size(); ++i) {
        const ProductNode node = queues_[level][i];
        if (best_.at(node) < static_cast<Status>(level)) continue;
        Expand(node, static_cast<Status>(level));
      }
    }
    absl::flat_hash_map<FactIndex, Status> ends;
    for (const auto& [node, status] : best_) {
      if (!automaton_.accepting(node.second)) continue;
      const auto [it, added] = ends.emplace(node.first, status);
      if (!added) it->second = Strongest(it->second, status);
    }
    return ends;
  }

 private:
  void Reach(ProductNode node, Status status) {
    const auto [it, added] = best_.emplace(node, status);
    if (!added && it->second <= status) return;
    it->second = status;
    queues_[static_cast<size_t>(status)].push_back(node);
  }

  void Expand(ProductNode node, Status status) {
    table_.ForEachFrom(
        node.first, [&](InstanceIndex i) { Follow(node, status, i, false); });
    if (!automaton_.has_inverse()) return;
    table_.ForEachTo(node.first,
                     [&](InstanceIndex i) { Follow(node, status, i, true); });
  }

  void Follow(ProductNode node, Status status, InstanceIndex step,
              bool inverse) {
    const int16_t state =
        automaton_.Next(node.second, MakeLetter(table_.kind(step), inverse));
    if (state == Automaton::kNoState) return;
    const bool counts = table_.counts(step);
    if (!counts && !(options_.left_out && IsLeftOut(step))) return;
    const Status modal = counts ? table_.modal(step) : Status::kUnknown;
    if (modal > options_.worst) return;
    const FactIndex to = inverse ? table_.source(step) : table_.target(step);
    if (to == kNoFact) return;
    if (options_.specific_only && table_.general(step)) return;
    if (options_.without && (options_.without(to) || options_.without(step))) {
      return;
    }
    Reach({to, state}, Weakest(status, modal));
  }

  bool IsLeftOut(InstanceIndex step) const { return IsLeftOutOf(table_, step); }

  const InstanceTable& table_;
  const Automaton& automaton_;
  const ModalPathOptions& options_;
  absl::flat_hash_map<ProductNode, Status> best_;
  std::array<std::vector<ProductNode>, kLevels> queues_;
};

// Nodes are met in the order of their shortest paths, since the steps at each
// are taken by id.
class ShortestSearch {
 public:
  ShortestSearch(const InstanceTable& table, const Automaton& automaton,
                 const ModalPathOptions& options)
      : table_(table), automaton_(automaton), options_(options) {}

  std::vector<InstanceIndex> Run(FactIndex start, FactIndex end) {
    met_.push_back({{start, automaton_.start()}});
    known_.insert(met_.front().node);
    for (size_t at = 0; at < met_.size(); ++at) {
      const ProductNode node = met_[at].node;
      if (at > 0 && node.first == end && automaton_.accepting(node.second)) {
        return StepsTo(at);
      }
      Expand(at);
    }
    return {};
  }

 private:
  struct Met {
    ProductNode node;
    InstanceIndex step = kNoFact;
    size_t before = 0;
  };

  void Expand(size_t at) {
    std::vector<std::pair<InstanceIndex, bool>> steps;
    const FactIndex here = met_[at].node.first;
    table_.ForEachFrom(here,
                       [&](InstanceIndex i) { steps.emplace_back(i, false); });
    if (automaton_.has_inverse()) {
      table_.ForEachTo(here,
                       [&](InstanceIndex i) { steps.emplace_back(i, true); });
    }
    std::sort(steps.begin(), steps.end(), [this](const auto& a, const auto& b) {
      return std::pair(table_.rank(a.first), a.second) <
             std::pair(table_.rank(b.first), b.second);
    });
    for (const auto& [step, inverse] : steps) Follow(at, step, inverse);
  }

  void Follow(size_t at, InstanceIndex step, bool inverse) {
    const int16_t state = automaton_.Next(
        met_[at].node.second, MakeLetter(table_.kind(step), inverse));
    const FactIndex to = inverse ? table_.source(step) : table_.target(step);
    if (state == Automaton::kNoState || to == kNoFact) return;
    const bool counts = CountsByModality(table_, step);
    if (!counts && !(options_.left_out && IsLeftOutOf(table_, step))) return;
    if ((counts ? table_.modal(step) : Status::kUnknown) > options_.worst) {
      return;
    }
    if (options_.specific_only && table_.general(step)) return;
    if (options_.without && (options_.without(to) || options_.without(step))) {
      return;
    }
    if (known_.insert({to, state}).second) {
      met_.push_back({{to, state}, step, at});
    }
  }

  std::vector<InstanceIndex> StepsTo(size_t at) const {
    std::vector<InstanceIndex> steps;
    for (; at != 0; at = met_[at].before) steps.push_back(met_[at].step);
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  const InstanceTable& table_;
  const Automaton& automaton_;
  const ModalPathOptions& options_;
  std::vector<Met> met_;
  absl::flat_hash_set<ProductNode> known_;
};

}  // namespace

bool CountsByModality(const InstanceTable& table, InstanceIndex i) {
  const Omission omission = table.omission(i);
  return (omission == Omission::kNone || omission == Omission::kCarrier ||
          omission == Omission::kGuard) &&
         table.fact(i) != kNoFact && table.modal(i) < Status::kBlocked;
}

absl::flat_hash_map<FactIndex, Status> FindModalPaths(
    const InstanceTable& table, const Automaton& automaton, FactIndex start,
    const ModalPathOptions& options) {
  return Search(table, automaton, options).Run(start);
}

std::vector<InstanceIndex> FindShortestModalPath(
    const InstanceTable& table, const Automaton& automaton, FactIndex start,
    FactIndex end, const ModalPathOptions& options) {
  return ShortestSearch(table, automaton, options).Run(start, end);
}

}  // namespace ketenzicht::graph
