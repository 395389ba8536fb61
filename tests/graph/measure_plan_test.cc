// Measures on small graphs, by hand: docs/semantics.md, section 11, one test a
// row; what a question may say, and what stops it.
// tests/graph/measure_twin_test.cc compares with all subsets.

#include "graph/measure_plan.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "graph/measure_text.h"
#include "graph/single_points.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A flow abroad, encrypted or not, and a product with a maker who updates it.
std::vector<Fact> Exposed() {
  return {Rel("use", "uses", "processes/p", "products/d"),
          Rel("handles", "handles", "processes/p", "information/i"),
          Rel("flow", "sends_data_to", "information/i", "companies/c"),
          Rel("key", "key_held_by", "information/i", "companies/c"),
          Rel("update", "updated_by", "products/d", "companies/c"),
          Rel("seat", "seated_in", "companies/c", "jurisdictions/x"),
          Rel("law", "enacts", "jurisdictions/x", "laws/l"),
          Rel("tells", "compels_disclosure", "laws/l", "authorities/a"),
          Rel("helps", "compels_assistance", "laws/l", "authorities/a")};
}

Draft Candidate(const char* name, std::vector<std::string> closes, double cost,
                double burden = 0) {
  return Closing(name, std::move(closes)).Candidate().Costs(cost, burden);
}

class Asked {
 public:
  explicit Asked(std::vector<Fact> more,
                 std::vector<Fact> exposed = Exposed()) {
    for (Fact& fact : more) exposed.push_back(std::move(fact));
    snapshot = MakeSnapshot(exposed);
    question.processes = {snapshot->Find("processes/p")};
    question.targets = TargetsOf(*snapshot, {"authorities/a"}).value();
    question.vectors = {snapshot->policy().FindVector("espionage"),
                        snapshot->policy().FindVector("sabotage")};
  }

  absl::StatusOr<MeasurePlan> Ask(const Limits& limits = {}) const {
    return ProposeMeasures(snapshot, options, question, limits);
  }
  MeasurePlan Plan() const {
    absl::StatusOr<MeasurePlan> plan = Ask();
    EXPECT_TRUE(plan.ok()) << plan.status();
    return *std::move(plan);
  }
  std::vector<FactIndex> Measures(const std::vector<std::string>& names) const {
    std::vector<FactIndex> facts;
    for (const std::string& name : names) {
      facts.push_back(snapshot->Find(absl::StrCat("measures/", name)));
    }
    return facts;
  }
  // "a b: 3 + 1, 0 above"
  std::string Show(const MeasureSet& set) const {
    std::vector<std::string> names;
    for (FactIndex fact : set.measures) {
      names.emplace_back(snapshot->id(fact).substr(sizeof "measures"));
    }
    return absl::StrCat(absl::StrJoin(names, " "), ": ", set.cost, " + ",
                        set.burden, ", ", set.above, " above");
  }
  std::string PlanShown() const {
    const MeasurePlan plan = Plan();
    return plan.set ? Show(*plan.set) : "none";
  }

  std::shared_ptr<const Snapshot> snapshot;
  ViewOptions options = OptionsOn();
  MeasureQuestion question;
};

TEST(Measures, ThePlanIsTheCheapestSetThatBringsAllUnderTheGoal) {
  Asked asked({Candidate("stop", {"relations/use", "relations/handles"}, 100),
               Candidate("offline", {"relations/update"}, 30),
               Candidate("no-flow", {"relations/flow"}, 40)});
  const MeasurePlan plan = asked.Plan();
  EXPECT_EQ(plan.state, MeasurePlan::State::kCheapest);
  EXPECT_EQ(asked.Show(*plan.set), "no-flow offline: 70 + 0, 0 above");
  EXPECT_EQ(plan.bound, 70);
  EXPECT_EQ(plan.pairs[0].before.status, Status::kOpen);
  EXPECT_EQ(plan.pairs[0].after->status, Status::kBlocked);
}

