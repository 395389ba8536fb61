// How likely it is that at least one path of a pair is open.
//
//   absl::StatusOr<PairLikelihood> pair =
//       FindPairLikelihood(view, process, target, vector, {}, limits);
//   if (pair.ok()) … pair->low.value, pair->high.value
//
// The likelihood of a pair's best path (graph/exposure.h) says nothing of the
// others. This is two-terminal network reliability (Colbourn: "The
// Combinatorics of Network Reliability", Oxford 1987), with relations for
// components.

#ifndef KETENZICHT_GRAPH_PAIR_LIKELIHOOD_H_
#define KETENZICHT_GRAPH_PAIR_LIKELIHOOD_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "graph/limits.h"
#include "graph/policy.h"
#include "graph/scope.h"
#include "graph/view.h"

namespace ketenzicht::graph {

// Minimal path sets up to which the answer is exact, and steps up to which they
// are evaluated: a second or two, and some 125 MB, at most. At the maximum four
// times that.
inline constexpr int64_t kDefaultExactPathSets = 10'000;
inline constexpr int64_t kMaxExactPathSets = 20'000;
inline constexpr int64_t kDefaultExactSteps = 500'000'000;
inline constexpr int64_t kMaxExactSteps = 2'000'000'000;
// Samples: with so many a probability is known to within 0.01, at 95 %.
inline constexpr int64_t kDefaultSamples = 10'000;
inline constexpr int64_t kMaxSamples = 10'000'000;
// Edges that are walked to find in one sample a path among walks that are none;
// then that sample is undecided.
inline constexpr int64_t kMaxSampleExpansions = 100'000;

struct PairLikelihoodOptions {
  // The worst status of a step that counts as possibly open. What is blocked or
  // makes no edge never is.
  Status weakest = Status::kUnknown;
  // 0: sample, wherever neither all paths are closed nor one is always open.
  int64_t exact_path_sets = kDefaultExactPathSets;
  // 0: find the path sets, and sample these.
  int64_t exact_steps = kDefaultExactSteps;
  int64_t samples = kDefaultSamples;
  uint64_t seed = 1;
  double confidence = 0.95;
};

enum class LikelihoodMethod {
  kExact,
  kMonteCarlo,
};

// A probability. Exact: all three are the same. Sampled: `value` is the share
// of the samples that were open, and the interval from `lower` to `upper` was
// drawn so that it holds the true one with the confidence asked for, or more;
// each for itself, where there are several.
struct LikelihoodEstimate {
  double value = 0;
  double lower = 0;
  double upper = 1;
};

struct PairLikelihood {
  LikelihoodMethod method = LikelihoodMethod::kExact;
  // The probability with every relation at its low bound, at its best estimate,
  // and at its high bound: low.value <= best->value <= high.value. No best
  // where a relation that counts (`relations`) has none, and where nothing was
  // drawn.
  LikelihoodEstimate low;
  std::optional<LikelihoodEstimate> best;
  LikelihoodEstimate high;

  // Relations that may be open or not: those of the minimal path sets, or,
  // where not all of these were found, those of all walks.
  int64_t relations = 0;
  // Minimal path sets: sets of relations that open a path, and no part of which
  // does. Nothing where not all were found.
  std::optional<int64_t> path_sets;

  // Sampled only. `samples` are those that were drawn: fewer than were asked
  // for where it was interrupted. Undecided ones, of the bound that has most of
  // them, count as open in each `upper` and in high.value, else as closed.
  int64_t samples = 0;
  int64_t undecided = 0;
  uint64_t seed = 0;
  double confidence = 0;

  // Not complete only where it was cancelled or its time was over, or where the
  // carriers of a step open it in more than 1,000 ways (kViews). The intervals
  // then hold for the samples that were drawn: [0, 1] without any. Expansions
  // are the edges walked to find path sets.
  Completeness completeness;
};

// The probability that a path from `process` to at least one of the target's
// authorities is open: one that matches the vector, repeats no entity, and all
// of whose steps are open.
//
// *What is drawn.* Each relation is one random variable, however many edges it
// makes: all instances of a class fact, and all facts that say one proposition
// (GroupOf: another source that says the same makes it no second relation) are
// of one variable. A presumption is one of its own. Variables are independent.
// A relation that opens its edges with different likelihoods (measures that
// reduce only some, members of a class that are not certain, sources that
// differ) opens the likelier wherever it opens the other. The likelihood of a
// step is the one that a path multiplies (docs/semantics.md 6.4). A step that
// others carry is open only where they are: of each carrier one instance, with
// its own likelihood, and with what carries it. So of a pair with one path,
// which passes each relation once and nothing carries, this is the likelihood
// of that path; what carries it makes it less likely.
//
// *Bounds.* A relation more that is open never closes a path: denials, guards
// and measures are settled in the view, and do not hang on what is drawn. So
// the probability grows with each likelihood, and whatever likelihoods there
// really are within the intervals, the true one lies from low to high.
//
// *Exact*, to a relative 10^-9, where the minimal path sets are at most
// options.exact_path_sets, limits.expansions edges suffice to find them, and
// options.exact_steps to evaluate them (graph/internal/union_probability.h).
// The number of relations alone is no limit. Where a path is always open it is
// 1, where there is none 0, exact too.
//
// *Monte Carlo* else: options.samples worlds, in each of which all three bounds
// are looked at with the same draws. The same options give the same samples on
// every machine. The interval is that of Clopper and Pearson. What is much less
// likely than 1 / samples is not told from 0: then `value` is 0, and `upper`,
// some 3.7 / samples at 95 %, is what is known.
// The exact way is tried first, within its budgets.
//
// No path, or a target without authorities, is no error: 0. InvalidArgument for
// a `weakest` of blocked or worse, a confidence that is not between 0 and 1,
// and for numbers of path sets, steps or samples (at least one) out of their
// range.
//
// O(reached product) for what counts of it; finding path sets and evaluating
// them is exponential in the worst case, as the question is #P-complete; a
// sample is linear in what counts, or, where path sets were found, in these.
// Where a sample meets a walk that repeats an entity, it looks at paths one by
// one, at most kMaxSampleExpansions edges. Thread-safe.
absl::StatusOr<PairLikelihood> FindPairLikelihood(
    const View& view, FactIndex process, const Target& target,
    const Vector& vector, const PairLikelihoodOptions& options,
    const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PAIR_LIKELIHOOD_H_
