// Paths of many processes to many authorities, one after another.
//
//   PathListQuery query{.sources = …, .targets = …, .vector = &vector};
//   PathListEnd end = ListPaths(view, query, {}, limits, [&](ListedPath path) {
//     … path.next is where to go on after it
//     return true;
//   });

#ifndef KETENZICHT_GRAPH_PATH_LIST_H_
#define KETENZICHT_GRAPH_PATH_LIST_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "graph/limits.h"
#include "graph/path_search.h"
#include "graph/scope.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// The most paths that can be asked for as the best of all pairs together.
inline constexpr int kMaxBestOverall = 10'000;

struct PathListQuery {
  std::vector<FactIndex> sources;  // in this order
  std::vector<Target> targets;     // likewise
  const Vector* vector = nullptr;
  PathBounds bounds;
  // Of each pair the best so many; or, if it is not 0, the best so many of all
  // pairs together, at most kMaxBestOverall.
  int per_pair = kDefaultPaths;
  int overall = 0;
};

// Before a path: the pair it is of, and how many of the pair (or, overall, of
// all) come before it.
struct PathListPosition {
  uint32_t source = 0;
  uint32_t target = 0;
  uint32_t paths = 0;
  friend bool operator==(const PathListPosition&,
                         const PathListPosition&) = default;
};

struct ListedPath {
  uint32_t source = 0;  // positions in the query
  uint32_t target = 0;
  FoundPath path;
  Interval likelihood;
  PathListPosition next;  // where to go on after it
};

struct PathListEnd {
  // What was used in all. Not complete: a budget was hit, or it was
  // interrupted, and there is, or may be, more.
  Completeness completeness;
  int64_t paths = 0;  // that were given
  // Where to go on. Nothing where that was all, and where the same budgets
  // would only end at the same place again: in the first pair, or overall.
  std::optional<PathListPosition> next;
};

// Gives paths to `take`, until it returns false: pair by pair, of each the best
// first (docs/semantics.md 6.2); overall, the best first. What came before
// `from` is left out, so that whoever goes on from ListedPath::next of a path
// gets just what would have come after it.
//
// `limits` are budgets for all pairs together: limits.paths are given and then
// one more is looked for, so that StopReason::kPaths says that there is one;
// limits.expansions are taken and the next is not. Overall, a search that stops
// gives nothing but why: a path that was not looked at may be the best.
//
// limits.partial_paths are those of each search. A pair whose search has too
// many gives what it found, and ends the list: it goes on with the next pair.
//
// Where only the best path of each pair is asked for, without bounds on
// likelihood and length, one search finds those of a source (FindBestPaths),
// and another one that of a pair whose best walk repeats an entity; the
// expansions of the first count once it has ended. Overall, the best path of
// each pair is found so first, and further paths only of pairs whose best is
// among the best so many: no other pair has one that counts.
//
// Memory: that of one source's search, and, overall, of the paths asked for.
PathListEnd ListPaths(const View& view, const PathListQuery& query,
                      const PathListPosition& from, const Limits& limits,
                      absl::FunctionRef<bool(ListedPath)> take);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PATH_LIST_H_
