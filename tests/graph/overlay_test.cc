// A snapshot that lies over another one is the snapshot of all its facts, and
// what is found wrong with it is what CheckFacts finds.
//
// 1,000 random graphs in a normal run, 10,000 with KETENZICHT_LONG=1;
// KETENZICHT_SEED sets the first.

#include "graph/overlay.h"
#include "graph/overlay_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/fact_check.h"
#include "graph/fact_references.h"
#include "graph/view.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using Snapshots = std::shared_ptr<const Snapshot>;
using ById = std::map<std::string, Fact>;

std::pair<uint64_t, uint64_t> SeedsToTry() {
  const char* seed = std::getenv("KETENZICHT_SEED");
  const uint64_t first = seed == nullptr ? 1 : std::atoll(seed);
  const bool thorough = std::getenv("KETENZICHT_LONG") != nullptr;
  return {first, first + (thorough ? 10'000 : 1'000)};
}

std::vector<Fact> ValuesOf(const ById& facts) {
  std::vector<Fact> values;
  for (const auto& [id, fact] : facts) values.push_back(fact);
  return values;
}

// Writes changes to facts in two ways: over a snapshot, and into a list.
class Writer {
 public:
  Writer(Snapshots base, ById facts, uint64_t seed)
      : overlay(std::move(base)), facts(std::move(facts)), dice_(seed) {}

  // One that leaves the facts sound, mostly; `reckless` ones seldom do.
  void Change(bool reckless) {
    const std::vector<std::string> ids = Ids();
    const std::string id = dice_.Pick(ids);
    switch (dice_.Below(reckless ? 8 : 4)) {
      case 0:
        return Put(Otherwise(facts.at(id)));
      case 1:
        return Copy(facts.at(id));
      case 2:
        return IsNamed(id) ? Put(Otherwise(facts.at(id))) : Remove(id);
      case 3:
        return AddEntity();
      case 4:
        return Remove(id);
      case 5:
        return Cross(facts.at(id), dice_.Pick(ids));
      case 6:
        return Carry(facts.at(id), dice_.Pick(ids));
      default:
        return Misdate(facts.at(id));
    }
  }

  Overlay overlay;
  ById facts;

 private:
  std::vector<std::string> Ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, fact] : facts) ids.push_back(id);
    return ids;
  }

  void Put(Fact fact) {
    facts[fact.id] = fact;
    overlay.Put(std::move(fact));
  }
  void Remove(const std::string& id) {
    facts.erase(id);
    overlay.Remove(id);
  }

  bool IsNamed(const std::string& id) const {
    bool named = false;
    for (const auto& [other, fact] : facts) {
      ForEachReference(
          fact, [&](const std::string& name) { named = named || name == id; });
      for (const Evidence& one : fact.evidence) {
        named = named || one.source == id;
      }
      const Relation* relation = fact.relation();
      named = named || (relation != nullptr && (relation->source.id == id ||
                                                relation->target.id == id));
    }
    return named;
  }

  // The same, with something else said of it.
  Fact Otherwise(Fact fact) {
    fact.confidence = dice_.Below(100);
    fact.note.en = absl::StrCat("note ", dice_.Below(3));
    if (fact.entity() != nullptr) {
      std::get<Entity>(fact.body).attributes["drawn"] =
          absl::StrCat(dice_.Below(3));
      return fact;
    }
    if (fact.relation() != nullptr) {
      fact.modality = static_cast<Modality>(dice_.Below(3));
      fact.unknown_kind = UnknownKind::kNone;
      std::get<Relation>(fact.body).likelihood = Interval{0.1, 0.2, 0.3};
    } else {
      fact.measure()->state = MeasureState::kCandidate;
    }
    return fact;
  }

  // Beside the one there is.
  void Copy(Fact fact) {
    fact.id = absl::StrCat(fact.id, dice_.Below(10));
    if (!facts.contains(fact.id)) Put(std::move(fact));
  }

  void AddEntity() {
    Fact fact = facts.begin()->second;
    fact.id = absl::StrCat("companies/drawn-", dice_.Below(100));
    fact.valid = {};
    fact.because.clear();
    fact.origin = {};
    fact.modality = Modality::kAffirmed;
    fact.unknown_kind = UnknownKind::kNone;
    fact.body = Entity{.kind = "company", .name = {"getrokken", "drawn"}};
    Put(std::move(fact));
  }

  // Leads somewhere else, mostly where it may not.
  void Cross(Fact fact, const std::string& to) {
    if (fact.relation() == nullptr) return Misdate(std::move(fact));
    Relation& relation = std::get<Relation>(fact.body);
    (dice_.Percent(50) ? relation.source : relation.target) = {to,
                                                               std::nullopt};
    Put(std::move(fact));
  }

  void Carry(Fact fact, const std::string& by) {
    if (fact.relation() == nullptr) return Misdate(std::move(fact));
    std::get<Relation>(fact.body).via.push_back(by);
    Put(std::move(fact));
  }

  void Misdate(Fact fact) {
    fact.valid.from = Bound::Dated({Day("2021-01-01"), Day("2021-01-01")});
    if (dice_.Percent(50)) fact.valid.until = fact.valid.from;
    Put(std::move(fact));
  }

  Dice dice_;
};

