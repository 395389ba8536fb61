#include "service/engine/view_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/case_data.h"
#include "tests/support/generated_facts.h"

namespace ketenzicht::testing {
namespace {

using service::ViewCache;

const std::shared_ptr<const graph::Snapshot>& CaseSnapshot() {
  return CaseState().snapshot;
}

TEST(ViewCache, WhoAsksForTheSameAtOnceGetsTheSame) {
  ViewCache cache(4);
  std::vector<const graph::View*> views(8, nullptr);
  std::vector<std::thread> threads;
  for (const graph::View*& view : views) {
    threads.emplace_back([&] {
      view =
          cache.Get(CaseSnapshot(), CaseOptions("2021-11-18"), {})->asked.get();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::set<const graph::View*>(views.begin(), views.end()).size(),
            1U);
}

TEST(ViewCache, KeepsThoseAskedForLast) {
  ViewCache cache(2);
  const auto get = [&](const std::string& date) {
    return cache.Get(CaseSnapshot(), CaseOptions(date), {})->asked;
  };
  const auto first = get("2021-01-01");
  get("2021-01-02");
  EXPECT_EQ(get("2021-01-01"), first);
  get("2021-01-03");
  EXPECT_EQ(get("2021-01-01"), first) << "asked for later than the second";
  get("2021-01-04");
  get("2021-01-05");
  EXPECT_NE(get("2021-01-01"), first);
}

size_t WeightOf(const graph::Views& views) {
  return views.asked->EstimatedBytes() + views.inherent->EstimatedBytes();
}

TEST(ViewCache, KeepsNoMoreThanTheyMayWeigh) {
  const size_t one = WeightOf(
      *ViewCache(1).Get(CaseSnapshot(), CaseOptions("2021-01-01"), {}));
  EXPECT_GT(one, size_t{10'000});
  ViewCache cache(64, one * 5 / 2);  // days weigh nearly the same
  const auto get = [&](const std::string& date) {
    return cache.Get(CaseSnapshot(), CaseOptions(date), {})->asked;
  };
  const auto first = get("2021-01-01");
  get("2021-01-02");
  EXPECT_EQ(get("2021-01-01"), first) << "two are kept";
  get("2021-01-03");
  EXPECT_EQ(get("2021-01-01"), first);
  get("2021-01-04");
  get("2021-01-05");
  EXPECT_NE(get("2021-01-01"), first) << "no third one";
}

TEST(ViewCache, TheLastOneIsKeptWhateverItWeighs) {
  ViewCache cache(64, 1);
  const auto get = [&](const std::string& date) {
    return cache.Get(CaseSnapshot(), CaseOptions(date), {})->asked;
  };
  const auto first = get("2021-01-01");
  EXPECT_EQ(get("2021-01-01"), first);
  const auto second = get("2021-01-02");
  EXPECT_EQ(get("2021-01-02"), second);
  EXPECT_NE(get("2021-01-01"), first);
}

TEST(ViewCache, ProductsWeighToo) {
  ViewCache cache(2);
  const auto views = *cache.Get(CaseSnapshot(), CaseOptions("2021-11-18"), {});
  const size_t before = views.asked->EstimatedBytes();
  graph::Completeness completeness;
  ASSERT_NE(views.asked->product(
                *CaseSnapshot()->policy().FindVector("espionage")->automaton,
                {}, completeness),
            nullptr);
  EXPECT_GT(views.asked->EstimatedBytes(), before);
}

TEST(ViewCache, WhatIsForgottenIsLetGoOfAndNothingElse) {
  const auto other = *graph::Snapshot::Create(
      2, CaseSnapshot()->facts().ReadAll(), CaseSnapshot()->shared_ontology(),
      CaseSnapshot()->shared_policy());
  ViewCache cache(4);
  const auto of = [&](const auto& snapshot) {
    return cache.Get(snapshot, CaseOptions("2021-11-18"), {})->asked;
  };
  const auto kept = of(CaseSnapshot());
  const std::weak_ptr<const graph::View> forgotten = of(other);
  EXPECT_FALSE(forgotten.expired());
  cache.Forget(*other);
  EXPECT_TRUE(forgotten.expired());
  EXPECT_EQ(of(CaseSnapshot()), kept);
}

TEST(ViewCache, ViewsMadeOnceAreLetGoOf) {
  std::weak_ptr<const graph::Snapshot> kept;
  {
    ViewCache cache(2);
    // More than wait at once, and one that outlives the cache.
    graph::Views last;
    const auto snapshot = *graph::Snapshot::Create(
        1, CaseSnapshot()->facts().ReadAll(), CaseSnapshot()->shared_ontology(),
        CaseSnapshot()->shared_policy());
    kept = snapshot;
    for (int i = 0; i < 20; ++i) {
      last = *cache.Make(snapshot, CaseOptions("2021-11-18"), {});
      EXPECT_EQ(last.asked->options().date.ToString(), "2021-11-18");
    }
  }
  EXPECT_TRUE(kept.expired());
}

TEST(ViewCache, ErrorsAreNotKept) {
  ViewCache cache(2);
  graph::ViewOptions options = CaseOptions("2021-11-18");
  options.sources = {"sources/none"};
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(cache.Get(CaseSnapshot(), options, {}).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_TRUE(cache.Get(CaseSnapshot(), CaseOptions("2021-11-18"), {}).ok());
}

// A view of a hundred thousand facts takes longer than one looks away.
TEST(ViewCache, WhoNoLongerWantsAViewGoesAndTheNextOneHasIt) {
  const auto snapshot =
      graph::Snapshot::Create(1, GeneratedFacts(PlainOptions(20'000)),
                              CaseState().ontology, CaseState().policy);
  ASSERT_TRUE(snapshot.ok());
  ViewCache cache(2);
  graph::Limits limits;
  limits.cancelled = [] { return true; };
  graph::ViewOptions options = CaseOptions(std::string(ingest::kGeneratedDate));
  int left = 0;
  for (int day = 1; day <= 20; ++day) {
    options.date = graph::Date::FromDays(20'000 + day);
    const auto views = cache.Get(*snapshot, options, limits);
    if (views.ok()) continue;
    EXPECT_EQ(views.status().code(), absl::StatusCode::kCancelled);
    ++left;
    EXPECT_TRUE(cache.Get(*snapshot, options, {}).ok());
  }
  EXPECT_GT(left, 0);
}

}  // namespace
}  // namespace ketenzicht::testing
