// What goes along with a use of which the product is replaced, and what is told
// to stay behind.

#include "graph/product_replacement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/explanation.h"
#include "graph/scenario_record.h"
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

constexpr char kUse[] = "relations/eyes-uses";
constexpr char kNewUse[] = "relations/eyes-uses-by-autel-drone";
constexpr char kHandles[] = "relations/eyes-handles";
constexpr char kInformation[] = "information/eyes";
constexpr char kTouches[] = "relations/eyes-touches";
constexpr char kSensitive[] = "interests/sensitive-information";
constexpr char kVital[] = "interests/vital-infrastructure";
constexpr char kOwnSource[] = "sources/scenario-test";

Fact Said(const std::string& id, const std::string& from) {
  Fact fact;
  fact.id = id;
  fact.valid.from = Bound::Dated(*ParseDateRange(from));
  fact.evidence = {{.source = "sources/modelling-assumptions",
                    .asserted_on = *Date::Parse("2020-01-01")}};
  return fact;
}

Fact RelationFact(const std::string& id, const std::string& kind,
                  const std::string& source, const std::string& target) {
  Fact fact = Said(id, "2020-01-01");
  fact.body = Relation{.kind = kind,
                       .source = {source, std::nullopt},
                       .target = {target, std::nullopt}};
  return fact;
}

Relation& RelationOf(Fact& fact) { return std::get<Relation>(fact.body); }

Selector ById(const std::string& id) {
  Selector selector;
  selector.ids = {id};
  return selector;
}

Fact Touches(const std::string& interest, Modality modality) {
  Fact fact = RelationFact(kTouches, "touches", kUse, interest);
  fact.modality = modality;
  return fact;
}

Fact Handling() {
  Fact fact = RelationFact(kHandles, "handles", "processes/eyes", kInformation);
  RelationOf(fact).via = {kUse};
  return fact;
}

// A process that uses the DJI drone for information of its own.
std::vector<Fact> Eyes() {
  Fact process = Said("processes/eyes", "2020-01-01");
  process.body = Entity{.kind = "process", .name = {"ogen", "eyes"}};
  Fact information = Said(kInformation, "2020-01-01");
  information.body = Entity{.kind = "information", .name = {"beeld", "images"}};
  return {process, information,
          RelationFact(kUse, "uses", "processes/eyes", "products/dji-drone")};
}

ScenarioRecord Replaced(std::vector<Fact> more,
                        const std::string& on = "2021-06-01",
                        const std::string& by = "products/autel-drone") {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.version = "1";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.fixtures = Eyes();
  for (Fact& fact : more) scenario.fixtures.push_back(std::move(fact));
  scenario.changes = {{4, ReplaceProduct{"products/dji-drone", by,
                                         "processes/eyes", *Date::Parse(on)}}};
  return RecordOf(testing::CaseState().snapshot, scenario);
}

// As it then is; one of no id where it is not there.
Fact After(const ScenarioRecord& record, const std::string& id) {
  if (!record.problems.empty()) {
    ADD_FAILURE() << record.problems[0].text;
    return {};
  }
  const FactIndex index = record.snapshot->Find(id);
  if (index == kNoFact) return {};
  return record.snapshot->facts().Read(index);
}

std::string CopyOf(const std::string& id) { return id + "-by-autel-drone"; }

std::vector<std::string> NotesOf(const ScenarioRecord& record) {
  std::vector<std::string> texts;
  for (const ScenarioNote& note : record.notes) texts.push_back(note.text);
  for (const ScenarioNote& note : record.problems) texts.push_back(note.text);
  return texts;
}

// Status and tier for the Chinese state, before and after.
std::vector<std::string> Outcomes(const ScenarioRecord& record) {
  std::vector<std::string> outcomes;
  for (const auto& snapshot : {record.baseline, record.snapshot}) {
    ViewOptions options = DefaultOptions(*snapshot, record.date);
    options.source_types.insert(options.source_types.end(),
                                {"register", "press", "law"});
    const Views views = *Views::Create(snapshot, options);
    const PairAnswer answer =
        AnswerPair(views, snapshot->Find("processes/eyes"),
                   TargetsOf(*snapshot, {"jurisdictions/cn"})->at(0),
                   *snapshot->policy().FindVector("espionage"), Limits());
    outcomes.push_back(std::string(StatusName(answer.status)) + " " +
                       TierText(*snapshot, answer.tier(), Language::kEnglish));
  }
  return outcomes;
}

