// What would settle a pair, on small graphs, by hand: docs/semantics.md,
// section 14; what a question may say, and what stops it.
// tests/graph/settling_twin_test.cc compares with all sets of findings.

#include "graph/settling.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "graph/internal/said_anew.h"
#include "gtest/gtest.h"
#include "tests/graph/asked_settling.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Asked = AskedSettling;

std::string Show(const SettlingAnswer& answer, const Finding& finding) {
  return absl::StrCat(finding.holds ? "+" : "-",
                      answer.questions[finding.question].what.id);
}

// "+relations/a -relations/b", by id.
std::string Show(const SettlingAnswer& answer,
                 const std::vector<Finding>& findings) {
  std::vector<std::string> shown;
  for (const Finding& one : findings) shown.push_back(Show(answer, one));
  std::sort(shown.begin(), shown.end(),
            [](const std::string& a, const std::string& b) {
              return a.substr(1) < b.substr(1);
            });
  return absl::StrJoin(shown, " ");
}

std::vector<std::string> Sets(const SettlingAnswer& answer,
                              const Settling& settling) {
  std::vector<std::string> shown;
  for (const SettlingSet& set : settling.sets) {
    shown.push_back(Show(answer, set.findings));
  }
  return shown;
}

// All sets that do it are told, and seen to be smallest.
void ExpectAll(const Settling& settling) {
  EXPECT_TRUE(settling.all);
  EXPECT_EQ(settling.proven, static_cast<int>(settling.sets.size()));
  for (const SettlingSet& set : settling.sets) {
    EXPECT_TRUE(set.smallest);
    EXPECT_TRUE(set.undone_looked_at);
  }
}

std::vector<std::string> Questions(const SettlingAnswer& answer) {
  std::vector<std::string> ids;
  for (const SettlingQuestion& one : answer.questions) {
    ids.push_back(one.what.id);
  }
  return ids;
}

TEST(Settling, OneUnknownStepSettlesAChain) {
  const Asked asked({Use(), Update().Unknown()});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kUnknown);
  EXPECT_FALSE(answer.settled);
  ASSERT_THAT(Questions(answer), ElementsAre("relations/update"));
  const SettlingQuestion& question = answer.questions.front();
  EXPECT_THAT(question.what.doubts, ElementsAre(Doubt::kUnknown));
  EXPECT_THAT(question.what.unknown_kinds,
              ElementsAre(UnknownKind::kNotStated));
  ASSERT_TRUE(question.if_true && question.if_false);
  EXPECT_EQ(question.if_true->status, Status::kOpen);
  EXPECT_EQ(question.if_false->status, Status::kNoPath);
  EXPECT_THAT(Sets(answer, answer.exposed), ElementsAre("+relations/update"));
  EXPECT_THAT(Sets(answer, answer.not_exposed),
              ElementsAre("-relations/update"));
  EXPECT_EQ(answer.exposed.sets.front().outcome.status, Status::kOpen);
  ExpectAll(answer.exposed);
  ExpectAll(answer.not_exposed);
  EXPECT_TRUE(answer.completeness.complete());
  EXPECT_EQ(answer.looked_at, 2);
}

TEST(Settling, OfTwoUnknownWaysOneIsEnoughToBeExposedAndBothNotToBe) {
  const Asked asked({Use(), Update().Unknown(), Access().Unknown()});
  const SettlingAnswer answer = asked.Find();
  EXPECT_THAT(Sets(answer, answer.exposed),
              ElementsAre("+relations/access", "+relations/update"));
  EXPECT_THAT(Sets(answer, answer.not_exposed),
              ElementsAre("-relations/access -relations/update"));
  EXPECT_EQ(answer.not_exposed.sets.front().cost, 2);
  ExpectAll(answer.exposed);
  ExpectAll(answer.not_exposed);
  for (const SettlingSet& set : answer.exposed.sets) {
    EXPECT_THAT(set.undone_by, IsEmpty());
  }
}

TEST(Settling, OfTwoUnknownStepsInARowBothAreNeededToBeExposed) {
  const Asked asked({Use().NotExcluded(), Update().Unknown()});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kUnknown);
  EXPECT_THAT(Sets(answer, answer.exposed),
              ElementsAre("+relations/update +relations/use"));
  EXPECT_THAT(Sets(answer, answer.not_exposed),
              ElementsAre("-relations/update", "-relations/use"));
  // What is affirmed of one alone settles nothing, and moves the pair only
  // where the weakest step was meant.
  for (const SettlingQuestion& one : answer.questions) {
    ASSERT_TRUE(one.if_true);
    EXPECT_EQ(one.if_true->status, one.what.id == "relations/update"
                                       ? Status::kNotExcluded
                                       : Status::kUnknown);
  }
}

