// The cheapest set of candidate measures that brings pairs under a goal; what
// less money, burden or effect would do; and what each measure is worth.
//
//   MeasureQuestion question{.processes = {p}, .targets = {t}, .vectors = {v}};
//   question.goal.status = Status::kBlocked;
//   ProposeMeasures(snapshot, options, question, limits)
//
// Exact: that a set is cheapest is proven (docs/adr/0007), in whole numbers.
// Every set is really looked at, in a view in which its measures are taken, so
// that measures which only work together, or on several pairs at once, are seen
// for what they do. docs/semantics.md, section 11.

#ifndef KETENZICHT_GRAPH_MEASURE_PLAN_H_
#define KETENZICHT_GRAPH_MEASURE_PLAN_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/measure_goal.h"

namespace ketenzicht::graph {

// How cost and burden add up, where they do; none negative, one of them above
// zero.
struct MeasureWeights {
  int64_t cost = 1;
  int64_t burden = 0;
};

struct MeasureQuestion {
  std::vector<FactIndex> processes;
  std::vector<Target> targets;
  std::vector<const Vector*> vectors;
  MeasureGoal goal;
  // Measures that may be taken. Empty: all that count in the view and are not
  // in place.
  std::vector<FactIndex> candidates;
  std::vector<FactIndex> mandatory;  // must be taken, or are in place already
  std::vector<FactIndex> excluded;   // may not be taken
  // What a measure costs of which no cost (burden) is stated. Without these
  // such a measure is left out: what is not stated is not free.
  std::optional<double> assumed_cost;
  std::optional<double> assumed_burden;
  // Without them the least cost counts, and of equal cost the least burden.
  std::optional<MeasureWeights> weights;
  bool front = true;  // whether the front is wanted
  bool worth = true;  // whether each measure's worth is wanted
  ViewMaker make_views;
};

// Measures, sorted by id, with what they cost in all.
struct MeasureSet {
  std::vector<FactIndex> measures;
  double cost = 0;
  double burden = 0;
  int above = 0;  // pairs that it leaves above the goal
};

struct PlannedPair {
  ExposedPair pair;
  Residual before;                // with no candidate taken
  std::optional<Residual> after;  // with the plan's set, where there is one
  enum class Reach {
    kNotLookedAt,  // a limit was hit before: `before` says nothing
    kMet,          // under the goal before
    kWithin,       // some set that may be taken brings it under the goal
    kOutOfReach,   // none does: the plan is for the others
  };
  Reach reach = Reach::kNotLookedAt;
};

// What one candidate is worth. Pairs by their place in MeasurePlan::pairs.
struct MeasureWorth {
  FactIndex measure = kNoFact;
  // Candidates that it needs, what these need too; sorted.
  std::vector<FactIndex> needs;
  // Taken with these and nothing else: pairs that it brings under the goal; and
  // all of which it leaves less (Residual), those among them. None where they
  // cannot be in place together.
  std::vector<int> brings;
  std::vector<int> improves;
  // Of a measure of the plan: pairs above the goal when it fails, and with it
  // all of the plan that needs it.
  std::vector<int> fails;
  // Whether there are candidates with which a pair stays above the goal, and
  // with which and this one it does not, whatever they need or exclude; or
  // whether that is so of one that needs it. If not, it buys nothing at this
  // goal. Nothing where a limit was hit before that was settled.
  std::optional<bool> buys;
  // It buys and improves nothing, and no path of the pairs rests on it
  // (docs/semantics.md, 10.1), with measures or without: what it is for, nobody
  // asked. False where not all paths were looked at, kMaxPaths of a pair.
  bool elsewhere = false;

  bool disproportionate() const { return buys == false && !elsewhere; }
};

struct MeasurePlan {
  enum class State {
    kCheapest,  // `set` brings all within reach under the goal, proven cheapest
    kKnown,     // `set` does, but a cheaper one may; see `bound`
    kNone,      // no set that may be taken does so for all of them together
    kStopped,   // stopped before one was known
  };
  State state = State::kStopped;
  std::optional<MeasureSet> set;
  // What the set costs, weighted where that was asked, and what every set does
  // at least. The gap between them is 0 for kCheapest.
  double objective = 0;
  double bound = 0;
  Completeness completeness;

  std::vector<FactIndex> candidates;    // that may be taken; sorted by id
  std::vector<FactIndex> without_cost;  // left out: cost or burden not stated
  // Left out: they need what may not be taken, or exclude what is in place.
  std::vector<FactIndex> barred;
  // By process, target, vector, as asked; without silent ones (M.8).
  std::vector<PlannedPair> pairs;

  // All sets of which no other is better in cost, burden or pairs left above
  // the goal without being worse in another; one set for each, of fewest
  // measures. By cost, burden, pairs.
  std::vector<MeasureSet> front;
  Completeness front_completeness;

  std::vector<MeasureWorth> worth;  // of each candidate, by id
  Completeness worth_completeness;

  int views = 0;  // that were made
};

// The cheapest set: of least cost (or weighted sum), then burden, then fewest
// measures, then first by id: the same question has the same plan. Mandatory
// measures are in every set.
//
// FailedPrecondition for a goal about tiers where the measures take an edge
// away (docs/semantics.md, 11.1). InvalidArgument: a goal as of CheckGoal; what
// is named is no measure, or, as a candidate, does not count in the view or is
// in place; one that is mandatory is excluded or cannot be taken, or its cost
// is not stated; a cost that has more than three decimals, or that are too far
// apart to be added up exactly. ResourceExhausted for more than kMaxPairs
// pairs. Other errors as of View::Create.
//
// Each of the three parts makes MeasureViews() views at most, and says so in
// its completeness (kViews); so do kMaxFrontPoints points (kPoints), CBC's own
// limit (kNodes), budgets of a search for paths, a cancellation and time that
// is over. The number of sets that must be looked at is exponential at worst;
// each is a view and a search for each pair that is not settled.
absl::StatusOr<MeasurePlan> ProposeMeasures(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const MeasureQuestion& question, const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_MEASURE_PLAN_H_
