// What a scenario leaves of an owner's share, votes and control, and what it
// tells of owners.

#include "graph/ownership_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/scenario_record.h"
#include "tests/support/case_data.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kCompany[] = "companies/parrot";
constexpr char kOwner[] = "companies/sz-dji";
constexpr char kOther[] = "companies/autel";

ScenarioRecord Record(std::vector<ScenarioChange> changes) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.version = "1";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.changes = std::move(changes);
  return RecordOf(testing::CaseState().snapshot, scenario);
}

// As the press has it since 2020.
Fact Recorded(const std::string& kind, const std::string& owner,
              std::map<std::string, std::string> attributes) {
  Fact fact;
  fact.id = "relations/recorded-" + kind;
  fact.valid.from = Bound::Dated(*ParseDateRange("2020-01-01"));
  fact.evidence = {{.source = "sources/modelling-assumptions",
                    .asserted_on = *Date::Parse("2020-02-01")}};
  fact.body = Relation{.kind = kind,
                       .source = {kCompany, std::nullopt},
                       .target = {owner, std::nullopt},
                       .attributes = std::move(attributes)};
  return fact;
}

Fact Majority() {
  return Recorded("majority_owned_by", kOwner,
                  {{"share", "60"}, {"votes", "55"}});
}

SetOwner Own(const std::string& owner = kOwner) {
  return {
      .company = kCompany, .owner = owner, .on = *Date::Parse("2021-06-01")};
}

// What is on record of owners on the scenario's day: "kind owner share votes",
// with what says it.
std::vector<std::string> OwnersOf(const ScenarioRecord& record) {
  if (!record.problems.empty()) return {record.problems[0].text};
  std::vector<std::string> found;
  const Snapshot& snapshot = *record.snapshot;
  for (FactIndex i : snapshot.relations_from(snapshot.Find(kCompany))) {
    const Fact fact = snapshot.facts().Read(i);
    const Relation& relation = *fact.relation();
    if (relation.kind == "seated_in" ||
        PresenceAt(fact.valid, std::nullopt, record.date) !=
            Presence::kPresent) {
      continue;
    }
    std::string text = relation.kind + " " + relation.target.id;
    for (const char* name : {"share", "votes"}) {
      const auto at = relation.attributes.find(name);
      text += " " + (at == relation.attributes.end() ? "-" : at->second);
    }
    found.push_back(text + " by " + fact.evidence[0].source);
  }
  return found;
}

std::vector<std::string> NotesOf(const ScenarioRecord& record) {
  std::vector<std::string> texts;
  for (const ScenarioNote& note : record.notes) texts.push_back(note.text);
  for (const ScenarioNote& note : record.problems) texts.push_back(note.text);
  return texts;
}

TEST(OwnershipChange, AShareThatIsNotSaidStays) {
  SetOwner own = Own();
  own.votes = 40;
  const ScenarioRecord record =
      Record({{1, AddFact{Majority()}}, {2, own}, {3, own}});
  EXPECT_THAT(OwnersOf(record),
              ElementsAre("majority_owned_by companies/sz-dji 60 40 by "
                          "sources/modelling-assumptions"))
      << "a majority, of the same source";
  ASSERT_THAT(record.problems, IsEmpty());
  const Fact before =
      record.snapshot->facts().Read(record.snapshot->Find(Majority().id));
  EXPECT_EQ(before.valid.until, Bound::Dated(*ParseDateRange("2021-06-01")));
  EXPECT_EQ(before.relation()->attributes.at("votes"), "55") << "until then";
}

TEST(OwnershipChange, AnUnsaidShareIsAsUncertainAsItWas) {
  Fact later = Majority();
  later.valid.from = {};
  later.evidence[0].asserted_on = *Date::Parse("2021-09-01");
  SetOwner own = Own();
  own.votes = 40;
  const ScenarioRecord record = Record({{1, AddFact{later}}, {2, own}});
  ASSERT_THAT(record.problems, IsEmpty());
  for (const FactChange& change : record.facts) {
    if (change.fact == later.id || change.after->relation() == nullptr) {
      continue;
    }
    EXPECT_EQ(change.after->valid.from,
              Bound::Dated(*ParseDateRange("2021-06-01/2021-09-01")));
    return;
  }
  FAIL() << "no share from the day on";
}

TEST(OwnershipChange, VotesThatAreNotSaidStay) {
  SetOwner own = Own();
  own.share = 70;
  EXPECT_THAT(OwnersOf(Record({{1, AddFact{Majority()}}, {2, own}})),
              ElementsAre("majority_owned_by companies/sz-dji 70 55 by "
                          "sources/scenario-test"));
}

TEST(OwnershipChange, ShareAndVotesStayWhereOnlyControlIsSaid) {
  const Fact control = Recorded("controlled_by", kOwner, {{"votes", "55"}});
  SetOwner own = Own();
  own.controls = true;
  EXPECT_THAT(
      OwnersOf(
          Record({{1, AddFact{Majority()}}, {2, AddFact{control}}, {3, own}})),
      UnorderedElementsAre("majority_owned_by companies/sz-dji 60 55 by "
                           "sources/modelling-assumptions",
                           "controlled_by companies/sz-dji - 55 by "
                           "sources/scenario-test"));
}

