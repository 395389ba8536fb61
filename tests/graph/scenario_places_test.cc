// Where a scenario is told what is wrong with it, and what is its own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/scenario_record.h"
#include "ingest/importer.h"
#include "tests/support/case_data.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kKey[] = "relations/politie-images-key-held-by-dji";
constexpr char kOwn[] = "sources/scenario-test";

Scenario ScenarioOf(std::vector<ScenarioChange> changes) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.version = "1";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.changes = std::move(changes);
  scenario.place = {3, 5};
  return scenario;
}

SetFact Deny(const std::string& fact) {
  SetFact set;
  set.fact = fact;
  set.modality = Modality::kDenied;
  return set;
}

// "line:column: text" of every problem.
std::vector<std::string> ProblemsOf(const ScenarioRecord& record) {
  std::vector<std::string> lines;
  for (const ScenarioNote& one : record.problems) {
    lines.push_back(absl::StrCat(one.line, ":", one.column, ": ", one.text));
  }
  return lines;
}

std::vector<std::string> ProblemsOf(std::vector<ScenarioChange> changes) {
  return ProblemsOf(
      RecordOf(testing::CaseState().snapshot, ScenarioOf(std::move(changes))));
}

Fact Touches(const std::string& id, const std::string& target) {
  Fact fact;
  fact.id = id;
  fact.body = Relation{
      .kind = "touches",
      .source = {"relations/politie-forensic-uses-dji-drone", std::nullopt},
      .target = {target, std::nullopt}};
  return fact;
}

TEST(ScenarioPlaces, AProblemStandsWhereTheChangeNamesWhatItIsAbout) {
  const std::string wrong = "relations/politie-images-key-held-by-djj";
  EXPECT_THAT(ProblemsOf({{7, Deny(wrong), 5, {{wrong, {8, 11}}}}}),
              ElementsAre(absl::StrCat("8:11: there is no '", wrong,
                                       "'; did you mean '", kKey, "'?")));
  EXPECT_THAT(ProblemsOf({{7, Deny(wrong), 5, {}}}),
              ElementsAre(StartsWith("7:5: there is no")))
      << "else where the change stands";
}

TEST(ScenarioPlaces, SoDoesWhatTheOntologyRefuses) {
  const AddFact add{Touches("relations/x", "interests/sensitive-informatio")};
  EXPECT_THAT(
      ProblemsOf({{7, add, 5, {{"interests/sensitive-informatio", {9, 3}}}}}),
      ElementsAre("9:3: relations/x: target: there is no "
                  "'interests/sensitive-informatio'; did you mean "
                  "'interests/sensitive-information'?"));
  EXPECT_THAT(ProblemsOf({{7, AddFact{Touches("relations/x", kKey)}, 5, {}}}),
              ElementsAre(AllOf(StartsWith("7:5: relations/x: target: "),
                                HasSubstr("allowed: "))));
}

TEST(ScenarioPlaces, AllProblemsAreToldAtOnceInTheirOrder) {
  EXPECT_THAT(
      ProblemsOf({{9, AddFact{Touches("relations/x", "interests/none")}, 5, {}},
                  {10,
                   AddFact{Touches("relations/x", "interests/other")},
                   5,
                   {{"relations/x", {10, 21}}}},
                  {8, Deny("relations/none"), 5, {}}}),
      ElementsAre(StartsWith("8:5: there is no 'relations/none'"),
                  StartsWith("9:5: relations/x: target: there is no"),
                  "10:21: 'relations/x' is there already; change it with set"));
}

TEST(ScenarioPlaces, WhatIsStillNeededIsMissedAtTheChangeThatTakesIt) {
  const std::vector<std::string> problems =
      ProblemsOf({{7, RemoveFact{"products/dji-drone"}, 5, {}},
                  {8, EndFact{kKey, std::nullopt}, 5, {}}});
  EXPECT_GT(problems.size(), 1u);
  EXPECT_THAT(problems,
              Each(AllOf(StartsWith("7:5: "),
                         HasSubstr("there is no 'products/dji-drone': the "
                                   "scenario removes it"))));
  EXPECT_THAT(ProblemsOf({{7, RemoveFact{kKey}, 5, {}},
                          {8, Deny(kKey), 5, {{kKey, {8, 11}}}}}),
              ElementsAre(absl::StrCat("8:11: there is no '", kKey,
                                       "': the scenario removes it")));
}

