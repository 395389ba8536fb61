// The answer on one pair: how a process is exposed to an authority, along which
// paths, and what that rests on.

#ifndef KETENZICHT_GRAPH_EXPOSURE_H_
#define KETENZICHT_GRAPH_EXPOSURE_H_

#include <memory>
#include <optional>
#include <vector>

#include "graph/factors.h"
#include "graph/limits.h"
#include "graph/path_search.h"
#include "graph/scope.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// A view and the same one without measures (the same pointer where it has
// none).
struct Views {
  std::shared_ptr<const View> asked;
  std::shared_ptr<const View> inherent;

  static absl::StatusOr<Views> Create(std::shared_ptr<const Snapshot> snapshot,
                                      const ViewOptions& options);
};

struct PathAnswer {
  FoundPath path;
  Interval likelihood;  // the product of the steps, multiplied in path order
  TierAnswer tier;
};

struct PairAnswer {
  FactIndex process = kNoFact;
  Target target;
  const Vector* vector = nullptr;
  Status status = Status::kNoPath;  // of the best path
  std::vector<PathAnswer> paths;    // best first
  // Without measures: what the measures in place are for.
  Status inherent_status = Status::kNoPath;
  std::optional<PathAnswer> inherent;  // the best path; where there is one
  // Only with no_path: the nearest to a path that is on record, with the
  // relations that make no edge. Never an invented relation.
  std::optional<FoundPath> nearest;
  // Denials about the subject that hold for certain, and recorded unknowns
  // about it (relations and statements).
  std::vector<InstanceIndex> denials;
  std::vector<FactIndex> unknowns;
  Completeness completeness;

  // The tier of the best path.
  const TierAnswer* tier() const {
    return paths.empty() ? nullptr : &paths.front().tier;
  }
};

// Answers one pair. The order of paths, denials and unknowns is fixed by their
// ids, so that the same question has the same answer. Cost: three searches
// (FindPaths).
PairAnswer AnswerPair(const Views& views, FactIndex process,
                      const Target& target, const Vector& vector,
                      const Limits& limits);

// What the best path of an answer rests on, each once, in the order in which it
// is met: its steps, their carriers, what guards looked at, measures met, and
// the facts behind the factors. Ids of facts and instances.
std::vector<std::string> RestsOn(const View& view, const PathAnswer& answer);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_EXPOSURE_H_
