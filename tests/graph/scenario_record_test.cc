// Changes of a scenario over the shipped case.

#include "graph/scenario_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/explanation.h"
#include "graph/scope.h"
#include "graph/status.h"
#include "tests/support/case_data.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Scenario ScenarioOf(std::vector<ScenarioChange> changes) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.version = "1";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.changes = std::move(changes);
  return scenario;
}

ScenarioRecord Record(std::vector<ScenarioChange> changes) {
  return RecordOf(testing::CaseState().snapshot,
                  ScenarioOf(std::move(changes)));
}

// Status and tier of a pair under the changes: "unknown T0–T3".
std::string Outcome(const ScenarioRecord& record, const std::string& process,
                    const std::string& vector = "espionage",
                    const std::vector<std::string>& with = {}) {
  if (!record.problems.empty()) return record.problems[0].text;
  const Snapshot& snapshot = *record.snapshot;
  ViewOptions options = DefaultOptions(snapshot, record.date);
  options.source_types.insert(options.source_types.end(), with.begin(),
                              with.end());
  const Views views = *Views::Create(record.snapshot, options);
  const auto targets = *TargetsOf(snapshot, {"jurisdictions/cn"});
  const PairAnswer answer =
      AnswerPair(views, snapshot.Find("processes/" + process), targets[0],
                 *snapshot.policy().FindVector(vector), Limits());
  return std::string(StatusName(answer.status)) + " " +
         TierText(snapshot, answer.tier(), Language::kEnglish);
}

SetFact Modal(const std::string& fact, Modality modality) {
  SetFact set;
  set.fact = fact;
  set.modality = modality;
  return set;
}

constexpr char kKey[] = "relations/politie-images-key-held-by-dji";

TEST(ScenarioRecord, WithoutChangesIsTheBaseline) {
  const ScenarioRecord record = Record({});
  EXPECT_THAT(record.facts, IsEmpty());
  EXPECT_EQ(Outcome(record, "politie-forensic"), "not_excluded T0");
}

TEST(ScenarioRecord, RemovingIsNotDenying) {
  EXPECT_EQ(Outcome(Record({{1, RemoveFact{kKey}}}), "politie-forensic"),
            "unknown T0");
  EXPECT_EQ(Outcome(Record({{1, Modal(kKey, Modality::kDenied)}}),
                    "politie-forensic"),
            "blocked n/a");
}

TEST(ScenarioRecord, ConfidentialInformationInForensicWorkGivesTheHighestTier) {
  Fact touches;
  touches.id = "relations/forensic-touches-sensitive";
  touches.body = Relation{
      .kind = "touches",
      .source = {"relations/politie-forensic-uses-dji-drone", std::nullopt},
      .target = {"interests/sensitive-information", std::nullopt}};
  const ScenarioRecord record = Record({{1, AddFact{touches}}});
  EXPECT_EQ(Outcome(record, "politie-forensic"), "not_excluded T3");
  EXPECT_EQ(Outcome(record, "politie-traffic"), "not_excluded T0");
}

TEST(ScenarioRecord, OnlyALawIsRepealed) {
  const ScenarioRecord record =
      Record({{7, EndFact{"companies/sz-dji", std::nullopt, "law"}, 5, {}}});
  ASSERT_EQ(record.problems.size(), 1);
  EXPECT_EQ(record.problems[0].line, 7);
  EXPECT_EQ(record.problems[0].text, "'companies/sz-dji' is no law");
  EXPECT_THAT(
      Record({{7,
               EndFact{"laws/cn-national-security-law", std::nullopt, "law"},
               5,
               {}}})
          .problems,
      IsEmpty());
}

// Why it does not count on the record's day, laws among the sources.
Omission OmissionOf(const ScenarioRecord& record, const std::string& relation) {
  ViewOptions options = DefaultOptions(*record.snapshot, record.date);
  options.source_types.emplace_back("law");
  const Views views = *Views::Create(record.snapshot, options);
  return views.asked->table().omission(record.snapshot->Find(relation));
}