TEST(OwnershipChange, WhatIsDeniedIsNoShareThatStays) {
  Fact denied = Majority();
  denied.modality = Modality::kDenied;
  SetOwner own = Own();
  own.votes = 40;
  EXPECT_THAT(OwnersOf(Record({{1, AddFact{denied}}, {2, own}})),
              ElementsAre("owned_by companies/sz-dji - 40 by "
                          "sources/scenario-test"));
}

TEST(OwnershipChange, ControlThatIsNotSaidStaysAndIsTold) {
  const Fact control = Recorded("controlled_by", kOwner, {});
  SetOwner own = Own();
  own.votes = 40;
  const ScenarioRecord record = Record(
      {{1, AddFact{Majority()}}, {2, AddFact{control}}, {3, own, 5, {}}});
  EXPECT_THAT(OwnersOf(record),
              UnorderedElementsAre("majority_owned_by companies/sz-dji 60 40 "
                                   "by sources/modelling-assumptions",
                                   "controlled_by companies/sz-dji - - by "
                                   "sources/modelling-assumptions"));
  EXPECT_THAT(
      record.notes,
      ElementsAre(ScenarioNote{
          3,
          "'companies/sz-dji' still controls 'companies/parrot'; where it does "
          "not, say control: false",
          5}));
  own.controls = false;
  EXPECT_THAT(NotesOf(Record(
                  {{1, AddFact{Majority()}}, {2, AddFact{control}}, {3, own}})),
              IsEmpty());
}

TEST(OwnershipChange, EndingControlThatIsNotThereMakesNoOwner) {
  SetOwner own = Own();
  own.controls = false;
  const ScenarioRecord record = Record({{1, own}});
  EXPECT_THAT(OwnersOf(record), IsEmpty());
  EXPECT_THAT(NotesOf(record),
              ElementsAre("'companies/sz-dji' has no control to end of "
                          "'companies/parrot'"));
}

TEST(OwnershipChange, AnOwnerOfWhomNothingIsSaidIsRefused) {
  SetOwner own = Own();
  own.instead_of = kOther;
  const ScenarioRecord record = Record({{7, own, 5, {}}});
  EXPECT_THAT(record.problems,
              ElementsAre(ScenarioNote{
                  7,
                  "what 'companies/sz-dji' has of 'companies/parrot' is not "
                  "said: give share, votes or control",
                  5}));
}

TEST(OwnershipChange, OwnersOfMoreThanAllAreTold) {
  SetOwner own = Own(kOther);
  own.share = 41;
  const ScenarioChange recorded = {1, AddFact{Majority()}};
  EXPECT_THAT(NotesOf(Record({recorded, {2, own}})),
              ElementsAre(AllOf(HasSubstr("'companies/sz-dji' 60%"),
                                HasSubstr("'companies/autel' 41%"),
                                HasSubstr("more than all"))));
  own.share = 40;
  EXPECT_THAT(NotesOf(Record({recorded, {2, own}})), IsEmpty());
  own.share = 41;
  own.instead_of = kOwner;
  EXPECT_THAT(NotesOf(Record({recorded, {2, own}})), IsEmpty())
      << "it takes the other's place";
}

TEST(OwnershipChange, OnlyOwnersOfTheDayOwnMoreThanAll) {
  SetOwner own = Own(kOther);
  own.share = 60;
  Fact other = Majority();
  other.valid.until = Bound::Dated(*ParseDateRange("2021-06-01"));
  EXPECT_THAT(NotesOf(Record({{1, AddFact{other}}, {2, own}})), IsEmpty());
  other = Majority();
  other.valid.from = Bound::Dated(*ParseDateRange("2021-07-01"));
  EXPECT_THAT(NotesOf(Record({{1, AddFact{other}}, {2, own}})), IsEmpty());
  other = Majority();
  other.modality = Modality::kDenied;
  EXPECT_THAT(NotesOf(Record({{1, AddFact{other}}, {2, own}})), IsEmpty());
  SetOwner less = Own();
  less.share = 40;
  EXPECT_THAT(NotesOf(Record({{1, AddFact{Majority()}}, {2, less}, {3, own}})),
              IsEmpty());
}

TEST(OwnershipChange, AMajorityWithoutAShareIsMoreThanHalf) {
  const Fact majority = Recorded("majority_owned_by", kOther, {});
  SetOwner own = Own();
  own.share = 50;
  EXPECT_THAT(NotesOf(Record({{1, AddFact{majority}}, {2, own}})),
              ElementsAre(HasSubstr("'companies/autel' more than 50%")));
}

TEST(OwnershipChange, InsteadOfWhoHasNothingIsTold) {
  SetOwner own = Own(kOther);
  own.share = 60;
  own.instead_of = kOwner;
  EXPECT_THAT(NotesOf(Record({{2, own}})),
              ElementsAre(HasSubstr("'companies/sz-dji' has nothing of "
                                    "'companies/parrot' by these names")));
  Fact of_class = Majority();
  Selector owners;
  owners.ids = {kOwner};
  std::get<Relation>(of_class.body).target = {"", owners};
  EXPECT_THAT(
      NotesOf(Record({{1, AddFact{of_class}}, {2, own}})),
      ElementsAre(HasSubstr("has nothing of"),
                  HasSubstr("'relations/recorded-majority_owned_by' is said "
                            "of a class that 'companies/parrot' or "
                            "'companies/sz-dji' may be in")));
}

}  // namespace
}  // namespace ketenzicht::graph
