// How status and tier of a pair moved over time, and which facts moved them.
//
//   TimelineQuery query{.processes = {p}, .targets = {t}, .vectors = {v}};
//   FindTimelines(snapshot, options, query, limits)
//
// A step function over all days on which a fact that can matter comes or goes,
// past and future ones. docs/semantics.md, section 8.

#ifndef KETENZICHT_GRAPH_TIMELINE_H_
#define KETENZICHT_GRAPH_TIMELINE_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/fact_moves.h"
#include "graph/pair_outcome.h"

namespace ketenzicht::graph {

struct TimelineQuery {
  std::vector<FactIndex> processes;
  std::vector<Target> targets;
  std::vector<const Vector*> vectors;
  std::optional<Date> since;  // the first step is as of this day
  std::optional<Date> until;  // nothing after this day is looked at
  // Whether every day is looked at on which any fact moves, not only those that
  // can matter (graph/relevance.h). The same answer, slower.
  bool every_date = false;
  ViewMaker make_views;
};

struct TimelineStep {
  std::optional<Date> from;  // nothing: from the beginning, or as of `since`
  PairOutcome outcome;       // until the next step
  // What moved on that day and took the outcome from that of the step before to
  // this one: seen alone as of this day, all else as of the eve, these do it.
  // Sorted by id; empty in the first step, and where a search of this step or
  // the one before was cut short: then it was not sought.
  std::vector<FactMove> because;
  // Whether no part of them does it too. Seen, where there are few; else not
  // said.
  bool smallest = true;
  // False where a search budget ended the search of a path on that day.
  bool searched_all = true;
};

struct Timeline {
  FactIndex process = kNoFact;
  Target target;
  const Vector* vector = nullptr;
  std::vector<TimelineStep> steps;  // at least one; in order of time
};

struct Timelines {
  std::vector<Timeline> all;  // by process, target, vector, as asked
  // With kDates, kTime and kCancelled the steps hold up to `seen_until`, and a
  // pair that was not looked at by then is missing; `seen_until` is then the
  // eve of the first day in question, or `since`, where no day was looked at,
  // and nothing where not even that was. Where a search met a budget
  // (IsSearchBudget) some day is searched in part only.
  Completeness completeness;
  int dates = 0;                   // days on which something moved, in question
  std::optional<Date> seen_until;  // where not all were looked at: the last one
};

// Whether a timeline is left out of those of so many `processes`: that of an
// organization itself that never has a path.
bool IsSilent(const Snapshot& snapshot, const Timeline& timeline,
              size_t processes);

// `options.date` is not asked; its overlay must be empty. Errors as of
// View::Create. Never more than limits.dates days and kMaxPairs pairs
// (ResourceExhausted). Interrupted by `limits` between views, inside searches,
// and inside views as far as `make_views` can be: what was found by then comes
// with StopReason::kCancelled or kTime.
//
// Two views, and a search for each pair, for each day; for each step up to
// CauseViews() more where several facts moved on its day.
absl::StatusOr<Timelines> FindTimelines(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const TimelineQuery& query, const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_TIMELINE_H_
