// Plans of measures and single points of failure in sentences, in Dutch or
// English.

#ifndef KETENZICHT_GRAPH_MEASURE_TEXT_H_
#define KETENZICHT_GRAPH_MEASURE_TEXT_H_

#include <string>

#include "graph/measure_plan.h"
#include "graph/single_points.h"
#include "graph/text.h"

namespace ketenzicht::graph {

// "status: geblokkeerd of beter" / "tier T1 or lower".
std::string GoalText(const Snapshot& snapshot, const MeasureGoal& goal,
                     Language language);

// The plan, what it leaves, what it rests on, the front, and what each measure
// is worth; whether all was looked at, and what it holds for. Several lines,
// each ended by "\n".
std::string MeasurePlanText(const Snapshot& snapshot,
                            const ViewOptions& options, const MeasureGoal& goal,
                            const MeasurePlan& plan, Language language);

// Each blocked pair with the measures on which that hangs alone, and the rest
// likewise.
std::string SinglePointsText(const Snapshot& snapshot,
                             const ViewOptions& options,
                             const SinglePoints& points, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MEASURE_TEXT_H_