TEST(Measures, OfEqualCostTheLeastBurdenThenTheFewestThenTheFirst) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  EXPECT_EQ(Asked({Candidate("a", both, 5, 3), Candidate("b", both, 5, 2)})
                .PlanShown(),
            "b: 5 + 2, 0 above");
  EXPECT_EQ(Asked({Candidate("a", {both[0]}, 2, 1),
                   Candidate("b", {both[1]}, 3, 1), Candidate("c", both, 5, 2)})
                .PlanShown(),
            "c: 5 + 2, 0 above");
  EXPECT_EQ(Asked({Candidate("b", both, 5, 2), Candidate("a", both, 5, 2)})
                .PlanShown(),
            "a: 5 + 2, 0 above");
}

TEST(Measures, CostAndBurdenMayBeWeighed) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  Asked asked({Candidate("cheap", both, 5, 9), Candidate("easy", both, 7, 1)});
  EXPECT_EQ(asked.PlanShown(), "cheap: 5 + 9, 0 above");
  asked.question.weights = MeasureWeights{1, 1};
  EXPECT_EQ(asked.PlanShown(), "easy: 7 + 1, 0 above");
  EXPECT_EQ(asked.Plan().objective, 8);
}

TEST(Measures, AMeasureThatOnlyWorksBesideAnotherIsFound) {
  Asked asked({Candidate("encryption", {"relations/flow"}, 3)
                   .Unless(WhenFact("relations/key")),
               Candidate("custody", {"relations/key"}, 4),
               Candidate("offline", {"relations/update"}, 1)});
  const MeasurePlan plan = asked.Plan();
  EXPECT_EQ(asked.Show(*plan.set),
            "custody encryption offline: 8 + 0, 0 above");
  // Sorted: custody, encryption, offline.
  EXPECT_THAT(plan.worth[0].brings, IsEmpty()) << "alone it does nothing";
  EXPECT_EQ(plan.worth[0].buys, true);
  EXPECT_THAT(plan.worth[0].fails, ElementsAre(0));
  EXPECT_THAT(plan.worth[2].brings, ElementsAre(1));
  EXPECT_THAT(plan.worth[2].improves, ElementsAre(1));
}

TEST(Measures, PrerequisitesAndConflictsBindTheChoice) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  const Draft easy = Candidate("easy", both, 1);
  const Draft hard = Candidate("hard", both, 5);
  const Draft base = Candidate("base", {"relations/use"}, 2);
  EXPECT_EQ(
      Asked({Draft(easy).Needs({"measures/base"}), base, hard}).PlanShown(),
      "base easy: 3 + 0, 0 above");
  const Draft in_place = Closing("base", {"relations/law"}).Denied();
  EXPECT_EQ(
      Asked({Draft(easy).Needs({"measures/base"}), in_place, hard}).PlanShown(),
      "hard: 5 + 0, 0 above")
      << "what it needs does not count: it is barred";
  EXPECT_EQ(Asked({Draft(easy).ConflictsWith({"measures/there"}), hard,
                   Closing("there", {"relations/key"})})
                .PlanShown(),
            "hard: 5 + 0, 0 above")
      << "beside what is in place";
  const Draft first = Candidate("first", {both[0]}, 1);
  const Draft second = Candidate("second", {both[1]}, 1);
  EXPECT_EQ(
      Asked({first, Draft(second).ConflictsWith({"measures/first"}), hard})
          .PlanShown(),
      "hard: 5 + 0, 0 above")
      << "whichever of the two says so";
  const Asked none({first, Draft(second).ConflictsWith({"measures/first"})});
  const MeasurePlan plan = none.Plan();
  EXPECT_EQ(plan.state, MeasurePlan::State::kNone) << "each alone is possible";
  EXPECT_EQ(plan.pairs[0].reach, PlannedPair::Reach::kWithin);
}

