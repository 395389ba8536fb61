// What every FactStore must do, run on each of them.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "graph/fact.h"
#include "gtest/gtest.h"
#include "service/store/fact_store.h"
#include "service/store/memory_store.h"
#include "service/store/rocksdb_store.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::service {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The last writes every commit as files that RocksDB takes in.
enum class Kind { kMemory, kRocksdb, kRocksdbFiles };

class StoreContract : public ::testing::TestWithParam<Kind> {
 protected:
  StoreContract() { Open(); }

  bool persistent() const { return GetParam() != Kind::kMemory; }

  // Closes the store and opens what it kept. A memory store keeps nothing.
  void Open() {
    store_.reset();
    if (!persistent()) {
      store_ = MakeMemoryStore({.limits = limits_, .clock = Clock()});
      return;
    }
    absl::StatusOr<std::unique_ptr<FactStore>> opened =
        OpenRocksdbStore({.directory = directory_ / "store",
                          .limits = limits_,
                          .free_space_reserve = 0,
                          .file_bytes = GetParam() == Kind::kRocksdbFiles
                                            ? size_t{0}
                                            : RocksdbStoreOptions().file_bytes,
                          .clock = Clock(),
                          .on_warning = [](absl::string_view) {}});
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
  }

  std::function<absl::Time()> Clock() {
    return [this] { return now_; };
  }

  int64_t Commit(const WriteBatch& batch) {
    const absl::StatusOr<CommitResult> done = store_->Commit(batch);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.ok() ? done->revision : -1;
  }

