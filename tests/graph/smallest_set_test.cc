#include "graph/smallest_set.h"

#include <algorithm>
#include <set>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;

bool Has(const std::vector<int>& some, int one) {
  return std::find(some.begin(), some.end(), one) != some.end();
}

std::vector<int> UpTo(int n) {
  std::vector<int> all;
  for (int i = 0; i < n; ++i) all.push_back(i);
  return all;
}

TEST(SmallestSet, FindsWhatIsNeededAmongMany) {
  int asked = 0;
  const auto found = FindSmallestSet(
      UpTo(500),
      [&](const std::vector<int>& some) -> absl::StatusOr<bool> {
        ++asked;
        return Has(some, 17) && Has(some, 401);
      },
      1000);
  ASSERT_TRUE(found.ok());
  EXPECT_THAT(found->members, ElementsAre(17, 401));
  EXPECT_TRUE(found->smallest);
  EXPECT_LT(asked, 60) << "many are left out at a time";
}

TEST(SmallestSet, OneAloneIsNotAsked) {
  const auto found = FindSmallestSet(
      {7},
      [](const std::vector<int>&) -> absl::StatusOr<bool> {
        ADD_FAILURE() << "asked";
        return false;
      },
      10);
  ASSERT_TRUE(found.ok());
  EXPECT_THAT(found->members, ElementsAre(7));
  EXPECT_TRUE(found->smallest);
}

// Leaving out one at a time gets stuck at all four; two of them do it.
TEST(SmallestSet, SeesAPartThatNoSingleStepLeadsTo) {
  const auto found = FindSmallestSet(
      UpTo(4),
      [](const std::vector<int>& some) -> absl::StatusOr<bool> {
        return some.size() == 4 ||
               (some.size() == 2 && Has(some, 1) && Has(some, 3));
      },
      1000);
  ASSERT_TRUE(found.ok());
  EXPECT_THAT(found->members, ElementsAre(1, 3));
  EXPECT_TRUE(found->smallest);
}

TEST(SmallestSet, SaysWhenItCouldNotLookAtEveryPart) {
  const int many = static_cast<int>(kMaxExhaustiveSet) + 1;
  const auto needs_all = [&](int n) {
    return FindSmallestSet(
        UpTo(n),
        [n](const std::vector<int>& some) -> absl::StatusOr<bool> {
          return static_cast<int>(some.size()) == n;
        },
        1 << 12);
  };
  EXPECT_TRUE(needs_all(many - 1)->smallest);
  EXPECT_FALSE(needs_all(many)->smallest);
}

TEST(SmallestSet, StopsAtItsTriesAndSaysSo) {
  for (int tries : {0, 1, 2, 5}) {
    int asked = 0;
    const auto found = FindSmallestSet(
        UpTo(40),
        [&](const std::vector<int>& some) -> absl::StatusOr<bool> {
          ++asked;
          return Has(some, 39);
        },
        tries);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(asked, tries);
    EXPECT_TRUE(Has(found->members, 39)) << "what is left still does it";
    EXPECT_EQ(found->smallest, found->members.size() == 1);
  }
}

TEST(SmallestSet, PassesOnAnError) {
  const auto found = FindSmallestSet(
      UpTo(3),
      [](const std::vector<int>&) -> absl::StatusOr<bool> {
        return absl::CancelledError("enough");
      },
      10);
  EXPECT_EQ(found.status().code(), absl::StatusCode::kCancelled);
}

// Against all subsets, for conditions that follow no rule.
TEST(SmallestSet, IsSmallestByInclusion) {
  for (int seed = 1; seed <= 3000; ++seed) {
    Dice dice(seed);
    const int n = 1 + dice.Below(6);
    std::vector<bool> holds(size_t{1} << n);
    for (size_t i = 0; i < holds.size(); ++i) holds[i] = dice.Percent(30);
    holds.front() = false;
    holds.back() = true;
    const auto mask_of = [](const std::vector<int>& some) {
      size_t mask = 0;
      for (int one : some) mask |= size_t{1} << one;
      return mask;
    };
    const auto found = FindSmallestSet(
        UpTo(n),
        [&](const std::vector<int>& some) -> absl::StatusOr<bool> {
          return holds[mask_of(some)];
        },
        1000);
    ASSERT_TRUE(found.ok());
    ASSERT_TRUE(found->smallest);
    const size_t mask = mask_of(found->members);
    ASSERT_TRUE(holds[mask]) << "seed " << seed;
    for (size_t part = 0; part < mask; ++part) {
      ASSERT_FALSE((part & mask) == part && holds[part]) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace ketenzicht::graph
