// Looks up from long work now and then: whether somebody still wants it.

#ifndef KETENZICHT_GRAPH_INTERNAL_PULSE_H_
#define KETENZICHT_GRAPH_INTERNAL_PULSE_H_

#include <cstdint>

#include "graph/limits.h"

namespace ketenzicht::graph::internal {

// Thrown where a search of Boost.Graph's cannot be left otherwise; never leaves
// the .cc that catches it.
struct Interrupted {};

// Asks the limits every kBeatsPerLook beats. Not thread-safe.
class Pulse {
 public:
  Pulse(const Limits& limits, Completeness& completeness)
      : limits_(limits), completeness_(completeness) {}

  // False where the work is to stop; `completeness` then says why.
  bool Beat() {
    if (++beats_ % kBeatsPerLook == 0)
      completeness_.stop = limits_.interrupted();
    return completeness_.complete();
  }

  // The same, asked at once.
  bool Look() {
    if (completeness_.complete()) completeness_.stop = limits_.interrupted();
    return completeness_.complete();
  }

  void BeatOrThrow() {
    if (!Beat()) throw Interrupted();
  }

 private:
  static constexpr int64_t kBeatsPerLook = 1024;

  const Limits& limits_;
  Completeness& completeness_;
  int64_t beats_ = 0;
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_PULSE_H_
