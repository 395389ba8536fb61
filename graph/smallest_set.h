// Which few of many changes make the difference.
//
//   absl::StatusOr<SmallestSet> found = FindSmallestSet(
//       {0, 1, 2, 3}, [](const std::vector<int>& some) { ... }, kTries);

#ifndef KETENZICHT_GRAPH_SMALLEST_SET_H_
#define KETENZICHT_GRAPH_SMALLEST_SET_H_

#include <functional>
#include <vector>

#include "absl/status/statusor.h"

namespace ketenzicht::graph {

// Sets of at most so many are looked at in all their parts: 2^10 tries.
inline constexpr size_t kMaxExhaustiveSet = 10;

struct SmallestSet {
  std::vector<int> members;  // in the order given
  // Whether it was seen that no part of the set does it. Otherwise the set does
  // it, but a smaller one may do so too.
  bool smallest = false;
};

// A part of `all`, smallest by inclusion, for which `holds` is true. It must be
// true of `all`, and not of nothing; what it says of other sets need follow no
// rule (two changes may undo each other), so that more than one answer may be
// right: this is the one that leaves out the first members it can, half of them
// at a time, then a quarter, down to one by one; of a set of at most
// kMaxExhaustiveSet then the first of the smallest parts. Same arguments, same
// answer.
//
// Asks at most `tries` times, each time with members in the order given. An
// error of `holds` ends it.
absl::StatusOr<SmallestSet> FindSmallestSet(
    std::vector<int> all,
    const std::function<absl::StatusOr<bool>(const std::vector<int>&)>& holds,
    int tries);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SMALLEST_SET_H_
