#include "graph/position_shift.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/random_facts.h"

namespace ketenzicht::graph {
namespace {

TEST(PositionShift, OfNothingIsTheBase) {
  const PositionShift shift(3, {}, {});
  EXPECT_EQ(shift.size(), 3);
  for (FactIndex i = 0; i < 3; ++i) {
    EXPECT_EQ(shift.Up(i), i);
    EXPECT_EQ(shift.Down(i).at, i);
    EXPECT_FALSE(shift.Down(i).own);
    EXPECT_EQ(shift.BaseOf(i), i);
  }
  EXPECT_EQ(shift.Up(kNoFact), kNoFact);
}

TEST(PositionShift, OverNothingHasItsOwn) {
  const PositionShift shift(0, {{0, false}, {0, false}}, {});
  EXPECT_EQ(shift.size(), 2);
  EXPECT_TRUE(shift.Down(1).own);
  EXPECT_EQ(shift.Down(1).at, 1);
  EXPECT_EQ(shift.BaseOf(1), kNoFact);
}

// The naive twin: both lists, counted through.
struct Counted {
  std::vector<PositionShift::Place> down;
  std::vector<FactIndex> up;
  std::vector<FactIndex> base_of;
};

Counted CountThrough(FactIndex base_size,
                     const std::vector<PositionShift::Own>& own,
                     const std::vector<FactIndex>& gone) {
  Counted counted;
  size_t slot = 0;
  size_t next_gone = 0;
  for (FactIndex base = 0; base <= base_size; ++base) {
    bool instead = false;
    for (; slot < own.size() && own[slot].base == base; ++slot) {
      instead = own[slot].instead;
      counted.down.push_back({static_cast<FactIndex>(slot), true});
      counted.base_of.push_back(instead ? base : kNoFact);
    }
    if (base == base_size) break;
    const bool is_gone = next_gone < gone.size() && gone[next_gone] == base;
    if (is_gone) ++next_gone;
    if (is_gone) {
      counted.up.push_back(kNoFact);
    } else if (instead) {
      counted.up.push_back(static_cast<FactIndex>(counted.down.size()) - 1);
    } else {
      counted.up.push_back(static_cast<FactIndex>(counted.down.size()));
      counted.down.push_back({base, false});
      counted.base_of.push_back(base);
    }
  }
  return counted;
}

TEST(PositionShift, IsBothListsCountedThrough) {
  for (uint64_t seed = 1; seed <= 5'000; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    const FactIndex size = dice.Below(12);
    std::vector<PositionShift::Own> own;
    std::vector<FactIndex> gone;
    for (FactIndex base = 0; base <= size; ++base) {
      while (dice.Percent(25)) own.push_back({base, false});
      if (base == size) break;
      if (dice.Percent(20)) {
        own.push_back({base, true});
      } else if (dice.Percent(20)) {
        gone.push_back(base);
      }
    }
    const PositionShift shift(size, own, gone);
    const Counted counted = CountThrough(size, own, gone);
    ASSERT_EQ(shift.size(), static_cast<FactIndex>(counted.down.size()));
    for (FactIndex i = 0; i < shift.size(); ++i) {
      ASSERT_EQ(shift.Down(i).at, counted.down[i].at) << i;
      ASSERT_EQ(shift.Down(i).own, counted.down[i].own) << i;
      ASSERT_EQ(shift.BaseOf(i), counted.base_of[i]) << i;
      if (shift.Down(i).own) {
        ASSERT_EQ(shift.own()[shift.Down(i).at], i);
      }
    }
    for (FactIndex i = 0; i < size; ++i) {
      ASSERT_EQ(shift.Up(i), counted.up[i]) << i;
    }
  }
}

}  // namespace
}  // namespace ketenzicht::graph