TEST(ScenarioRecord, ARepealedLawEndsAndWhatIsRecordedOfItNoLongerCounts) {
  constexpr char kLaw[] = "laws/cn-national-intelligence-law";
  const std::vector<std::string> relations = {
      "relations/cn-enacts-national-intelligence-law",
      "relations/cn-national-intelligence-law-compels-assistance"};
  const Date day = *Date::Parse("2021-01-01");
  Fact anew;
  anew.id = "relations/anew";
  anew.valid.from = Bound::Dated(*ParseDateRange("2021-06-01"));
  anew.body = Relation{.kind = "enacts",
                       .source = {"jurisdictions/cn", std::nullopt},
                       .target = {kLaw, std::nullopt}};
  const ScenarioRecord before = Record({});
  const ScenarioRecord repealed = Record({{1, EndFact{kLaw, day, "law"}}});
  ASSERT_THAT(repealed.problems, IsEmpty());
  ASSERT_EQ(repealed.facts.size(), 1) << "the relations are as they were";
  EXPECT_EQ(repealed.facts[0].fact, kLaw);
  EXPECT_EQ(repealed.facts[0].after->valid.until, Bound::Dated({day, day}));
  for (const std::string& relation : relations) {
    EXPECT_EQ(OmissionOf(before, relation), Omission::kNone) << relation;
    EXPECT_EQ(OmissionOf(repealed, relation), Omission::kDate) << relation;
  }
  const ScenarioRecord again =
      Record({{1, EndFact{kLaw, day, "law"}}, {2, AddFact{anew}}});
  ASSERT_THAT(again.problems, IsEmpty());
  EXPECT_EQ(OmissionOf(again, anew.id), Omission::kDate)
      << "that it is enacted anew does not bring it back";
}

// A decision against all drones of a maker, by class.
Fact NoChineseDrones() {
  Selector products;
  products.ids = {"products/dji-drone", "products/chinese-drone"};
  Measure measure{.name = {"geen", "none"}, .state = MeasureState::kInPlace};
  measure.effect = MeasureEffect::kCloses;
  measure.selects.kind = "uses";
  measure.selects.target = std::make_shared<const Selector>(products);
  Fact fact;
  fact.id = "measures/none";
  fact.body = std::move(measure);
  return fact;
}

SetFact Despite(const std::string& relation) {
  SetFact set = Modal(relation, Modality::kAffirmed);
  set.despite_measures = true;
  return set;
}

TEST(ScenarioRecord, AUseHoldsDespiteAMeasureThatSelectsByClass) {
  constexpr char kUse[] = "relations/politie-forensic-uses-dji-drone";
  const ScenarioRecord closed = Record({{1, AddFact{NoChineseDrones()}}});
  EXPECT_EQ(Outcome(closed, "politie-forensic"), "blocked n/a");
  EXPECT_EQ(Outcome(closed, "politie-traffic"), "blocked n/a");
  const ScenarioRecord despite =
      Record({{1, AddFact{NoChineseDrones()}}, {2, Despite(kUse)}});
  EXPECT_EQ(Outcome(despite, "politie-forensic"), "not_excluded T0");
  EXPECT_EQ(Outcome(despite, "politie-traffic"), "blocked n/a")
      << "other uses stay closed";
  ASSERT_EQ(despite.notes.size(), 1);
  EXPECT_EQ(despite.notes[0].line, 2);
  EXPECT_EQ(despite.notes[0].text,
            std::string("'") + kUse +
                "' is left out of what 'measures/none' selects");
}

TEST(ScenarioRecord, WhatIsRecordedKeepsAUseOutOfAClass) {
  // A measure on another product is not touched.
  Fact other = NoChineseDrones();
  Selector products;
  products.kind = "software";
  other.measure()->selects.target = std::make_shared<const Selector>(products);
  const ScenarioRecord record =
      Record({{1, AddFact{other}},
              {2, Despite("relations/politie-forensic-uses-dji-drone")}});
  EXPECT_THAT(record.notes, IsEmpty());
}

TEST(ScenarioRecord, AMeasureThatClosesNothingStaysOnAUse) {
  Fact idle = NoChineseDrones();
  idle.measure()->effect = MeasureEffect::kNoneShown;
  const ScenarioRecord record =
      Record({{1, AddFact{idle}},
              {2, Despite("relations/politie-forensic-uses-dji-drone")}});
  EXPECT_THAT(record.notes, IsEmpty());
}

constexpr char kForensicUse[] = "relations/politie-forensic-uses-dji-drone";

// A decision against these uses, each by its id.
Fact NoUses(std::vector<std::string> uses) {
  Fact fact = NoChineseDrones();
  Selector& selects = fact.measure()->selects;
  selects = Selector();
  selects.ids = std::move(uses);
  return fact;
}

TEST(ScenarioRecord, AMeasureOnOtherUsesIsNotTouched) {
  const ScenarioRecord record = Record(
      {{1, AddFact{NoUses({"relations/politie-traffic-uses-dji-drone"})}},
       {2, Despite(kForensicUse)}});
  ASSERT_THAT(record.problems, IsEmpty());
  EXPECT_THAT(record.notes, IsEmpty());
  EXPECT_EQ(Outcome(record, "politie-traffic"), "blocked n/a");
}

