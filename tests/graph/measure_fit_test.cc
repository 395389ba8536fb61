// Measures that a scenario puts in place need what they need, and are not there
// beside what they exclude.

#include "graph/measure_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/explanation.h"
#include "graph/scenario_record.h"
#include "tests/support/case_data.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

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
}

constexpr char kInDoubt[] =
    "'measures/one' needs 'measures/other', and whether that is in place on "
    "2021-11-18 is not certain (";

Fact& Unknown(Fact& fact) {
  fact.modality = Modality::kUnknown;
  fact.unknown_kind = UnknownKind::kNotStated;
  return fact;
}

// Why one is refused that needs this other.
std::string RefusedFor(const Fact& other, Modality own = Modality::kAffirmed,
                       std::optional<ScenarioCounting> counting = {}) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.counting = std::move(counting);
  scenario.fixtures = {MeasureFact(kOne, kCandidate, {kOther}), other};
  scenario.fixtures[0].modality = own;
  if (own == Modality::kUnknown) Unknown(scenario.fixtures[0]);
  scenario.changes = {Takes(7, kOne)};
  const ScenarioRecord record =
      RecordOf(testing::CaseState().snapshot, scenario);
  return record.problems.empty() ? "" : record.problems[0].text;
}

TEST(MeasureFit, WhatMayNotBeInPlaceIsNotTakenAsThere) {
  const Fact there = MeasureFact(kOther, kInPlace);
  EXPECT_EQ(RefusedFor(there), "");
  Fact other = there;
  other.modality = Modality::kPossible;
  EXPECT_EQ(RefusedFor(other),
            absl::StrCat(kInDoubt,
                         "it is recorded as possible or not excluded); where "
                         "it is, affirm 'measures/other'"));
  EXPECT_EQ(RefusedFor(Unknown(other)),
            absl::StrCat(kInDoubt,
                         "it is recorded as unknown); where it is, affirm "
                         "'measures/other'"));
  other = there;
  other.valid.from = Bound::Dated(*ParseDateRange("2021-06-01/2022-06-01"));
  EXPECT_EQ(RefusedFor(other),
            absl::StrCat(kInDoubt,
                         "the day on which it starts or ends is not certain); "
                         "where it is, set its valid"));
  other = there;
  other.valid.from = {};
  other.evidence[0].asserted_on = *Date::Parse("2022-05-01");
  EXPECT_EQ(RefusedFor(other),
            absl::StrCat(kInDoubt,
                         "it is said only later, and since when is not); "
                         "where it is, affirm 'measures/other'"));
}

TEST(MeasureFit, WhatIsInDoubtItselfNeedsNoMore) {
  Fact other = MeasureFact(kOther, kInPlace);
  other.modality = Modality::kPossible;
  EXPECT_EQ(RefusedFor(other, Modality::kPossible), "");
  EXPECT_EQ(RefusedFor(other, Modality::kUnknown), "");
  EXPECT_NE(RefusedFor(Unknown(other), Modality::kPossible), "");
}

TEST(MeasureFit, WhatDoesNotCountIsNotInPlace) {
  Fact other = MeasureFact(kOther, kInPlace);
  other.evidence[0].source = "sources/article-hoe-china-meekijkt";
  EXPECT_EQ(RefusedFor(other), "") << "whoever says it counts";
  EXPECT_EQ(RefusedFor(other, Modality::kAffirmed, ScenarioCounting()),
            absl::StrCat(kInDoubt,
                         "it does not count: no source that is asked for says "
                         "it); where it is, affirm 'measures/other'"));
  EXPECT_EQ(RefusedFor(other, Modality::kAffirmed,
                       ScenarioCounting{.sources = {other.evidence[0].source}}),
            "");
  other = MeasureFact(kOther, kInPlace);
  other.origin = {.inferred = true, .inferred_by = "somebody"};
  other.verified = false;
  EXPECT_EQ(RefusedFor(other, Modality::kAffirmed, ScenarioCounting()), "");
  EXPECT_THAT(RefusedFor(other, Modality::kAffirmed,
                         ScenarioCounting{.with_inferred = false}),
              HasSubstr("does not count: it is inferred"));
  EXPECT_THAT(RefusedFor(other, Modality::kAffirmed,
                         ScenarioCounting{.verified_only = true}),
              HasSubstr("does not count: it is not verified"));
}