TEST(Settling, NotExcludedAndPossibleAreNotUnknown) {
  const Asked asked({Use().Possible(), Update().NotExcluded()});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kNotExcluded);
  for (const SettlingQuestion& one : answer.questions) {
    EXPECT_THAT(one.what.doubts, ElementsAre(one.what.id == "relations/use"
                                                 ? Doubt::kPossible
                                                 : Doubt::kNotExcluded));
    EXPECT_THAT(one.what.unknown_kinds, IsEmpty());
  }
}

TEST(Settling, APresumptionIsAffirmedOrDeniedByRecordingIt) {
  const Asked asked({Use(), Thing("products/x").With("connected", "yes"),
                     Rel("maker", "made_by", "products/x", "companies/c")});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kUnknown);
  const std::string id = "presumed:updates-from-maker@products/x@companies/c";
  ASSERT_THAT(Questions(answer), ElementsAre(id));
  const OpenQuestion& question = answer.questions.front().what;
  EXPECT_FALSE(question.recorded());
  EXPECT_THAT(question.doubts, ElementsAre(Doubt::kPresumed));
  EXPECT_THAT(Sets(answer, answer.exposed), ElementsAre("+" + id));
  EXPECT_THAT(Sets(answer, answer.not_exposed), ElementsAre("-" + id));
  EXPECT_EQ(answer.not_exposed.sets.front().outcome.status, Status::kNoPath);
}

TEST(Settling, APresumedFlowIsRecordedWithTheUseThatCarriesIt) {
  Asked asked({Use(), Rel("made", "made_by", "products/x", "companies/c"),
               Rel("images", "handles", "processes/p", "information/i")
                   .Via({"relations/use"})});
  asked.query.vector = asked.snapshot->policy().FindVector("espionage");
  const SettlingAnswer answer = asked.Find();
  const std::string id =
      "presumed:flow-to-maker@information/i@companies/c+relations/use";
  ASSERT_THAT(Questions(answer), ElementsAre(id));
  EXPECT_THAT(answer.questions.front().what.carriers,
              ElementsAre(asked.snapshot->Find("relations/use")));
  EXPECT_THAT(Sets(answer, answer.exposed), ElementsAre("+" + id));
  EXPECT_THAT(Sets(answer, answer.not_exposed), ElementsAre("-" + id));
}

TEST(Settling, AContestedFactLeavesTheTierOpen) {
  const Asked asked({Use(), Update(),
                     Rel("a-touch", "touches", "relations/use",
                         "interests/vital-infrastructure"),
                     Rel("b-touch", "touches", "relations/use",
                         "interests/vital-infrastructure")
                         .Denied()
                         .Said("sources/t"),
                     Rel("none", "touches", "relations/use",
                         "interests/sensitive-information")
                         .Denied()});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kOpen);
  EXPECT_EQ(answer.now.tier, (TierRange{"T0", "T1"}));
  EXPECT_FALSE(answer.settled);
  ASSERT_THAT(Questions(answer), ElementsAre("relations/a-touch"));
  const OpenQuestion& question = answer.questions.front().what;
  EXPECT_THAT(question.doubts, ElementsAre(Doubt::kContested));
  EXPECT_EQ(question.facts.size(), 2) << "what is denied is the same";
  EXPECT_TRUE(answer.exposed.already);
  EXPECT_THAT(answer.exposed.sets, IsEmpty());
  EXPECT_THAT(Sets(answer, answer.one_tier),
              ElementsAre("+relations/a-touch", "-relations/a-touch"));
  EXPECT_EQ(answer.one_tier.sets[0].outcome.tier, (TierRange{"T1", "T1"}));
  EXPECT_EQ(answer.one_tier.sets[1].outcome.tier, (TierRange{"T0", "T0"}));
  EXPECT_THAT(Sets(answer, answer.not_exposed), IsEmpty());
  EXPECT_TRUE(answer.not_exposed.all) << "by no answers, and that is seen";
}

