// Asking under a scenario is asking a copy in which its changes were written.
//
// 100 random scenarios over the shipped case in a normal run, 2,000 with
// KETENZICHT_LONG=1. KETENZICHT_SEED and KETENZICHT_GRAPHS choose others.

#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/explanation.h"
#include "graph/scenario_record.h"
#include "graph/scope.h"
#include "tests/support/case_data.h"
#include "tests/support/environment.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::testing {
namespace {

using ketenzicht::testing::FromEnvironment;

using graph::Dice;
using graph::Fact;
using graph::Scenario;

class Drawer {
 public:
  explicit Drawer(uint64_t seed) : dice_(seed) {
    for (const Fact& fact : CaseState().snapshot->facts().ReadAll()) {
      if (fact.relation() != nullptr) relations_.push_back(fact.id);
      if (fact.measure() != nullptr) measures_.push_back(fact.id);
      if (fact.entity() != nullptr) entities_.push_back(fact.id);
    }
  }

  Scenario Draw() {
    Scenario scenario;
    scenario.id = "scenarios/drawn";
    scenario.version = "1";
    scenario.title = {"getrokken", "drawn"};
    scenario.date = *graph::Date::Parse("2021-11-18");
    for (int i = dice_.Below(4); i >= 0; --i) {
      scenario.changes.push_back({i + 1, DrawChange()});
    }
    return scenario;
  }

 private:
  decltype(graph::ScenarioChange::what) DrawChange() {
    switch (dice_.Below(11)) {
      case 9:
        return graph::AddFact{ClassMeasure()};
      case 10:
        return Despite();
      case 0:
        return graph::RemoveFact{dice_.Pick(relations_)};
      case 1:
        return graph::RemoveFact{dice_.Pick(entities_)};
      case 2:
        return graph::EndFact{dice_.Pick(relations_),
                              *graph::Date::Parse("2020-01-01")};
      case 3:
        return State();
      case 4:
        return Addition();
      case 5:
        return graph::ReplaceProduct{
            "products/dji-drone",
            dice_.Pick(std::vector<std::string>{"products/autel-drone",
                                                "products/parrot-drone",
                                                "products/chinese-drone"}),
            dice_.Pick(std::vector<std::string>{"organizations/politie",
                                                "processes/politie-forensic"}),
            std::nullopt};
      case 6:
        return graph::SetOwner{.company = "companies/parrot",
                               .owner = "companies/sz-dji",
                               .share = 40.0 + dice_.Below(20),
                               .controls = dice_.Percent(50)};
      default:
        return Modality();
    }
  }

  graph::SetFact Modality() {
    graph::SetFact set;
    set.fact = dice_.Pick(relations_);
    set.modality = static_cast<graph::Modality>(dice_.Below(5));
    set.despite_measures = dice_.Percent(30);
    return set;
  }

  // In place, and closing all uses of some products.
  Fact ClassMeasure() {
    graph::Selector products;
    products.ids = {dice_.Pick(std::vector<std::string>{
        "products/dji-drone", "products/chinese-drone"})};
    graph::Measure measure{.name = {"getrokken", "drawn"}};
    measure.selects.kind = "uses";
    measure.selects.target = std::make_shared<const graph::Selector>(products);
    Fact fact;
    fact.id = absl::StrCat("measures/drawn-", dice_.Below(1000));
    fact.body = std::move(measure);
    return fact;
  }

  // A use that goes on, whatever closes it.
  graph::SetFact Despite() {
    std::vector<std::string> uses;
    for (const std::string& id : relations_) {
      if (absl::StrContains(id, "-uses-")) uses.push_back(id);
    }
    graph::SetFact set;
    set.fact = dice_.Pick(uses);
    set.modality = graph::Modality::kAffirmed;
    set.despite_measures = true;
    return set;
  }

  graph::SetFact State() {
    graph::SetFact set;
    set.fact = dice_.Pick(measures_);
    set.state = dice_.Percent(70) ? graph::MeasureState::kCandidate
                                  : graph::MeasureState::kInPlace;
    return set;
  }

