// The k best paths from an entity to any of a set of entities.

#ifndef KETENZICHT_GRAPH_PATH_SEARCH_H_
#define KETENZICHT_GRAPH_PATH_SEARCH_H_

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "graph/automaton.h"
#include "graph/limits.h"
#include "graph/view.h"

namespace ketenzicht::graph {

struct FoundPath {
  std::vector<View::Incidence> steps;
  Status status = Status::kOpen;  // of the weakest step
  Cost cost = 0;                  // sum over the steps
};

// Paths that are worse do not count: as if they were not there.
struct PathBounds {
  Status weakest = Status::kNoPath;  // the worst status that counts
  // The least best likelihood that counts, of the product of the steps in the
  // order of the path; a step without an estimate counts as certain.
  double likelihood_min = 0;
  int32_t length_max = std::numeric_limits<int32_t>::max();
};

struct PathQuery {
  FactIndex source = kNoFact;
  std::vector<FactIndex> targets;  // a path ends at any of them
  const Automaton* automaton = nullptr;
  // Walk relations that make no edge too, as few as can be: the nearest to a
  // path that there is, to explain why there is none.
  bool omitted = false;
  PathBounds bounds;
};

// The order of paths: docs/semantics.md 6.2.
bool ComesBefore(const View& view, const FoundPath& a, const FoundPath& b);

struct FoundPaths {
  std::vector<FoundPath> paths;  // best first
  // The best status that any walk has, entities repeated or not: kNoPath where
  // nothing is reached, kOpen where the search was cancelled too early to know.
  // Equals that of the first path where there is one and
  // the search was complete.
  Status walk_status = Status::kNoPath;
  Completeness completeness;
};

// The best limits.paths paths that match the automaton and repeat no entity, in
// the order: status, cost (best likelihood), length, relation instance ids one
// by one. A path has at least one step.
//
// Best-first search over partial paths with exact potentials (A*; Hart, Nilsson
// and Raphael 1968): reach by breadth-first search, then backwards from the
// targets over what was reached, for each status that steps have, Dijkstra's
// search for the least cost and length over steps that are no worse
// (internal/potentials.h). Time is O(reached log reached) plus the expansions:
// about k times the length of a path, unless the best walks repeat entities, or
// are longer than `length_max`; then expansions can be exponential, hence the
// budget. The k+1st path is looked for, so that
// StopReason::kPaths says that there is one more.
//
// Kept are only partial paths that may still become one within the bounds, and
// of what leads on from one just the best, then twice as many as were wanted so
// far: three for each expansion at most, however many relations an entity has.
// At limits.partial_paths they are all there is, one more stops the search.
FoundPaths FindPaths(const View& view, const PathQuery& query,
                     const Limits& limits);

namespace internal {
class ProductGraph;
class ReachedProduct;
}  // namespace internal

// FindPaths for many sets of targets: what the source reaches is found once.
// Keeps pointers to view and automaton. Not thread-safe.
class PathSearch {
 public:
  // `query` without targets. Interrupted: completeness() says so.
  PathSearch(const View& view, const PathQuery& query, const Limits& limits);
  ~PathSearch();
  PathSearch(const PathSearch&) = delete;
  PathSearch& operator=(const PathSearch&) = delete;

  // As FindPaths. Its completeness counts what was reached each time.
  FoundPaths Find(const std::vector<FactIndex>& targets,
                  const PathBounds& bounds, const Limits& limits) const;

 private:
  const FactIndex source_;
  Completeness completeness_;  // of what was reached
  std::unique_ptr<const internal::ProductGraph> graph_;
  std::unique_ptr<const internal::ReachedProduct> reached_;
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PATH_SEARCH_H_
