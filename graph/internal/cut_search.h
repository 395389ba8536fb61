// The lightest set of elements that every path of some pairs passes: an
// implicit hitting set, in which CBC proposes and searches dispose.
//
// A set is proposed that is lightest by the paths that are known. A pair that
// has a path past it makes that known: a row of the program, one of whose
// elements every cut has. When no pair has one, the set is a cut, and no cut is
// lighter: the program is a relaxation. It ends: each row excludes what was
// proposed.
//
// Source: E. Moreno-Centeno, R. M. Karp, "The Implicit Hitting Set Approach to
// Solve Combinatorial Optimization Problems", Operations Research 61(2), 2013.

#ifndef KETENZICHT_GRAPH_INTERNAL_CUT_SEARCH_H_
#define KETENZICHT_GRAPH_INTERNAL_CUT_SEARCH_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "graph/internal/binary_program.h"
#include "graph/internal/path_elements.h"

namespace ketenzicht::graph::internal {

// The elements that may be cut of a path past what is deleted: at least one.
// Nothing where the pair has no path.
using PathPast = std::function<absl::StatusOr<std::optional<std::vector<int>>>(
    int pair, Deletion& deletion)>;

// Not thread-safe. Keeps references to view and elements.
class CutSearch {
 public:
  // `pairs` are what `past` is asked. `choked`: by element, how many pairs pass
  // it; where there is a choice for a cut that is only known, the most first.
  CutSearch(const View& view, PathElements& elements, std::vector<int> pairs,
            absl::flat_hash_map<int, int> choked, PathPast past);

  // Elements, sorted by id, of the cut that is lightest, then has fewest, then
  // is first by id. Errors as of `past`; ResourceExhausted, and paths_ended()
  // is true, beyond kMaxCutPaths paths, and nodes_ended(), where CBC gave up;
  // InvalidArgument for weights that cannot be added up exactly.
  absl::StatusOr<std::vector<int>> Find();

  bool paths_ended() const { return paths_ended_; }
  bool nodes_ended() const { return nodes_ended_; }
  // No cut weighs less, in units. And the best cut that is known, if any.
  int64_t bound() const { return bound_; }
  const std::optional<std::vector<int>>& known() const { return known_; }
  int64_t WeightOf(const std::vector<int>& cut) const;

  // Pairs that have a path past all of `cut` but this element.
  absl::StatusOr<std::vector<int>> OpenedBy(int element,
                                            const std::vector<int>& cut);

 private:
  using Values = std::vector<bool>;  // by variable
  using Rows = std::vector<ProgramRow>;

  // Least weight or fewest elements. Nothing where no cut meets the rows.
  absl::StatusOr<std::optional<Values>> Minimize(bool by_weight,
                                                 const Rows& rows);
  // Paths of pairs past `cut`; false where there are none.
  absl::StatusOr<bool> AddPaths(const std::vector<int>& cut);
  absl::Status AddPath(const std::vector<int>& path);
  absl::StatusOr<Values> FirstById(Values values);
  // By variable.
  absl::StatusOr<std::vector<int64_t>> Weights() const;
  int Pick(const std::vector<int>& path) const;
  void Keep(const std::vector<int>& cut);
  std::vector<int> CutOf(const Values& values) const;
  void SortById(std::vector<int>& elements) const;

  const PathElements& elements_;
  const std::vector<int> pairs_;
  const absl::flat_hash_map<int, int> choked_;
  const PathPast past_;
  Deletion deletion_;           // of what is being looked at
  std::vector<int> variables_;  // elements of known paths, as they were met
  absl::flat_hash_map<int, int> variable_of_;
  Rows paths_;
  // Of the cut that is sought, once known.
  std::optional<int64_t> weight_max_;
  std::optional<int64_t> count_max_;
  bool paths_ended_ = false;
  bool nodes_ended_ = false;
  int64_t bound_ = 0;
  std::optional<std::vector<int>> known_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_CUT_SEARCH_H_
