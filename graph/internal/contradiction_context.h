// What the parts of a search for contradictions share: a view of what is
// compared, who is asked about, what does not concern them, and how much may
// still be compared.

#ifndef KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_
#define KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_

#include <set>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "graph/contradictions.h"

namespace ketenzicht::graph::internal {

// Whether the modality puts it forward: affirmed, possible or not excluded.
bool PutsForward(Modality modality);

// When both hold: the later start and the earlier end. A bound that neither
// gives is open where both say so, else not stated.
ValidTime OverlapOf(const ValidTime& a, const ValidTime& b);
// Whether both hold on some day for certain. What is not dated has no end.
bool HoldTogether(const ValidTime& a, const ValidTime& b);

// What tells one contradiction from another, in the order in which they are
// told.
using ContradictionKey =
    std::tuple<ContradictionKind, FactIndex, FactIndex, FactIndex>;
ContradictionKey KeyOf(const Contradiction& one);

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
                       ComparisonBudget& budget);

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

  // Whether what is asked about is `thing`, or something that it is certainly
  // part of or belongs to: a measure to who decided it, a procurement to who
  // procured it, an instrument to what was assessed with it and to who applied
  // it; and so on from there. Of a relation also where it is so of an end.
  // Always, where all is asked about.
  bool Concerns(FactIndex thing);

  // Of what was found and does not concern what is asked about.
  void LeaveOut(const Contradiction& one) { left_out_.insert(KeyOf(one)); }
  const std::set<ContradictionKey>& left_out() const { return left_out_; }

 private:
  std::vector<bool> KindsOf(absl::string_view kind) const;
  std::vector<FactIndex> OwnersOf(FactIndex thing) const;
  bool IsOfSubjects(FactIndex thing);

  const View& view_;
  const absl::flat_hash_set<FactIndex> subjects_;
  ComparisonBudget& budget_;
  absl::flat_hash_map<FactIndex, std::vector<FactIndex>> wholes_;
  // By relation kind.
  std::vector<bool> procures_;
  std::vector<bool> assesses_;
  std::vector<bool> applies_;
  absl::flat_hash_map<FactIndex, bool> of_subjects_;
  std::set<ContradictionKey> left_out_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_