TEST(Settling, AMeasureHangsOnWhatItsGuardAsks) {
  const Asked asked(
      {Use(), Update(),
       Rel("key", "key_held_by", "information/i", "companies/c").Unknown(),
       Closing("seal", {"relations/update"})
           .Unless(WhenFact("relations/key"))});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kUnknown);
  ASSERT_THAT(Questions(answer), ElementsAre("relations/key"));
  EXPECT_THAT(Sets(answer, answer.exposed), ElementsAre("+relations/key"));
  EXPECT_THAT(Sets(answer, answer.not_exposed), ElementsAre("-relations/key"));
  EXPECT_EQ(answer.not_exposed.sets.front().outcome.status, Status::kBlocked);
}

TEST(Settling, WhatAGuardLooksForAndNobodyRecordedIsAQuestion) {
  const Asked asked(
      {Use(), Update(),
       Closing("seal", {"relations/update"})
           .Unless(WhenRelation("key_held_by", "information/i", "$target"))});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kUnknown);
  const std::string id = "unrecorded:key_held_by@information/i@companies/c";
  ASSERT_THAT(Questions(answer), ElementsAre(id));
  EXPECT_THAT(answer.questions.front().what.doubts,
              ElementsAre(Doubt::kUnrecorded));
  EXPECT_THAT(Sets(answer, answer.exposed), ElementsAre("+" + id));
  EXPECT_THAT(Sets(answer, answer.not_exposed), ElementsAre("-" + id));
}

TEST(Settling, WhatAUseTouchesAndNobodyRecordedIsAQuestion) {
  const Asked asked({Use(), Update(), Thing("interests/vital-infrastructure"),
                     Rel("none", "touches", "relations/use",
                         "interests/sensitive-information")
                         .Denied()});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kOpen);
  EXPECT_EQ(answer.now.tier, (TierRange{"T0", "T1"}));
  const std::string id =
      "unrecorded:touches@relations/use@interests/vital-infrastructure";
  ASSERT_THAT(Questions(answer), ElementsAre(id));
  EXPECT_THAT(Sets(answer, answer.one_tier), ElementsAre("+" + id, "-" + id));
  EXPECT_EQ(answer.one_tier.sets[0].outcome.tier, (TierRange{"T1", "T1"}));
  EXPECT_EQ(answer.one_tier.sets[1].outcome.tier, (TierRange{"T0", "T0"}));
}

// What is true, and what is not, may be needed together.
TEST(Settling, AMeasureThatMayBeInForceMustBeFoundFalse) {
  const Asked asked({Use(), Update().Unknown(),
                     Closing("stop", {"relations/update"}).Unknown()});
  const SettlingAnswer answer = asked.Find();
  EXPECT_THAT(Sets(answer, answer.exposed),
              ElementsAre("-measures/stop +relations/update"));
  EXPECT_THAT(Sets(answer, answer.not_exposed),
              ElementsAre("+measures/stop", "-relations/update"));
  EXPECT_EQ(answer.not_exposed.sets[0].outcome.status, Status::kBlocked);
  EXPECT_EQ(answer.not_exposed.sets[1].outcome.status, Status::kNoPath);
  ExpectAll(answer.exposed);
}

// As the question asks: one that was only considered closes nothing.
TEST(Settling, AMeasureThatIsFoundToBeThereIsInPlace) {
  const std::vector<Fact> facts = {
      Use(), Update().NotExcluded(),
      Closing("stop", {"relations/update"}).Candidate().Unknown()};
  for (const bool lifted : {false, true}) {
    ViewOptions options = OptionsOn();
    if (lifted) options.changes = {{Change::Op::kLift, "measures/stop"}};
    const SettlingAnswer answer = Asked(facts, options).Find();
    const auto stop =
        std::find_if(answer.questions.begin(), answer.questions.end(),
                     [](const SettlingQuestion& one) {
                       return one.what.id == "measures/stop";
                     });
    ASSERT_TRUE(stop != answer.questions.end() && stop->if_true);
    EXPECT_EQ(stop->if_true->status, Status::kBlocked);
  }
}

// However unsure another source is of it.
TEST(Settling, AMeasureThatIsInForceForCertainIsNoQuestion) {
  const Asked asked({Use(), Update(), Access().Unknown(),
                     Closing("stop", {"relations/update"}),
                     Closing("perhaps", {"relations/update"}).Possible()});
  EXPECT_THAT(Questions(asked.Find()), ElementsAre("relations/access"));
}

