// What is said of information goes along with the information that takes its
// place where a product is replaced; what does not is told.

#include "graph/information_replacement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/exposure.h"
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
constexpr char kHandles[] = "relations/eyes-handles";
constexpr char kImages[] = "information/eyes";
constexpr char kArchive[] = "information/archive";
constexpr char kFlow[] = "relations/eyes-flow";

Fact Said(const std::string& id) {
  Fact fact;
  fact.id = id;
  fact.valid.from = Bound::Dated(*ParseDateRange("2020-01-01"));
  fact.evidence = {{.source = "sources/modelling-assumptions",
                    .asserted_on = *Date::Parse("2020-01-01")}};
  return fact;
}

Fact Thing(const std::string& id, const std::string& kind) {
  Fact fact = Said(id);
  fact.body = Entity{.kind = kind, .name = {"iets", "something"}};
  return fact;
}

Fact Says(const std::string& id, const std::string& kind,
          const std::string& source, const std::string& target,
          std::vector<std::string> via = {}) {
  Fact fact = Said(id);
  fact.body = Relation{.kind = kind,
                       .source = {source, std::nullopt},
                       .target = {target, std::nullopt},
                       .via = std::move(via)};
  return fact;
}

Relation& RelationOf(Fact& fact) { return std::get<Relation>(fact.body); }

// A process that uses the DJI drone for information of its own; a French drone
// takes its place.
ScenarioRecord Replaced(const std::vector<Fact>& more) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.version = "1";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2021-11-18");
  scenario.fixtures = {
      Thing("processes/eyes", "process"), Thing(kImages, "information"),
      Thing(kArchive, "information"),
      Says(kUse, "uses", "processes/eyes", "products/dji-drone"),
      Says(kHandles, "handles", "processes/eyes", kImages, {kUse})};
  for (const Fact& fact : more) scenario.fixtures.push_back(fact);
  scenario.changes = {
      {4, ReplaceProduct{"products/dji-drone", "products/parrot-drone",
                         "processes/eyes", *Date::Parse("2021-06-01")}}};
  return RecordOf(testing::CaseState().snapshot, scenario);
}

