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
  Search(const ViewDraft& draft, const Automaton& automaton,
         const ModalPathOptions& options)
      : draft_(draft), automaton_(automaton), options_(options) {}

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
    for (int i : draft_.out(node.first)) {
      Follow(node, status, draft_.instances[i], false);
    }
    for (int i : draft_.in(node.first)) {
      Follow(node, status, draft_.instances[i], true);
    }
  }

  void Follow(ProductNode node, Status status, const Instance& step,
              bool inverse) {
    const FactIndex to = inverse ? step.source : step.target;
    if (!step.counts() || to == kNoFact) return;
    if (options_.specific_only && step.general) return;
    if (options_.without != nullptr && options_.without->contains(to)) return;
    const int16_t state =
        automaton_.Next(node.second, MakeLetter(step.kind, inverse));
    if (state == Automaton::kNoState) return;
    Reach({to, state}, Weakest(status, step.modal));
  }

  const ViewDraft& draft_;
  const Automaton& automaton_;
  const ModalPathOptions& options_;
  absl::flat_hash_map<ProductNode, Status> best_;
  std::array<std::vector<ProductNode>, kLevels> queues_;
};

}  // namespace

absl::flat_hash_map<FactIndex, Status> FindModalPaths(
    const ViewDraft& draft, const Automaton& automaton, FactIndex start,
    const ModalPathOptions& options) {
  return Search(draft, automaton, options).Run(start);
}

}  // namespace ketenzicht::graph
