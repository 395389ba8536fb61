#include "graph/internal/binomial_interval.h"

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/beta.hpp>

namespace ketenzicht::graph::internal {
namespace {

// Nothing is thrown; long doubles are not the same on every machine.
namespace policies = boost::math::policies;
using Plain =
    policies::policy<policies::domain_error<policies::ignore_error>,
                     policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>,
                     policies::promote_double<false>>;

}  // namespace

ProbabilityRange BinomialInterval(int64_t successes, int64_t trials,
                                  double confidence) {
  const auto hits = static_cast<double>(successes);
  const auto misses = static_cast<double>(trials - successes);
  const double beyond = (1 - confidence) / 2;  // on each side
  ProbabilityRange range;
  if (successes > 0) {
    range.lower = boost::math::ibeta_inv(hits, misses + 1, beyond, Plain());
  }
  if (successes < trials) {
    range.upper = boost::math::ibetac_inv(hits + 1, misses, beyond, Plain());
  }
  return range;
}

}  // namespace ketenzicht::graph::internal