TEST(Settling, ToKnowAnUncertainDateIsToKnowItAsOfTheDay) {
  const Asked asked({Use(), Update().From("2021")});
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.now.status, Status::kUnknown);
  ASSERT_THAT(Questions(answer), ElementsAre("relations/update"));
  EXPECT_THAT(answer.questions.front().what.doubts, ElementsAre(Doubt::kDate));
  EXPECT_THAT(Sets(answer, answer.exposed), ElementsAre("+relations/update"));
  EXPECT_THAT(Sets(answer, answer.not_exposed),
              ElementsAre("-relations/update"));
}

TEST(Settling, ABoundIsNarrowedOnlyWhereItsIntervalHoldsTheDay) {
  ValidTime valid{.from = Bound::Dated(ParseDateRange("2021").value()),
                  .until = Bound::Dated(ParseDateRange("2022").value())};
  const ValidTime early = internal::KnownAsOf(valid, Day("2021-11-18"));
  EXPECT_EQ(early.from.range.latest, Day("2021-11-18"));
  EXPECT_EQ(early.from.range.earliest, Day("2021-01-01"));
  EXPECT_EQ(early.until, valid.until);
  const ValidTime late = internal::KnownAsOf(valid, Day("2022-02-28"));
  EXPECT_EQ(late.from, valid.from);
  EXPECT_EQ(late.until.range.earliest, Day("2022-03-01"));
  EXPECT_EQ(PresenceAt(late, std::nullopt, Day("2022-02-28")),
            Presence::kPresent);
  EXPECT_EQ(internal::KnownAsOf(valid, Day("2021-12-31")), valid);
}

// Sources that are not asked for do not count; what is found does.
TEST(Settling, WhatIsFoundCountsWhateverSourcesAreAskedFor) {
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  options.verified_only = true;
  options.with_inferred = false;
  const Asked asked({Use(), Update().Unknown()}, options);
  EXPECT_THAT(Sets(asked.Find(), asked.Find().exposed),
              ElementsAre("+relations/update"));
}

TEST(Settling, AFurtherFindingMayUndoOne) {
  const Asked asked(
      {Rel("part", "part_of", "processes/p", "organizations/o"),
       Rel("use", "uses", Of("process").Where("part_of", "organizations/o"),
           "products/x")
           .Unknown(),
       Rel("org-use", "uses", "organizations/o", "products/x").Unknown(),
       Update()});
  const SettlingAnswer answer = asked.Find();
  ASSERT_THAT(Questions(answer), ::testing::UnorderedElementsAre(
                                     "relations/org-use", "relations/use"));
  ASSERT_THAT(Sets(answer, answer.exposed), ElementsAre("+relations/use"));
  const SettlingSet& set = answer.exposed.sets.front();
  EXPECT_TRUE(set.undone_looked_at);
  EXPECT_EQ(Show(answer, set.undone_by), "-relations/org-use")
      << "a denial about the whole closes what is said of its parts";
}

TEST(Settling, TheCheapestComesFirst) {
  Asked asked({Use(), Update().Unknown(), Access().Unknown()});
  asked.query.costs = {{"relations/access", 5},
                       {"relations/use", 7},
                       {"unrecorded:touches@processes/q@interests/vital", 7}};
  asked.query.default_cost = 2;
  const SettlingAnswer answer = asked.Find();
  EXPECT_THAT(Sets(answer, answer.exposed),
              ElementsAre("+relations/update", "+relations/access"));
  EXPECT_EQ(answer.exposed.sets[0].cost, 2);
  EXPECT_EQ(answer.exposed.sets[1].cost, 5);
  EXPECT_EQ(answer.not_exposed.sets.front().cost, 7);
  EXPECT_THAT(Questions(answer),
              ElementsAre("relations/update", "relations/access"));
}

// Whichever fact of a proposition a cost is given for, and of several the most.
TEST(Settling, ACostIsOfThePropositionThatTheFactSays) {
  Asked asked(
      {Use(), Update().Unknown(),
       Rel("again", "updated_by", "products/x", "companies/c").Unknown()});
  asked.query.costs = {{"relations/update", 5}};
  EXPECT_EQ(asked.Find().questions.front().cost, 5);
  asked.query.costs = {{"relations/update", 5}, {"relations/again", 3}};
  EXPECT_EQ(asked.Find().questions.front().cost, 5);
}

