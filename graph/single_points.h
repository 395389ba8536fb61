// Pairs that are blocked by one measure alone: single points of failure.
//
//   SinglePointQuery query{.processes = {p}, .targets = {t}, .vectors = {v}};
//   FindSinglePoints(snapshot, options, query, limits)

#ifndef KETENZICHT_GRAPH_SINGLE_POINTS_H_
#define KETENZICHT_GRAPH_SINGLE_POINTS_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/measure_goal.h"

namespace ketenzicht::graph {

struct SinglePointQuery {
  std::vector<FactIndex> processes;
  std::vector<Target> targets;
  std::vector<const Vector*> vectors;
  ViewMaker make_views;
};

// A measure in place that keeps a pair blocked, and what the pair has without
// it: a status better exposed than blocked, and the tiers of that.
struct SinglePoint {
  FactIndex measure = kNoFact;
  Status status = Status::kOpen;
  int lowest_tier = 0;  // index in the policy's tiers
  int highest_tier = 0;
};

struct BlockedPair {
  ExposedPair pair;
  // Sorted by id. None: no measure alone takes it out of blocked, since there
  // are others that block it too.
  std::vector<SinglePoint> points;
};

struct SinglePoints {
  std::vector<BlockedPair> blocked;  // by process, target, vector, as asked
  int pairs = 0;                     // that were asked, silent ones (M.8) aside
  // Measures that were lifted, of those in force; fewer where not complete:
  // then points may be missing.
  int measures_lifted = 0;
  int measures = 0;
  Completeness completeness;
};

// Each measure in place that is in force in the view, to whatever degree, is
// lifted alone, with what is in place and needs it (docs/semantics.md, 11.8),
// and all blocked pairs are asked: none is passed over for not being on a path,
// since a measure may also close what another one's guard looks at. With
// measures ignored (options.measures false) nothing is blocked.
//
// Two views and one search for each pair, and for each measure a view and a
// search for each blocked pair. Errors as of View::Create; ResourceExhausted
// for more than kMaxPairs pairs, or where a search met its budget: of a pair
// that was searched in part nothing is said. Stops at MeasureViews() views
// (kViews), and where `limits` interrupt it.
absl::StatusOr<SinglePoints> FindSinglePoints(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const SinglePointQuery& query, const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SINGLE_POINTS_H_
