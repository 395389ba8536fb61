// Which measures a question lets one choose from, what binds the choice, and
// what they cost, in whole numbers.

#ifndef KETENZICHT_GRAPH_INTERNAL_MEASURE_SETUP_H_
#define KETENZICHT_GRAPH_INTERNAL_MEASURE_SETUP_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/internal/measure_search.h"
#include "graph/measure_plan.h"

namespace ketenzicht::graph::internal {

// Costs and burdens are counted in thousandths: cents, and a tenth of them.
inline constexpr int64_t kCostUnit = 1000;

// By candidate, divided by their greatest common divisor.
struct WholeWeights {
  std::vector<int64_t> weights;
  int64_t unit = 1;  // what 1 stands for, in thousandths
};

struct MeasureSetup {
  std::vector<FactIndex> candidates;  // sorted by id
  std::vector<FactIndex> without_cost;
  std::vector<FactIndex> barred;
  MeasureRules rules;
  std::vector<int64_t> cost;    // by candidate, in thousandths
  std::vector<int64_t> burden;  // likewise
  WholeWeights costs;
  WholeWeights burdens;
  WholeWeights objective;   // as weighted; costs, where nothing is
  std::vector<int> growth;  // candidates, the cheapest first
};

// `base` is the view in which nothing is taken. Errors as of ProposeMeasures.
// O(measures, and what they name).
absl::StatusOr<MeasureSetup> SetUpMeasures(const View& base,
                                           const MeasureQuestion& question);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_MEASURE_SETUP_H_
