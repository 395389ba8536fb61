// Reading a log packed, against its naive twin: every record parsed as a
// message, every fact converted, newest first.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/fact_conversion.h"
#include "service/store/fact_scan.h"
#include "service/store/log_packing.h"
#include "service/store/record_log.h"
#include "service/store/stored_facts.h"
#include "tests/contract/fake_log.h"
#include "tests/support/drawn_facts.h"

namespace ketenzicht::service {
namespace {

// A record with one fact, given as bytes.
std::string RecordOf(absl::string_view fact) {
  storage::v1::LogRecord envelope;
  envelope.set_revision(1);
  envelope.set_chunk_count(1);
  std::string bytes;
  bytes.push_back(0x1A);  // facts
  for (size_t size = fact.size();; size >>= 7) {
    bytes.push_back(
        static_cast<char>((size & 0x7F) | (size > 0x7F ? 0x80 : 0)));
    if (size <= 0x7F) break;
  }
  bytes.append(fact.data(), fact.size());
  return bytes + envelope.SerializeAsString();
}

absl::StatusOr<std::vector<graph::Fact>> ReadOne(absl::string_view fact) {
  FakeLog log;
  log.revisions = {{RecordOf(fact)}};
  absl::StatusOr<PackedContents> packed = ReadPacked(log, 1);
  if (!packed.ok()) return packed.status();
  return graph::UnpackAll(*packed->facts);
}

// The same, by way of the message.
absl::StatusOr<graph::Fact> Naive(absl::string_view bytes) {
  v1::Fact proto;
  if (!proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::DataLossError("");
  }
  return FromProto(proto);
}

TEST(PackedReading, OfDamagedBytesIsWhatTheMessageSays) {
  const uint32_t seed = testing::Seed(97);
  SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
  testing::FactDrawer draw(seed);
  std::mt19937 random(seed);
  int read = 0;
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    SCOPED_TRACE(i);
    v1::Fact proto;
    ASSERT_TRUE(ToProto(draw.Draw("f/1"), &proto).ok());
    std::string bytes = proto.SerializeAsString();
    for (int flips = draw.Below(3); flips > 0; --flips) {
      bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    }
    // Another fact behind it: fields twice, and out of order.
    if (draw.Below(8) == 0) bytes += bytes;
    const absl::StatusOr<graph::Fact> expected = Naive(bytes);
    const absl::StatusOr<std::vector<graph::Fact>> found = ReadOne(bytes);
    if (!expected.ok()) {
      ASSERT_EQ(found.status().code(), absl::StatusCode::kDataLoss)
          << expected.status();
      ++refused;
    } else if (found.ok()) {
      ASSERT_EQ(found->size(), 1u);
      ASSERT_EQ(found->front(), *expected);
      ++read;
    } else {
      // Only what a store would not have written: a fact without an id.
      ASSERT_TRUE(expected->id.empty()) << found.status();
    }
  }
  EXPECT_GT(read, 1000);
  EXPECT_GT(refused, 1000);
}

// Facts that need no drawing: an entity, or a relation.
graph::Fact SmallFact(const std::string& id, int note) {
  graph::Fact fact;
  fact.id = id;
  fact.evidence = {{.source = "s", .locator = absl::StrCat(note % 7)}};
  if (note % 2 == 0) {
    fact.body = graph::Entity{.kind = "k", .name = {absl::StrCat(note), "e"}};
  } else {
    fact.body = graph::Relation{.kind = "k",
                                .source = {absl::StrCat("s", note), {}},
                                .target = {"t", {}}};
  }
  return fact;
}

TEST(PackedReading, LaysRevisionsOverEachOther) {
  const uint32_t seed = testing::Seed(98);
  SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    FakeLog log;
    std::map<std::string, graph::Fact> model;
    // Few ids or many, and once more facts than one thread reads alone.
    const int ids = round == 0 ? 60'000 : 1 + static_cast<int>(random() % 90);
    const int revisions = 1 + static_cast<int>(random() % 12);
    for (int revision = 1; revision <= revisions; ++revision) {
      WriteBatch batch;
      batch.documents.push_back({"d", absl::StrCat(revision)});
      const uint32_t share = 1 + random() % 4;
      for (int id = 0; id < ids; ++id) {
        const std::string name = absl::StrCat("f/", id);
        if (random() % 8 == 0 && model.contains(name)) {
          batch.retracted_ids.push_back(name);
          model.erase(name);
        } else if (random() % 5 < share) {
          batch.facts.push_back(
              SmallFact(name, static_cast<int>(random() % 99)));
          model[name] = batch.facts.back();
        }
      }
      auto records = PackBatch(batch, revision, revision, StoreLimits());
      ASSERT_TRUE(records.ok()) << records.status();
      log.revisions.push_back(AllOf(**records));
    }
    const absl::StatusOr<PackedContents> packed = ReadPacked(log, revisions);
    ASSERT_TRUE(packed.ok()) << packed.status();
    const auto facts = graph::UnpackAll(*packed->facts);
    ASSERT_TRUE(facts.ok()) << facts.status();
    ASSERT_EQ(facts->size(), model.size());
    auto expected = model.begin();
    for (const graph::Fact& fact : *facts)
      ASSERT_EQ(fact, (expected++)->second);
    EXPECT_EQ(packed->documents,
              (std::vector<Document>{{"d", absl::StrCat(revisions)}}));
  }
}

TEST(PackedReading, TakesNoNoticeOfDamageThatWasOverwritten) {
  v1::Fact good;
  ASSERT_TRUE(ToProto(SmallFact("f", 2), &good).ok());
  v1::Fact bad = good;
  bad.mutable_evidence(0)->set_asserted_on("no day");
  EXPECT_EQ(ReadOne(bad.SerializeAsString()).status(),
            absl::DataLossError(absl::StrCat(
                "stored fact 'f': ", FromProto(bad).status().message())));
  FakeLog log;
  log.revisions = {{RecordOf(bad.SerializeAsString())}, {}};
  storage::v1::LogRecord next;
  next.set_revision(2);
  next.set_chunk_count(1);
  *next.add_facts() = good;
  log.revisions[1] = {next.SerializeAsString()};
  EXPECT_TRUE(ReadPacked(log, 2).ok());
}

TEST(PackedReading, RefusesIdsThatDoNotAscend) {
  FakeLog log;
  storage::v1::LogRecord record;
  record.set_revision(1);
  record.set_chunk_count(1);
  ASSERT_TRUE(ToProto(SmallFact("b", 2), record.add_facts()).ok());
  ASSERT_TRUE(ToProto(SmallFact("a", 2), record.add_facts()).ok());
  log.revisions = {{record.SerializeAsString()}};
  EXPECT_EQ(ReadPacked(log, 1).status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace ketenzicht::service
