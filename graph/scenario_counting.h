// Which facts count under a scenario while its changes are laid over a
// snapshot: by source, inference and verification (docs/semantics.md, 1.1 and
// 1.2). Of a finished record a view says it.

#ifndef KETENZICHT_GRAPH_SCENARIO_COUNTING_H_
#define KETENZICHT_GRAPH_SCENARIO_COUNTING_H_

#include <optional>
#include <string>

#include "graph/date.h"
#include "graph/overlay.h"
#include "graph/scenario.h"

namespace ketenzicht::graph {

// What the baseline asks, with the policy's own types and the scenario's own
// source; nothing where whoever says it counts.
std::optional<ScenarioCounting> CountingUnder(const Scenario& scenario,
                                              const Snapshot& base);

// The first day on which somebody who counts said it; nothing where nobody did.
// Of `counting` null everybody counts, here and below.
std::optional<Date> FirstSaid(const Overlay& overlay,
                              const ScenarioCounting* counting,
                              const Fact& fact);

// Why it does not count; empty where it does.
std::string WhyItDoesNotCount(const Overlay& overlay,
                              const ScenarioCounting* counting,
                              const Fact& fact);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SCENARIO_COUNTING_H_