ById FactsById(const std::vector<Fact>& facts) {
  ById by_id;
  for (const Fact& fact : facts) by_id.emplace(fact.id, fact);
  return by_id;
}

Snapshots Written(const ById& facts) {
  auto snapshot =
      Snapshot::Create(1, ValuesOf(facts), TestOntology(), TestPolicy());
  EXPECT_TRUE(snapshot.ok()) << snapshot.status();
  return snapshot.ok() ? *std::move(snapshot) : nullptr;
}

std::vector<FactIndex> All(const FactIndexes& range) {
  return {range.begin(), range.end()};
}

void ExpectSame(const Snapshot& laid, const Snapshot& written) {
  ASSERT_EQ(laid.facts().ReadAll(), written.facts().ReadAll());
  EXPECT_EQ(laid.measures(), written.measures());
  EXPECT_EQ(laid.unknown_entities(), written.unknown_entities());
  EXPECT_EQ(laid.claims(), written.claims());
  EXPECT_EQ(laid.facts().detailed(), written.facts().detailed());
  for (const char* type : {"parliament", "media", "other"}) {
    EXPECT_EQ(laid.HasSourceType(type), written.HasSourceType(type)) << type;
  }
  const auto kinds =
      static_cast<RelationKindId>(written.ontology().relation_kinds().size());
  for (RelationKindId kind = 0; kind < kinds; ++kind) {
    EXPECT_EQ(laid.num_of(kind), written.num_of(kind)) << kind;
  }
  for (FactIndex i = 0; i < written.size(); ++i) {
    SCOPED_TRACE(written.id(i));
    ASSERT_EQ(laid.Find(written.id(i)), i);
    ASSERT_EQ(laid.facts().LowerBound(written.id(i)), i);
    ASSERT_EQ(All(laid.relations_from(i)), All(written.relations_from(i)));
    ASSERT_EQ(All(laid.relations_to(i)), All(written.relations_to(i)));
    ASSERT_EQ(laid.NamersOf(i), written.NamersOf(i));
    ASSERT_EQ(All(laid.facts().via(i)), All(written.facts().via(i)));
    const auto asserted = [](const Snapshot& snapshot, FactIndex fact) {
      const Assertions range =
          snapshot.facts().assertions(snapshot.facts().evidence_number(fact));
      return std::vector<Assertion>(range.begin(), range.end());
    };
    ASSERT_EQ(asserted(laid, i), asserted(written, i));
  }
}

std::string Line(const std::vector<GuardInput>& inputs) {
  std::string line;
  for (const GuardInput& one : inputs) {
    absl::StrAppend(&line, " ", one.what, "=", static_cast<int>(one.truth), "@",
                    one.looked_at, ",", one.recorded, one.of_other, one.dates,
                    one.kind, ",", one.source, ",", one.target);
  }
  return line;
}

