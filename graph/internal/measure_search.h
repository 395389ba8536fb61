// The cheapest set of measures that brings pairs under a goal: an implicit
// hitting set, in which CBC proposes and views dispose.
//
// A set is proposed that is cheapest by what is known; views say which pairs it
// leaves above the goal. For such a pair the set is grown to a greatest one
// that still leaves it above. No part of that does either, so that every set
// that does holds a measure from outside: a row of the program. When nothing is
// left above, the set is cheapest of all: all that the rows exclude fails. The
// proof is in docs/adr/0007.
//
// Source: E. Moreno-Centeno, R. M. Karp, "The Implicit Hitting Set Approach to
// Solve Combinatorial Optimization Problems", Operations Research 61(2), 2013.

#ifndef KETENZICHT_GRAPH_INTERNAL_MEASURE_SEARCH_H_
#define KETENZICHT_GRAPH_INTERNAL_MEASURE_SEARCH_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/internal/binary_program.h"
#include "graph/internal/measure_oracle.h"

namespace ketenzicht::graph::internal {

// What binds a choice, by positions of candidates.
struct MeasureRules {
  std::vector<std::pair<int, int>> prerequisites;  // the first needs the second
  std::vector<std::pair<int, int>> conflicts;
  std::vector<int> mandatory;
};

// Not thread-safe. Keeps a reference to `oracle`.
class MeasureSearch {
 public:
  // `pairs`, of the oracle, are those to be brought under the goal. `growth`:
  // candidates in the order in which sets are grown.
  MeasureSearch(MeasureOracle& oracle, const MeasureRules& rules,
                std::vector<int> pairs, std::vector<int> growth);

  // Variables of the program: candidates, then for each of `pairs` whether it
  // stays above the goal.
  int num_variables() const;
  int AboveVariable(int pair_position) const;

  using Weights = std::vector<int64_t>;  // by variable
  struct Demand {
    std::vector<Weights> stages;   // each minimised, in this order
    std::vector<ProgramRow> rows;  // besides those of the rules
    bool first_by_id = false;  // of equal ones that with the first candidates
  };
  struct Choice {
    Subset taken;
    int above = 0;  // pairs that stay above the goal
  };
  // Nothing where no choice meets the demand. Errors as of the oracle;
  // ResourceExhausted, and nodes_ended() is true, where CBC gave up.
  absl::StatusOr<std::optional<Choice>> Find(const Demand& demand);

  bool nodes_ended() const { return nodes_ended_; }
  // Of the last call, where it did not end: no choice is less than this on the
  // first stage; and the best that is known to meet the demand, if any.
  int64_t bound() const { return bound_; }
  const std::optional<Subset>& known() const { return known_; }

 private:
  using Values = std::vector<bool>;
  absl::StatusOr<std::optional<Values>> Minimize(
      const Weights& weights, const std::vector<ProgramRow>& rows,
      bool first_stage);
  absl::StatusOr<bool> AddCuts(const Values& values);
  absl::StatusOr<Values> FirstById(Values values, const Weights& weights,
                                   std::vector<ProgramRow> rows);
  absl::StatusOr<Choice> ChoiceOf(const Values& values);

  MeasureOracle& oracle_;
  const std::vector<int> pairs_;
  const std::vector<int> growth_;
  std::vector<ProgramRow> rules_;
  std::vector<ProgramRow> cuts_;
  bool nodes_ended_ = false;
  int64_t bound_ = 0;
  std::optional<Subset> known_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_MEASURE_SEARCH_H_
