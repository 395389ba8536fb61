// Packed facts are written as the same bytes as facts that are not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact.h"
#include "service/store/log_packing.h"
#include "service/store/memory_store.h"
#include "service/store/stored_facts.h"
#include "tests/contract/fake_log.h"
#include "tests/support/drawn_facts.h"

namespace ketenzicht::service {
namespace {

using absl::StatusCode;
using ::testing::HasSubstr;

// Plain ones mostly: drawn facts seldom are.
graph::Fact SomeFact(std::string id, testing::FactDrawer& draw) {
  graph::Fact fact = draw.Draw(std::move(id));
  if (draw.Below(4) == 0) return fact;
  if (auto* entity = std::get_if<graph::Entity>(&fact.body)) {
    entity->aliases.clear();
    entity->about.clear();
  } else if (auto* relation = std::get_if<graph::Relation>(&fact.body)) {
    relation->via.clear();
    relation->holds_while.reset();
    relation->source = {absl::StrCat("s/", draw.Below(100)), {}};
    relation->target = {std::string(draw.Below(300) + 1, 't'), {}};
  }
  return fact;
}

std::unique_ptr<const graph::PackedFacts> Packed(const WriteBatch& batch) {
  FakeLog log;
  auto records = PackBatch(batch, 1, 7, StoreLimits());
  EXPECT_TRUE(records.ok()) << records.status();
  log.revisions.push_back(AllOf(**records));
  absl::StatusOr<PackedContents> packed = ReadPacked(log, 1);
  EXPECT_TRUE(packed.ok()) << packed.status();
  return std::move(packed->facts);
}

TEST(PackedWriting, GivesTheBytesOfFactsThatAreNotPacked) {
  const uint32_t seed = testing::Seed(211);
  SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
  testing::FactDrawer draw(seed);
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    WriteBatch batch;
    if (draw.Coin()) batch.request_id = "request";
    if (draw.Coin()) batch.author = "author";
    // More than one record, and more than are made ahead, now and then.
    const int count = round == 0   ? 70'000
                      : round < 10 ? draw.Below(3000)
                                   : draw.Below(60);
    for (int i = 0; i < count; ++i) {
      batch.facts.push_back(SomeFact(absl::StrCat("f/", i), draw));
    }
    // Documents stand apart from packed facts.
    if (count == 0) batch.documents = {{"d", "text"}};
    StoreLimits limits;
    if (draw.Coin()) limits.record_bytes = 100'000;
    auto records = PackBatch(batch, 3, 5, limits);
    ASSERT_TRUE(records.ok()) << records.status();
    const auto facts = Packed(batch);
    WriteBatch packed = batch;
    packed.facts.clear();
    packed.packed = facts.get();
    auto again = PackBatch(packed, 3, 5, limits);
    ASSERT_TRUE(again.ok()) << again.status();
    ASSERT_EQ((*again)->count(), (*records)->count());
    EXPECT_EQ(AllOf(**again), AllOf(**records));
  }
}

TEST(PackedWriting, RefusesWhatFactsAreRefusedFor) {
  WriteBatch batch;
  for (const char* id : {"a", "b", "c"}) {
    graph::Fact& fact = batch.facts.emplace_back();
    fact.id = id;
    fact.body =
        graph::Relation{.kind = "k",
                        .source = {std::string(*id == 'b' ? 2000 : 2, 'x'), {}},
                        .target = {"y", {}}};
  }
  const auto facts = Packed(batch);
  WriteBatch packed;
  packed.packed = facts.get();
  StoreLimits limits;
  limits.record_bytes = 1000;
  const auto large = PackBatch(packed, 1, 1, limits);
  EXPECT_EQ(large.status().code(), StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(large.status().message()), HasSubstr("fact 'b'"));
  limits = StoreLimits();
  limits.batch_bytes = 100;
  EXPECT_EQ(PackBatch(packed, 1, 1, limits).status().code(),
            StatusCode::kResourceExhausted);
  limits = StoreLimits();
  limits.batch_facts = 2;
  EXPECT_EQ(CheckBatch(packed, limits).code(), StatusCode::kResourceExhausted);
  packed.facts = batch.facts;
  EXPECT_EQ(CheckBatch(packed, StoreLimits()).code(),
            StatusCode::kInvalidArgument);
}

TEST(PackedWriting, IsACommitLikeAnyOther) {
  testing::FactDrawer draw(5);
  WriteBatch batch;
  for (int i = 0; i < 50; ++i) {
    batch.facts.push_back(SomeFact(absl::StrCat("f/", 10 + i), draw));
  }
  const auto facts = Packed(batch);
  const std::unique_ptr<FactStore> store = MakeMemoryStore();
  WriteBatch first;
  first.facts = {SomeFact("a", draw)};
  ASSERT_TRUE(store->Commit(first).ok());
  WriteBatch retracting;
  retracting.retracted_ids = {"a"};
  ASSERT_TRUE(store->Commit(retracting).ok());
  WriteBatch packed;
  packed.packed = facts.get();
  packed.documents = {{"d", "text"}};
  ASSERT_TRUE(store->Commit(packed).ok());
  EXPECT_EQ(store->ReadAt(3)->facts, batch.facts);
  EXPECT_EQ(store->ReadAt(3)->documents, packed.documents);
  // What was packed can be retracted.
  retracting.retracted_ids = {"f/10"};
  EXPECT_TRUE(store->Commit(retracting).ok());
}

}  // namespace
}  // namespace ketenzicht::service