TEST(Measures, WhatMayNotBeInPlaceBearsNothing) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  const Draft easy = Candidate("easy", both, 1).Needs({"measures/base"});
  const Draft hard = Candidate("hard", both, 5);
  const Draft base = NothingShown("base", {"relations/use"});
  EXPECT_EQ(Asked({easy, base, hard}).PlanShown(), "easy: 1 + 0, 0 above");
  for (const Draft& doubted : {Draft(base).Unknown(), Draft(base).Possible(),
                               Draft(base).From("2021-06-01/2022-06-01"),
                               Draft(base).Said("sources/s", "2022-05-01")}) {
    const Asked asked({easy, doubted, hard});
    EXPECT_EQ(asked.PlanShown(), "hard: 5 + 0, 0 above");
    EXPECT_EQ(asked.Plan().barred, asked.Measures({"easy"}));
  }
  Asked unheard({easy, Draft(base).Said("sources/u"), hard,
                 SourceOfType("sources/u", "press")});
  unheard.options.source_types = {"parliament"};
  EXPECT_EQ(unheard.PlanShown(), "hard: 5 + 0, 0 above");
  EXPECT_EQ(Asked({easy, Draft(base).Candidate().Costs(1, 0).Unknown(), hard})
                .PlanShown(),
            "hard: 5 + 0, 0 above")
      << "what may be taken and would be in doubt";
}

TEST(Measures, WhatIsOutOfReachIsSaidAndThePlanIsForTheRest) {
  Asked asked({Candidate("offline", {"relations/update"}, 1)});
  const MeasurePlan plan = asked.Plan();
  EXPECT_EQ(plan.pairs[0].reach, PlannedPair::Reach::kOutOfReach);
  EXPECT_EQ(plan.pairs[1].reach, PlannedPair::Reach::kWithin);
  EXPECT_EQ(asked.Show(*plan.set), "offline: 1 + 0, 1 above");
  EXPECT_EQ(plan.state, MeasurePlan::State::kCheapest);
}

TEST(Measures, WhatIsMetNeedsNothing) {
  Asked asked({Closing("stop", {"relations/use", "relations/handles"}),
               Candidate("offline", {"relations/update"}, 1)});
  EXPECT_EQ(asked.PlanShown(), ": 0 + 0, 0 above");
  EXPECT_EQ(asked.Plan().worth[0].buys, false) << "disproportionate";
}

TEST(Measures, AnUnstatedCostIsNotNothing) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  Asked asked(
      {Closing("unknown", both).Candidate(), Candidate("known", both, 50)});
  const MeasurePlan plan = asked.Plan();
  EXPECT_EQ(asked.Show(*plan.set), "known: 50 + 0, 0 above");
  EXPECT_EQ(plan.without_cost, asked.Measures({"unknown"}));
  asked.question.assumed_cost = 10;
  asked.question.assumed_burden = 0;
  EXPECT_EQ(asked.PlanShown(), "unknown: 10 + 0, 0 above");
}

TEST(Measures, MandatoryAndExcluded) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  Asked asked({Candidate("a", both, 1), Candidate("b", both, 2)});
  asked.question.excluded = asked.Measures({"a"});
  EXPECT_EQ(asked.PlanShown(), "b: 2 + 0, 0 above");
  asked.question.excluded = {};
  asked.question.mandatory = asked.Measures({"b"});
  EXPECT_EQ(asked.PlanShown(), "b: 2 + 0, 0 above");
  asked.question.excluded = asked.Measures({"b"});
  EXPECT_THAT(asked.Ask().status().message(), HasSubstr("excluded too"));
}