  graph::AddFact Addition() {
    Fact fact;
    fact.id = absl::StrCat("relations/drawn-", dice_.Below(1000));
    graph::Relation relation;
    relation.kind = "touches";
    relation.source.id = dice_.Pick(relations_);
    relation.target.id = "interests/sensitive-information";
    fact.body = std::move(relation);
    return {std::move(fact)};
  }

  Dice dice_;
  std::vector<std::string> relations_;
  std::vector<std::string> measures_;
  std::vector<std::string> entities_;
};

// The answers on all processes by all jurisdictions, in sentences.
std::string Answers(const std::shared_ptr<const graph::Snapshot>& snapshot,
                    const std::string& source) {
  graph::ViewOptions options =
      graph::DefaultOptions(*snapshot, *graph::Date::Parse("2021-11-18"));
  const bool there = snapshot->Find(source) != graph::kNoFact;
  if (there && snapshot->scenario().id.empty()) {
    options.sources.push_back(source);
  }
  const graph::Views views = *graph::Views::Create(snapshot, options);
  const auto processes = graph::ProcessesOf(*snapshot, {"processes/-"}, 1000);
  const auto targets = graph::TargetsOf(*snapshot, {"jurisdictions/-"});
  if (!processes.ok() || !targets.ok()) {
    return absl::StrCat(processes.status().ToString(), "; ",
                        targets.status().ToString());
  }
  std::string text;
  for (graph::FactIndex process : *processes) {
    for (const graph::Target& target : *targets) {
      absl::StrAppend(&text,
                      graph::ExplainPair(
                          views,
                          graph::AnswerPair(
                              views, process, target,
                              *snapshot->policy().FindVector("espionage"), {}),
                          graph::Language::kEnglish));
    }
  }
  return text;
}

// Without the case, whose questions name facts that a scenario may remove.
ingest::State CopiedState() {
  ingest::State state = CaseState();
  std::erase_if(state.documents, [](const auto& document) {
    return document.first != "ontology" && document.first != "policy";
  });
  state.cases.clear();
  return state;
}

TEST(ScenarioCopy, AnswersAsACopyInWhichTheChangesWereWritten) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t all =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 2'000 : 100);
  const ingest::State base = CopiedState();
  int refused = 0;
  int moved = 0;
  const std::string before = Answers(CaseState().snapshot, "");
  for (int64_t seed = first; seed < first + all; ++seed) {
    const Scenario scenario = Drawer(seed).Draw();
    const graph::ScenarioRecord record =
        graph::RecordOf(CaseState().snapshot, scenario);
    if (!record.problems.empty()) {
      ++refused;
      continue;
    }
    std::vector<Fact> written;
    std::vector<std::string> retracted;
    for (const graph::FactChange& change : record.facts) {
      if (change.after) {
        written.push_back(*change.after);
      } else {
        retracted.push_back(change.fact);
      }
    }
    const ingest::ImportOutcome copy =
        ingest::ApplyFacts(base, written, retracted);
    ASSERT_TRUE(copy.problems.empty())
        << "KETENZICHT_SEED=" << seed << ": " << copy.problems[0].reason;
    ASSERT_EQ(copy.next.snapshot->facts().ReadAll(),
              record.snapshot->facts().ReadAll())
        << "KETENZICHT_SEED=" << seed;
    if (record.facts.empty()) continue;
    const std::string under =
        Answers(record.snapshot, graph::SourceOf(scenario));
    ASSERT_EQ(under, Answers(copy.next.snapshot, graph::SourceOf(scenario)))
        << "KETENZICHT_SEED=" << seed;
    if (under != before) ++moved;
  }
  std::cout << all << " scenarios from seed " << first << ", " << refused
            << " refused, " << moved << " move an answer\n";
  EXPECT_LT(refused, all / 2);
  EXPECT_GT(moved, all / 4);
}

}  // namespace
}  // namespace ketenzicht::testing