  void ExpectRefused(const WriteBatch& batch, StatusCode code,
                     const std::string& message) {
    const int64_t before = store_->LatestRevision();
    const absl::Status status = store_->Commit(batch).status();
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(message));
    EXPECT_EQ(store_->LatestRevision(), before);
  }

  std::vector<std::string> IdsAt(int64_t revision) {
    const absl::StatusOr<Contents> contents = store_->ReadAt(revision);
    EXPECT_TRUE(contents.ok()) << contents.status();
    std::vector<std::string> ids;
    if (!contents.ok()) return ids;
    for (const graph::Fact& fact : contents->facts) ids.push_back(fact.id);
    return ids;
  }

  std::vector<Change> Log(int64_t from) {
    std::vector<Change> changes;
    const absl::Status status = store_->ReadLog(from, [&](Change change) {
      changes.push_back(std::move(change));
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status;
    return changes;
  }

  testing::TemporaryDirectory directory_;
  StoreLimits limits_;
  absl::Time now_ = absl::FromUnixMillis(1'700'000'000'123);
  std::unique_ptr<FactStore> store_;
};

graph::Fact FactOf(const std::string& id, const std::string& note = "") {
  graph::Fact fact;
  fact.id = id;
  fact.note.en = note;
  fact.body = graph::Entity{.kind = "product"};
  return fact;
}

WriteBatch Put(const std::vector<std::string>& ids,
               const std::string& note = "") {
  WriteBatch batch;
  for (const std::string& id : ids) batch.facts.push_back(FactOf(id, note));
  return batch;
}

WriteBatch Retract(std::vector<std::string> ids) {
  return {.retracted_ids = std::move(ids)};
}

// ---- One at a time --------------------------------------------------------

TEST_P(StoreContract, StartsEmptyAtRevisionZero) {
  EXPECT_EQ(store_->LatestRevision(), 0);
  const absl::StatusOr<Contents> contents = store_->ReadAt(0);
  ASSERT_TRUE(contents.ok()) << contents.status();
  EXPECT_EQ(contents->revision, 0);
  EXPECT_EQ(contents->recorded_at, absl::UnixEpoch());
  EXPECT_THAT(contents->facts, IsEmpty());
  EXPECT_THAT(contents->documents, IsEmpty());
  EXPECT_THAT(Log(0), IsEmpty());
  EXPECT_THAT(Log(1), IsEmpty());
}

TEST_P(StoreContract, NumbersRevisionsWithoutGaps) {
  EXPECT_EQ(Commit(Put({"b"})), 1);
  ExpectRefused(Retract({"a"}), StatusCode::kNotFound, "'a'");
  EXPECT_EQ(Commit(Put({"a"})), 2);
  EXPECT_EQ(store_->LatestRevision(), 2);
}

TEST_P(StoreContract, KeepsEveryRevision) {
  Commit(Put({"b", "a"}, "first"));
  Commit(Put({"c", "a"}, "second"));
  Commit(Retract({"b"}));
  Commit(Put({"b"}, "again"));
  EXPECT_THAT(IdsAt(0), IsEmpty());
  EXPECT_THAT(IdsAt(1), ElementsAre("a", "b"));
  EXPECT_THAT(IdsAt(2), ElementsAre("a", "b", "c"));
  EXPECT_THAT(IdsAt(3), ElementsAre("a", "c"));
  EXPECT_THAT(IdsAt(4), ElementsAre("a", "b", "c"));
  EXPECT_EQ(store_->ReadAt(1)->facts[0].note.en, "first");
  EXPECT_EQ(store_->ReadAt(4)->facts[0].note.en, "second");
  EXPECT_EQ(store_->ReadAt(4)->facts[1].note.en, "again");
}

TEST_P(StoreContract, RefusesRevisionsThatAreNotThere) {
  Commit(Put({"a"}));
  EXPECT_EQ(store_->ReadAt(2).status().code(), StatusCode::kOutOfRange);
  EXPECT_EQ(store_->ReadAt(-1).status().code(), StatusCode::kInvalidArgument);
  const auto ignore = [](const Change&) { return absl::OkStatus(); };
  EXPECT_TRUE(store_->ReadLog(2, ignore).ok());
  EXPECT_EQ(store_->ReadLog(3, ignore).code(), StatusCode::kOutOfRange);
  EXPECT_EQ(store_->ReadLog(-1, ignore).code(), StatusCode::kInvalidArgument);
}

TEST_P(StoreContract, KeepsDocumentsByName) {
  Commit({.documents = {{"policies/b", "two"}, {"ontology", "one"}}});
  Commit({.documents = {{"ontology", "three"}}});
  Commit({.removed_documents = {"policies/b"}});
  EXPECT_THAT(
      store_->ReadAt(1)->documents,
      ElementsAre(Document{"ontology", "one"}, Document{"policies/b", "two"}));
  EXPECT_THAT(store_->ReadAt(2)->documents,
              ElementsAre(Document{"ontology", "three"},
                          Document{"policies/b", "two"}));
  EXPECT_THAT(store_->ReadAt(3)->documents,
              ElementsAre(Document{"ontology", "three"}));
  ExpectRefused({.removed_documents = {"policies/b"}}, StatusCode::kNotFound,
                "'policies/b'");
}

TEST_P(StoreContract, RecordsWhenAndNeverGoesBackInTime) {
  Commit(Put({"a"}));
  const absl::Time first = now_;
  now_ -= absl::Hours(1);
  Commit(Put({"b"}));
  now_ += absl::Hours(2);
  Commit(Put({"c"}));
  EXPECT_EQ(store_->ReadAt(1)->recorded_at, first);
  EXPECT_EQ(store_->ReadAt(2)->recorded_at, first);
  EXPECT_EQ(store_->ReadAt(3)->recorded_at, now_);
}

TEST_P(StoreContract, WritesAllOfABatchOrNothing) {
  Commit(Put({"a"}, "old"));
  WriteBatch batch = Put({"a", "b"}, "new");
  batch.documents = {{"ontology", "x"}};
  batch.retracted_ids = {"missing"};
  ExpectRefused(batch, StatusCode::kNotFound, "'missing'");
  batch.retracted_ids.clear();
  batch.facts.back().note.nl = "\xff";
  ExpectRefused(batch, StatusCode::kInvalidArgument, "fact 'b': note.nl");
  EXPECT_THAT(IdsAt(1), ElementsAre("a"));
  EXPECT_EQ(store_->ReadAt(1)->facts[0].note.en, "old");
  EXPECT_THAT(store_->ReadAt(1)->documents, IsEmpty());
  EXPECT_EQ(Log(0).size(), 1);
}

TEST_P(StoreContract, RefusesBatchesThatSayNothingOrTwoThings) {
  Commit(Put({"a"}));
  ExpectRefused({}, StatusCode::kInvalidArgument, "empty");
  ExpectRefused({.request_id = "r"}, StatusCode::kInvalidArgument, "empty");
  ExpectRefused(Put({"b", "c", "b"}), StatusCode::kInvalidArgument, "'b'");
  ExpectRefused(Put({""}), StatusCode::kInvalidArgument, "id is empty");
  ExpectRefused(Retract({"a", "a"}), StatusCode::kInvalidArgument, "'a'");
  WriteBatch both = Put({"a"});
  both.retracted_ids = {"a"};
  ExpectRefused(both, StatusCode::kInvalidArgument, "'a' stands");
  ExpectRefused({.documents = {{"d", "1"}, {"d", "2"}}},
                StatusCode::kInvalidArgument, "'d' stands");
  ExpectRefused({.documents = {{"d", "\xff"}}}, StatusCode::kInvalidArgument,
                "not UTF-8");
  WriteBatch request = Put({"x"});
  request.request_id = std::string(kMaxRequestIdBytes + 1, 'r');
  ExpectRefused(request, StatusCode::kInvalidArgument, "request id");
}

TEST_P(StoreContract, ChecksTheExpectedRevision) {
  WriteBatch batch = Put({"a"});
  batch.expected_revision = 1;
  ExpectRefused(batch, StatusCode::kFailedPrecondition,
                "latest revision is 0, not 1");
  batch.expected_revision = 0;
  EXPECT_EQ(Commit(batch), 1);
  ExpectRefused(batch, StatusCode::kFailedPrecondition,
                "latest revision is 1, not 0");
}

// ---- Requests -------------------------------------------------------------

TEST_P(StoreContract, AnswersARepeatedRequestWithItsFirstResult) {
  WriteBatch batch = Put({"a"}, "first");
  batch.request_id = "r1";
  batch.expected_revision = 0;
  EXPECT_EQ(Commit(batch), 1);
  Commit(Put({"b"}));
  batch.facts[0].note.en = "other";
  const absl::StatusOr<CommitResult> again = store_->Commit(batch);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->revision, 1);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(store_->LatestRevision(), 2);
  EXPECT_EQ(store_->ReadAt(2)->facts[0].note.en, "first");
}

