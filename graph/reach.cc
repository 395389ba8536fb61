#include "graph/reach.h"

#include <array>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/internal/product_graph.h"
#include "graph/internal/search_graph.h"

namespace ketenzicht::graph {
namespace {

using internal::EntityNumber;
using internal::SearchGraph;

constexpr size_t kLevels = static_cast<size_t>(Status::kNoPath);
constexpr size_t kCancelInterval = 4096;
constexpr uint8_t kNotReached = static_cast<uint8_t>(Status::kNoPath);

class Search {
 public:
  Search(const View& view, const Automaton& automaton, FactIndex source,
         const Limits& limits, Completeness& completeness)
      : graph_(view.search_graph()),
        automaton_(automaton),
        // Asked only for what the process avoids.
        product_(view, automaton, source, false),
        avoids_(view.avoided(source) != nullptr),
        limits_(limits),
        completeness_(completeness),
        states_(static_cast<size_t>(automaton.num_states())),
        best_(states_ * static_cast<size_t>(graph_.size()), kNotReached) {}

  std::vector<Status> Run(FactIndex source,
                          const std::vector<FactIndex>& targets) {
    std::vector<Status> found(targets.size(), Status::kNoPath);
    absl::flat_hash_map<EntityNumber, std::vector<size_t>> waiting;
    for (size_t i = 0; i < targets.size(); ++i) {
      if (targets[i] != source) {
        waiting[graph_.NumberOf(targets[i])].push_back(i);
      }
    }
    const EntityNumber start = graph_.NumberOf(source);
    Reach(start, automaton_.start(), Status::kOpen);
    for (size_t level = 0; level < kLevels && !waiting.empty(); ++level) {
      // Grows while it is being walked.
      for (size_t i = 0; i < queues_[level].size(); ++i) {
        const uint64_t vertex = queues_[level][i];
        if (best_[vertex] < level) continue;
        const EntityNumber at = static_cast<EntityNumber>(vertex / states_);
        const int16_t state = static_cast<int16_t>(vertex % states_);
        if (automaton_.accepting(state)) {
          const auto met = waiting.find(at);
          if (met != waiting.end()) {
            for (size_t t : met->second) found[t] = static_cast<Status>(level);
            waiting.erase(met);
            if (waiting.empty()) return found;
          }
        }
        if (Stopped()) return found;
        Expand(at, state, static_cast<Status>(level));
      }
    }
    return found;
  }

 private:
  bool Stopped() {
    ++completeness_.reached;
    if (++steps_ % kCancelInterval != 0 || !limits_.cancelled ||
        !limits_.cancelled()) {
      return false;
    }
    completeness_.stop = StopReason::kCancelled;
    return true;
  }

  void Reach(EntityNumber at, int16_t state, Status status) {
    const uint64_t vertex = static_cast<uint64_t>(at) * states_ + state;
    if (best_[vertex] <= static_cast<uint8_t>(status)) return;
    best_[vertex] = static_cast<uint8_t>(status);
    queues_[static_cast<size_t>(status)].push_back(vertex);
  }

  void Expand(EntityNumber at, int16_t state, Status status) {
    for (const SearchGraph::Edge& edge : graph_.from(at)) {
      Follow(edge, MakeLetter(edge.kind, false), state, status);
    }
    if (!automaton_.has_inverse()) return;
    for (const SearchGraph::Edge& edge : graph_.to(at)) {
      Follow(edge, MakeLetter(edge.kind, true), state, status);
    }
  }

  void Follow(const SearchGraph::Edge& edge, Letter letter, int16_t state,
              Status status) {
    const int16_t next = automaton_.Next(state, letter);
    if (next == Automaton::kNoState) return;
    if (avoids_ && product_.Avoids({graph_.FactOf(edge.to), letter, 0})) return;
    Reach(edge.to, next, Weakest(status, static_cast<Status>(edge.status)));
  }

  const SearchGraph& graph_;
  const Automaton& automaton_;
  const internal::ProductGraph product_;
  const bool avoids_;
  const Limits& limits_;
  Completeness& completeness_;
  const size_t states_;
  std::vector<uint8_t> best_;  // status by product vertex
  std::array<std::vector<uint64_t>, kLevels> queues_;
  size_t steps_ = 0;
};

}  // namespace

std::vector<Status> FindReach(const View& view, const Automaton& automaton,
                              FactIndex source,
                              const std::vector<FactIndex>& targets,
                              const Limits& limits,
                              Completeness& completeness) {
  return Search(view, automaton, source, limits, completeness)
      .Run(source, targets);
}

}  // namespace ketenzicht::graph
