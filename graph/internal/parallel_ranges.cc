#include "graph/internal/parallel_ranges.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "absl/cleanup/cleanup.h"

namespace ketenzicht::graph::internal {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks(1);

}  // namespace

size_t NumRanges(size_t size, size_t least) {
  const size_t cores = std::max(1u, std::thread::hardware_concurrency());
  return std::clamp<size_t>(size / std::max<size_t>(least, 1), 1, cores);
}

void ForEachRange(size_t size, size_t pieces,
                  absl::FunctionRef<void(size_t, size_t, size_t)> work) {
  std::mutex mutex;
  std::exception_ptr thrown;
  const auto run = [&](size_t piece) {
    try {
      work(piece, size * piece / pieces, size * (piece + 1) / pieces);
    } catch (...) {  // to be thrown where the others have been waited for
      const std::lock_guard<std::mutex> lock(mutex);
      if (thrown == nullptr) thrown = std::current_exception();
    }
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
  if (thrown != nullptr) std::rethrow_exception(thrown);
}

bool ForEachRange(
    size_t size, size_t pieces, Pulse& pulse,
    absl::FunctionRef<void(size_t, size_t, size_t, PiecePulse&)> work) {
  const std::thread::id caller = std::this_thread::get_id();
  std::atomic<bool> stopped = false;
  std::mutex mutex;
  std::condition_variable changed;
  size_t others = pieces - 1;  // that are not done
  ForEachRange(size, pieces, [&](size_t piece, size_t begin, size_t end) {
    const absl::Cleanup done = [&] {
      if (piece == 0) return;
      const std::lock_guard<std::mutex> lock(mutex);
      --others;
      changed.notify_one();
    };
    PiecePulse own(pulse, caller, stopped);
    work(piece, begin, end, own);
    if (piece != 0) return;
    // Who asks goes on asking for the others.
    std::unique_lock<std::mutex> lock(mutex);
    while (
        !changed.wait_for(lock, kBetweenLooks, [&] { return others == 0; })) {
      if (!pulse.Look()) stopped.store(true, std::memory_order_relaxed);
    }
  });
  return !stopped.load(std::memory_order_relaxed);
}

}  // namespace ketenzicht::graph::internal
