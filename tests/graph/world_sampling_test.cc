#include "graph/internal/world_sampling.h"

#include <cmath>
#include <vector>

#include "graph/internal/binomial_interval.h"
#include "gtest/gtest.h"

namespace ketenzicht::graph::internal {
namespace {

// The first numbers of SplitMix64 as published, for seed 0, are e220a839… and
// 6e789e6a…; worlds start at these.
TEST(World, NumbersAreTheSameOnEveryMachine) {
  const std::vector<OpenEvent> none;
  EXPECT_EQ(World(none, 0, 0).NumberOf(0), 0x1.0p-53 * 5876733520225071.0);
  EXPECT_EQ(World(none, 0, 0).NumberOf(1), 0x1.0p-53 * 6315957190297641.0);
  EXPECT_EQ(World(none, 1, 0).NumberOf(0), 0x1.0p-53 * 3316356330981164.0);
  EXPECT_EQ(World(none, 1, 2).NumberOf(3), 0x1.0p-53 * 523880392545221.0);
}

TEST(World, NumbersAreUniformAndApart) {
  const std::vector<OpenEvent> none;
  constexpr int kWorlds = 100'000;
  int below = 0;
  int both = 0;
  for (int i = 0; i < kWorlds; ++i) {
    const World world(none, 3, i);
    const double first = world.NumberOf(0);
    ASSERT_GE(first, 0);
    ASSERT_LT(first, 1);
    if (first < 0.25) ++below;
    if (first < 0.25 && world.NumberOf(1) < 0.25) ++both;
  }
  EXPECT_NEAR(below, kWorlds / 4, 700);  // five standard deviations
  EXPECT_NEAR(both, kWorlds / 16, 400);
}

TEST(BinomialInterval, IsThatOfClopperAndPearson) {
  EXPECT_EQ(BinomialInterval(0, 0, 0.95).lower, 0);
  EXPECT_EQ(BinomialInterval(0, 0, 0.95).upper, 1);
  EXPECT_EQ(BinomialInterval(0, 10, 0.95).lower, 0);
  EXPECT_NEAR(BinomialInterval(0, 10, 0.95).upper, 1 - std::pow(0.025, 0.1),
              1e-9);
  EXPECT_NEAR(BinomialInterval(10, 10, 0.95).lower, std::pow(0.025, 0.1), 1e-9);
  EXPECT_EQ(BinomialInterval(10, 10, 0.95).upper, 1);
  EXPECT_NEAR(BinomialInterval(5, 10, 0.95).lower, 0.1871, 1e-4);
  EXPECT_NEAR(BinomialInterval(5, 10, 0.95).upper, 0.8129, 1e-4);
}

TEST(World, WhatHappensWithALowerBoundHappensWithAHigherOne) {
  const std::vector<OpenEvent> events = {
      {.relation = 0, .thresholds = {0.2, 0.5, 0.9}},
      {.relation = 0, .thresholds = {0.1, 0.1, 0.1}},
      {.relation = 1, .thresholds = {0, 0.5, 1}}};
  for (int i = 0; i < 1000; ++i) {
    const World world(events, 1, i);
    EXPECT_TRUE(world.Happens(kCertainEvent, kLow));
    for (int32_t event = 0; event < 3; ++event) {
      EXPECT_LE(world.Happens(event, kLow), world.Happens(event, kBest));
      EXPECT_LE(world.Happens(event, kBest), world.Happens(event, kHigh));
    }
    EXPECT_LE(world.Happens(1, kLow), world.Happens(0, kLow))
        << "of one relation, the likelier happens where the other does";
    EXPECT_FALSE(world.Happens(2, kLow)) << "never";
    EXPECT_TRUE(world.Happens(2, kHigh)) << "always";
  }
}

TEST(SampleWorlds, WhatIsUndecidedIsCountedApart) {
  const std::vector<OpenEvent> events = {
      {.relation = 0, .thresholds = {0, 0.5, 1}}};
  Completeness completeness;
  const Limits limits;
  Pulse pulse(limits, completeness);
  // Where it does not happen, nothing is known: never with the high bound.
  const SampledWorlds sampled =
      SampleWorlds(events, 1, 1000, pulse, [](IsOpen is_open) {
        return is_open(0) ? Verdict::kOpen : Verdict::kUndecided;
      });
  EXPECT_EQ(sampled.samples, 1000);
  EXPECT_EQ(sampled.tallies[kHigh].open, 1000);
  EXPECT_EQ(sampled.tallies[kLow].open, 0);
  EXPECT_EQ(sampled.tallies[kLow].undecided, 1000);
  EXPECT_NEAR(sampled.tallies[kBest].open, 500, 80);
  EXPECT_EQ(sampled.tallies[kBest].open + sampled.tallies[kBest].undecided,
            1000);
}

TEST(SampleWorlds, OneBoundDecidesForOthers) {
  const std::vector<OpenEvent> events = {
      {.relation = 0, .thresholds = {0.25, 0.5, 0.75}}};
  Completeness completeness;
  const Limits limits;
  Pulse pulse(limits, completeness);
  int asked = 0;
  // Only the second bound that is asked for is decided.
  const SampledWorlds sampled =
      SampleWorlds(events, 1, 100, pulse, [&](IsOpen) {
        return ++asked % 2 == 0 ? Verdict::kOpen : Verdict::kUndecided;
      });
  EXPECT_EQ(asked, 200) << "high, then low, which decides";
  for (const Tally& tally : sampled.tallies) {
    EXPECT_EQ(tally.open, 100);
    EXPECT_EQ(tally.undecided, 0);
  }
  const SampledWorlds closed = SampleWorlds(
      events, 1, 100, pulse, [&](IsOpen) { return Verdict::kClosed; });
  for (const Tally& tally : closed.tallies) {
    EXPECT_EQ(tally.open + tally.undecided, 0);
  }
}

TEST(SampleWorlds, StopsWhereItIsInterrupted) {
  Completeness completeness;
  Limits limits;
  limits.cancelled = [] { return true; };
  Pulse pulse(limits, completeness);
  const SampledWorlds sampled = SampleWorlds(
      {}, 1, 1'000'000, pulse, [](IsOpen) { return Verdict::kOpen; });
  EXPECT_EQ(completeness.stop, StopReason::kCancelled);
  EXPECT_GT(sampled.samples, 0);
  EXPECT_LT(sampled.samples, 10'000);
}

}  // namespace
}  // namespace ketenzicht::graph::internal