TEST(MeasureFit, WhatExcludesAndDoesNotCountExcludesNothing) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.counting = ScenarioCounting();
  scenario.fixtures = {MeasureFact(kOne, kCandidate),
                       MeasureFact(kOther, kInPlace, {}, {kOne})};
  scenario.changes = {Takes(7, kOne)};
  const auto problems = [&] {
    return RecordOf(testing::CaseState().snapshot, scenario).problems;
  };
  EXPECT_EQ(problems().size(), 1U);
  scenario.fixtures[1].evidence[0].source =
      "sources/article-hoe-china-meekijkt";
  EXPECT_THAT(problems(), IsEmpty());
}

TEST(MeasureFit, ThatWhatIsNeededComesInDoubtIsTold) {
  const std::vector<Fact> both = {MeasureFact(kOne, kInPlace, {kOther}),
                                  MeasureFact(kOther, kInPlace)};
  SetFact doubt;
  doubt.fact = kOther;
  doubt.modality = Modality::kUnknown;
  const std::vector<ScenarioNote> notes =
      Record(both, {{7, doubt, 5, {}}}).notes;
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].text,
            absl::StrCat(kInDoubt,
                         "it is recorded as unknown) any more: it stays in "
                         "place, and what it does counts all the same"));
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

TEST(MeasureFit, WhatIsTakenAndNotThereAllTheSameIsTold) {
  const std::vector<ScenarioChange> take = {Takes(7, kOne)};
  Fact one = MeasureFact(kOne, kCandidate);
  EXPECT_THAT(Record({one}, take).notes, IsEmpty());
  one.modality = Modality::kDenied;
  EXPECT_THAT(Record({one}, take).notes,
              ElementsAre(ScenarioNote{7,
                                       "'measures/one' is denied: it is not in "
                                       "force, taken or not",
                                       5}));
  one.modality = Modality::kAffirmed;
  one.valid.from = Bound::Dated(*ParseDateRange("2022"));
  EXPECT_THAT(Record({one}, take).notes,
              ElementsAre(ScenarioNote{7,
                                       "'measures/one' starts after "
                                       "2021-11-18: on that day the change "
                                       "does nothing",
                                       5}));
  one.valid = {Bound::Open(), Bound::Dated(*ParseDateRange("2020"))};
  SetFact affirm;
  affirm.fact = kOne;
  affirm.modality = Modality::kAffirmed;
  EXPECT_THAT(Record({one}, {{8, affirm, 3, {}}}).notes,
              ElementsAre(ScenarioNote{8,
                                       "'measures/one' has ended by "
                                       "2021-11-18: on that day the change "
                                       "does nothing",
                                       3}));
}

TEST(MeasureFit, WhatChangesOfAViewDoNotFitIsToldWithTheAnswer) {
  const auto snapshot =
      Record({MeasureFact(kOne, kCandidate, {kOther}),
              MeasureFact(kOther, kCandidate, {}, {"measures/third"}),
              MeasureFact("measures/third", kInPlace)},
             {})
          .snapshot;
  ViewOptions options = DefaultOptions(*snapshot, *Date::Parse("2021-11-18"));
  const auto told = [&] {
    return ContextText(*snapshot, options, Language::kEnglish);
  };
  EXPECT_THAT(told(), Not(HasSubstr("Note: ")));
  options.changes = {{Change::Op::kTake, kOne}};
  EXPECT_THAT(told(),
              HasSubstr("Note: measures/one needs measures/other, which is not "
                        "in place, or not for certain; what it does counts all "
                        "the same."));
  options.changes.push_back({Change::Op::kTake, kOther});
  EXPECT_THAT(told(),
              AllOf(Not(HasSubstr("needs")),
                    HasSubstr("Note: measures/other excludes "
                              "measures/third, which is in place too")));
  options.changes.push_back({Change::Op::kLift, "measures/third"});
  EXPECT_THAT(told(), Not(HasSubstr("Note: ")));
  const auto needs = Record({MeasureFact(kOne, kInPlace, {kOther}),
                             MeasureFact(kOther, kInPlace)},
                            {})
                         .snapshot;
  options.changes = {{Change::Op::kLift, kOther}};
  EXPECT_THAT(ContextText(*needs, options, Language::kEnglish),
              HasSubstr("Note: measures/one needs measures/other, which is not "
                        "in place, or not for certain"));
  options.changes = {{Change::Op::kTake, kOne}};
  options.measures = false;
  EXPECT_THAT(told(), Not(HasSubstr("Note: "))) << "measures are ignored";
}

}  // namespace
}  // namespace ketenzicht::graph