// All that a view knows of an instance.
std::string Line(const Instance& i) {
  std::string line = absl::StrCat(
      i.id, " ", i.fact, " ", i.presumption, " ", i.kind, " ", i.source, "-",
      i.target, " ", i.general, i.by_example, i.inferred, i.uncertain, " ",
      static_cast<int>(i.recorded), static_cast<int>(i.unknown_kind), " ",
      StatusName(i.modal), " ", StatusName(i.status), " ",
      OmissionName(i.omission), " ", i.omitted_by, " [",
      absl::StrJoin(i.carriers, ","), "] [", absl::StrJoin(i.sources, ","),
      "] [", absl::StrJoin(i.contested_by, ","), "] ", i.likelihood.low, ",",
      i.likelihood.best.value_or(-1), ",", i.likelihood.high,
      Line(i.guard_inputs));
  for (const MeasureMet& met : i.measures) {
    absl::StrAppend(&line, " met ", met.measure, ":", met.counts,
                    static_cast<int>(met.effect),
                    static_cast<int>(met.in_force),
                    static_cast<int>(met.unless), met.by_example,
                    StatusName(met.leaves), Line(met.inputs));
  }
  return line;
}

std::string LinesOf(const View& view) {
  std::string lines;
  for (const Instance& one : view.ReadInstances()) {
    absl::StrAppend(&lines, Line(one), "\n");
  }
  return lines;
}

void ExpectSameViews(const Snapshots& laid, const Snapshots& written,
                     const ViewOptions& options) {
  const auto of_laid = View::Create(laid, options);
  const auto of_written = View::Create(written, options);
  ASSERT_EQ(of_laid.ok(), of_written.ok()) << of_laid.status();
  if (!of_laid.ok()) return;
  ASSERT_EQ(LinesOf(**of_laid), LinesOf(**of_written));
  for (FactIndex i = 0; i < written->size(); ++i) {
    const auto a = (*of_laid)->incidences(i);
    const auto b = (*of_written)->incidences(i);
    ASSERT_EQ(a.size(), b.size());
    for (size_t k = 0; k < a.size(); ++k) {
      ASSERT_EQ(a[k].to, b[k].to);
      ASSERT_EQ(a[k].letter, b[k].letter);
      ASSERT_EQ((*of_laid)->status(a[k].instance),
                (*of_written)->status(b[k].instance));
      ASSERT_EQ((*of_laid)->cost(a[k].instance),
                (*of_written)->cost(b[k].instance));
    }
  }
}

TEST(Overlay, LaidIsTheSameAsWritten) {
  const auto [first, last] = SeedsToTry();
  int laid_twice = 0;
  for (uint64_t seed = first; seed < last; ++seed) {
    SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
    Dice dice(seed);
    const std::vector<Fact> base = MakeRandomGraph(seed).facts;
    ById facts = FactsById(base);
    Snapshots laid = Written(facts);
    for (int layer = 0; layer < 3; ++layer) {
      Writer writer(laid, facts, seed * 7 + layer);
      for (int i = dice.Below(6); i >= 0; --i) writer.Change(false);
      if (!CheckFacts(ValuesOf(writer.facts), *TestOntology(), *TestPolicy())
               .empty()) {
        continue;  // a copy started too early, say
      }
      auto next = writer.overlay.Lay({.id = "scenarios/s"});
      ASSERT_TRUE(next.ok()) << next.status();
      if (laid->scenario().id == "scenarios/s") ++laid_twice;
      laid = *next;
      facts = writer.facts;
      const Snapshots written = Written(facts);
      ASSERT_NO_FATAL_FAILURE(ExpectSame(*laid, *written));
      const ViewOptions options = MakeRandomOptions(ValuesOf(facts), dice);
      ASSERT_NO_FATAL_FAILURE(ExpectSameViews(laid, written, options));
    }
  }
  EXPECT_GT(laid_twice, static_cast<int>(last - first) / 2);
}

