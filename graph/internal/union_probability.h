// How likely it is that all events of at least one path set happen.

#ifndef KETENZICHT_GRAPH_INTERNAL_UNION_PROBABILITY_H_
#define KETENZICHT_GRAPH_INTERNAL_UNION_PROBABILITY_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "graph/internal/path_sets.h"
#include "graph/internal/uncertain_product.h"
#include "graph/limits.h"

namespace ketenzicht::graph::internal {

// By bound.
using Probabilities = std::array<double, kBounds>;

// Exact, up to the rounding of sums and products of doubles that are not
// negative: a relative error below 10^-9. `sets` are minimal (KeepMinimal);
// `events` are ordered by relation, in an order that keeps what is left of the
// sets small (OrderRelations).
//
// Relations are decided one after another. What is left of the path sets once
// some are decided is a state; equal states are one, whichever way led there,
// and carry the probability of all these ways: this is the evaluation of a
// decision diagram of the sets, level by level, without keeping it (Hardy,
// Lucet, Limnios: "K-terminal network reliability measures with binary decision
// diagrams", IEEE Transactions on Reliability 56(3), 2007). A relation that
// opens edges with k likelihoods has k + 1 outcomes.
//
// Nothing where that takes more than `steps_max` steps, or was interrupted. A
// step compares two sets; to keep one counts as sixteen, for its memory: a
// quarter of a byte for each step, at most. Exponential in the worst case, as
// the question is (#P-complete: Ball, "Computational complexity of network
// reliability analysis: an overview", IEEE Transactions on Reliability 35(3),
// 1986).
std::optional<Probabilities> UnionProbability(
    const std::vector<OpenEvent>& events, const std::vector<PathSet>& sets,
    int64_t steps_max, const Limits& limits, Completeness& completeness);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_UNION_PROBABILITY_H_
