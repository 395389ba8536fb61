#include "graph/internal/parallel_ranges.h"

#include <algorithm>
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

}  // namespace ketenzicht::graph::internal
