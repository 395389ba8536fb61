#include "graph/internal/parallel_ranges.h"

#include <atomic>
#include <chrono>
#include <new>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace ketenzicht::graph::internal {
namespace {

TEST(ParallelRanges, CoverEachPositionOnce) {
  for (size_t size : {0, 1, 2, 7, 1000}) {
    for (size_t pieces : {1, 2, 3, 8}) {
      std::vector<std::atomic<int>> seen(size);
      ForEachRange(size, pieces, [&](size_t, size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) ++seen[i];
      });
      for (size_t i = 0; i < size; ++i) EXPECT_EQ(seen[i], 1) << i;
    }
  }
}

TEST(ParallelRanges, WhatAPieceThrowsIsThrownWhenAllAreDone) {
  for (size_t thrower = 0; thrower < 3; ++thrower) {
    std::atomic<int> done = 0;
    const auto work = [&](size_t piece, size_t, size_t) {
      if (piece == thrower) throw std::bad_alloc();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      ++done;
    };
    EXPECT_THROW(ForEachRange(3, 3, work), std::bad_alloc);
    EXPECT_EQ(done, 2);
    Completeness completeness;
    const Limits limits;
    Pulse pulse(limits, completeness);
    EXPECT_THROW(ForEachRange(3, 3, pulse,
                              [&](size_t piece, size_t begin, size_t end,
                                  PiecePulse&) { work(piece, begin, end); }),
                 std::bad_alloc);
    EXPECT_EQ(done, 4);
  }
}

// The piece of the caller is done at once; the other has no end of its own.
TEST(ParallelRanges, TheCallerAsksForTheOthersWhenItsPieceIsDone) {
  int asked = 0;
  Limits limits;
  limits.cancelled = [&asked] { return ++asked == 5; };
  Completeness completeness;
  Pulse pulse(limits, completeness);
  const auto work = [](size_t piece, size_t, size_t, PiecePulse& own) {
    while (piece == 1 && own.Beat()) std::this_thread::yield();
  };
  EXPECT_FALSE(ForEachRange(2, 2, pulse, work));
  EXPECT_EQ(completeness.stop, StopReason::kCancelled);
  EXPECT_EQ(asked, 5);
}

TEST(ParallelRanges, OnlyTheCallerAsks) {
  const std::thread::id caller = std::this_thread::get_id();
  bool other = false;
  int asked = 0;
  Limits limits;
  limits.cancelled = [&] {
    other = other || std::this_thread::get_id() != caller;
    ++asked;
    return false;
  };
  Completeness completeness;
  Pulse pulse(limits, completeness);
  EXPECT_TRUE(ForEachRange(
      40'000, 4, pulse, [](size_t, size_t begin, size_t end, PiecePulse& own) {
        for (size_t i = begin; i < end; ++i) EXPECT_TRUE(own.Beat());
      }));
  EXPECT_FALSE(other);
  EXPECT_GE(asked, 9);
}

}  // namespace
}  // namespace ketenzicht::graph::internal
