// What carries a step, and what carries that: a step is open only where all of
// it is.

#ifndef KETENZICHT_GRAPH_INTERNAL_CARRIED_STEPS_H_
#define KETENZICHT_GRAPH_INTERNAL_CARRIED_STEPS_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/view.h"

namespace ketenzicht::graph::internal {

// Of one view. Not thread-safe: keeps what it looked up. Carriers are at most
// kMaxDependencyDepth in a row, which the view has seen to.
class CarriedSteps {
 public:
  // What is worse than `weakest` is never open.
  CarriedSteps(const View& view, Status weakest)
      : view_(view), weakest_(weakest) {}

  // Whether it may be open, by its status, its likelihood, and for each of its
  // carriers some instance of that.
  bool MayBeOpen(InstanceIndex instance);
  // Whether it is open for certain, and for each of its carriers some instance.
  bool IsCertain(InstanceIndex instance);

  // Of each carrier that is not certain the instances that may be open, one of
  // which must be; what replaced an instance of a class fact stands in its
  // place.
  std::vector<std::vector<InstanceIndex>> CarriersOf(InstanceIndex instance);

 private:
  std::vector<InstanceIndex> OpenOnesOf(FactIndex carrier);

  const View& view_;
  const Status weakest_;
  absl::flat_hash_map<InstanceIndex, bool> may_be_open_;
  absl::flat_hash_map<InstanceIndex, bool> certain_;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_CARRIED_STEPS_H_
