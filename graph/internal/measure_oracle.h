// What is left of pairs' exposure where some candidate measures are taken:
// really looked at, in a view with just these in place, and remembered.
//
// Measures never raise what is left (docs/semantics.md, M), so that a set that
// brings a pair under the goal says so of all sets that hold it, and one that
// does not, of all its parts. Where a view contradicts that, the question is
// given up (Internal): the search for a cheapest set rests on it.

#ifndef KETENZICHT_GRAPH_INTERNAL_MEASURE_ORACLE_H_
#define KETENZICHT_GRAPH_INTERNAL_MEASURE_ORACLE_H_

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/measure_goal.h"

namespace ketenzicht::graph::internal {

// Which of the candidates, by position.
using Subset = std::vector<bool>;

bool IsPartOf(const Subset& some, const Subset& all);
Subset With(Subset some, size_t position, bool taken = true);

// Not thread-safe. Errors of its methods: as of ViewMaker and ResidualOf;
// ResourceExhausted where `views_max` views were made (then views_ended() is
// true); Internal as above.
class MeasureOracle {
 public:
  struct Question {
    std::shared_ptr<const Snapshot> snapshot;
    ViewOptions options;
    std::vector<FactIndex> candidates;
    std::vector<ExposedPair> pairs;
    MeasureGoal goal;
    ViewMaker make_views;
  };
  // Keeps a reference to `limits`.
  MeasureOracle(Question question, const Limits& limits);

  int num_candidates() const {
    return static_cast<int>(question_.candidates.size());
  }
  int num_pairs() const { return static_cast<int>(question_.pairs.size()); }
  Subset None() const { return Subset(question_.candidates.size(), false); }

  // Views may be made until this many more were.
  void AllowViews(int views_max) { views_max_ = views_ + views_max; }
  bool views_ended() const { return views_ended_; }
  int views() const { return views_; }

  absl::StatusOr<Residual> Ask(int pair, const Subset& taken);
  // The id of a relation that makes an edge with nothing taken, and none with
  // all; empty where there is none: then no set takes an edge away. Two views,
  // linear in the relations.
  absl::StatusOr<std::string> LostRelation();
  // Whether the pair meets the goal: mostly without a view, from what is known.
  absl::StatusOr<bool> IsMet(int pair, const Subset& taken);

  // `above` does not bring the pair under the goal: it with all further
  // candidates, in the order given, that do not either. One view for each.
  absl::StatusOr<Subset> Grow(int pair, Subset above,
                              const std::vector<int>& order);
  // `under` does: it without what is not needed, tried in that order.
  absl::StatusOr<Subset> Shrink(int pair, Subset under,
                                const std::vector<int>& order);

 private:
  struct Known {  // of one pair
    std::vector<Subset> met, above;
  };
  absl::StatusOr<std::shared_ptr<const View>> ViewWith(const Subset& taken);
  absl::Status Remember(int pair, const Subset& taken, bool met);

  const Question question_;
  const Limits& limits_;
  int views_ = 0;
  int views_max_ = 0;
  bool views_ended_ = false;
  std::vector<Known> known_;  // by pair
  std::map<std::pair<int, Subset>, Residual> residuals_;
  // The last few views; the last used is last.
  std::deque<std::pair<Subset, std::shared_ptr<const View>>> kept_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_MEASURE_ORACLE_H_