TEST(Measures, OnlyNamedCandidates) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  Asked asked({Candidate("a", both, 1), Candidate("b", both, 2),
               Closing("there", {"relations/key"})});
  asked.question.candidates = asked.Measures({"b"});
  EXPECT_EQ(asked.PlanShown(), "b: 2 + 0, 0 above");
  asked.question.candidates = asked.Measures({"there"});
  EXPECT_EQ(asked.Ask().status().code(), absl::StatusCode::kInvalidArgument);
  asked.question.candidates = {asked.snapshot->Find("relations/flow")};
  EXPECT_EQ(asked.Ask().status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Measures, AGoalOfTierOrLikelihoodIsAboutAllPathsNotBlocked) {
  std::vector<Fact> exposed = Exposed();
  exposed.push_back(Rel("vital", "touches", "relations/use",
                        "interests/vital-infrastructure"));
  exposed.push_back(
      Rel("remote", "remotely_accessed_by", "products/d", "companies/c")
          .Likely(0.1, 0.2, 0.9));
  Asked asked({Candidate("offline", {"relations/update"}, 1),
               Candidate("split", {"relations/remote"}, 1),
               Reducing("watch", {"relations/remote"}, 0, 0.1, 0.2)
                   .Candidate()
                   .Costs(0.5, 0)},
              exposed);
  asked.question.vectors = {asked.snapshot->policy().FindVector("sabotage")};
  asked.question.goal = {.kind = MeasureGoal::Kind::kTier, .tier = 1};
  EXPECT_EQ(asked.PlanShown(), "offline split: 2 + 0, 0 above");
  asked.question.goal = {
      .kind = MeasureGoal::Kind::kLikelihood,
      .likelihood = asked.snapshot->policy().FindLikelihoodClass("low")};
  const MeasurePlan plan = asked.Plan();
  EXPECT_EQ(asked.Show(*plan.set), "offline watch: 1.5 + 0, 0 above");
  EXPECT_NEAR(*plan.pairs[0].after->likelihood, 0.18, 1e-12)
      << "the high bound, 0.9 times 0.2";
}

// They reduce once, by what both state: to take the second besides the first
// must not raise what is left.
TEST(Measures, OneMeasureThatIsSaidTwiceReducesOnce) {
  std::vector<Fact> exposed = Exposed();
  exposed.push_back(
      Rel("remote", "remotely_accessed_by", "products/d", "companies/c")
          .Likely(0.9, 0.9, 0.9));
  const auto watch = [](const char* name, double left) {
    return Reducing(name, {"relations/remote"}, left, left, left)
        .Candidate()
        .Costs(1, 0);
  };
  Asked asked({Candidate("offline", {"relations/update"}, 1),
               watch("watch", 0.1), watch("again", 0.2)},
              exposed);
  asked.question.vectors = {asked.snapshot->policy().FindVector("sabotage")};
  asked.question.goal = {
      .kind = MeasureGoal::Kind::kLikelihood,
      .likelihood = asked.snapshot->policy().FindLikelihoodClass("low")};
  const MeasurePlan plan = asked.Plan();
  EXPECT_EQ(asked.Show(*plan.set), "again offline: 2 + 0, 0 above");
  EXPECT_NEAR(*plan.pairs[0].after->likelihood, 0.18, 1e-12)
      << "the higher of the two, however many are taken";
}

TEST(Measures, TheFrontHasEveryChoiceThatNoneBeats) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  Asked asked({Candidate("cheap", both, 5, 9), Candidate("easy", both, 7, 1),
               Candidate("worse", both, 8, 2),
               Candidate("half", {"relations/update"}, 2, 1)});
  std::vector<std::string> shown;
  for (const MeasureSet& set : asked.Plan().front) {
    shown.push_back(asked.Show(set));
  }
  EXPECT_THAT(shown,
              ElementsAre(": 0 + 0, 2 above", "half: 2 + 1, 1 above",
                          "cheap: 5 + 9, 0 above", "easy: 7 + 1, 0 above"));
}

TEST(Measures, WhatBuysNothingIsDisproportionate) {
  Asked asked({Candidate("offline", {"relations/update"}, 1),
               Candidate("no-flow", {"relations/flow"}, 1),
               Candidate("show", {"relations/key"}, 1)});
  const MeasurePlan plan = asked.Plan();
  EXPECT_EQ(plan.worth[0].buys, true);   // no-flow
  EXPECT_EQ(plan.worth[1].buys, true);   // offline
  EXPECT_EQ(plan.worth[2].buys, false);  // show: no flow asks for the key
}