TEST_P(StoreContract, FindsTheRevisionOfARequest) {
  EXPECT_EQ(store_->FindRequest("r1").value(), std::nullopt);
  WriteBatch batch = Put({"a"});
  batch.request_id = "r1";
  Commit(Put({"b"}));
  EXPECT_EQ(Commit(batch), 2);
  EXPECT_EQ(store_->FindRequest("r1").value(), 2);
  EXPECT_EQ(store_->FindRequest("r").value(), std::nullopt);
  EXPECT_EQ(store_->FindRequest("").value(), std::nullopt);
  if (persistent()) {
    Open();
    EXPECT_EQ(store_->FindRequest("r1").value(), 2);
  }
  ASSERT_TRUE(store_->Close().ok());
  EXPECT_EQ(store_->FindRequest("r1").status().code(),
            StatusCode::kFailedPrecondition);
}

TEST_P(StoreContract, ARemovedDocumentCanComeBack) {
  Commit({.documents = {{"scenarios/a", "one"}}});
  Commit({.removed_documents = {"scenarios/a"}});
  Commit({.documents = {{"scenarios/a", "two"}, {"ontology", "o"}}});
  if (persistent()) Open();
  EXPECT_THAT(store_->ReadAt(1)->documents,
              ElementsAre(Document{"scenarios/a", "one"}));
  EXPECT_THAT(store_->ReadAt(2)->documents, IsEmpty());
  EXPECT_THAT(
      store_->ReadPackedAt(3)->documents,
      ElementsAre(Document{"ontology", "o"}, Document{"scenarios/a", "two"}));
  ExpectRefused(
      {.documents = {{"ontology", "p"}}, .removed_documents = {"ontology"}},
      StatusCode::kInvalidArgument, "'ontology' stands");
}

TEST_P(StoreContract, DoesNotRememberARequestThatFailed) {
  WriteBatch batch = Retract({"a"});
  batch.request_id = "r";
  ExpectRefused(batch, StatusCode::kNotFound, "'a'");
  Commit(Put({"a"}));
  const absl::StatusOr<CommitResult> done = store_->Commit(batch);
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_FALSE(done->repeated);
  EXPECT_EQ(done->revision, 2);
}

TEST_P(StoreContract, RemembersRequestsLongAgoAndAcrossOpening) {
  const int requests = persistent() ? 300 : 10'001;  // each one is synced
  for (int i = 0; i < requests; ++i) {
    WriteBatch batch = Put({"a"});
    batch.request_id = absl::StrCat("r", i);
    ASSERT_EQ(Commit(batch), i + 1);
  }
  if (persistent()) Open();
  for (const int i : {0, 17, requests - 1}) {
    WriteBatch batch = Put({"a"});
    batch.request_id = absl::StrCat("r", i);
    const absl::StatusOr<CommitResult> again = store_->Commit(batch);
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(again->revision, i + 1);
  }
}

