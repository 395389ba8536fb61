// Worlds drawn at random, in each of which every relation is open or not.

#ifndef KETENZICHT_GRAPH_INTERNAL_WORLD_SAMPLING_H_
#define KETENZICHT_GRAPH_INTERNAL_WORLD_SAMPLING_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "graph/internal/path_sets.h"
#include "graph/internal/pulse.h"
#include "graph/internal/simple_paths.h"
#include "graph/internal/uncertain_product.h"
#include "graph/limits.h"

namespace ketenzicht::graph::internal {

// One draw for every relation, kept nowhere: the number of a relation in a
// world follows from seed, world and relation, so that whatever order one asks
// in, and whether one asks or not, all are the same on every machine. They are
// those of SplitMix64, started anew for each world (Steele, Lea, Flood: "Fast
// splittable pseudorandom number generators", OOPSLA 2014).
class World {
 public:
  World(const std::vector<OpenEvent>& events, uint64_t seed, int64_t number);

  // Whether the event happens, with the thresholds of this bound: where it does
  // with a lower one, it does with a higher one. Constant time.
  bool Happens(int32_t event, int bound) const {
    return event == kCertainEvent ||
           NumberOf(events_[event].relation) < events_[event].thresholds[bound];
  }

  // Uniform over the multiples of 2^-53 in [0, 1).
  double NumberOf(int32_t relation) const;

 private:
  const std::vector<OpenEvent>& events_;
  uint64_t start_;
};

// Whether a path is open in a world.
enum class Verdict { kClosed, kUndecided, kOpen };

using IsOpen = absl::FunctionRef<bool(int32_t event)>;

// Looks for an open path in the product. Not thread-safe. Keeps a pointer to
// the product.
class OpenPathSearch {
 public:
  explicit OpenPathSearch(const UncertainProduct& product);

  // A breadth-first search first: where nothing is reached there is no path,
  // and the shortest walk is one, unless it repeats an entity. Only then paths
  // are looked at one by one; `expansions_max` edges, then it is undecided. So
  // it is where the pulse says to stop.
  Verdict Find(IsOpen is_open, int64_t expansions_max, Pulse& pulse);

 private:
  bool RepeatsAnEntity(int32_t end);

  const UncertainProduct& product_;
  SimplePaths paths_;
  int64_t searches_ = 0;
  // By vertex and by entity: the last search that met it.
  std::vector<int64_t> reached_in_;
  std::vector<int64_t> passed_in_;
  std::vector<int32_t> parent_;  // by vertex that was reached
  std::vector<int32_t> queue_;
};

// Whether all events of one of these sets happen.
Verdict FindAmong(const std::vector<PathSet>& sets, IsOpen is_open);

// How many worlds were open, and of how many it is not known.
struct Tally {
  int64_t open = 0;
  int64_t undecided = 0;
};

struct SampledWorlds {
  int64_t samples = 0;
  std::array<Tally, kBounds> tallies;  // by bound
};

// Asks `find` of so many worlds, bound by bound. What is open with a lower
// bound counts as open with a higher one, what is closed with a higher one as
// closed with a lower one; where that decides, it is not asked. Interrupted:
// those up to then, the last one of which may count as undecided.
SampledWorlds SampleWorlds(const std::vector<OpenEvent>& events, uint64_t seed,
                           int64_t samples, Pulse& pulse,
                           absl::FunctionRef<Verdict(IsOpen is_open)> find);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_WORLD_SAMPLING_H_
