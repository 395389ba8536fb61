// What a count of successes says of the probability behind it.

#ifndef KETENZICHT_GRAPH_INTERNAL_BINOMIAL_INTERVAL_H_
#define KETENZICHT_GRAPH_INTERNAL_BINOMIAL_INTERVAL_H_

#include <cstdint>

namespace ketenzicht::graph::internal {

struct ProbabilityRange {
  double lower = 0;
  double upper = 1;
};

// The interval of Clopper and Pearson ("The use of confidence or fiducial
// limits illustrated in the case of the binomial", Biometrika 26, 1934): before
// the trials, the probability that it will hold the true one is at least
// `confidence`, whatever that is. Wilson's is narrower, but near 0 and 1 it
// holds the truth less often than it says, and likelihoods are often there.
//
// 0 <= successes <= trials; [0, 1] without trials. 0 < confidence < 1.
ProbabilityRange BinomialInterval(int64_t successes, int64_t trials,
                                  double confidence);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_BINOMIAL_INTERVAL_H_