TEST(ScenarioRecord, AMeasureThatNamesAUseTwiceSelectsNothingElseWithoutIt) {
  const Fact twice = NoUses({kForensicUse, kForensicUse});
  const ScenarioRecord record =
      Record({{1, AddFact{twice}}, {2, Despite(kForensicUse)}});
  ASSERT_THAT(record.problems, IsEmpty());
  EXPECT_EQ(Outcome(record, "politie-forensic"), "not_excluded T0");
  EXPECT_EQ(Outcome(record, "politie-traffic"), "not_excluded T0");
  const FactIndex index = record.snapshot->Find("measures/none");
  ASSERT_NE(index, kNoFact);
  const Measure& measure = record.snapshot->facts().measure(index);
  EXPECT_EQ(measure.state, MeasureState::kCandidate);
  EXPECT_EQ(measure.selects.ids, twice.measure()->selects.ids);
}

TEST(ScenarioRecord, ADeniedMeasureStaysOnAUse) {
  for (const Modality modality :
       {Modality::kDenied, Modality::kCounterfactual}) {
    Fact denied = NoChineseDrones();
    denied.modality = modality;
    const ScenarioRecord record =
        Record({{1, AddFact{denied}}, {2, Despite(kForensicUse)}});
    ASSERT_THAT(record.problems, IsEmpty());
    EXPECT_THAT(record.notes, IsEmpty());
  }
}

TEST(ScenarioRecord, AUseIsNoMemberOfAClassOfThings) {
  Fact touches;
  touches.id = "relations/forensic-touches-sensitive";
  touches.body =
      Relation{.kind = "touches",
               .source = {kForensicUse, std::nullopt},
               .target = {"interests/sensitive-information", std::nullopt}};
  Selector things;
  things.attributes["colour"] = "red";
  Fact measure = NoChineseDrones();
  Selector& selects = measure.measure()->selects;
  selects = Selector();
  selects.kind = "touches";
  selects.source = std::make_shared<const Selector>(things);
  const ScenarioRecord record = Record(
      {{1, AddFact{touches}}, {2, AddFact{measure}}, {3, Despite(touches.id)}});
  ASSERT_THAT(record.problems, IsEmpty());
  EXPECT_THAT(record.notes, IsEmpty());
}

TEST(ScenarioRecord, AnExceptedUseThatIsRemovedIsExceptedNoLonger) {
  const ScenarioRecord record = Record({{1, AddFact{NoChineseDrones()}},
                                        {2, Despite(kForensicUse)},
                                        {3, RemoveFact{kForensicUse}}});
  ASSERT_THAT(record.problems, IsEmpty());
  const FactIndex measure = record.snapshot->Find("measures/none");
  ASSERT_NE(measure, kNoFact);
  EXPECT_THAT(record.snapshot->facts().measure(measure).selects.except,
              IsEmpty());
}

// What the record has of an owner: "owned_by 2021-01-01 …".
std::vector<std::string> OwnersOf(const std::vector<SetOwner>& changes) {
  std::vector<ScenarioChange> all;
  for (const SetOwner& own : changes) all.push_back({1, own, 0, {}});
  const ScenarioRecord record = Record(std::move(all));
  if (!record.problems.empty()) return {record.problems[0].text};
  std::vector<std::string> found;
  for (const FactChange& change : record.facts) {
    if (!change.after || change.after->relation() == nullptr) continue;
    const Fact& fact = *change.after;
    const Bound& until = fact.valid.until;
    found.push_back(fact.relation()->kind + " " +
                    fact.valid.from.range.latest.ToString() + " " +
                    (until.kind == Bound::Kind::kDated
                         ? until.range.latest.ToString()
                         : "on"));
  }
  return found;
}

SetOwner Own(std::optional<double> share, const std::string& on,
             std::optional<bool> controls = std::nullopt) {
  return {.company = "companies/parrot",
          .owner = "companies/sz-dji",
          .share = share,
          .controls = controls,
          .on = *Date::Parse(on)};
}

TEST(ScenarioRecord, AnotherShareTakesThePlaceOfTheOneThereIs) {
  EXPECT_THAT(
      OwnersOf({Own(30, "2021-01-01"), Own(40, "2021-06-01")}),
      ElementsAre("owned_by 2021-01-01 2021-06-01", "owned_by 2021-06-01 on"));
  EXPECT_THAT(OwnersOf({Own(30, "2021-01-01"), Own(60, "2021-01-01")}),
              ElementsAre("majority_owned_by 2021-01-01 on"))
      << "on the same day it was never the former";
  EXPECT_THAT(OwnersOf({Own(30, "2021-01-01"), Own(40, "2021-01-01")}),
              ElementsAre("owned_by 2021-01-01 on"));
  EXPECT_THAT(OwnersOf({Own(60, "2021-01-01"), Own(0, "2021-06-01")}),
              ElementsAre("majority_owned_by 2021-01-01 2021-06-01"))
      << "an owner of nothing is none";
  EXPECT_THAT(OwnersOf({Own(60, "2021-01-01"), Own(0, "2021-01-01")}),
              IsEmpty());
}

