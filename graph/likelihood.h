// Likelihood of a step, and its cost in a search for the likeliest path.

#ifndef KETENZICHT_GRAPH_LIKELIHOOD_H_
#define KETENZICHT_GRAPH_LIKELIHOOD_H_

#include <cstdint>

#include "graph/fact.h"
#include "graph/view_draft.h"

namespace ketenzicht::graph {

// Cost of a step: -ln(best) in units of 2^-32, so that sums are exact and the
// order of paths does not hang on rounding. A step without a best estimate
// counts as certain: silence is not safety.
using Cost = int64_t;
inline constexpr Cost kNeverCost = Cost{1} << 56;  // best likelihood 0

Cost CostOf(const Interval& likelihood);

// The sum, kNeverCost at most.
inline Cost AddCosts(Cost a, Cost b) {
  return a + b < kNeverCost ? a + b : kNeverCost;
}

// The product, bound by bound; without a best estimate where one has none.
Interval Multiply(const Interval& a, const Interval& b);

// Sixth step of a view. Sets the likelihood of every instance that counts: what
// the fact states, as interval or class of the policy's scale; else for an
// affirmed fact of a certain kind 1, or the kind's default; else [0, -, 1].
// Each measure in place that reduces it multiplies it, where its guard does not
// hold and it is certainly in force.
void SetLikelihoods(ViewDraft& draft);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_LIKELIHOOD_H_
