// Measures that a scenario puts in place need what they need, and are not there
// beside what they exclude.

#include "graph/measure_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "graph/scenario_record.h"
#include "tests/support/case_data.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kOne[] = "measures/one";
constexpr char kOther[] = "measures/other";
constexpr char kNeedsOther[] =
    "'measures/one' needs 'measures/other', which is not in place on "
    "2021-11-18";

using Ids = std::vector<std::string>;

Fact MeasureFact(const std::string& id, MeasureState state, Ids needs = {},
                 Ids excludes = {}) {
  Fact fact;
  fact.id = id;
  fact.valid.from = Bound::Open();
  fact.evidence = {{.source = "sources/modelling-assumptions",
                    .asserted_on = *Date::Parse("2020-01-01")}};
  Measure measure{.name = {"maatregel", "measure"}, .state = state};
  measure.selects.ids = {"relations/politie-forensic-uses-dji-drone"};
  measure.prerequisites = std::move(needs);
  measure.conflicts_with = std::move(excludes);
  fact.body = std::move(measure);
  return fact;
}

ScenarioChange Takes(int line, const std::string& id,
                     MeasureState state = MeasureState::kInPlace) {
  SetFact set;
  set.fact = id;
  set.state = state;
  return {line, set, 5, {}};
}

ScenarioRecord Record(std::vector<Fact> before,
                      std::vector<ScenarioChange> changes) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.fixtures = std::move(before);
  scenario.changes = std::move(changes);
  return RecordOf(testing::CaseState().snapshot, scenario);
}

constexpr auto kCandidate = MeasureState::kCandidate;
constexpr auto kInPlace = MeasureState::kInPlace;

TEST(MeasureFit, WhatAMeasureNeedsIsInPlaceToo) {
  const std::vector<Fact> both = {MeasureFact(kOne, kCandidate, {kOther}),
                                  MeasureFact(kOther, kCandidate)};
  EXPECT_THAT(Record(both, {Takes(7, kOne)}).problems,
              ElementsAre(ScenarioNote{7, kNeedsOther, 5}));
  EXPECT_THAT(Record(both, {Takes(7, kOne), Takes(8, kOther)}).problems,
              IsEmpty())
      << "in whatever order";
  EXPECT_THAT(
      Record({both[1]},
             {{9, AddFact{MeasureFact(kOne, kInPlace, {kOther})}, 3, {}}})
          .problems,
      ElementsAre(ScenarioNote{9, kNeedsOther, 3}))
      << "added in place";
  EXPECT_THAT(Record(both, {Takes(7, kOne), Takes(8, kOther),
                            Takes(9, kOther, kCandidate)})
                  .problems,
              ElementsAre(ScenarioNote{7, kNeedsOther, 5}));
}

TEST(MeasureFit, WhatIsNotThereOnTheDayIsNotInPlace) {
  Fact other = MeasureFact(kOther, kInPlace);
  const std::vector<ScenarioChange> take = {Takes(7, kOne)};
  const Fact one = MeasureFact(kOne, kCandidate, {kOther});
  EXPECT_THAT(Record({one, other}, take).problems, IsEmpty());
  other.valid.until = Bound::Dated(*ParseDateRange("2021-11-18"));
  EXPECT_THAT(Record({one, other}, take).problems,
              ElementsAre(ScenarioNote{7, kNeedsOther, 5}));
  other.valid = {Bound::Dated(*ParseDateRange("2022")), {}};
  EXPECT_THAT(Record({one, other}, take).problems,
              ElementsAre(ScenarioNote{7, kNeedsOther, 5}));
  other.valid = {};
  other.modality = Modality::kDenied;
  EXPECT_THAT(Record({one, other}, take).problems,
              ElementsAre(ScenarioNote{7, kNeedsOther, 5}));
  other.modality = Modality::kPossible;
  EXPECT_THAT(Record({one, other}, take).problems, IsEmpty());
}

TEST(MeasureFit, WhicheverOfTheTwoExcludesTheOther) {
  const std::string one_beside_other =
      "'measures/one' cannot be in place beside 'measures/other', which is in "
      "place on 2021-11-18";
  for (const MeasureState of_other : {kCandidate, kInPlace}) {
    const std::vector<Fact> both = {MeasureFact(kOne, kCandidate, {}, {kOther}),
                                    MeasureFact(kOther, of_other)};
    std::vector<ScenarioChange> changes = {Takes(7, kOne)};
    if (of_other == kCandidate) {
      EXPECT_THAT(Record(both, changes).problems, IsEmpty());
      changes.push_back(Takes(8, kOther));
    }
    EXPECT_THAT(Record(both, changes).problems,
                ElementsAre(ScenarioNote{7, one_beside_other, 5}));
  }
  const std::vector<Fact> taken_is_excluded = {
      MeasureFact(kOne, kInPlace, {}, {kOther}),
      MeasureFact(kOther, kCandidate, {}, {kOne})};
  EXPECT_THAT(Record(taken_is_excluded, {Takes(8, kOther)}).problems,
              ElementsAre(ScenarioNote{8, one_beside_other, 5}))
      << "once, where it is put in place";
}

TEST(MeasureFit, WhatWasInPlaceBeforeIsNotRefused) {
  const std::vector<Fact> both = {
      MeasureFact(kOne, kInPlace, {kOther}, {"measures/third"}),
      MeasureFact(kOther, kInPlace), MeasureFact("measures/third", kInPlace)};
  SetFact dearer;
  dearer.fact = kOne;
  dearer.cost = 12;
  const ScenarioRecord record = Record(both, {{7, dearer, 5, {}}});
  EXPECT_THAT(record.problems, IsEmpty());
  EXPECT_THAT(record.notes, IsEmpty());
}

TEST(MeasureFit, ThatAMeasureLosesWhatItNeedsIsTold) {
  const std::vector<Fact> both = {MeasureFact(kOne, kInPlace, {kOther}),
                                  MeasureFact(kOther, kInPlace)};
  const std::string told = std::string(kNeedsOther) +
                           " any more: it stays in place, and what it does "
                           "counts all the same";
  EXPECT_THAT(Record(both, {Takes(7, kOther, kCandidate)}).notes,
              ElementsAre(ScenarioNote{7, told, 5}));
  EXPECT_THAT(
      Record(both, {{8, EndFact{kOther, *Date::Parse("2021-01-01")}, 3, {}}})
          .notes,
      ElementsAre(ScenarioNote{8, told, 3}));
  EXPECT_THAT(
      Record(both, {Takes(7, kOther, kCandidate), Takes(8, kOne, kCandidate)})
          .notes,
      IsEmpty());
}

}  // namespace
}  // namespace ketenzicht::graph