// ---- The log --------------------------------------------------------------

TEST_P(StoreContract, StreamsWhatEachRevisionChanged) {
  WriteBatch batch = Put({"b", "a"}, "x");
  batch.documents = {{"ontology", "o"}};
  batch.request_id = "r1";
  batch.author = "analyst";
  Commit(batch);
  WriteBatch second = Retract({"b"});
  second.removed_documents = {"ontology"};
  Commit(second);
  const std::vector<Change> all = Log(0);
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[0].revision, 1);
  EXPECT_EQ(all[0].request_id, "r1");
  EXPECT_EQ(all[0].author, "analyst");
  EXPECT_EQ(all[0].recorded_at, now_);
  EXPECT_TRUE(all[0].last());
  EXPECT_THAT(all[0].facts, ElementsAre(FactOf("a", "x"), FactOf("b", "x")));
  EXPECT_THAT(all[0].documents, ElementsAre(Document{"ontology", "o"}));
  EXPECT_THAT(all[1].retracted_ids, ElementsAre("b"));
  EXPECT_THAT(all[1].removed_documents, ElementsAre("ontology"));
  const std::vector<Change> tail = Log(2);
  ASSERT_EQ(tail.size(), 1);
  EXPECT_EQ(tail[0].revision, 2);
}

TEST_P(StoreContract, StopsStreamingWhenTheReaderSaysSo) {
  for (const char* id : {"a", "b", "c"}) Commit(Put({id}));
  int seen = 0;
  const absl::Status status = store_->ReadLog(1, [&](const Change&) {
    return ++seen == 2 ? absl::CancelledError("enough") : absl::OkStatus();
  });
  EXPECT_EQ(status, absl::CancelledError("enough"));
  EXPECT_EQ(seen, 2);
}

// ---- Large batches and limits ---------------------------------------------

TEST_P(StoreContract, KeepsABatchOfSeveralChunksTogether) {
  std::vector<std::string> ids(2500);
  for (int i = 0; i < 2500; ++i) ids[i] = absl::StrFormat("f/%04d", i);
  std::vector<std::string> shuffled(ids.rbegin(), ids.rend());
  Commit(Put(shuffled));
  Commit(Retract({ids.begin(), ids.begin() + 1200}));
  if (persistent()) Open();
  EXPECT_EQ(IdsAt(1), ids);
  EXPECT_EQ(IdsAt(2).size(), 1300);
  const std::vector<Change> log = Log(1);
  ASSERT_EQ(log.size(), 3 + 2);
  std::vector<std::string> streamed;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(log[i].revision, 1);
    EXPECT_EQ(log[i].part, i);
    EXPECT_EQ(log[i].parts, 3);
    EXPECT_LE(log[i].facts.size(), kMaxFactsPerChange);
    for (const graph::Fact& fact : log[i].facts) streamed.push_back(fact.id);
  }
  EXPECT_EQ(streamed, ids);
  EXPECT_EQ(log[3].retracted_ids.size(), 1000);
  EXPECT_TRUE(log[4].last());
}

TEST_P(StoreContract, RefusesWhatIsAboveALimit) {
  limits_ = {.batch_facts = 3, .record_bytes = 1000, .batch_bytes = 2500};
  Open();
  EXPECT_EQ(Commit(Put({"a", "b", "c"})), 1);
  ExpectRefused(Put({"a", "b", "c", "d"}), StatusCode::kResourceExhausted,
                "has 4 facts, the limit is 3");
  ExpectRefused(Put({"x"}, std::string(1000, 'n')),
                StatusCode::kResourceExhausted, "fact 'x' takes 10");
  ExpectRefused({.documents = {{"d", std::string(1001, 'n')}}},
                StatusCode::kResourceExhausted, "document 'd' takes 10");
  ExpectRefused(Put({"a", "b", "c"}, std::string(900, 'n')),
                StatusCode::kResourceExhausted, "more than 2500 bytes");
  EXPECT_EQ(Commit(Put({"a", "b"}, std::string(900, 'n'))), 2);
  EXPECT_EQ(Log(2).size(), 1);
}