TEST(ScenarioPlaces, ItsOwnSourceIsTheScenariosAndNoChanges) {
  const ScenarioRecord record = RecordOf(
      testing::CaseState().snapshot,
      ScenarioOf({{7, EndFact{"laws/cn-national-security-law", {}}, 5, {}},
                  {8, Deny(kKey), 5, {}}}));
  ASSERT_TRUE(record.problems.empty()) << record.problems[0].text;
  int own = 0;
  for (const FactChange& change : record.facts) {
    if (change.fact != kOwn) continue;
    ++own;
    EXPECT_EQ(change.change, kNoChange);
    EXPECT_FALSE(change.before);
  }
  EXPECT_EQ(own, 1);
}

// The case, with one more source.
std::shared_ptr<const Snapshot> WithSource(const std::string& id,
                                           const std::string& type) {
  Fact source;
  source.id = id;
  source.valid.from = Bound::Open();
  source.evidence = {{.source = id, .asserted_on = *Date::Parse("2021-11-18")}};
  Entity entity{.kind = "source", .name = {"x", "x"}};
  entity.attributes["source_type"] = type;
  source.body = std::move(entity);
  const ingest::ImportOutcome outcome =
      ingest::ApplyFacts(testing::CaseState(), {source}, {});
  EXPECT_TRUE(outcome.problems.empty()) << outcome.problems[0].reason;
  return outcome.next.snapshot;
}

TEST(ScenarioPlaces, ASourceOnRecordIsNotTakenForTheScenario) {
  for (const char* type : {"parliament", "scenario"}) {
    EXPECT_THAT(ProblemsOf(RecordOf(WithSource(kOwn, type),
                                    ScenarioOf({{8, Deny(kKey), 5, {}}}))),
                ElementsAre(AllOf(StartsWith("3:5: 'sources/scenario-test' is "
                                             "on record"),
                                  HasSubstr("another id"))))
        << type;
  }
  const ScenarioRecord other = RecordOf(WithSource("sources/other", "press"),
                                        ScenarioOf({{8, Deny(kKey), 5, {}}}));
  EXPECT_TRUE(other.problems.empty());
}

TEST(ScenarioPlaces, NeitherFixturesNorChangesSayWhatTheScenarioIsAsASource) {
  const std::shared_ptr<const Snapshot> with = WithSource(kOwn, "press");
  const Fact source = with->facts().Read(with->Find(kOwn));
  EXPECT_THAT(ProblemsOf({{8, AddFact{source}, 5, {{kOwn, {8, 20}}}}}),
              ElementsAre(HasSubstr("8:20: 'sources/scenario-test' is what "
                                    "this scenario is as a source")));
  Scenario scenario = ScenarioOf({{8, Deny(kKey), 5, {}}});
  scenario.fixtures = {source};
  EXPECT_THAT(
      ProblemsOf(RecordOf(testing::CaseState().snapshot, scenario)),
      ElementsAre(HasSubstr("3:5: 'sources/scenario-test' is on record")));
}

TEST(ScenarioPlaces, WhatFixturesContradictIsToldByTheirFile) {
  const Snapshot& snapshot = *testing::CaseState().snapshot;
  const std::string use = "relations/politie-confidential-uses-dji-drone";
  Fact other = snapshot.facts().Read(snapshot.Find(use));
  std::get<Relation>(other.body).kind = "part_of";
  Fact wrong = snapshot.facts().Read(snapshot.Find(kKey));
  std::get<Relation>(wrong.body).target = {"interests/none", std::nullopt};
  Scenario scenario = ScenarioOf({});
  scenario.fixtures_place = {5, 41};
  scenario.fixtures = {wrong};
  scenario.fixture_places = {{kKey, {"a.yaml", 4}}, {use, {"b.yaml", 9}}};
  EXPECT_THAT(ProblemsOf(RecordOf(testing::CaseState().snapshot, scenario)),
              ElementsAre(absl::StrCat("0:0: a.yaml:4: ", kKey,
                                       ": target: there is no "
                                       "'interests/none'")));
  scenario.fixtures = {other};
  EXPECT_THAT(
      ProblemsOf(RecordOf(testing::CaseState().snapshot, scenario)),
      Contains(AllOf(StartsWith("0:0: b.yaml:9: relations/"),
                     HasSubstr(absl::StrCat("source: '", use,
                                            "' is a part_of; allowed: uses")))))
      << "a fact on record that no longer fits the fixture";
  scenario.fixture_places.clear();
  scenario.fixtures = {wrong};
  EXPECT_THAT(ProblemsOf(RecordOf(testing::CaseState().snapshot, scenario)),
              ElementsAre(StartsWith(absl::StrCat("5:41: fixtures: ", kKey))))
      << "fixtures that come from no file";
}

}  // namespace
}  // namespace ketenzicht::graph
