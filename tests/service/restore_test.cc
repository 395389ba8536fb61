// From a store to a snapshot: what is restored is what was written, and what
// cannot be put together is DataLoss.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "graph/snapshot.h"
#include "service/engine/engine.h"
#include "service/generate/generate.h"
#include "service/store/memory_store.h"
#include "tests/support/generated_facts.h"

namespace ketenzicht::service {
namespace {

using testing::FullOptions;
using ::testing::HasSubstr;

std::unique_ptr<FactStore> Generated() {
  std::unique_ptr<FactStore> store = MakeMemoryStore();
  const auto made =
      GenerateStore(FullOptions(2000), {"data"}, *store, [](int64_t) {});
  EXPECT_TRUE(made.ok()) << made.status();
  return store;
}

TEST(Restore, GivesTheSnapshotThatCheckedFactsGive) {
  std::unique_ptr<FactStore> store = Generated();
  const std::vector<graph::Fact> facts =
      store->ReadAt(store->LatestRevision())->facts;
  const auto engine = Engine::Open(std::move(store));
  ASSERT_TRUE(engine.ok()) << engine.status();
  const auto restored = (*(*engine)->At({}))->snapshot;
  const auto checked = graph::Snapshot::Create(restored->revision(), facts,
                                               restored->shared_ontology(),
                                               restored->shared_policy());
  ASSERT_TRUE(checked.ok()) << checked.status();
  ASSERT_EQ(restored->size(), (*checked)->size());
  EXPECT_EQ(restored->facts().ReadAll(), facts);
  EXPECT_EQ(restored->measures(), (*checked)->measures());
  EXPECT_EQ(restored->facts().detailed(), (*checked)->facts().detailed());
  for (graph::FactIndex i = 0; i < restored->size(); ++i) {
    ASSERT_EQ(restored->Find(facts[i].id), i);
    ASSERT_EQ(restored->facts().source(i), (*checked)->facts().source(i));
    ASSERT_EQ(restored->facts().target(i), (*checked)->facts().target(i));
    ASSERT_EQ(restored->facts().via(i), (*checked)->facts().via(i));
    ASSERT_EQ(restored->relations_to(i), (*checked)->relations_to(i));
  }
}

TEST(Restore, KeepsAScenarioThatItsReaderRefusesNow) {
  std::unique_ptr<FactStore> store = MakeMemoryStore();
  const Document document{"scenarios/old", "kind: Scenario\nid: [of, old]\n"};
  ASSERT_TRUE(store->Commit({.documents = {document}}).ok());
  const auto engine = Engine::Open(std::move(store));
  ASSERT_TRUE(engine.ok()) << engine.status();
  EXPECT_EQ((*(*engine)->At({}))->documents.at(document.name),
            document.content);
}

struct LossCase {
  std::string name;
  std::function<bool(graph::Fact&)> spoil;  // whether it could
  std::string reason;
};

bool Plain(const graph::Fact& fact) {
  const graph::Relation* relation = fact.relation();
  return relation != nullptr && relation->via.empty() &&
         !relation->holds_while && !relation->source.selector &&
         !relation->target.selector;
}

const LossCase kLosses[] = {
    {"target",
     [](graph::Fact& fact) {
       if (!Plain(fact)) return false;
       std::get<graph::Relation>(fact.body).target.id = "companies/none";
       return true;
     },
     "target 'companies/none' is not there"},
    {"carrier",
     [](graph::Fact& fact) {
       if (fact.relation() == nullptr || fact.relation()->via.empty()) {
         return false;
       }
       std::get<graph::Relation>(fact.body).via[0] = "relations/none";
       return true;
     },
     "carrier 'relations/none' is not there"},
    {"relation kind",
     [](graph::Fact& fact) {
       if (!Plain(fact)) return false;
       std::get<graph::Relation>(fact.body).kind = "nothing";
       return true;
     },
     "its kind"},
    {"entity kind",
     [](graph::Fact& fact) {
       if (fact.entity() == nullptr) return false;
       std::get<graph::Entity>(fact.body).kind = "nothing";
       return true;
     },
     "its kind"},
    {"source",
     [](graph::Fact& fact) {
       fact.evidence[0].source = "sources/none";
       return true;
     },
     "the source of its evidence 'sources/none' is not there"},
};

TEST(Restore, IsDataLossWhereFactsCannotBePutTogether) {
  for (const LossCase& loss : kLosses) {
    SCOPED_TRACE(loss.name);
    std::unique_ptr<FactStore> store = Generated();
    std::vector<graph::Fact> facts =
        store->ReadAt(store->LatestRevision())->facts;
    for (graph::Fact& fact : facts) {
      if (!loss.spoil(fact)) continue;
      ASSERT_TRUE(store->Commit({.facts = {fact}}).ok());
      const auto engine = Engine::Open(std::move(store));
      EXPECT_EQ(engine.status().code(), absl::StatusCode::kDataLoss);
      EXPECT_THAT(std::string(engine.status().message()),
                  HasSubstr("'" + fact.id + "'"));
      EXPECT_THAT(std::string(engine.status().message()),
                  HasSubstr(loss.reason));
      break;
    }
    EXPECT_EQ(store, nullptr) << "nothing to spoil";
  }
}

}  // namespace
}  // namespace ketenzicht::service
