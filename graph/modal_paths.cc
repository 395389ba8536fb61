#include "graph/modal_paths.h"

#include <array>
#include <utility>
#include <vector>

namespace ketenzicht::graph {
namespace {

constexpr size_t kLevels = static_cast<size_t>(Status::kUnknown) + 1;

using ProductNode = std::pair<FactIndex, int16_t>;

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
    const FactIndex to = inverse ? table_.source(step) : table_.target(step);
    if (to == kNoFact) return;
    if (options_.specific_only && table_.general(step)) return;
    if (options_.without && options_.without(to)) return;
    Reach({to, state},
          Weakest(status, counts ? table_.modal(step) : Status::kUnknown));
  }

  bool IsLeftOut(InstanceIndex step) const {
    return table_.would_count(step) || table_.denies(step) ||
           table_.omission(step) == Omission::kDenied;
  }

  const InstanceTable& table_;
  const Automaton& automaton_;
  const ModalPathOptions& options_;
  absl::flat_hash_map<ProductNode, Status> best_;
  std::array<std::vector<ProductNode>, kLevels> queues_;
};

}  // namespace

absl::flat_hash_map<FactIndex, Status> FindModalPaths(
    const InstanceTable& table, const Automaton& automaton, FactIndex start,
    const ModalPathOptions& options) {
  return Search(table, automaton, options).Run(start);
}

}  // namespace ketenzicht::graph
