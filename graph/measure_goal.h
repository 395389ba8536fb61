// What measures are to achieve for a pair, and how far a pair is from it.
//
// A goal is about the residual exposure of one pair. Measures never raise it,
// so that a goal, once met, stays met whatever else is taken: that is what an
// exact search for measures rests on (docs/adr/0007). Each kind of goal is
// therefore about a bound over all paths that are not blocked, never about the
// best path alone: where a measure blocks that, another one takes its place.

#ifndef KETENZICHT_GRAPH_MEASURE_GOAL_H_
#define KETENZICHT_GRAPH_MEASURE_GOAL_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/exposure.h"

namespace ketenzicht::graph {

struct MeasureGoal {
  enum class Kind {
    // The pair's status is `status` or better: kNotExcluded, kUnknown, or
    // kBlocked, which no path is too.
    kStatus,
    // The highest tier that a path which is not blocked may have (6.3) is
    // `tier` at most; without such a path there is none.
    kTier,
    // The high bound of the likelihood of every path that is not blocked falls
    // in the class `likelihood` or a lower one. Not the best estimate: a
    // measure whose effect is not estimated would raise that.
    kLikelihood,
  };
  Kind kind = Kind::kStatus;
  Status status = Status::kBlocked;
  int tier = 0;                                 // index in the policy's tiers
  const LikelihoodClass* likelihood = nullptr;  // of the policy
};

struct ExposedPair {
  FactIndex process = kNoFact;
  Target target;
  const Vector* vector = nullptr;
};

// What is left of a pair's exposure. The more measures are in place, the less
// of each.
struct Residual {
  Status status = Status::kNoPath;
  int highest_tier = -1;  // index; none where blocked, or without a path
  // The highest of the high bounds of likelihood of the paths that are not
  // blocked, 0 without one; 1 where there are more than kMaxPaths of them. Only
  // where the goal is about it.
  std::optional<double> likelihood;
  friend bool operator==(const Residual&, const Residual&) = default;
};

// InvalidArgument for a goal that is met by everything, or that names what the
// policy does not have. FailedPrecondition for one about tiers where some
// factor, if it holds, gives a lower tier than if it does not: then measures
// can raise a tier, and there is no cheapest set to look for.
// O(2^factors) rows of the decision table.
absl::Status CheckGoal(const Snapshot& snapshot, const ViewOptions& options,
                       const MeasureGoal& goal);

bool IsMet(const Snapshot& snapshot, const MeasureGoal& goal,
           const Residual& residual);

// Cancelled or DeadlineExceeded where a search for a pair's paths was
// interrupted, ResourceExhausted where it met a budget. That there are more
// paths than were asked for is none.
absl::Status CheckSearched(const Completeness& completeness);

// The residual exposure of a pair in a view. One search. Errors as of
// CheckSearched: of a pair that was searched in part nothing is said.
absl::StatusOr<Residual> ResidualOf(const View& view, const ExposedPair& pair,
                                    const MeasureGoal& goal,
                                    const Limits& limits);

// Whether a pair is left out of those of so many `processes` (M.8). A search or
// two where its process is an organization. Errors as of CheckSearched.
absl::StatusOr<bool> IsSilent(const Views& views, const ExposedPair& pair,
                              size_t processes, const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MEASURE_GOAL_H_
