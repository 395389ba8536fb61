// Work on a long range, cut into one piece for each core.

#ifndef KETENZICHT_GRAPH_INTERNAL_PARALLEL_RANGES_H_
#define KETENZICHT_GRAPH_INTERNAL_PARALLEL_RANGES_H_

#include <atomic>
#include <cstddef>
#include <thread>

#include "absl/functional/function_ref.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {

// How many pieces `size` is cut into: as many as there are cores, and none
// shorter than `least`; at least one.
size_t NumRanges(size_t size, size_t least);

// Calls work(piece, begin, end) for each of `pieces` pieces of 0 … size - 1,
// side by side, and returns when all are done. One piece runs on the thread of
// the caller, and so does what no thread can be had for. What a piece throws is
// thrown when all are done: of several, what came first.
void ForEachRange(size_t size, size_t pieces,
                  absl::FunctionRef<void(size_t, size_t, size_t)> work);

// What a piece of long work asks, whatever thread it is on: whether to stop.
// Limits are asked by the thread that made the pulse alone.
class PiecePulse {
 public:
  PiecePulse(Pulse& pulse, std::thread::id caller, std::atomic<bool>& stopped)
      : pulse_(pulse),
        asks_(std::this_thread::get_id() == caller),
        stopped_(stopped) {}

  // False where the work is to stop.
  bool Beat() {
    if (asks_ && !pulse_.Beat()) {
      stopped_.store(true, std::memory_order_relaxed);
    }
    return !stopped_.load(std::memory_order_relaxed);
  }

 private:
  Pulse& pulse_;
  const bool asks_;
  std::atomic<bool>& stopped_;
};

// The same for work that may be interrupted: work(piece, begin, end, pulse) is
// to return when a beat says so. False where it was; `pulse` then says why.
bool ForEachRange(
    size_t size, size_t pieces, Pulse& pulse,
    absl::FunctionRef<void(size_t, size_t, size_t, PiecePulse&)> work);

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_PARALLEL_RANGES_H_