TEST_P(StoreContract, ClosesARecordThatIsFull) {
  limits_.record_bytes = 1000;
  Open();
  Commit(Put({"a", "b", "c"}, std::string(900, 'n')));
  const std::vector<Change> log = Log(1);
  ASSERT_EQ(log.size(), 2);
  EXPECT_EQ(log[0].facts.size(), 2);
  EXPECT_EQ(log[1].facts.size(), 1);
  EXPECT_THAT(IdsAt(1), ElementsAre("a", "b", "c"));
}

// ---- Closing and opening --------------------------------------------------

TEST_P(StoreContract, RefusesCallsOnceClosed) {
  Commit(Put({"a"}));
  EXPECT_TRUE(store_->Close().ok());
  EXPECT_TRUE(store_->Close().ok());
  ExpectRefused(Put({"b"}), StatusCode::kFailedPrecondition, "closed");
  EXPECT_EQ(store_->ReadAt(1).status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(
      store_->ReadLog(1, [](const Change&) { return absl::OkStatus(); }).code(),
      StatusCode::kFailedPrecondition);
}

TEST_P(StoreContract, LetsAReaderFinishThatClosesTheStore) {
  for (const char* id : {"a", "b", "c"}) Commit(Put({id}));
  int seen = 0;
  const absl::Status status = store_->ReadLog(1, [&](const Change&) {
    ++seen;
    return store_->Close();
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(seen, 3);
}

TEST_P(StoreContract, IsTheSameAfterOpeningAgain) {
  if (!persistent()) GTEST_SKIP() << "keeps nothing";
  Open();
  EXPECT_EQ(store_->LatestRevision(), 0);
  Commit(Put({"a", "b"}, "x"));
  Commit(Retract({"a"}));
  for (int i = 0; i < 3; ++i) {
    Open();
    EXPECT_EQ(store_->LatestRevision(), 2 + i);
    EXPECT_THAT(IdsAt(1), ElementsAre("a", "b"));
    EXPECT_THAT(IdsAt(2), ElementsAre("b"));
    ExpectRefused(Retract({"a"}), StatusCode::kNotFound, "'a'");
    EXPECT_EQ(Commit(Put({"c"})), 3 + i);
  }
}

// ---- Threads --------------------------------------------------------------

// Every revision rewrites all facts with its own number: a read that mixes two
// revisions shows.
TEST_P(StoreContract, ReadersSeeWholeRevisionsWhileAWriterWrites) {
  const std::vector<std::string> ids = {"a", "b", "c", "d", "e"};
  std::atomic<bool> done = false;
  std::atomic<int> mixed = 0;
  std::atomic<int> reads = 0;
  const auto read = [&] {
    int64_t last = 0;
    do {
      const int64_t latest = store_->LatestRevision();
      if (latest < last) ++mixed;
      last = latest;
      const absl::StatusOr<Contents> contents = store_->ReadAt(latest);
      if (!contents.ok() || contents->revision != latest) ++mixed;
      if (!contents.ok()) continue;
      for (const graph::Fact& fact : contents->facts) {
        if (fact.note.en != absl::StrCat(latest)) ++mixed;
      }
      int64_t streamed = 0;
      const absl::Status status = store_->ReadLog(0, [&](const Change& change) {
        if (change.revision != ++streamed) ++mixed;
        return absl::OkStatus();
      });
      if (!status.ok() || streamed < latest) ++mixed;
      ++reads;
    } while (!done);
  };
  std::vector<std::thread> readers(3);
  for (std::thread& reader : readers) reader = std::thread(read);
  for (int revision = 1; revision <= 60; ++revision) {
    EXPECT_EQ(Commit(Put(ids, absl::StrCat(revision))), revision);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(mixed, 0);
  EXPECT_GE(reads, 3);
}

TEST_P(StoreContract, WritersGoOneAfterAnother) {
  std::vector<std::thread> writers(4);
  for (size_t writer = 0; writer < writers.size(); ++writer) {
    writers[writer] = std::thread([&, writer] {
      for (int i = 0; i < 10; ++i) {
        Commit(Put({absl::StrCat("f/", writer, "/", i)}));
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(store_->LatestRevision(), 40);
  EXPECT_EQ(IdsAt(40).size(), 40);
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract,
                         ::testing::Values(Kind::kMemory, Kind::kRocksdb,
                                           Kind::kRocksdbFiles),
                         [](const auto& info) {
                           return info.param == Kind::kMemory ? "Memory"
                                  : info.param == Kind::kRocksdb
                                      ? "Rocksdb"
                                      : "RocksdbFiles";
                         });

}  // namespace
}  // namespace ketenzicht::service
