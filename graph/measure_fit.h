// Whether the measures that are in place after changes may be in place
// together: what they need, and what they exclude.

#ifndef KETENZICHT_GRAPH_MEASURE_FIT_H_
#define KETENZICHT_GRAPH_MEASURE_FIT_H_

#include <string>
#include <vector>

#include "graph/date.h"
#include "graph/overlay.h"

namespace ketenzicht::graph {

// Something about a measure, said where `at`, a measure that changed, did.
struct MeasureMisfit {
  std::string at;
  std::string text;
  friend bool operator==(const MeasureMisfit&, const MeasureMisfit&) = default;
};

struct MeasureFit {
  // Measures that are put in place without what must be in place too, or beside
  // what cannot be.
  std::vector<MeasureMisfit> refused;
  // Measures that stay in place and lose what must be in place too.
  std::vector<MeasureMisfit> told;
};

// As a plan of measures judges it (graph/measure_plan.h), of what is recorded:
// in place is what is neither denied nor only thought of, has begun on the day
// and has not ended; whichever of two excludes the other. What was so before
// the changes is not looked at: it is no doing of theirs. Linear in the
// measures where one is laid over; else in what is laid over.
MeasureFit FitOfMeasures(const Overlay& overlay, Date day);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MEASURE_FIT_H_
