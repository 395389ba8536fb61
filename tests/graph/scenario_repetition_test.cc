// What a scenario tells of relations that say what others say, and of those
// that outlast the law or programme they are about.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "graph/repeated_proposition.h"
#include "graph/scenario_record.h"
#include "tests/support/case_data.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kUse[] = "relations/politie-forensic-uses-dji-drone";
constexpr char kLaw[] = "laws/cn-drone-export-control";

std::vector<std::string> NotesOf(
    std::vector<ScenarioChange> changes,
    std::optional<ScenarioCounting> counting = std::nullopt) {
  Scenario scenario;
  scenario.counting = std::move(counting);
  scenario.id = "scenarios/test";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.changes = std::move(changes);
  const ScenarioRecord record =
      RecordOf(testing::CaseState().snapshot, scenario);
  std::vector<std::string> texts;
  for (const ScenarioNote& note : record.notes) texts.push_back(note.text);
  for (const ScenarioNote& note : record.problems) texts.push_back(note.text);
  return texts;
}

Fact Recorded(const std::string& id) {
  const Snapshot& snapshot = *testing::CaseState().snapshot;
  return snapshot.facts().Read(snapshot.Find(id));
}

// That use once more, under another id.
Fact Again(const std::string& id, Modality modality = Modality::kAffirmed) {
  Fact fact = Recorded(kUse);
  fact.id = id;
  fact.modality = modality;
  return fact;
}

SetFact Deny(const std::string& fact) {
  SetFact set;
  set.fact = fact;
  set.modality = Modality::kDenied;
  return set;
}

Bound Dated(const char* range) { return Bound::Dated(*ParseDateRange(range)); }

Fact Enacts(const std::string& law, const Bound& from) {
  Fact fact;
  fact.id = "relations/fr-enacts-in-test";
  fact.valid.from = from;
  fact.body = Relation{.kind = "enacts",
                       .source = {"jurisdictions/fr", std::nullopt},
                       .target = {law, std::nullopt}};
  return fact;
}

TEST(ScenarioRepetition, OfOtherDaysIsNotSaidAlready) {
  Fact again = Again("relations/again");
  EXPECT_THAT(NotesOf({{1, AddFact{again}}}),
              ElementsAre(HasSubstr("says already")));
  again.valid = {Dated("2020"), Dated("2021-06-01")};
  EXPECT_THAT(
      NotesOf({{1, AddFact{again}}}),
      ElementsAre(std::string("'relations/again' says what '") + kUse +
                  "' says for other days (without bounds; the added one from "
                  "2020 until 2021-06-01)"));
  Fact same_days = again;
  same_days.id = "relations/z-same-days";
  EXPECT_THAT(
      NotesOf({{1, AddFact{again}}, {2, AddFact{same_days}}}),
      ElementsAre(HasSubstr("for other days"),
                  "'relations/z-same-days' says what 'relations/again' says "
                  "already"))
      << "one of the same days goes before";
}

TEST(ScenarioRepetition, WhatSaysStillWhatIsDeniedIsTold) {
  const Fact again = Again("relations/again", Modality::kPossible);
  EXPECT_THAT(NotesOf({{1, AddFact{again}}, {2, Deny(kUse)}}),
              ElementsAre(std::string("'") + kUse +
                          "' is denied, and 'relations/again' says it still"));
  for (const Modality modality :
       {Modality::kUnknown, Modality::kDenied, Modality::kPresupposed}) {
    Fact silent = Again("relations/again", modality);
    if (modality == Modality::kUnknown) {
      silent.unknown_kind = UnknownKind::kNotStated;
    }
    EXPECT_THAT(NotesOf({{1, AddFact{silent}}, {2, Deny(kUse)}}), IsEmpty());
  }
  EXPECT_THAT(
      NotesOf({{1, AddFact{again}}, {2, Deny(again.id)}, {3, Deny(kUse)}}),
      ElementsAre(HasSubstr("says it still")))
      << "the last one leaves nothing";
}

TEST(ScenarioRepetition, WhatDoesNotCountSaysNothingStill) {
  Fact again = Again("relations/again");
  again.evidence = {{.source = "sources/article-hoe-china-meekijkt",
                     .asserted_on = *Date::Parse("2021-01-01")}};
  const std::vector<ScenarioChange> changes = {{1, AddFact{again}},
                                               {2, Deny(kUse)}};
  const auto told = [](const std::vector<std::string>& notes) {
    return std::any_of(notes.begin(), notes.end(), [](const auto& note) {
      return note.find("says it still") != std::string::npos;
    });
  };
  EXPECT_TRUE(told(NotesOf(changes)));
  EXPECT_FALSE(told(NotesOf(changes, ScenarioCounting())));
  EXPECT_TRUE(
      told(NotesOf(changes, ScenarioCounting{.source_types = {"press"}})));
}

TEST(ScenarioRepetition, ALawThatIsNotThereYetIsTold) {
  const std::string told =
      "'laws/cn-drone-export-control' is there from 2023-09-01: on other days "
      "'relations/fr-enacts-in-test' does not count";
  EXPECT_THAT(NotesOf({{1, AddFact{Enacts(kLaw, Dated("2021-01-01"))}}}),
              ElementsAre(told));
  EXPECT_THAT(NotesOf({{1, AddFact{Enacts(kLaw, Bound::Open())}}}),
              ElementsAre(told));
  EXPECT_THAT(NotesOf({{1, AddFact{Enacts(kLaw, Dated("2023-09-01"))}}}),
              IsEmpty());
}

TEST(ScenarioRepetition, ALawThatIsThereNoMoreIsTold) {
  constexpr char kRepealed[] = "laws/cn-data-sharing-law";
  const Fact enacts = Enacts(kRepealed, Dated("2021-06-01"));
  EXPECT_THAT(NotesOf({{1, AddFact{enacts}}}), IsEmpty());
  EXPECT_THAT(
      NotesOf({{1, EndFact{kRepealed, *Date::Parse("2021-01-01"), "law"}},
               {2, AddFact{enacts}}}),
      ElementsAre(HasSubstr("is there until 2021-01-01: on other days")));
}

}  // namespace
}  // namespace ketenzicht::graph