// A circle can be named from any of its members.
using Problems = std::set<std::tuple<std::string, std::string, std::string>>;
Problems ProblemsOf(const std::vector<FactProblem>& problems) {
  Problems all;
  for (const FactProblem& one : problems) {
    if (absl::StartsWith(one.reason, "guards and carriers depend")) {
      all.insert({"", "", "circle"});
    } else {
      all.insert({one.fact_id, one.field, one.reason});
    }
  }
  return all;
}

TEST(Overlay, FindsWrongWhatCheckFactsDoes) {
  const auto [first, last] = SeedsToTry();
  int sound = 0;
  int unsound = 0;
  int circles = 0;
  for (uint64_t seed = first; seed < last; ++seed) {
    SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
    Dice dice(seed);
    const ById facts = FactsById(MakeRandomGraph(seed).facts);
    Snapshots base = Written(facts);
    ById below = facts;
    if (dice.Percent(50)) {
      Writer writer(base, facts, seed);
      writer.Change(false);
      if (writer.overlay.Check().empty()) {
        base = *writer.overlay.Lay({.id = "scenarios/s"});
        below = writer.facts;
      }
    }
    Writer writer(base, below, seed * 3);
    for (int i = dice.Below(3); i >= 0; --i) writer.Change(true);
    const Problems found = ProblemsOf(writer.overlay.Check());
    ASSERT_EQ(found, ProblemsOf(CheckFacts(ValuesOf(writer.facts),
                                           *TestOntology(), *TestPolicy())));
    // Where all is looked at the same is wrong, and the check may be ended.
    OverlayCheck all(*base, writer.overlay.facts());
    ASSERT_EQ(found, ProblemsOf(all.CheckAll(*TestOntology(), *TestPolicy(),
                                             [] { return true; })));
    const Problems ended = ProblemsOf(
        all.CheckAll(*TestOntology(), *TestPolicy(), [] { return false; }));
    ASSERT_FALSE(ended.contains({"", "", "circle"}));
    ++(found.empty() ? sound : unsound);
    if (found.contains({"", "", "circle"})) ++circles;
  }
  const int all = static_cast<int>(last - first);
  EXPECT_GT(sound, all / 10);
  EXPECT_GT(unsound, all / 10);
  EXPECT_GT(circles, all / 500);
}

// What hangs on the specific uses is on them all: one that was of a class, and
// is one of them now, may hang on itself.
TEST(Overlay, ARelationOfAClassThatBecomesPlainMayCloseACircle) {
  const Selector processes = Of("process");
  const auto use = [&](const std::string& name, const End& source,
                       const std::string& product) {
    return MakeRelation(name, "uses", source, EndOf(product));
  };
  std::vector<Fact> facts = {
      Thing("processes/p"),
      Thing("processes/q"),
      Thing("products/d"),
      Thing("products/e"),
      use("plain", EndOf("processes/q"), "products/d"),
      use("d", EndOf(processes), "products/d"),
      use("c", EndOf(processes), "products/e"),
      Closing("m", {"relations/c"}).Unless(WhenFact("relations/d"))};
  const Snapshots base = MakeSnapshot(facts);
  Overlay overlay(base);
  overlay.Put(use("c", EndOf("processes/p"), "products/e").Said("sources/s"));
  EXPECT_TRUE(ProblemsOf(overlay.Check()).contains({"", "", "circle"}));
  Overlay harmless(base);
  harmless.Put(
      use("plain", EndOf("processes/p"), "products/d").Said("sources/s"));
  EXPECT_THAT(harmless.Check(), ::testing::IsEmpty());
}

TEST(Overlay, TakesMemoryByItsOwnSize) {
  // Of a large base nothing is copied: what is below is read there.
  std::vector<Fact> facts = MakeRandomGraph(1).facts;
  const Snapshots base = Written(FactsById(facts));
  Overlay overlay(base);
  Fact fact = facts.front();
  fact.confidence = 1;
  overlay.Put(fact);
  const auto laid = overlay.Lay({.id = "scenarios/s"});
  ASSERT_TRUE(laid.ok());
  EXPECT_EQ((*laid)->facts().base(), base->shared_facts());
  EXPECT_EQ((*laid)->facts().shift().own().size(), 1);
}

}  // namespace
}  // namespace ketenzicht::graph
