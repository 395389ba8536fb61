// The relations of a view as they lie at its entities: what searches walk on.

#ifndef KETENZICHT_GRAPH_INCIDENCES_H_
#define KETENZICHT_GRAPH_INCIDENCES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "graph/automaton.h"
#include "graph/instance_table.h"

namespace ketenzicht::graph {

// One relation as it lies at a node: where it leads, and which way.
struct Incidence {
  FactIndex to;
  Letter letter;
  InstanceIndex instance;
};

// Of a table to which no relation is added any more. What becomes of relations
// afterwards, their statuses and likelihoods, changes nothing here, so that
// views that differ in those alone share one. Immutable, safe from any thread.
// Keeps nothing of the table.
class Incidences {
 public:
  // O(facts + relations), of many on all cores. Twelve bytes for each end of a
  // relation and eight for each fact.
  explicit Incidences(const InstanceTable& table);

  // The relations between `node` and another entity: those from it, then those
  // to it; of each, facts by their index, then what was expanded or presumed. A
  // relation from an entity to itself stands twice. Those that make no edge are
  // there too. Empty where `node` is no entity.
  absl::Span<const Incidence> At(FactIndex node) const {
    return Between(2 * static_cast<size_t>(node),
                   2 * static_cast<size_t>(node) + 2);
  }
  // Only those from it.
  absl::Span<const Incidence> From(FactIndex node) const {
    return Between(2 * static_cast<size_t>(node),
                   2 * static_cast<size_t>(node) + 1);
  }

  // Has the processor fetch what lies at a node that is soon looked at: first
  // where that is, and when that is there, what it is.
  void FetchPlace(FactIndex node) const {
    __builtin_prefetch(&offsets_[2 * static_cast<size_t>(node)]);
  }
  void FetchIncidences(FactIndex node) const {
    __builtin_prefetch(all_.get() + offsets_[2 * static_cast<size_t>(node)]);
  }

  size_t bytes() const {
    return offsets_.size() * sizeof(offsets_[0]) + size_ * sizeof(Incidence);
  }

 private:
  class Builder;

  absl::Span<const Incidence> Between(size_t first, size_t last) const {
    return {all_.get() + offsets_[first], offsets_[last] - offsets_[first]};
  }

  // By node: where those from it start, and those to it; one more at the end.
  std::vector<uint32_t> offsets_;
  // Not a vector: that would be filled with zeros first, by one thread.
  std::unique_ptr<Incidence[]> all_;
  size_t size_ = 0;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_INCIDENCES_H_
