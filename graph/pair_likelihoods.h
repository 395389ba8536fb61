// How likely it is that pairs are open: many at once, and in sentences.

#ifndef KETENZICHT_GRAPH_PAIR_LIKELIHOODS_H_
#define KETENZICHT_GRAPH_PAIR_LIKELIHOODS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/exposure.h"
#include "graph/measure_goal.h"
#include "graph/pair_likelihood.h"
#include "graph/text.h"

namespace ketenzicht::graph {

struct LikelyPair {
  ExposedPair pair;
  // Of its best path (6.3). Nothing where the search for that met its budget or
  // was interrupted: likelihood.completeness says so.
  std::optional<Status> status;
  PairLikelihood likelihood;
};

struct PairLikelihoods {
  std::vector<LikelyPair> pairs;  // by process, target, vector, as asked
  // The worst status that a path may have to count.
  Status weakest = Status::kUnknown;
  // Not complete where it was interrupted: pairs are missing, and the last one
  // may not be complete either.
  Completeness completeness;
};

// FindPairLikelihood of each pair in views.asked, and its status; an
// organization itself that has no path, with measures or without, is left out
// beside other processes. Errors likewise, and ResourceExhausted for more than
// kMaxPairs pairs. One search more for each pair. Thread-safe.
absl::StatusOr<PairLikelihoods> FindPairLikelihoods(
    const Views& views, const std::vector<FactIndex>& processes,
    const std::vector<Target>& targets,
    const std::vector<const Vector*>& vectors,
    const PairLikelihoodOptions& options, const Limits& limits);

// Whether a path counts, so that there is a likelihood to tell. Of a pair that
// is blocked, or has no path, it would be 0, which reads as: it is not so. A
// path that is there and is stated never to be open has one, and it is 0.
bool HasLikelihood(const LikelyPair& pair, Status weakest);

// As an interval on the policy's scale. Where it was sampled, from the lower
// end for the low bounds to the upper end for the high ones.
Interval IntervalOf(const PairLikelihood& likelihood);

// The class of the best estimate on the policy's scale, with that interval and
// the estimate: "medium [0.21, 0.79], best estimate 0.5"; without an estimate
// "undetermined [0, 1]". Where it was sampled, and the interval around the
// estimate is in more than one class, no class: "[0.21, 0.79], best …".
std::string ClassText(const Snapshot& snapshot,
                      const PairLikelihood& likelihood, Language language);

// Each pair with its status, class, and how it was found, or why there is no
// likelihood; whether all were looked at, and what it holds for. Several lines,
// each ended by "\n".
std::string PairLikelihoodsText(const Snapshot& snapshot,
                                const ViewOptions& options,
                                const PairLikelihoods& found,
                                Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PAIR_LIKELIHOODS_H_