TEST(Settling, OneSetIsToldWhereOneIsWanted) {
  Asked asked({Use(), Update().Unknown(), Access().Unknown()});
  asked.query.sets = 1;
  const SettlingAnswer answer = asked.Find();
  EXPECT_THAT(Sets(answer, answer.exposed), ElementsAre("+relations/access"));
  EXPECT_EQ(answer.exposed.proven, 1);
  EXPECT_FALSE(answer.exposed.all);
  EXPECT_EQ(answer.exposed.bound, 1) << "the other costs the same";
}

TEST(Settling, WhatIsSettledHasNoQuestions) {
  const SettlingAnswer none = Asked({Use()}).Find();
  EXPECT_EQ(none.now.status, Status::kNoPath);
  EXPECT_TRUE(none.settled);
  EXPECT_THAT(none.questions, IsEmpty());
  const SettlingAnswer blocked =
      Asked({Use(), Update(), Closing("stop", {"relations/update"})}).Find();
  EXPECT_EQ(blocked.now.status, Status::kBlocked);
  EXPECT_TRUE(blocked.settled);
}

TEST(Settling, WhatTheQueryMayNotSay) {
  Asked asked({Use(), Update().Unknown()});
  const auto code = [&] { return asked.Ask().status().code(); };
  asked.query.default_cost = 0;
  EXPECT_EQ(code(), absl::StatusCode::kInvalidArgument);
  asked.query.default_cost = 1;
  asked.query.costs = {{"relations/update", -1}};
  EXPECT_EQ(code(), absl::StatusCode::kInvalidArgument);
  asked.query.costs = {{"relations/nope", 5}};
  EXPECT_EQ(code(), absl::StatusCode::kNotFound);
  asked.query.costs.clear();
  asked.query.sets = 0;
  EXPECT_EQ(code(), absl::StatusCode::kInvalidArgument);
  asked.query.sets = 1;
  asked.query.views = 0;
  EXPECT_EQ(code(), absl::StatusCode::kInvalidArgument);
  asked.query.views = 1;
  EXPECT_TRUE(asked.Ask().ok());
}

TEST(Settling, AtTheLimitItSaysHowFarItCame) {
  Asked asked({Use(), Update().Unknown(), Access().Unknown()});
  asked.query.views = 3;
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.completeness.stop, StopReason::kViews);
  EXPECT_EQ(answer.completeness.limit, 3);
  EXPECT_EQ(answer.looked_at, 3);
  EXPECT_THAT(Sets(answer, answer.exposed),
              ElementsAre("+relations/access", "+relations/update"));
  EXPECT_EQ(answer.exposed.proven, 2);
  EXPECT_FALSE(answer.exposed.all);
  EXPECT_EQ(answer.exposed.bound, 1);
  EXPECT_FALSE(answer.exposed.sets.front().undone_looked_at);
  EXPECT_THAT(answer.not_exposed.sets, IsEmpty());
  EXPECT_FALSE(answer.not_exposed.all) << "not found is not: there is none";
  EXPECT_EQ(answer.not_exposed.bound, 1);
}

// Five unknown steps in a row: 3^5 sets. The one of five is found from above.
TEST(Settling, ASetBeyondTheProofIsToldAsNotProven) {
  std::vector<Fact> facts = {
      Rel("use", "uses", "processes/p", "products/x0").Unknown(),
      Rel("update", "updated_by", "products/x3", "companies/c").Unknown()};
  for (int i = 0; i < 3; ++i) {
    facts.push_back(Rel(absl::StrCat("part-", i), "contains",
                        absl::StrCat("products/x", i),
                        absl::StrCat("products/x", i + 1))
                        .Unknown());
  }
  Asked asked(std::move(facts));
  asked.query.views = 60;
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.questions.size(), 5);
  EXPECT_EQ(answer.not_exposed.sets.size(), 5);
  EXPECT_EQ(answer.not_exposed.proven, 5);
  EXPECT_EQ(answer.completeness.stop, StopReason::kViews);
  ASSERT_EQ(answer.exposed.sets.size(), 1);
  const SettlingSet& set = answer.exposed.sets.front();
  EXPECT_EQ(set.findings.size(), 5);
  EXPECT_TRUE(std::all_of(set.findings.begin(), set.findings.end(),
                          [](const Finding& one) { return one.holds; }));
  EXPECT_EQ(set.outcome.status, Status::kOpen);
  EXPECT_FALSE(set.smallest);
  EXPECT_EQ(answer.exposed.proven, 0);
  EXPECT_EQ(answer.exposed.bound, 2);
  // With room for all of them it is proven.
  asked.query.views = kDefaultSettlingViews;
  const SettlingAnswer all = asked.Find();
  ASSERT_EQ(all.exposed.sets.size(), 1);
  ExpectAll(all.exposed);
}

