// All choices of measures of which no other is better in cost, burden or pairs
// left above the goal without being worse in another.
//
// For each number of pairs that may stay above, from all down: the cheapest
// set, of that cost the one with the least burden and the fewest pairs; then
// the cheapest with less burden than that, until there is none (the epsilon
// constraint method). Numbers that would give the same sets are passed over.
//
// Source: Y. Haimes, L. Lasdon, D. Wismer, "On a Bicriterion Formulation of the
// Problems of Integrated System Identification and System Optimization", IEEE
// Transactions on Systems, Man and Cybernetics 1(3), 1971.

#ifndef KETENZICHT_GRAPH_INTERNAL_MEASURE_FRONT_H_
#define KETENZICHT_GRAPH_INTERNAL_MEASURE_FRONT_H_

#include <vector>

#include "absl/status/status.h"
#include "graph/internal/measure_search.h"
#include "graph/internal/measure_setup.h"
#include "graph/measure_plan.h"

namespace ketenzicht::graph::internal {

int64_t SumOf(const std::vector<int64_t>& weights, const Subset& taken);

// What the set costs; pairs above the goal are not filled in.
MeasureSet DescribeSet(const MeasureSetup& setup, const Subset& taken);

// Not thread-safe. Keeps references to what it is given.
class MeasureFront {
 public:
  MeasureFront(MeasureSearch& search, const MeasureSetup& setup)
      : search_(search), setup_(setup) {}

  // `pairs`: how many the search is about. Errors as of the search: what was
  // found by then is part of the front.
  absl::Status Find(int pairs);
  bool points_ended() const { return points_ended_; }

  // Sorted; each with `beyond` more pairs above the goal.
  std::vector<MeasureSet> Take(int beyond);

 private:
  absl::StatusOr<int> FindForUpTo(int above_max);

  MeasureSearch& search_;
  const MeasureSetup& setup_;
  std::vector<MeasureSet> found_;
  bool points_ended_ = false;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_MEASURE_FRONT_H_
