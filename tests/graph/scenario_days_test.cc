// On which days a fact is certain that a scenario says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/date.h"
#include "graph/exposure.h"
#include "graph/scenario_record.h"
#include "graph/scope.h"
#include "graph/status.h"
#include "tests/support/case_data.h"

namespace ketenzicht::graph {
namespace {

using ::testing::IsEmpty;

ScenarioRecord Record(std::vector<ScenarioChange> changes) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.version = "1";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.changes = std::move(changes);
  return RecordOf(testing::CaseState().snapshot, scenario);
}

SetFact Modal(const std::string& fact, Modality modality) {
  SetFact set;
  set.fact = fact;
  set.modality = modality;
  return set;
}

// A use without a stated start that was first said in 2019, and again in 2020.
Fact SaidIn2019() {
  Fact fact;
  fact.id = "relations/said-in-2019";
  for (const char* day : {"2020-05-01", "2019-01-01"}) {
    fact.evidence.push_back({.source = "sources/modelling-assumptions",
                             .asserted_on = *Date::Parse(day)});
  }
  fact.body = Relation{.kind = "uses",
                       .source = {"processes/politie-forensic", std::nullopt},
                       .target = {"products/autel-drone", std::nullopt}};
  return fact;
}

// What is known on the day of whether it holds.
Presence PresenceOn(const Fact& fact, const std::string& day) {
  std::optional<Date> first;
  for (const Evidence& one : fact.evidence) {
    first = first ? std::min(*first, one.asserted_on) : one.asserted_on;
  }
  return PresenceAt(fact.valid, first, *Date::Parse(day));
}

TEST(ScenarioDays, WhatTheScenarioSaysAnewIsCertainOnTheDaysItWas) {
  SetFact other_end = Modal("relations/said-in-2019", Modality::kAffirmed);
  other_end.modality = std::nullopt;
  other_end.target = "products/parrot-drone";
  for (const SetFact& change :
       {Modal("relations/said-in-2019", Modality::kAffirmed),
        Modal("relations/said-in-2019", Modality::kPossible),
        Modal("relations/said-in-2019", Modality::kDenied), other_end}) {
    const ScenarioRecord record =
        Record({{1, AddFact{SaidIn2019()}}, {2, change}, {3, change}});
    ASSERT_THAT(record.problems, IsEmpty());
    const Fact fact = record.snapshot->facts().Read(
        record.snapshot->Find("relations/said-in-2019"));
    ASSERT_EQ(fact.evidence.size(), 1);
    EXPECT_EQ(fact.evidence[0].source, "sources/scenario-test");
    EXPECT_EQ(fact.valid, SaidIn2019().valid);
    EXPECT_EQ(PresenceOn(fact, "2020-01-01"), Presence::kPresent);
    EXPECT_EQ(PresenceOn(fact, "2018-12-31"), Presence::kUncertain)
        << "nobody had said it";
  }
}

TEST(ScenarioDays, WhatIsSaidAfterTheBaselineIsSaidOnItsDay) {
  Fact later = SaidIn2019();
  later.evidence = {later.evidence[0]};
  later.evidence[0].asserted_on = *Date::Parse("2023-01-01");
  const ScenarioRecord record =
      Record({{1, AddFact{later}}, {2, Modal(later.id, Modality::kAffirmed)}});
  ASSERT_THAT(record.problems, IsEmpty());
  const Fact fact =
      record.snapshot->facts().Read(record.snapshot->Find(later.id));
  EXPECT_EQ(PresenceOn(fact, "2021-11-18"), Presence::kPresent);
  EXPECT_EQ(PresenceOn(fact, "2021-11-17"), Presence::kUncertain);
}

// As it is after it ends on a day in 2021, where its end was this.
Fact Ended(const Bound& until) {
  Fact fact = SaidIn2019();
  fact.valid = {Bound::Open(), until};
  const ScenarioRecord record = Record(
      {{1, AddFact{fact}}, {2, EndFact{fact.id, *Date::Parse("2021-01-01")}}});
  EXPECT_THAT(record.problems, IsEmpty());
  return record.snapshot->facts().Read(record.snapshot->Find(fact.id));
}

TEST(ScenarioDays, AnEndWithinAnUncertainOneLeavesTheDaysBeforeUncertain) {
  const auto dated = [](const char* range) {
    return Bound::Dated(*ParseDateRange(range));
  };
  const Fact within = Ended(dated("2020-01-01/2022-01-01"));
  EXPECT_EQ(within.valid.until, dated("2020-01-01/2021-01-01"));
  EXPECT_EQ(PresenceOn(within, "2020-06-01"), Presence::kUncertain);
  EXPECT_EQ(PresenceOn(within, "2019-06-01"), Presence::kPresent);
  EXPECT_EQ(PresenceOn(within, "2021-01-01"), Presence::kAbsent);
  const Bound on = dated("2021-01-01");
  EXPECT_EQ(Ended(dated("2021-06-01/2022-01-01")).valid.until, on);
  EXPECT_EQ(Ended(Bound::Open()).valid.until, on);
  EXPECT_EQ(Ended({}).valid.until, on);
  EXPECT_EQ(Ended(dated("2019-01-01/2020-01-01")).valid.until,
            dated("2019-01-01/2020-01-01"))
      << "it had ended";
}

TEST(ScenarioDays, WhatAnOwnerHadStaysAsUncertainUntilItEnds) {
  Fact share = SaidIn2019();
  share.id = "relations/share";
  share.valid = {Bound::Open(),
                 Bound::Dated(*ParseDateRange("2020-01-01/2022-01-01"))};
  share.body = Relation{.kind = "owned_by",
                        .source = {"companies/parrot", std::nullopt},
                        .target = {"companies/sz-dji", std::nullopt}};
  const ScenarioRecord record =
      Record({{1, AddFact{share}},
              {2, SetOwner{.company = "companies/parrot",
                           .owner = "companies/sz-dji",
                           .share = 60,
                           .on = *Date::Parse("2021-01-01")}}});
  ASSERT_THAT(record.problems, IsEmpty());
  EXPECT_EQ(PresenceOn(record.snapshot->facts().Read(
                           record.snapshot->Find("relations/share")),
                       "2020-06-01"),
            Presence::kUncertain);
}

TEST(ScenarioDays, AffirmingWhatIsAffirmedLowersNothingOnAnEarlierDay) {
  constexpr char kUse[] = "relations/rijksoverheid-uses-kaspersky-antivirus";
  const auto outcome = [](std::vector<ScenarioChange> changes) {
    changes.push_back({9, SetDate{*Date::Parse("2018-05-14")}});
    const ScenarioRecord record = Record(std::move(changes));
    if (!record.problems.empty()) return record.problems[0].text;
    const Views views = *Views::Create(
        record.snapshot, DefaultOptions(*record.snapshot, record.date));
    const PairAnswer answer = AnswerPair(
        views, record.snapshot->Find("processes/rijksoverheid-ict-protection"),
        TargetsOf(*record.snapshot, {"jurisdictions/ru"})->at(0),
        *record.snapshot->policy().FindVector("espionage"), Limits());
    return std::string(StatusName(answer.status));
  };
  EXPECT_EQ(outcome({}), "not_excluded");
  EXPECT_EQ(outcome({{1, Modal(kUse, Modality::kAffirmed)}}), "not_excluded");
}

}  // namespace
}  // namespace ketenzicht::graph