TEST(ProductReplacement, TheNewUseIsWhatTheScenarioSays) {
  const ScenarioRecord record = Replaced({});
  const Fact use = After(record, kNewUse);
  ASSERT_EQ(use.evidence.size(), 1);
  EXPECT_EQ(use.evidence[0].source, kOwnSource);
  EXPECT_EQ(use.relation()->target.id, "products/autel-drone");
  EXPECT_EQ(use.valid.from, Bound::Dated(*ParseDateRange("2021-06-01")));
  EXPECT_EQ(After(record, kOwnSource).id, kOwnSource);
}

TEST(ProductReplacement, OnlyAThingTakesTheProductsPlace) {
  EXPECT_THAT(NotesOf(Replaced({Handling()}, "2021-06-01", kUse)),
              ElementsAre(HasSubstr("'relations/eyes-uses' is no product")));
}

// What is part of a class is no part of what another class is part of: neither
// has an id, and that is not the same one.
TEST(ProductReplacement, AClassIsNobodysWhole) {
  const auto part = [](const std::string& id, End source, End target) {
    Fact fact = RelationFact(id, "part_of", "", "");
    RelationOf(fact).source = std::move(source);
    RelationOf(fact).target = std::move(target);
    return fact;
  };
  Fact whole = Said("organizations/one", "2020-01-01");
  whole.body = Entity{.kind = "organization", .name = {"een", "one"}};
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.fixtures = Eyes();
  for (const Fact& fact :
       {whole,
        part("relations/eyes-part", {"processes/eyes", std::nullopt},
             {"", ById("organizations/one")}),
        part("relations/other-part", {"", ById("processes/politie-forensic")},
             {"organizations/politie", std::nullopt})}) {
    scenario.fixtures.push_back(fact);
  }
  scenario.changes = {
      {4, SetFact{.fact = "relations/other-part", .confidence = 50}},
      {5, ReplaceProduct{"products/dji-drone", "products/autel-drone",
                         "organizations/politie", *Date::Parse("2021-06-01")}}};
  const ScenarioRecord record =
      RecordOf(testing::CaseState().snapshot, scenario);
  ASSERT_TRUE(record.problems.empty()) << record.problems[0].text;
  EXPECT_EQ(After(record, kNewUse).id, "");
}

TEST(ProductReplacement, WhatGoesAlongIsAsItsSourcesHaveIt) {
  Fact touches = Touches(kSensitive, Modality::kDenied);
  touches.evidence[0].source = "sources/analysis";
  touches.verified = false;
  touches.origin = {true, "somebody", {kUse}};
  touches.because = {kUse};
  touches.confidence = 40;
  const ScenarioRecord record = Replaced({touches, Handling()});
  Fact expected = touches;
  expected.id = CopyOf(kTouches);
  expected.valid.from = Bound::Dated(*ParseDateRange("2021-06-01"));
  RelationOf(expected).source.id = kNewUse;
  EXPECT_EQ(After(record, expected.id), expected);
  expected = Handling();
  expected.id = CopyOf(kHandles);
  expected.valid.from = Bound::Dated(*ParseDateRange("2021-06-01"));
  RelationOf(expected).target.id = CopyOf(kInformation);
  RelationOf(expected).via = {kNewUse};
  EXPECT_EQ(After(record, expected.id), expected);
}

