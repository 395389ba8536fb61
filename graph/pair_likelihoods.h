// How likely it is that pairs are open: many at once, and in sentences.

#ifndef KETENZICHT_GRAPH_PAIR_LIKELIHOODS_H_
#define KETENZICHT_GRAPH_PAIR_LIKELIHOODS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/measure_goal.h"
#include "graph/pair_likelihood.h"
#include "graph/text.h"

namespace ketenzicht::graph {

struct LikelyPair {
  ExposedPair pair;
  PairLikelihood likelihood;
};

struct PairLikelihoods {
  std::vector<LikelyPair> pairs;  // by process, target, vector, as asked
  // Not complete where it was interrupted: pairs are missing, and the last one
  // may not be complete either.
  Completeness completeness;
};

// FindPairLikelihood of each pair; an organization itself that has no path is
// left out beside other processes. Errors likewise, and ResourceExhausted for
// more than kMaxPairs pairs. Thread-safe.
absl::StatusOr<PairLikelihoods> FindPairLikelihoods(
    const View& view, const std::vector<FactIndex>& processes,
    const std::vector<Target>& targets,
    const std::vector<const Vector*>& vectors,
    const PairLikelihoodOptions& options, const Limits& limits);

// As an interval on the policy's scale. Where it was sampled, from the lower
// end for the low bounds to the upper end for the high ones.
Interval IntervalOf(const PairLikelihood& likelihood);

// Each pair with its class, and how it was found; whether all were looked at,
// and what it holds for. Several lines, each ended by "\n".
std::string PairLikelihoodsText(const Snapshot& snapshot,
                                const ViewOptions& options,
                                const PairLikelihoods& found,
                                Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PAIR_LIKELIHOODS_H_