TEST(ScenarioRecord, ControlIsEndedByWhoSaysSo) {
  EXPECT_THAT(OwnersOf({Own(60, "2021-01-01", true),
                        Own(std::nullopt, "2021-06-01", false)}),
              ElementsAre("controlled_by 2021-01-01 2021-06-01",
                          "majority_owned_by 2021-01-01 on"));
  EXPECT_THAT(
      OwnersOf({Own(60, "2021-01-01", true), Own(60, "2021-01-01", false)}),
      ElementsAre("majority_owned_by 2021-01-01 on"));
}

TEST(ScenarioRecord, AnOwnerOfTheSameDayIsTakenThePlaceOf) {
  SetOwner other = Own(60, "2021-01-01");
  other.owner = "companies/autel";
  other.instead_of = "companies/sz-dji";
  const ScenarioRecord record =
      Record({{1, Own(60, "2021-01-01", true)}, {2, other}});
  ASSERT_THAT(record.problems, IsEmpty());
  ASSERT_EQ(record.facts.size(), 2) << "one owner, and the source";
  EXPECT_EQ(record.facts[0].after->relation()->target.id, "companies/autel");
}

TEST(ScenarioRecord, AReplacedProductTakesItsFlowAlong) {
  const auto with = [](const std::string& product) {
    return Record(
        {{1, ReplaceProduct{
                 "products/dji-drone", product, "organizations/politie", {}}}});
  };
  const std::vector<std::string> all = {"register", "press"};
  EXPECT_EQ(Outcome(with("products/autel-drone"), "politie-forensic",
                    "espionage", all),
            "unknown T0–T3");
  EXPECT_EQ(Outcome(with("products/parrot-drone"), "politie-forensic",
                    "espionage", all),
            "no_path n/a");
}

std::vector<std::string> TextsOf(const std::vector<ScenarioNote>& notes) {
  std::vector<std::string> texts;
  for (const ScenarioNote& note : notes) texts.push_back(note.text);
  return texts;
}

ReplaceProduct ByAutel(const std::string& in) {
  return {"products/dji-drone", "products/autel-drone", in,
          *Date::Parse("2021-01-01")};
}

TEST(ScenarioRecord, AUseThatIsNotThereOnTheDayIsNotReplaced) {
  constexpr char kUse[] = "relations/politie-forensic-uses-dji-drone";
  SetFact later;
  later.fact = kUse;
  later.valid = ValidTime{
      Bound::Dated({*Date::Parse("2021-06-01"), *Date::Parse("2021-06-01")}),
      Bound::Open()};
  const ScenarioChange ended = {
      1, EndFact{kUse, Date::Parse("2020-01-01").value()}};
  const ScenarioChange starts = {1, later};
  const ScenarioChange replaced = {1, ByAutel("processes/politie-forensic")};
  for (const ScenarioChange& first : {ended, starts, replaced}) {
    const ScenarioRecord all =
        Record({first, {2, ByAutel("organizations/politie")}});
    ASSERT_THAT(all.problems, IsEmpty());
    EXPECT_THAT(TextsOf(all.notes),
                Contains(AllOf(HasSubstr(kUse), HasSubstr("stays as it is"))));
    const ScenarioRecord alone =
        Record({first, {2, ByAutel("processes/politie-forensic")}});
    ASSERT_EQ(alone.problems.size(), 1);
    EXPECT_EQ(alone.problems[0].line, 2);
    EXPECT_THAT(alone.problems[0].text, HasSubstr("can be replaced on 2021-"));
  }
}

// A relation on record, under another id and said by the scenario.
Fact Again(const std::string& recorded, const std::string& id) {
  const Snapshot& snapshot = *testing::CaseState().snapshot;
  Fact fact = snapshot.facts().Read(snapshot.Find(recorded));
  fact.id = id;
  fact.evidence.clear();
  return fact;
}

Relation& RelationOf(Fact& fact) { return std::get<Relation>(fact.body); }

