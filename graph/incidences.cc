#include "graph/incidences.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "graph/internal/parallel_ranges.h"

namespace ketenzicht::graph {
namespace {

// Fewer are listed before a thread is made.
constexpr size_t kIncidencesPerThread = 100'000;

}  // namespace

// Each thread lists what lies at its nodes, where there is room for all that
// can lie at those before them. What made no entry leaves a gap before the next
// thread's, which is closed at the end.
class Incidences::Builder {
 public:
  Builder(const InstanceTable& table, Incidences& made)
      : table_(table),
        facts_(table.facts()),
        nodes_(static_cast<size_t>(facts_.size())),
        made_(made) {}

  void Build() {
    made_.offsets_.resize(2 * nodes_ + 1);
    FindBounds();
    const size_t most = bounds_.back();
    made_.all_ = std::make_unique_for_overwrite<Incidence[]>(most);
    ends_.resize(internal::NumRanges(most, kIncidencesPerThread));
    internal::ForEachRange(
        ends_.size(), ends_.size(), [this](size_t piece, size_t, size_t) {
          ends_[piece] = List(FirstNode(piece), FirstNode(piece + 1));
        });
    CloseGaps();
  }

 private:
  static constexpr size_t kNodesPerBound = 1024;

  // How many incidences there can be at most before every kNodesPerBound-th
  // node.
  void FindBounds() {
    size_t most = 0;
    for (size_t node = 0; node < nodes_; ++node) {
      if (node % kNodesPerBound == 0) bounds_.push_back(most);
      most += MostAt(static_cast<FactIndex>(node));
    }
    bounds_.push_back(most);
  }

  size_t MostAt(FactIndex node) const {
    if (!facts_.is_entity(node)) return 0;
    const Snapshot& snapshot = table_.snapshot();
    return snapshot.relations_from(node).size() +
           snapshot.relations_to(node).size() +
           table_.extras_from(node).size() + table_.extras_to(node).size();
  }

  // The first node of a piece, or that behind the last: nodes of which the
  // pieces have about as many incidences each.
  size_t FirstNode(size_t piece) const {
    const size_t pieces = ends_.size();
    if (piece == pieces) return nodes_;
    const auto bound = std::lower_bound(bounds_.begin(), bounds_.end(),
                                        bounds_.back() * piece / pieces);
    return std::min(
        static_cast<size_t>(bound - bounds_.begin()) * kNodesPerBound, nodes_);
  }

  // Lists what lies at those nodes. Where it ends.
  uint32_t List(size_t begin, size_t end) {
    auto at = static_cast<uint32_t>(
        bounds_[(begin + kNodesPerBound - 1) / kNodesPerBound]);
    for (size_t n = begin; n < end; ++n) {
      const auto node = static_cast<FactIndex>(n);
      made_.offsets_[2 * n] = at;
      made_.offsets_[2 * n + 1] = at;
      if (!facts_.is_entity(node)) continue;
      table_.ForEachFrom(node, [&](InstanceIndex i) {
        Add(table_.target(i), MakeLetter(table_.kind(i), false), i, at);
      });
      made_.offsets_[2 * n + 1] = at;
      table_.ForEachTo(node, [&](InstanceIndex i) {
        Add(table_.source(i), MakeLetter(table_.kind(i), true), i, at);
      });
    }
    return at;
  }

  void Add(FactIndex to, Letter letter, InstanceIndex i, uint32_t& at) {
    if (to == kNoFact || !facts_.is_entity(to)) return;
    made_.all_[at++] = {to, letter, i};
  }

  void CloseGaps() {
    Incidence* const all = made_.all_.get();
    uint32_t end = ends_[0];
    for (size_t piece = 1; piece < ends_.size(); ++piece) {
      const size_t first_node = FirstNode(piece);
      const size_t last_node = FirstNode(piece + 1);
      if (first_node == last_node) continue;
      const uint32_t begin = made_.offsets_[2 * first_node];
      const uint32_t gap = begin - end;
      if (gap > 0) {
        std::copy(all + begin, all + ends_[piece], all + end);
        for (size_t n = 2 * first_node; n < 2 * last_node; ++n) {
          made_.offsets_[n] -= gap;
        }
      }
      end = ends_[piece] - gap;
    }
    made_.offsets_.back() = end;
    made_.size_ = end;
  }

  const InstanceTable& table_;
  const FactTable& facts_;
  const size_t nodes_;
  Incidences& made_;
  std::vector<size_t> bounds_;
  std::vector<uint32_t> ends_;  // by piece
};

Incidences::Incidences(const InstanceTable& table) {
  Builder(table, *this).Build();
}

}  // namespace ketenzicht::graph
