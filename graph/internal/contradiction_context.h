// What the parts of a search for contradictions share: a view of what is
// compared, who is asked about, what does not concern them, and how much may
// still be compared.

#ifndef KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_
#define KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "graph/contradictions.h"
#include "graph/internal/asked_about.h"
#include "graph/internal/subjects.h"

namespace ketenzicht::graph::internal {

// Whether the modality puts it forward: affirmed, possible or not excluded.
bool PutsForward(Modality modality);

// When both hold: the later start and the earlier end. A bound that neither
// gives is open where both say so, else not stated.
ValidTime OverlapOf(const ValidTime& a, const ValidTime& b);
// Whether both hold on some day for certain. What is not dated has no end.
bool HoldTogether(const ValidTime& a, const ValidTime& b);

// No day is in both.
bool AreDisjoint(const DateRange& a, const DateRange& b);
// The same of two dated bounds.
bool AreApart(const Bound& a, const Bound& b);
// "2016", "2016 - 2018": the bounds that are at issue.
std::string DatesOf(const ValidTime& valid, bool start, bool end);

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
                       ComparisonBudget& budget)
      : view_(view), asked_(view, subjects), budget_(budget) {}

  const View& view() const { return view_; }
  const InstanceTable& table() const { return view_.table(); }
  const Snapshot& snapshot() const { return view_.snapshot(); }
  ComparisonBudget& budget() { return budget_; }

  // As of graph/internal/subjects.h and asked_about.h, in this view, for what
  // is asked about.
  bool WasSaid(FactIndex fact) const { return internal::WasSaid(view_, fact); }
  const std::vector<FactIndex>& WholesOf(FactIndex thing) {
    return asked_.WholesOf(thing);
  }
  bool Concerns(FactIndex thing) { return asked_.Concerns(thing); }

  // Of what was found and does not concern what is asked about.
  void LeaveOut(const Contradiction& one) { left_out_.insert(KeyOf(one)); }
  const std::set<ContradictionKey>& left_out() const { return left_out_; }

 private:
  const View& view_;
  AskedAbout asked_;
  ComparisonBudget& budget_;
  std::set<ContradictionKey> left_out_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_CONTRADICTION_CONTEXT_H_