TEST(Measures, WhatIsNeededIsWorthWhatNeedsItIs) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  const Draft base =
      NothingShown("base", {"relations/use"}).Candidate().Costs(1, 0);
  Asked asked({base, Candidate("top", both, 1).Needs({"measures/base"})});
  const MeasurePlan plan = asked.Plan();
  EXPECT_EQ(asked.Show(*plan.set), "base top: 2 + 0, 0 above");
  const MeasureWorth& needed = plan.worth[0];
  EXPECT_THAT(needed.brings, IsEmpty());
  EXPECT_EQ(needed.buys, true) << "top cannot be had without it";
  EXPECT_THAT(needed.fails, ElementsAre(0, 1)) << "top falls with it";
  const MeasureWorth& top = plan.worth[1];
  EXPECT_EQ(top.needs, asked.Measures({"base"}));
  EXPECT_THAT(top.brings, ElementsAre(0, 1));
  const std::string text =
      MeasurePlanText(*asked.snapshot, asked.options, asked.question.goal, plan,
                      Language::kEnglish);
  EXPECT_THAT(text, HasSubstr("top: taken with what it needs (base) reaches"));
  EXPECT_THAT(text, HasSubstr("base: taken alone reaches the goal for 0, "
                              "improves 0; if it fails (with what needs it), "
                              "above the goal: 2"));
}

TEST(Measures, WhatIsForSomethingElseIsNotDisproportionate) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  const Asked asked(
      {Candidate("all", both, 1), Candidate("keys", {"relations/key"}, 1),
       Candidate("other", {"relations/o"}, 1),
       NothingShown("shown", {"relations/flow"}).Candidate().Costs(1, 0),
       Rel("o", "uses", "processes/other", "products/other")});
  const MeasurePlan plan = asked.Plan();
  std::vector<bool> elsewhere;
  for (const MeasureWorth& one : plan.worth) elsewhere.push_back(one.elsewhere);
  EXPECT_THAT(elsewhere, ElementsAre(false, true, true, false));
  EXPECT_FALSE(plan.worth[2].disproportionate());
  EXPECT_TRUE(plan.worth[3].disproportionate()) << "it is on a path";
  EXPECT_THAT(
      MeasurePlanText(*asked.snapshot, asked.options, asked.question.goal, plan,
                      Language::kEnglish),
      AllOf(HasSubstr("Disproportionate for this goal (buys nothing beside any "
                      "other set): shown."),
            HasSubstr("Not weighed, on no path of these pairs: 2."),
            Not(HasSubstr("other: taken"))));
}

TEST(SinglePoints, WhatAMeasureNeedsIsOneToo) {
  const Asked asked({Closing("top", {"relations/flow", "relations/update"})
                         .Needs({"measures/base"}),
                     NothingShown("base", {"relations/use"})});
  SinglePointQuery query{asked.question.processes, asked.question.targets,
                         asked.question.vectors, nullptr};
  const SinglePoints points =
      FindSinglePoints(asked.snapshot, asked.options, query, {}).value();
  ASSERT_EQ(points.blocked.size(), 2U);
  std::vector<FactIndex> named;
  for (const SinglePoint& one : points.blocked[0].points) {
    named.push_back(one.measure);
  }
  EXPECT_EQ(named, asked.Measures({"base", "top"}));
}

