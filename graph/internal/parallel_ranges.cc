#include "graph/internal/parallel_ranges.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace ketenzicht::graph::internal {

size_t NumRanges(size_t size, size_t least) {
  const size_t cores = std::max(1u, std::thread::hardware_concurrency());
  return std::clamp<size_t>(size / std::max<size_t>(least, 1), 1, cores);
}

void ForEachRange(size_t size, size_t pieces,
                  absl::FunctionRef<void(size_t, size_t, size_t)> work) {
  const auto run = [&](size_t piece) {
    work(piece, size * piece / pieces, size * (piece + 1) / pieces);
  };
  std::vector<std::thread> threads;
  threads.reserve(pieces);
  for (size_t piece = 1; piece < pieces; ++piece) {
    try {
      threads.emplace_back(run, piece);
    } catch (const std::system_error&) {  // no thread to be had
      run(piece);
    }
  }
  run(0);
  for (std::thread& thread : threads) thread.join();
}

bool ForEachRange(
    size_t size, size_t pieces, Pulse& pulse,
    absl::FunctionRef<void(size_t, size_t, size_t, PiecePulse&)> work) {
  const std::thread::id caller = std::this_thread::get_id();
  std::atomic<bool> stopped = false;
  ForEachRange(size, pieces, [&](size_t piece, size_t begin, size_t end) {
    PiecePulse own(pulse, caller, stopped);
    work(piece, begin, end, own);
  });
  return !stopped.load(std::memory_order_relaxed);
}

}  // namespace ketenzicht::graph::internal
