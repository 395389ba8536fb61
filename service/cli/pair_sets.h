// Many pairs at once: what several commands ask of.

#ifndef KETENZICHT_SERVICE_CLI_PAIR_SETS_H_
#define KETENZICHT_SERVICE_CLI_PAIR_SETS_H_

#include <string>
#include <vector>

namespace ketenzicht::service {

// Each process with each target, for each vector.
struct PairSets {
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::vector<std::string> vectors;
  std::vector<std::string> expressions;
};

// Of any request that has these fields.
template <typename Request>
Request RequestOf(const PairSets& pairs) {
  Request request;
  request.mutable_from()->Assign(pairs.from.begin(), pairs.from.end());
  request.mutable_to()->Assign(pairs.to.begin(), pairs.to.end());
  request.mutable_vectors()->Assign(pairs.vectors.begin(), pairs.vectors.end());
  request.mutable_expressions()->Assign(pairs.expressions.begin(),
                                        pairs.expressions.end());
  return request;
}

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_PAIR_SETS_H_
