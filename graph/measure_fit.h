// Whether the measures that are in place after changes may be in place
// together: what they need, and what they exclude.

#ifndef KETENZICHT_GRAPH_MEASURE_FIT_H_
#define KETENZICHT_GRAPH_MEASURE_FIT_H_

#include <string>
#include <vector>

#include "graph/date.h"
#include "graph/overlay.h"
#include "graph/scenario.h"
#include "graph/snapshot.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

// Something about a measure, said where `at`, a measure that changed, did.
struct MeasureMisfit {
  std::string at;
  std::string text;
  // The two that it is about: one needs the other, or excludes it.
  std::string measure;
  std::string other;
  bool excludes = false;
  friend bool operator==(const MeasureMisfit&, const MeasureMisfit&) = default;
};

struct MeasureFit {
  // Measures that are put in place without what must be in place too, or beside
  // what cannot be.
  std::vector<MeasureMisfit> refused;
  // Measures that stay in place and lose what must be in place too.
  std::vector<MeasureMisfit> told;
};

// As a plan of measures judges it (graph/measure_plan.h). What a measure needs
// is in place at least as certainly as the measure is: it counts by `counting`
// (null: whoever says it counts), its modality is no weaker, it has begun on
// the day and has not ended, and none of this is in doubt where nothing of the
// measure is. What a measure excludes is not in place to any degree; whichever
// of two excludes the other. What was so before the changes is not looked at:
// it is no doing of theirs. Linear in the measures where one is laid over; else
// in what is laid over.
//
// `counting` names all types and sources that count, those of the policy and
// the scenario's own too.
MeasureFit FitOfMeasures(const Overlay& overlay, Date day,
                         const ScenarioCounting* counting = nullptr);

// The same of the changes of a scenario, by what its baseline asks.
MeasureFit FitUnder(const Scenario& scenario, const Overlay& overlay, Date day);

// The same of the changes of a view, which nobody refuses: what is taken or
// lifted there counts all the same. Nothing where measures are ignored.
MeasureFit FitOfChanges(const Snapshot& snapshot, const ViewOptions& options);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MEASURE_FIT_H_