// The notes on adding it after `before`, and problems where there are any.
std::vector<std::string> NotesOfAdding(
    const Fact& fact, std::vector<ScenarioChange> before = {}) {
  before.push_back({7, AddFact{fact}});
  const ScenarioRecord record = Record(std::move(before));
  return TextsOf(record.problems.empty() ? record.notes : record.problems);
}

TEST(ScenarioRecord, ThatARelationSaysWhatAnotherSaysIsTold) {
  const Fact again = Again(kForensicUse, "relations/again");
  const std::string told = std::string("'relations/again' says what '") +
                           kForensicUse + "' says already";
  const ScenarioRecord record = Record({{7, AddFact{again}, 5, {}}});
  ASSERT_THAT(record.problems, IsEmpty());
  EXPECT_THAT(record.notes, ElementsAre(ScenarioNote{7, told, 5}));
  Fact likely = again;
  RelationOf(likely).attributes["share"] = "60";
  EXPECT_THAT(NotesOfAdding(likely), ElementsAre(told))
      << "what it says of it may be otherwise";
  EXPECT_THAT(NotesOfAdding(Again(kKey, "relations/again")),
              ElementsAre(HasSubstr(kKey)))
      << "also where one end is a class";
  Fact first = again;
  first.id = "relations/a-first";
  EXPECT_THAT(
      NotesOfAdding(again,
                    {{1, RemoveFact{kForensicUse}}, {2, AddFact{first}}}),
      Contains("'relations/again' says what 'relations/a-first' says already"))
      << "also of what the scenario added, and not of what it removed";
}

TEST(ScenarioRecord, ARelationThatSaysAnotherThingIsNotTold) {
  const Fact again = Again(kForensicUse, "relations/again");
  Fact other = again;
  other.modality = Modality::kPossible;
  EXPECT_THAT(NotesOfAdding(other), IsEmpty()) << "modality";
  other = again;
  RelationOf(other).target.id = "products/autel-drone";
  EXPECT_THAT(NotesOfAdding(other), IsEmpty()) << "target";
  other = Again("relations/politie-forensic-handles-images", "relations/again");
  EXPECT_THAT(NotesOfAdding(other), Not(IsEmpty()));
  RelationOf(other).via = {"relations/politie-traffic-uses-dji-drone"};
  EXPECT_THAT(NotesOfAdding(other), IsEmpty()) << "carrier";
  other = again;
  const Date start = *Date::Parse("2021-01-01");
  other.valid.from = Bound::Dated({start, start});
  EXPECT_THAT(NotesOfAdding(other), Not(IsEmpty()));
  EXPECT_THAT(NotesOfAdding(other, {{1, EndFact{kForensicUse, start}}}),
              IsEmpty())
      << "it starts when the other ends";
}

TEST(ScenarioRecord, WhatIsSoAlreadyIsTold) {
  const SetFact deny = Modal(kForensicUse, Modality::kDenied);
  EXPECT_THAT(TextsOf(Record({{1, deny}}).notes), IsEmpty());
  EXPECT_THAT(Record({{1, deny}, {2, deny, 5, {}}}).notes,
              ElementsAre(ScenarioNote{
                  2,
                  std::string("'") + kForensicUse +
                      "' is denied already: it is what it was, and said by "
                      "the scenario",
                  5}));
  SetFact take;
  take.fact = "measures/none";
  take.state = MeasureState::kInPlace;
  SetFact lift = take;
  lift.state = MeasureState::kCandidate;
  EXPECT_THAT(
      TextsOf(Record({{1, AddFact{NoChineseDrones()}}, {2, take}}).notes),
      ElementsAre("'measures/none' is in place already"));
  EXPECT_THAT(
      TextsOf(Record({{1, AddFact{NoChineseDrones()}}, {2, lift}, {3, lift}})
                  .notes),
      ElementsAre("'measures/none' is a candidate already"));
}

TEST(ScenarioRecord, AFixtureThatOverridesAFactIsTold) {
  const Snapshot& snapshot = *testing::CaseState().snapshot;
  const Fact recorded = snapshot.facts().Read(snapshot.Find(kKey));
  Scenario scenario = ScenarioOf({});
  scenario.fixtures_place = {5, 41};
  scenario.fixtures = {recorded};
  EXPECT_THAT(RecordOf(testing::CaseState().snapshot, scenario).notes,
              IsEmpty())
      << "it says the same";
  scenario.fixtures[0].confidence = 12;
  EXPECT_THAT(RecordOf(testing::CaseState().snapshot, scenario).notes,
              ElementsAre(ScenarioNote{
                  5,
                  std::string("'") + kKey +
                      "' of the fixtures takes the place of what is recorded",
                  41}));
}

}  // namespace
}  // namespace ketenzicht::graph