TEST(ProductReplacement, WhatGoesAlongStartsNoEarlierThanItDid) {
  const auto start = [](const Bound& from) {
    Fact touches = Touches(kVital, Modality::kDenied);
    touches.valid.from = from;
    return After(Replaced({touches}), CopyOf(kTouches)).valid.from;
  };
  const auto dated = [](const char* range) {
    return Bound::Dated(*ParseDateRange(range));
  };
  EXPECT_EQ(start(dated("2023-01-01")), dated("2023-01-01"));
  EXPECT_EQ(start(dated("2021")), dated("2021-06-01/2021-12-31"));
  EXPECT_EQ(start(Bound::Open()), dated("2021-06-01"));
  EXPECT_EQ(start({}), Bound())
      << "certain from when it was first said, as it was";
}

TEST(ProductReplacement, ADenialThatDoesNotCountDoesNotCountAlong) {
  Fact denied = Touches(kSensitive, Modality::kDenied);
  denied.evidence[0].source = "sources/unasked";
  Fact unasked = Said("sources/unasked", "2020-01-01");
  Entity source{.kind = "source", .name = {"folder", "brochure"}};
  source.attributes["source_type"] = "vendor";
  unasked.body = source;
  Fact later = Touches(kVital, Modality::kDenied);
  later.id = "relations/eyes-touches-later";
  later.valid.from = Bound::Dated(*ParseDateRange("2023-01-01"));
  const ScenarioRecord record = Replaced({unasked, denied, later, Handling()});
  EXPECT_THAT(NotesOf(record), IsEmpty());
  EXPECT_THAT(Outcomes(record),
              ElementsAre(HasSubstr("T0–T3"), "unknown T0–T3"));
}

TEST(ProductReplacement, InformationOfAClassOfNamedThingsGoesAlong) {
  Fact handling = Handling();
  RelationOf(handling).target = {"", ById(kInformation)};
  const ScenarioRecord record = Replaced({handling});
  const Fact copy = After(record, CopyOf(kHandles));
  ASSERT_NE(copy.relation(), nullptr);
  ASSERT_TRUE(copy.relation()->target.selector);
  EXPECT_THAT(copy.relation()->target.selector->ids,
              ElementsAre(CopyOf(kInformation)));
  EXPECT_THAT(copy.relation()->via, ElementsAre(kNewUse));
  EXPECT_EQ(After(record, CopyOf(kInformation)).id, CopyOf(kInformation));
  EXPECT_THAT(NotesOf(record), IsEmpty());
  EXPECT_THAT(Outcomes(record).at(1), HasSubstr("unknown"));
}

TEST(ProductReplacement, InformationOfAnotherClassIsHandledAsItWas) {
  Selector images;
  images.kind = "information";
  images.except = {"information/other-eyes"};
  Fact other = Said("information/other-eyes", "2020-01-01");
  other.body = Entity{.kind = "information", .name = {"ander", "other"}};
  Fact handling = Handling();
  RelationOf(handling).target = {"", images};
  const ScenarioRecord record = Replaced({other, handling});
  const Fact copy = After(record, CopyOf(kHandles));
  ASSERT_NE(copy.relation(), nullptr);
  EXPECT_EQ(copy.relation()->target, handling.relation()->target);
  EXPECT_THAT(copy.relation()->via, ElementsAre(kNewUse));
  EXPECT_THAT(NotesOf(record),
              ElementsAre(AllOf(HasSubstr(kHandles),
                                HasSubstr("the handling of a class"))));
}

// What is said of the uses of the DJI drone: by this process, or by those of an
// organization.
Fact TouchesOfClass(bool of_the_process, Modality modality) {
  Selector by;
  if (of_the_process) {
    by.ids = {"processes/eyes"};
  } else {
    by.where = {{"part_of+", "organizations/politie"}};
  }
  Selector uses;
  uses.kind = "uses";
  uses.source = std::make_shared<const Selector>(by);
  uses.target = std::make_shared<const Selector>(ById("products/dji-drone"));
  Fact fact = Touches(kSensitive, modality);
  RelationOf(fact).source = {"", uses};
  return fact;
}

