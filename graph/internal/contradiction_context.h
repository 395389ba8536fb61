// What the parts of a search for contradictions share: a view of what is
// compared, who is asked about, and how much may still be compared.

#ifndef KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_
#define KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/contradictions.h"

namespace ketenzicht::graph::internal {

// Whether the modality puts it forward: affirmed, possible or not excluded.
bool PutsForward(Modality modality);

// When both hold: the later start and the earlier end. A bound that neither
// gives is open where both say so, else not stated.
ValidTime OverlapOf(const ValidTime& a, const ValidTime& b);
// Whether both hold on some day for certain. What is not dated has no end.
bool HoldTogether(const ValidTime& a, const ValidTime& b);

// Counts comparisons. Not thread-safe.
class ComparisonBudget {
 public:
  explicit ComparisonBudget(const Limits& limits) : limits_(limits) {}

  // Before each comparison. False from the first one on that may not be made.
  bool Spend();
  const Completeness& completeness() const { return completeness_; }

 private:
  const Limits& limits_;
  Completeness completeness_;
};

// Holds references. Not thread-safe: keeps what it looked up.
class ContradictionContext {
 public:
  ContradictionContext(const View& view, const std::vector<FactIndex>& subjects,
                       ComparisonBudget& budget)
      : view_(view),
        subjects_(subjects.begin(), subjects.end()),
        budget_(budget) {}

  const View& view() const { return view_; }
  const InstanceTable& table() const { return view_.table(); }
  const Snapshot& snapshot() const { return view_.snapshot(); }
  ComparisonBudget& budget() { return budget_; }

  // Whether a source that counts said it by the day, and it is not left out for
  // being inferred, not verified, or removed.
  bool WasSaid(FactIndex fact) const;

  // What an entity is certainly part of, itself included; sorted. Of anything
  // else itself alone.
  const std::vector<FactIndex>& WholesOf(FactIndex thing);

  // Whether what is asked about is `thing`, something that it is certainly part
  // of or, of a relation, an end of it, likewise. Always, where all is.
  bool Concerns(FactIndex thing);

 private:
  const View& view_;
  const absl::flat_hash_set<FactIndex> subjects_;
  ComparisonBudget& budget_;
  absl::flat_hash_map<FactIndex, std::vector<FactIndex>> wholes_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_
