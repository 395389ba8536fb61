// Random histories on every store, against a model that keeps a copy of
// everything at every revision.
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "graph/fact.h"
#include "gtest/gtest.h"
#include "service/store/fact_store.h"
#include "service/store/memory_store.h"
#include "service/store/rocksdb_store.h"
#include "tests/support/drawn_facts.h"
#include "tests/support/temporary_directory.h"

namespace ketenzicht::service {
namespace {

struct State {
  std::map<std::string, graph::Fact> facts;
  std::map<std::string, std::string> documents;
};

// The state after the batch; nothing where a removal finds nothing.
bool Apply(const WriteBatch& batch, State& state) {
  for (const std::string& id : batch.retracted_ids) {
    if (state.facts.erase(id) == 0) return false;
  }
  for (const std::string& name : batch.removed_documents) {
    if (state.documents.erase(name) == 0) return false;
  }
  for (const graph::Fact& fact : batch.facts) state.facts[fact.id] = fact;
  for (const Document& document : batch.documents) {
    state.documents[document.name] = document.content;
  }
  return true;
}

void ExpectSame(const Contents& contents, const State& state) {
  ASSERT_EQ(contents.facts.size(), state.facts.size());
  size_t at = 0;
  for (const auto& [id, fact] : state.facts) {
    ASSERT_EQ(contents.facts[at++], fact) << id;
  }
  ASSERT_EQ(contents.documents.size(), state.documents.size());
  at = 0;
  for (const auto& [name, content] : state.documents) {
    ASSERT_EQ(contents.documents[at++], (Document{name, content}));
  }
}

// Few ids, so that histories overwrite, retract and bring back.
WriteBatch DrawBatch(testing::FactDrawer& draw) {
  WriteBatch batch;
  for (int i = 0; i < 8; ++i) {
    const std::string id = absl::StrCat("f/", i);
    switch (draw.Below(6)) {
      case 0:
        batch.facts.insert(batch.facts.begin(), draw.Draw(id));
        break;
      case 1:
        if (draw.Coin()) batch.retracted_ids.push_back(id);
        break;
      default:
        break;
    }
  }
  for (const char* name : {"ontology", "policies/a"}) {
    const int choice = draw.Below(6);
    if (choice == 0) batch.documents.push_back({name, absl::StrCat(choice)});
    if (choice == 1) batch.removed_documents.emplace_back(name);
  }
  return batch;
}

class History {
 public:
  History(FactStore& store, std::vector<State>& states)
      : store_(store), states_(states) {}

  // Commits a drawn batch to the store and to the model.
  void Step(testing::FactDrawer& draw) {
    WriteBatch batch = DrawBatch(draw);
    const auto latest = static_cast<int64_t>(states_.size()) - 1;
    if (draw.Below(3) == 0) batch.expected_revision = latest - draw.Below(2);
    if (draw.Coin()) batch.request_id = absl::StrCat("r", draw.Below(20));
    const absl::StatusOr<CommitResult> done = store_.Commit(batch);
    State next = states_.back();
    const bool empty = batch.facts.empty() && batch.retracted_ids.empty() &&
                       batch.documents.empty() &&
                       batch.removed_documents.empty();
    const auto before = requests_.find(batch.request_id);
    if (empty) {
      ASSERT_EQ(done.status().code(), absl::StatusCode::kInvalidArgument);
    } else if (before != requests_.end()) {
      ASSERT_TRUE(done.ok() && done->repeated) << done.status();
      ASSERT_EQ(done->revision, before->second);
    } else if (batch.expected_revision.value_or(latest) != latest) {
      ASSERT_EQ(done.status().code(), absl::StatusCode::kFailedPrecondition);
    } else if (!Apply(batch, next)) {
      ASSERT_EQ(done.status().code(), absl::StatusCode::kNotFound);
    } else {
      ASSERT_TRUE(done.ok()) << done.status();
      ASSERT_FALSE(done->repeated);
      ASSERT_EQ(done->revision, latest + 1);
      states_.push_back(std::move(next));
      if (!batch.request_id.empty()) {
        requests_[batch.request_id] = latest + 1;
      }
    }
  }

  const std::map<std::string, int64_t>& requests() const { return requests_; }
  void set_requests(std::map<std::string, int64_t> requests) {
    requests_ = std::move(requests);
  }

 private:
  FactStore& store_;
  std::vector<State>& states_;
  std::map<std::string, int64_t> requests_;
};

// Every revision as it was, and the log leads to each of them.
void ExpectAllRevisions(const FactStore& store,
                        const std::vector<State>& states) {
  ASSERT_EQ(store.LatestRevision() + 1, static_cast<int64_t>(states.size()));
  for (size_t revision = 0; revision < states.size(); ++revision) {
    const absl::StatusOr<Contents> contents =
        store.ReadAt(static_cast<int64_t>(revision));
    ASSERT_TRUE(contents.ok()) << contents.status();
    ASSERT_NO_FATAL_FAILURE(ExpectSame(*contents, states[revision]));
  }
  State replayed;
  const absl::Status status = store.ReadLog(1, [&](const Change& change) {
    WriteBatch batch{.facts = change.facts,
                     .retracted_ids = change.retracted_ids,
                     .documents = change.documents,
                     .removed_documents = change.removed_documents};
    EXPECT_TRUE(Apply(batch, replayed));
    EXPECT_EQ(replayed.facts, states[change.revision].facts);
    EXPECT_EQ(replayed.documents, states[change.revision].documents);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
}

std::unique_ptr<FactStore> OpenRocksdb(const std::string& directory) {
  absl::StatusOr<std::unique_ptr<FactStore>> store =
      OpenRocksdbStore({.directory = directory,
                        .free_space_reserve = 0,
                        .on_warning = [](absl::string_view) {}});
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

constexpr int kHistories = 300;
constexpr uint32_t kSeed = 811;

TEST(StoreHistories, OfTheMemoryStoreAreThoseOfTheModel) {
  const uint32_t seed = testing::Seed(kSeed);
  SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
  testing::FactDrawer draw(seed);
  for (int i = 0; i < kHistories; ++i) {
    SCOPED_TRACE(absl::StrCat("history ", i));
    std::vector<State> states(1);
    const std::unique_ptr<FactStore> store = MakeMemoryStore();
    History history(*store, states);
    for (int step = draw.Below(15); step >= 0; --step) {
      ASSERT_NO_FATAL_FAILURE(history.Step(draw));
    }
    ASSERT_NO_FATAL_FAILURE(ExpectAllRevisions(*store, states));
  }
}

TEST(StoreHistories, OfTheRocksdbStoreAreThoseOfTheModel) {
  const uint32_t seed = testing::Seed(kSeed);
  SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
  testing::FactDrawer draw(seed);
  for (int i = 0; i < kHistories; ++i) {
    SCOPED_TRACE(absl::StrCat("history ", i));
    const testing::TemporaryDirectory directory;
    std::vector<State> states(1);
    std::map<std::string, int64_t> requests;
    for (int session = draw.Below(2); session >= 0; --session) {
      const std::unique_ptr<FactStore> store = OpenRocksdb(directory / "store");
      ASSERT_NE(store, nullptr);
      History history(*store, states);
      history.set_requests(requests);
      for (int step = draw.Below(10); step >= 0; --step) {
        ASSERT_NO_FATAL_FAILURE(history.Step(draw));
      }
      requests = history.requests();
      ASSERT_NO_FATAL_FAILURE(ExpectAllRevisions(*store, states));
    }
  }
}

}  // namespace
}  // namespace ketenzicht::service