std::string CopyOf(const std::string& id) {
  return absl::StrCat(id, "-by-parrot-drone");
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

std::vector<std::string> NotesOf(const ScenarioRecord& record) {
  std::vector<std::string> texts;
  for (const ScenarioNote& note : record.notes) texts.push_back(note.text);
  for (const ScenarioNote& note : record.problems) texts.push_back(note.text);
  return texts;
}

// Of espionage by the Chinese state, before and after.
std::vector<Status> Statuses(const ScenarioRecord& record,
                             const std::string& process = "processes/eyes") {
  std::vector<Status> statuses;
  for (const auto& snapshot : {record.baseline, record.snapshot}) {
    ViewOptions options = DefaultOptions(*snapshot, record.date);
    options.source_types.insert(options.source_types.end(),
                                {"register", "press", "law"});
    const Views views = *Views::Create(snapshot, options);
    statuses.push_back(
        AnswerPair(views, snapshot->Find(process),
                   TargetsOf(*snapshot, {"jurisdictions/cn"})->at(0),
                   *snapshot->policy().FindVector("espionage"), Limits())
            .status);
  }
  return statuses;
}

TEST(InformationReplacement, WhatTheUseDidNotCarryGoesAlong) {
  Fact hosted = Says(kFlow, "hosted_by", kImages, "companies/sz-dji");
  hosted.verified = false;
  hosted.confidence = 40;
  const ScenarioRecord record = Replaced({hosted});
  Fact expected = hosted;
  expected.id = CopyOf(kFlow);
  expected.valid.from = Bound::Dated(*ParseDateRange("2021-06-01"));
  RelationOf(expected).source.id = CopyOf(kImages);
  EXPECT_EQ(After(record, CopyOf(kFlow)), expected) << "as its sources have it";
  EXPECT_EQ(After(record, kFlow), hosted) << "and that of the old one stays";
  EXPECT_THAT(NotesOf(record), IsEmpty());
  EXPECT_THAT(Statuses(record), ElementsAre(Status::kOpen, Status::kOpen));
}

TEST(InformationReplacement, WhatTheUseCarriedStaysAndIsTold) {
  const Fact direct =
      Says(kFlow, "sends_data_to", kImages, "companies/sz-dji", {kUse});
  const Fact indirect = Says("relations/eyes-hosted", "hosted_by", kImages,
                             "companies/sz-dji", {kFlow});
  const ScenarioRecord record = Replaced({direct, indirect});
  for (const std::string& id : {direct.id, indirect.id}) {
    EXPECT_EQ(After(record, CopyOf(id)).id, "");
    EXPECT_THAT(NotesOf(record),
                Contains(AllOf(HasSubstr(absl::StrCat("'", id, "'")),
                               HasSubstr("is carried by a replaced use"))));
  }
  EXPECT_THAT(Statuses(record), ElementsAre(Status::kOpen, Status::kNoPath));
}

TEST(InformationReplacement, AnotherUseCarriesOnAndAHandlingCarriesNothing) {
  const Fact other = Says("relations/eyes-uses-other", "uses", "processes/eyes",
                          "products/autel-drone");
  const Fact hosted = Says(kFlow, "hosted_by", kImages, "companies/sz-dji",
                           {other.id, kHandles});
  const ScenarioRecord record = Replaced({other, hosted});
  const Fact copy = After(record, CopyOf(kFlow));
  ASSERT_NE(copy.relation(), nullptr);
  EXPECT_THAT(copy.relation()->via, ElementsAre(other.id));
  EXPECT_EQ(Statuses(record)[1], Status::kOpen);
}

TEST(InformationReplacement, KeysGoAlongAndTheirDenialsDoNot) {
  const std::vector<Fact> sent = {
      Says(kFlow, "sends_data_to", kImages, "companies/sz-dji")};
  Fact measure = Said("measures/lock");
  Measure lock{.name = {"slot", "lock"}};
  lock.selects.kind = "sends_data_to";
  lock.unless = Guard();
  lock.unless->op = Guard::Op::kRelation;
  lock.unless->kind = "key_held_by";
  lock.unless->source = "$source";
  lock.unless->target = "$target";
  measure.body = lock;
  const auto with = [&](Modality modality) {
    Fact key =
        Says("relations/eyes-key", "key_held_by", kImages, "companies/sz-dji");
    key.modality = modality;
    return Replaced({sent[0], measure, key});
  };
  EXPECT_THAT(Statuses(with(Modality::kAffirmed)),
              ElementsAre(Status::kOpen, Status::kOpen));
  const ScenarioRecord denied = with(Modality::kDenied);
  EXPECT_THAT(Statuses(denied),
              ElementsAre(Status::kBlocked, Status::kUnknown));
  EXPECT_EQ(After(denied, CopyOf("relations/eyes-key")).id, "");
  EXPECT_THAT(NotesOf(denied),
              Contains(AllOf(HasSubstr("'relations/eyes-key' is denied"),
                             HasSubstr("does not go along"))));
}

TEST(InformationReplacement, WhatIsCopiedToItIsCopiedToBoth) {
  const ScenarioRecord record =
      Replaced({Says(kFlow, "copied_to", kArchive, kImages),
                Says("relations/out", "copied_to", kImages, kArchive)});
  const Fact in = After(record, CopyOf(kFlow));
  ASSERT_NE(in.relation(), nullptr);
  EXPECT_EQ(in.relation()->source.id, kArchive);
  EXPECT_EQ(in.relation()->target.id, CopyOf(kImages));
  const Fact out = After(record, CopyOf("relations/out"));
  ASSERT_NE(out.relation(), nullptr);
  EXPECT_EQ(out.relation()->source.id, CopyOf(kImages));
  EXPECT_EQ(out.relation()->target.id, kArchive);
}

TEST(InformationReplacement, BetweenTwoThatAreReplacedItIsBetweenAll) {
  const ScenarioRecord record =
      Replaced({Says("relations/eyes-handles-archive", "handles",
                     "processes/eyes", kArchive, {kUse}),
                Says(kFlow, "copied_to", kImages, kArchive)});
  std::vector<std::string> pairs;
  for (const char* end : {"", "-2", "-3"}) {
    const Fact copy = After(record, absl::StrCat(CopyOf(kFlow), end));
    ASSERT_NE(copy.relation(), nullptr) << end;
    pairs.push_back(absl::StrCat(copy.relation()->source.id, " ",
                                 copy.relation()->target.id));
  }
  EXPECT_THAT(
      pairs, ElementsAre(absl::StrCat(kImages, " ", CopyOf(kArchive)),
                         absl::StrCat(CopyOf(kImages), " ", kArchive),
                         absl::StrCat(CopyOf(kImages), " ", CopyOf(kArchive))));
}

TEST(InformationReplacement, WhatIsSaidOfAClassOfNamedInformationGoesAlong) {
  Fact hosted = Says(kFlow, "hosted_by", "", "companies/sz-dji");
  Selector named;
  named.kind = "information";
  named.ids = {kImages, kArchive};
  RelationOf(hosted).source.selector = named;
  const ScenarioRecord record = Replaced({hosted});
  const Fact copy = After(record, CopyOf(kFlow));
  ASSERT_NE(copy.relation(), nullptr);
  ASSERT_TRUE(copy.relation()->source.selector) << "a class still";
  EXPECT_THAT(copy.relation()->source.selector->ids,
              ElementsAre(CopyOf(kImages)));
  EXPECT_EQ(Statuses(record)[1], Status::kOpen);
  RelationOf(hosted).source.selector->ids.clear();
  EXPECT_EQ(After(Replaced({hosted}), CopyOf(kFlow)).id, "")
      << "the new information is in it";
}

TEST(InformationReplacement, OfAClassThatOnlyAViewCanTellIsTold) {
  Selector uses;
  uses.kind = "uses";
  Selector handled;
  handled.kind = "handles";
  handled.via = std::make_shared<const Selector>(uses);
  Selector images;
  images.kind = "information";
  images.target_of = std::make_shared<const Selector>(handled);
  Fact sent = Says(kFlow, "sends_data_to", "", "companies/sz-dji");
  RelationOf(sent).source.selector = images;
  EXPECT_THAT(
      NotesOf(Replaced({sent})),
      Contains(AllOf(HasSubstr(absl::StrCat("'", kFlow, "'")),
                     HasSubstr("only where a view finds that in the class"))));
  uses.target = std::make_shared<const Selector>([] {
    Selector other;
    other.ids = {"products/autel-drone"};
    return other;
  }());
  handled.via = std::make_shared<const Selector>(uses);
  images.target_of = std::make_shared<const Selector>(handled);
  RelationOf(sent).source.selector = images;
  EXPECT_THAT(NotesOf(Replaced({sent})), IsEmpty())
      << "nothing that is handled with this use";
}

TEST(InformationReplacement, ADenialThatExceptedTheOldIsTold) {
  Fact denied =
      Says("relations/none-sent", "sends_data_to", "", "companies/parrot");
  denied.modality = Modality::kDenied;
  Selector images;
  images.kind = "information";
  images.except = {kImages};
  RelationOf(denied).source.selector = images;
  EXPECT_THAT(NotesOf(Replaced({denied})),
              ElementsAre(AllOf(HasSubstr("'relations/none-sent'"),
                                HasSubstr("is excepted"))));
}

TEST(InformationReplacement, WhatHasEndedStays) {
  Fact hosted = Says(kFlow, "hosted_by", kImages, "companies/sz-dji");
  hosted.valid.until = Bound::Dated(*ParseDateRange("2021-01-01"));
  const ScenarioRecord record = Replaced({hosted});
  EXPECT_EQ(After(record, CopyOf(kFlow)).id, "");
  EXPECT_THAT(NotesOf(record), IsEmpty());
}

TEST(InformationReplacement, AMeasureOnItThatDoesNotGoAlongIsTold) {
  Fact measure = Said("measures/wall");
  Measure wall{.name = {"muur", "wall"}};
  wall.selects.ids = {kFlow};
  measure.body = wall;
  const ScenarioRecord record = Replaced(
      {Says(kFlow, "hosted_by", kImages, "companies/sz-dji"), measure});
  EXPECT_THAT(Statuses(record), ElementsAre(Status::kUnknown, Status::kOpen))
      << "what is presumed beside it stays";
  EXPECT_THAT(NotesOf(record),
              Contains(AllOf(HasSubstr("'measures/wall' selects"),
                             HasSubstr(CopyOf(kFlow)))));
  wall.selects.ids.clear();
  wall.selects.kind = "hosted_by";
  measure.body = wall;
  EXPECT_THAT(
      NotesOf(Replaced(
          {Says(kFlow, "hosted_by", kImages, "companies/sz-dji"), measure})),
      Not(Contains(HasSubstr("measures/wall"))));
}

// The footage of Rijkswaterstaat is kept by a cloud provider, whatever drone
// makes it: who buys the provider has it, with another drone too.
TEST(InformationReplacement, AHostOfTheCaseIsReachedWithAnotherDroneToo) {
  Scenario scenario;
  scenario.id = "scenarios/test";
  scenario.title = {"een proef", "a test"};
  scenario.date = *Date::Parse("2024-09-01");
  const Date on = *Date::Parse("2022-01-01");
  scenario.changes = {
      {4, SetOwner{.company = "companies/unnamed-dutch-cloud",
                   .owner = "companies/huawei",
                   .share = 100,
                   .on = on}},
      {5, ReplaceProduct{"products/dji-drone", "products/parrot-drone",
                         "organizations/rijkswaterstaat", on}}};
  const ScenarioRecord both = RecordOf(testing::CaseState().snapshot, scenario);
  ASSERT_THAT(both.problems, IsEmpty());
  scenario.changes.pop_back();
  const ScenarioRecord owned =
      RecordOf(testing::CaseState().snapshot, scenario);
  const std::string process = "processes/rijkswaterstaat-pilot";
  EXPECT_EQ(Statuses(owned, process)[1], Status::kOpen);
  EXPECT_EQ(Statuses(both, process)[1], Status::kOpen);
}

}  // namespace
}  // namespace ketenzicht::graph