TEST(Settling, WhatWasSeenBeforeAnInterruptionIsTold) {
  Asked asked({Use(), Update().Unknown(), Access().Unknown()});
  int made = 0;
  asked.query.make_views =
      [&made](const std::shared_ptr<const Snapshot>& snapshot,
              const ViewOptions& options) -> absl::StatusOr<Views> {
    if (++made > 2) return absl::CancelledError("");
    return Views::Create(snapshot, options);
  };
  const SettlingAnswer answer = asked.Find();
  EXPECT_EQ(answer.completeness.stop, StopReason::kCancelled);
  EXPECT_EQ(answer.looked_at, 1);
  EXPECT_THAT(Sets(answer, answer.exposed), ElementsAre("+relations/access"));
  EXPECT_EQ(answer.exposed.proven, 1);
  EXPECT_FALSE(answer.exposed.all);
  made = 2;
  EXPECT_EQ(asked.Ask().status().code(), absl::StatusCode::kCancelled)
      << "the pair itself was not answered";
}

const SettlingQuestion* QuestionOn(const SettlingAnswer& answer,
                                   const std::string& id) {
  for (const SettlingQuestion& one : answer.questions) {
    if (one.what.id == id) return &one;
  }
  return nullptr;
}

// What makes something a member, or part of something, is as much on record as
// what is said of the class.
TEST(Settling, WhoIsAMemberIsAskedWhereItIsInDoubt) {
  const Draft of_class = MakeRelation(
      "use", "uses", EndOf(Of("process").Where("part_of", "organizations/o")),
      EndOf("products/x"));
  const AskedSettling possible(
      {of_class, Update(),
       Rel("in", "part_of", "processes/p", "organizations/o").Possible()});
  const SettlingAnswer answer = possible.Find();
  ASSERT_FALSE(answer.settled);
  const SettlingQuestion* in = QuestionOn(answer, "relations/in");
  ASSERT_NE(in, nullptr);
  EXPECT_THAT(in->what.doubts, ElementsAre(Doubt::kPossible));
  EXPECT_EQ(in->if_true->status, Status::kOpen);
  EXPECT_EQ(in->if_false->status, Status::kNoPath);
  // A denial of the whole, of which it may be no part.
  const AskedSettling denied(
      {Use(), Update(),
       Rel("in", "part_of", "processes/p", "organizations/o").Possible(),
       MakeRelation("not", "touches",
                    EndOf(Of("uses").From(
                        Of("process").Where("part_of", "organizations/o"))),
                    EndOf("interests/vital-infrastructure"))
           .Denied()});
  const SettlingAnswer tier = denied.Find();
  ASSERT_FALSE(tier.settled);
  EXPECT_NE(QuestionOn(tier, "relations/in"), nullptr);
  EXPECT_NE(QuestionOn(tier,
                       "unrecorded:touches@relations/use@interests/"
                       "vital-infrastructure"),
            nullptr);
}

TEST(Settling, WhatReachIsConcludedFromIsAskedWhereItIsInDoubt) {
  const AskedSettling asked(
      {Use(), Update().While(WhenReached("authorities/s", "companies/x")),
       Rel("parent", "controlled_by", "companies/x", "companies/g").Possible(),
       Rel("seat", "seated_in", "companies/g", "jurisdictions/j"),
       Rel("law", "enacts", "jurisdictions/j", "laws/l"),
       Rel("power", "compels_disclosure", "laws/l", "authorities/s")});
  const SettlingAnswer answer = asked.Find();
  const SettlingQuestion* parent = QuestionOn(answer, "relations/parent");
  ASSERT_NE(parent, nullptr);
  EXPECT_EQ(parent->if_true->status, Status::kOpen);
}

}  // namespace
}  // namespace ketenzicht::graph
