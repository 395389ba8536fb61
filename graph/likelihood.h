// Likelihood of a step, and its cost in a search for the likeliest path.

#ifndef KETENZICHT_GRAPH_LIKELIHOOD_H_
#define KETENZICHT_GRAPH_LIKELIHOOD_H_

#include <cstdint>
#include <vector>

#include "graph/fact.h"

namespace ketenzicht::graph {

// Cost of a step: -ln(best) in units of 2^-32, so that sums are exact and the
// order of paths does not hang on rounding. A step without a best estimate
// counts as certain: silence is not safety.
using Cost = int64_t;
inline constexpr Cost kNeverCost = Cost{1} << 56;  // best likelihood 0

Cost CostOf(const Interval& likelihood);

// The likelihood that costs so much.
double LikelihoodOfCost(Cost cost);

// The sum, kNeverCost at most.
inline Cost AddCosts(Cost a, Cost b) {
  return a + b < kNeverCost ? a + b : kNeverCost;
}

// The product, bound by bound; without a best estimate where one has none.
Interval Multiply(const Interval& a, const Interval& b);

class InstanceTable;

// The likelihood of an instance before measures and its guard: what the fact
// states, as interval or class of the policy's scale, from 0 on and without a
// best estimate where its day, or who belongs to its class, is open, or it is
// contested; else, of modal status open, the kind's default or, of a kind that
// is certain when affirmed, 1, in the same way; else [0, -, 1].
Interval StatedOrDefault(const InstanceTable& table, int32_t instance);

// Sixth step of a view. What a guard, or a measure that may close it, leaves
// open may not be: from 0 on, without a best estimate. Each measure in place
// that reduces a likelihood multiplies it, where its guard does not hold and it
// is certainly in force; where that is not certain, the low bound alone. Those
// that say the same (MeasuresOfAnyState, graph/proposition_group.h) once, by
// the lowest low, the highest high and the highest best of theirs, which there
// is where all have one, in place or candidates.
void SettleLikelihoods(InstanceTable& table);

// The cost of each instance, looked up: relations with the same likelihood cost
// the same.
class Costs {
 public:
  explicit Costs(const InstanceTable& table);

  // Constant time.
  Cost Of(int32_t instance) const;

 private:
  const InstanceTable& table_;
  std::vector<Cost> stated_;   // by likelihood number; -1 where none is stated
  std::vector<Cost> by_kind_;  // of modal status open, where none is stated
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_LIKELIHOOD_H_
