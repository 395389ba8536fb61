// What each candidate measure is worth: alone, in the plan, and at all.

#ifndef KETENZICHT_GRAPH_INTERNAL_MEASURE_WORTH_H_
#define KETENZICHT_GRAPH_INTERNAL_MEASURE_WORTH_H_

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "graph/internal/measure_oracle.h"
#include "graph/internal/measure_setup.h"
#include "graph/measure_plan.h"

namespace ketenzicht::graph::internal {

// Fills in `worth`, one for each candidate, as far as it comes. Of a pair only
// what it leaves to the oracle is asked; `plan` is the set of the plan, if any.
//
// Whether a measure buys anything is a search of its own for a set that it
// completes: CBC proposes sets that hold no set known to do without it, and
// enough of what is missing from sets that are known to fail even with it.
// Errors as of the oracle, and ResourceExhausted, with `nodes_ended` set, where
// CBC gave up.
//
// `inherent` is the view without measures, and `pairs` those of the oracle:
// the paths there tell which measures have to do with them.
absl::Status WeighMeasures(MeasureOracle& oracle, const MeasureSetup& setup,
                           const View& inherent,
                           const std::vector<PlannedPair>& pairs,
                           const std::optional<Subset>& plan,
                           const Limits& limits,
                           std::vector<MeasureWorth>& worth, bool& nodes_ended);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_MEASURE_WORTH_H_