TEST(Measures, GoalsThatSayNothingAreRefused) {
  Asked asked({Candidate("offline", {"relations/update"}, 1)});
  for (Status status : {Status::kOpen, Status::kNoPath}) {
    asked.question.goal.status = status;
    EXPECT_EQ(asked.Ask().status().code(), absl::StatusCode::kInvalidArgument);
  }
  for (int tier : {-1, 3, 4}) {
    asked.question.goal = {.kind = MeasureGoal::Kind::kTier, .tier = tier};
    EXPECT_EQ(asked.Ask().status().code(), absl::StatusCode::kInvalidArgument);
  }
  asked.question.goal = {.kind = MeasureGoal::Kind::kLikelihood};
  EXPECT_EQ(asked.Ask().status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Measures, ATableInWhichAFactorLowersATierHasNoTierGoal) {
  PolicyDocument document = TestPolicyDocument();
  std::swap(document.decision_table.front().tier,
            document.decision_table.back().tier);
  const auto snapshot =
      Snapshot::Create(1, Complete(Exposed()), TestOntology(),
                       std::make_shared<const Policy>(
                           Policy::Create(document, *TestOntology()).value()));
  EXPECT_EQ(CheckGoal(**snapshot, OptionsOn(),
                      {.kind = MeasureGoal::Kind::kTier, .tier = 1})
                .code(),
            absl::StatusCode::kFailedPrecondition);
}

// What is closed for certain is a means (7.4); what makes no edge is not
// closed.
TEST(Measures, WhereAMeasureMayRaiseATierThereIsNoPlanByTier) {
  std::vector<Fact> exposed = Exposed();
  for (const Draft& draft :
       {Rel("vital", "touches", "relations/use",
            "interests/vital-infrastructure"),
        Rel("none", "conducts", "authorities/a", "programmes/g").Denied(),
        Rel("t", "targets", "programmes/g", "interests/dutch-interests"),
        Rel("in-p", "part_of", "processes/p", "organizations/o"),
        Rel("in-q", "part_of", "processes/q", "organizations/o"),
        Rel("held", "key_held_by", "information/j", "companies/z"),
        Rel("other", "uses", "processes/q", "products/e")
            .While(WhenFact("relations/held"))}) {
    exposed.push_back(draft);
  }
  Asked asked({Candidate("a", {"relations/other"}, 1),
               Candidate("b", {"relations/held"}, 1)},
              exposed);
  asked.question.goal = {.kind = MeasureGoal::Kind::kTier, .tier = 2};
  EXPECT_EQ(asked.Ask().status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(asked.Ask().status().message(), HasSubstr("'relations/other'"));
  asked.question.goal = {};
  EXPECT_TRUE(asked.Ask().ok());
}

TEST(Measures, CostsAreCountedExactly) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  EXPECT_EQ(
      Asked({Candidate("a", {both[0]}, 0.1), Candidate("b", {both[1]}, 0.2),
             Candidate("c", both, 0.3, 1)})
          .PlanShown(),
      "a b: 0.3 + 0, 0 above")
      << "as doubles, 0.1 + 0.2 is more than 0.3";
  for (const double amount : {-5.0, 0.0001}) {
    Asked assumed({Candidate("a", both, 1)});  // nothing needs it
    assumed.question.assumed_cost = amount;
    EXPECT_EQ(assumed.Ask().status().code(),
              absl::StatusCode::kInvalidArgument);
    assumed.question.assumed_cost.reset();
    assumed.question.assumed_burden = amount;
    EXPECT_THAT(std::string(assumed.Ask().status().message()),
                HasSubstr("the burden that is assumed must have three"));
  }
  for (const double cost : {0.0001, 1e13}) {
    EXPECT_EQ(Asked({Candidate("a", both, cost)}).Ask().status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_EQ(Asked({Candidate("a", both, 0.001), Candidate("b", both, 2e9)})
                .Ask()
                .status()
                .code(),
            absl::StatusCode::kInvalidArgument)
      << "too far apart";
}

TEST(Measures, AStopIsSaidWithTheBestThatIsKnown) {
  const std::vector<std::string> both = {"relations/flow", "relations/update"};
  Asked asked({Candidate("a", {both[0]}, 1), Candidate("b", {both[1]}, 2),
               Candidate("c", both, 4), Candidate("d", both, 5)});
  const auto stopped = asked.Ask({.cancelled = [] { return true; }});
  ASSERT_TRUE(stopped.ok()) << stopped.status();
  EXPECT_EQ(stopped->state, MeasurePlan::State::kStopped);
  EXPECT_EQ(stopped->completeness.stop, StopReason::kCancelled);
  EXPECT_FALSE(stopped->front_completeness.complete());
  EXPECT_FALSE(stopped->worth_completeness.complete());
  EXPECT_EQ(stopped->pairs[0].reach, PlannedPair::Reach::kNotLookedAt);
  bool known = false;
  for (int asks = 1; asks < 400; ++asks) {
    int left = asks;
    const auto plan = asked.Ask({.expired = [&] { return --left < 0; }});
    ASSERT_TRUE(plan.ok()) << plan.status();
    if (plan->completeness.complete()) break;
    EXPECT_EQ(plan->completeness.stop, StopReason::kTime);
    if (plan->state != MeasurePlan::State::kKnown) continue;
    known = true;
    EXPECT_EQ(asked.Show(*plan->set), "a b: 3 + 0, 0 above");
    EXPECT_LE(plan->bound, 3);
  }
  EXPECT_TRUE(known) << "never stopped with a set in hand";
}

TEST(Measures, NoCandidatesAndNoPairsAreNoTrouble) {
  Asked asked({});
  EXPECT_EQ(asked.PlanShown(), ": 0 + 0, 2 above");
  asked.question.processes = {};
  EXPECT_EQ(asked.PlanShown(), ": 0 + 0, 0 above");
}

TEST(Measures, APlanIsSaidInBothLanguages) {
  Asked asked({Candidate("offline", {"relations/update"}, 1.5, 2),
               Candidate("show", {"relations/key"}, 1),
               Closing("open", {"relations/flow"}).Candidate()});
  const MeasurePlan plan = asked.Plan();
  const auto said = [&](Language language) {
    return MeasurePlanText(*asked.snapshot, asked.options, asked.question.goal,
                           plan, language);
  };
  EXPECT_THAT(
      said(Language::kEnglish),
      AllOf(HasSubstr("Goal: blocked or better.\n1 of 2 pairs: no set that may "
                      "be taken reaches the goal.\n"
                      "Cheapest set (proven, gap 0): cost 1.5, burden 2.\n"),
            HasSubstr("No set that may be taken reaches the goal here."),
            HasSubstr("Left out, cost or burden not stated: open."),
            HasSubstr("  cost 0, burden 0, above the goal: 2 – none\n"
                      "  cost 1.5, burden 2, above the goal: 1 – offline\n"),
            HasSubstr("buys nothing beside any other set): none.\n"
                      "Not weighed, on no path of these pairs: 1.\n")));
  EXPECT_THAT(
      said(Language::kDutch),
      AllOf(
          HasSubstr("Doel: geblokkeerd of beter.\n1 van 2 paren: geen "
                    "toegestane keuze bereikt het doel.\n"
                    "Goedkoopste keuze (bewezen, marge 0): kosten 1.5, last "
                    "2.\n"),
          HasSubstr("Geen toegestane keuze bereikt het doel hier."),
          HasSubstr("kosten of last niet vermeld: open."),
          HasSubstr("levert met geen enkele andere keuze iets op): "
                    "geen.\nNiet gewogen, op geen pad van deze paren: 1.\n")));
}

// ---- Single points of failure -----------------------------------------------

SinglePoints PointsOf(const Asked& asked, const Limits& limits = {}) {
  return FindSinglePoints(asked.snapshot, asked.options,
                          {asked.question.processes, asked.question.targets,
                           asked.question.vectors, nullptr},
                          limits)
      .value();
}

TEST(SinglePoints, AreMeasuresWithoutWhichAPairIsNotBlocked) {
  const Asked asked({Closing("one", {"relations/flow"}),
                     Closing("two", {"relations/update"}),
                     Closing("three", {"relations/use"})});
  const SinglePoints points = PointsOf(asked);
  ASSERT_EQ(points.blocked.size(), 2u);
  ASSERT_EQ(points.blocked[0].points.size(), 1u);
  EXPECT_EQ(asked.snapshot->id(points.blocked[0].points[0].measure),
            "measures/one");
  EXPECT_EQ(points.blocked[0].points[0].status, Status::kOpen);
  EXPECT_THAT(points.blocked[1].points, IsEmpty()) << "blocked twice";
  EXPECT_EQ(points.measures_lifted, 3);
}

TEST(SinglePoints, AMeasureThatHoldsUpAnotherIsOne) {
  const Asked asked({Closing("encryption", {"relations/flow"})
                         .Unless(WhenFact("relations/key")),
                     Closing("custody", {"relations/key"})});
  const SinglePoints points = PointsOf(asked);
  ASSERT_EQ(points.blocked.size(), 1u);
  EXPECT_EQ(points.blocked[0].points.size(), 2u)
      << "the key is on no path: custody counts all the same";
}

TEST(SinglePoints, ACancelledQuestionSaysSo) {
  const Asked asked({Closing("one", {"relations/flow"})});
  const SinglePoints points =
      PointsOf(asked, {.cancelled = [] { return true; }});
  EXPECT_EQ(points.completeness.stop, StopReason::kCancelled);
}

}  // namespace
}  // namespace ketenzicht::graph