TEST(ProductReplacement, WhatIsSaidOfAClassThatTheUseIsInGoesAlong) {
  for (const Modality modality : {Modality::kAffirmed, Modality::kDenied}) {
    const Fact touches = TouchesOfClass(true, modality);
    const ScenarioRecord record = Replaced({touches});
    const Fact copy = After(record, CopyOf(kTouches));
    ASSERT_NE(copy.relation(), nullptr);
    EXPECT_EQ(copy.modality, modality);
    EXPECT_EQ(copy.evidence, touches.evidence);
    ASSERT_TRUE(copy.relation()->source.selector) << "a class still";
    EXPECT_THAT(copy.relation()->source.selector->ids, ElementsAre(kNewUse));
  }
  EXPECT_THAT(NotesOf(Replaced({TouchesOfClass(true, Modality::kDenied)})),
              Not(Contains(HasSubstr(kTouches))));
}

TEST(ProductReplacement, WhatIsSaidOfAClassThatTheUseMayBeInIsTold) {
  EXPECT_THAT(NotesOf(Replaced({TouchesOfClass(false, Modality::kDenied)})),
              IsEmpty())
      << "the process is no part of it";
  const ScenarioRecord record =
      Replaced({TouchesOfClass(false, Modality::kDenied),
                RelationFact("relations/eyes-part-of", "part_of",
                             "processes/eyes", "organizations/politie")});
  EXPECT_EQ(After(record, CopyOf(kTouches)).id, "");
  EXPECT_THAT(
      NotesOf(record),
      Contains(AllOf(HasSubstr(kTouches), HasSubstr("it does not go along"))));
}

TEST(ProductReplacement, WhatIsSaidOfAClassWithTheNewUseIsNotCopied) {
  Fact touches = TouchesOfClass(true, Modality::kAffirmed);
  Selector uses;
  uses.kind = "uses";
  RelationOf(touches).source.selector = uses;
  EXPECT_EQ(After(Replaced({touches}), CopyOf(kTouches)).id, "");
}

TEST(ProductReplacement, AUseOfAClassStaysAndIsTold) {
  Fact of_class =
      RelationFact("relations/eyes-uses-some", "uses", "processes/eyes", "");
  RelationOf(of_class).target = {"", ById("products/dji-drone")};
  Fact of_another =
      RelationFact("relations/eyes-uses-other", "uses", "processes/eyes", "");
  RelationOf(of_another).target = {"", ById("products/parrot-drone")};
  const ScenarioRecord record = Replaced({of_class, of_another});
  EXPECT_EQ(After(record, of_class.id), of_class);
  EXPECT_THAT(NotesOf(record),
              Contains("'relations/eyes-uses-some' is a use of a class that "
                       "'products/dji-drone' may be in: it stays as it is"));
  EXPECT_THAT(NotesOf(record), Not(Contains(HasSubstr(of_another.id))));
}

TEST(ProductReplacement, WhatHangsOnAReplacedUseIsTold) {
  Fact app = RelationFact("relations/eyes-app", "uses", "processes/eyes",
                          "products/tiktok");
  RelationOf(app).via = {kUse};
  Fact handling = RelationFact("relations/eyes-app-handles", "handles",
                               "processes/eyes", kInformation);
  RelationOf(handling).via = {app.id};
  Fact gone = RelationFact("relations/eyes-gone", "uses", "processes/eyes",
                           "products/tiktok");
  RelationOf(gone).via = {kUse};
  gone.valid.until = Bound::Dated(*ParseDateRange("2020-06-01"));
  Fact denied = gone;
  denied.id = "relations/eyes-denied";
  denied.valid.until = {};
  denied.modality = Modality::kDenied;
  const ScenarioRecord record =
      Replaced({Handling(), app, handling, gone, denied});
  ASSERT_THAT(record.problems, IsEmpty());
  std::vector<std::string> told;
  for (const ScenarioNote& note : record.notes) {
    if (note.text.find("is carried by") != std::string::npos) {
      told.push_back(note.text);
    }
  }
  EXPECT_THAT(told,
              ElementsAre("'relations/eyes-app' is carried by a replaced use: "
                          "it does not go along",
                          "'relations/eyes-app-handles' is carried by a "
                          "replaced use: it does not go along"));
}

}  // namespace
}  // namespace ketenzicht::graph
