// A timeline in sentences, in Dutch or English: each step with the facts behind
// it and their sources.

#ifndef KETENZICHT_GRAPH_TIMELINE_TEXT_H_
#define KETENZICHT_GRAPH_TIMELINE_TEXT_H_

#include <string>

#include "graph/fact_text.h"
#include "graph/timeline.h"

namespace ketenzicht::graph {

// "begint" / "starts".
std::string MoveText(MoveKind kind, Language language);

// One step in a line: "vanaf 2017-06-28: onbekend, T0–T3 (…)".
std::string StepText(const TimelineQuery& query, const TimelineStep& step,
                     Language language);

// A fact behind a step: how it moves, its sentence, its sources.
std::string MovedFactText(const FactText& text, const FactMove& move);

// The whole timeline of a pair, several lines, each ended by "\n".
std::string TimelineText(const Snapshot& snapshot, const ViewOptions& options,
                         const TimelineQuery& query, const Timeline& timeline,
                         Language language);

// Whether all days were looked at, and what else every timeline carries.
std::string TimelinesContextText(const Snapshot& snapshot,
                                 const ViewOptions& options,
                                 const TimelineQuery& query,
                                 const Timelines& timelines, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_TIMELINE_TEXT_H_
