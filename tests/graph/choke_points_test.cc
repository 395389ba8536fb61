// Choke points and the cheapest cut on small graphs, by hand:
// docs/semantics.md, section 12; what a question may say, and what stops it.
// tests/graph/choke_points_twin_test.cc compares with all simple paths.

#include "graph/choke_points.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "graph/choke_point_text.h"
#include "graph/internal/compact_product.h"
#include "gtest/gtest.h"
#include "tests/graph/asked_choke_points.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Two products, reached by two companies: one is owned by a holding, the other
// controlled by it. Two laws where the holding is seated.
std::vector<Fact> Holding() {
  return {Rel("use-x", "uses", "processes/p", "products/x"),
          Rel("use-y", "uses", "processes/p", "products/y"),
          Rel("access-x", "remotely_accessed_by", "products/x", "companies/a"),
          Rel("access-y", "remotely_accessed_by", "products/y", "companies/b"),
          Rel("owned", "majority_owned_by", "companies/a", "companies/h"),
          Rel("led", "controlled_by", "companies/b", "companies/h"),
          Rel("seat", "seated_in", "companies/h", "jurisdictions/j"),
          Rel("enacts-1", "enacts", "jurisdictions/j", "laws/1"),
          Rel("enacts-2", "enacts", "jurisdictions/j", "laws/2"),
          Rel("tells-1", "compels_disclosure", "laws/1", "authorities/s"),
          Rel("tells-2", "compels_disclosure", "laws/2", "authorities/s")};
}

// The same, and the holding operates where it is seated: no relation is passed
// by all.
std::vector<Fact> HoldingWithTwoTies() {
  std::vector<Fact> facts = Holding();
  facts.push_back(
      Rel("branch", "operates_in", "companies/h", "jurisdictions/j"));
  return facts;
}

// One chain from a process to an authority, over an update.
std::vector<Fact> Chain() {
  return {Rel("use", "uses", "processes/p", "products/x"),
          Rel("update", "updated_by", "products/x", "companies/c"),
          Rel("seat", "seated_in", "companies/c", "jurisdictions/j"),
          Rel("law", "enacts", "jurisdictions/j", "laws/l"),
          Rel("helps", "compels_assistance", "laws/l", "authorities/s")};
}

TEST(ChokePoints, AHoldingThatIsReachedByOwnershipAndByControlIsOne) {
  const AskedChokePoints asked(Holding(), "espionage");
  EXPECT_THAT(asked.Points(),
              ElementsAre("companies/h 1 @6", "relations/seat 1 @7",
                          "jurisdictions/j 1 @8"));
  EXPECT_EQ(asked.Cut(), "1: companies/h");

  const AskedChokePoints tied(HoldingWithTwoTies(), "espionage");
  EXPECT_THAT(tied.OfAll(), ElementsAre("companies/h", "jurisdictions/j"));
  EXPECT_EQ(tied.Cut(), "1: companies/h") << "of the two the first by id";
}

// That is what makes a dominator of the product wrong here.
TEST(ChokePoints, CopiesInTheProductAreOneFact) {
  const AskedChokePoints asked(Holding(), "espionage");
  Completeness completeness;
  const auto product = asked.view->product(*asked.query.vectors[0]->automaton,
                                           Limits(), completeness);
  int copies = 0;
  for (internal::Vertex v = 0; v < product->size(); ++v) {
    if (product->entity(v) == asked.Index("companies/h")) ++copies;
  }
  EXPECT_EQ(copies, 2);
}

TEST(ChokePoints, WhoCannotCutStatesSaysSo) {
  AskedChokePoints asked(HoldingWithTwoTies(), "espionage");
  asked.query.not_cuttable_kinds = {"company"};
  EXPECT_EQ(asked.Cut(), "1: jurisdictions/j");
  EXPECT_FALSE(asked.Find().points[0].cuttable);
  EXPECT_TRUE(asked.Find().points[1].cuttable);
  asked.query.not_cuttable_kinds = {"jurisdiction"};
  EXPECT_EQ(asked.Cut(), "1: companies/h");
  asked.query.not_cuttable = {asked.Index("companies/h")};
  EXPECT_EQ(asked.Cut(), "2: companies/a companies/b");
  asked.query.not_cuttable_kinds = {"jurisdiction", "company", "product"};
  EXPECT_EQ(asked.Cut(), "2: laws/1 laws/2");
  asked.query.cuttable = Cuttable::kRelations;
  EXPECT_EQ(asked.Cut(), "2: relations/access-x relations/access-y");
  asked.query.not_cuttable_kinds = {"uses",      "remotely_accessed_by",
                                    "seated_in", "operates_in",
                                    "enacts",    "owned_by"};
  EXPECT_EQ(asked.Cut(), "2: relations/tells-1 relations/tells-2")
      << "majority_owned_by is a kind of owned_by";
  // Nothing at all may be cut: not a cut that weighs nothing.
  asked.query.not_cuttable_kinds.emplace_back("compels_disclosure");
  EXPECT_EQ(asked.Cut(), "none");
  EXPECT_EQ(asked.Find().cut.uncuttable.size(), asked.Find().exposed.size());
}

TEST(ChokePoints, EachHasItsShareOfTheExposedPairs) {
  std::vector<Fact> facts = Holding();
  for (const char* name : {"x", "y"}) {
    facts.push_back(Rel(absl::StrCat("only-", name), "uses",
                        absl::StrCat("processes/", name),
                        absl::StrCat("products/", name)));
  }
  // A fourth reaches the authority by a way of its own, a fifth not at all.
  facts.push_back(Rel("use-z", "uses", "processes/z", "products/z"));
  facts.push_back(
      Rel("access-z", "remotely_accessed_by", "products/z", "companies/z"));
  facts.push_back(
      Rel("ruled", "controlled_by", "companies/z", "authorities/s"));
  facts.push_back(Rel("use-0", "uses", "processes/0", "products/0"));
  const AskedChokePoints asked(facts, "espionage",
                               {"processes/p", "processes/x", "processes/y",
                                "processes/z", "processes/0"});
  const ChokePoints found = asked.Find();
  EXPECT_EQ(found.exposed.size(), 4);
  EXPECT_THAT(asked.OfAll(), IsEmpty());
  const ChokePoint& first = found.points[0];
  EXPECT_EQ(asked.Id(first.element.fact), "companies/h");
  EXPECT_THAT(first.pairs, ElementsAre(0, 1, 2));
  EXPECT_EQ(first.share, 0.75);
  EXPECT_EQ(first.position, 6);

  EXPECT_EQ(asked.Cut(), "2: companies/h companies/z");
  EXPECT_THAT(found.cut.elements[0].pairs, ElementsAre(0, 1, 2));
  EXPECT_EQ(found.cut.elements[0].share, 0.75);
  EXPECT_THAT(found.cut.elements[0].opens, ElementsAre(0, 1, 2));
  EXPECT_THAT(found.cut.elements[1].opens, ElementsAre(3));
}

TEST(ChokePoints, APartOfACutOpensWhatItHolds) {
  AskedChokePoints asked(HoldingWithTwoTies(), "espionage");
  asked.query.not_cuttable = {asked.Index("companies/h"),
                              asked.Index("jurisdictions/j")};
  const CheapestCut cut = asked.Find().cut;
  ASSERT_EQ(asked.Show(cut), "2: companies/a companies/b");
  for (const CutElement& one : cut.elements) {
    EXPECT_THAT(one.pairs, IsEmpty()) << "there is another way";
    EXPECT_EQ(one.share, 0);
    EXPECT_THAT(one.opens, ElementsAre(0));
  }
}

TEST(ChokePoints, APairWithoutAPathIsNotExposed) {
  const AskedChokePoints asked(
      {Rel("use", "uses", "processes/p", "products/x"),
       Rel("law", "enacts", "jurisdictions/j", "laws/l"),
       Rel("helps", "compels_assistance", "laws/l", "authorities/s")},
      "sabotage");
  const ChokePoints found = asked.Find();
  EXPECT_THAT(found.exposed, IsEmpty());
  EXPECT_THAT(found.points, IsEmpty());
  EXPECT_TRUE(found.completeness.complete());
  EXPECT_EQ(asked.Cut(), "0: ") << "nothing needs to be cut";
}

TEST(ChokePoints, AllOfAChainIsPassedButItsEnds) {
  const AskedChokePoints asked(Chain(), "sabotage");
  EXPECT_THAT(
      asked.Points(),
      ElementsAre("relations/use 1 @1", "products/x 1 @2",
                  "relations/update 1 @3", "companies/c 1 @4",
                  "relations/seat 1 @5", "jurisdictions/j 1 @6",
                  "relations/law 1 @7", "laws/l 1 @8", "relations/helps 1 @9"));
  const AskedChokePoints state(Chain(), "sabotage", {"processes/p"},
                               "jurisdictions/j");
  EXPECT_EQ(state.Points().size(), 8)
      << "the state that is asked for is an end";
  for (const std::string& point : state.Points()) {
    EXPECT_THAT(point, ::testing::Not(HasSubstr("jurisdictions/j")));
  }
}

// From the process over four steps, of which two lie on a cycle: the walk that
// goes round comes first, and is no path.
TEST(ChokePoints, AWalkRoundACycleIsNoPath) {
  std::vector<Fact> facts = {
      Rel("use", "uses", "processes/p", "products/a"),
      Rel("ab", "contains", "products/a", "products/b"),
      Rel("ba", "contains", "products/b", "products/a"),
      Rel("up-a", "updated_by", "products/a", "authorities/s")};
  const std::string twice = "uses/contains/contains/updated_by";
  EXPECT_THAT(AskedChokePoints(facts, twice).Find().exposed, IsEmpty());

  facts.push_back(Rel("ac", "contains", "products/a", "products/c"));
  facts.push_back(Rel("cd", "contains", "products/c", "products/d"));
  facts.push_back(Rel("up-d", "updated_by", "products/d", "authorities/s"));
  const AskedChokePoints asked(facts, twice);
  EXPECT_THAT(
      asked.Points(),
      ElementsAre("relations/use 1 @1", "products/a 1 @2", "relations/ac 1 @3",
                  "products/c 1 @4", "relations/cd 1 @5", "products/d 1 @6",
                  "relations/up-d 1 @7"));
  EXPECT_EQ(asked.Cut(), "1: products/a");
  EXPECT_GT(asked.Find().completeness.expansions, 0);
}

TEST(ChokePoints, OwnersInACircleAreGoneThroughOnce) {
  std::vector<Fact> facts = Holding();
  facts.push_back(Rel("back", "controlled_by", "companies/h", "companies/a"));
  facts.push_back(Rel("self", "controlled_by", "companies/h", "companies/h"));
  EXPECT_THAT(AskedChokePoints(facts, "espionage").OfAll(),
              ElementsAre("companies/h", "relations/seat", "jurisdictions/j"));
}

TEST(ChokePoints, BlockedPathsCountWhereTheyAreAskedFor) {
  std::vector<Fact> facts = Holding();
  facts.push_back(Closing("stop", {"relations/use-x"}));
  facts[1] = Rel("use-y", "uses", "processes/p", "products/y").Unknown();
  AskedChokePoints asked(facts, "espionage");
  EXPECT_THAT(asked.OfAll(), ::testing::Contains("companies/b"))
      << "the way over a is blocked";
  asked.query.weakest = Status::kBlocked;
  EXPECT_THAT(asked.OfAll(),
              ::testing::Not(::testing::Contains("companies/b")));
  asked.query.weakest = Status::kNotExcluded;
  EXPECT_THAT(asked.Find().exposed, IsEmpty());
}

// "No pair has a path that counts" would hide that measures close one of them.
TEST(ChokePoints, PairsThatAreNotExposedAreNamedWithTheirStatus) {
  std::vector<Fact> facts = Chain();
  facts.push_back(Rel("use-q", "uses", "processes/q", "products/x"));
  facts.push_back(Thing("processes/r"));
  facts.push_back(Closing("stop", {"relations/use"}));
  AskedChokePoints asked(facts, "sabotage",
                         {"processes/p", "processes/q", "processes/r"});
  const auto statuses = [&asked] {
    std::vector<std::string> shown;
    for (const UnexposedPair& one : asked.Find().not_exposed) {
      shown.push_back(
          absl::StrCat(asked.Id(one.pair.process), " ",
                       one.status ? StatusName(*one.status) : "not settled"));
    }
    return shown;
  };
  EXPECT_EQ(asked.Find().exposed.size(), 1U);
  EXPECT_THAT(statuses(),
              ElementsAre("processes/p blocked", "processes/r no_path"));
  const std::string english =
      ChokePointText(asked.view->snapshot(), asked.view->options(), asked.query,
                     asked.Find(), Language::kEnglish);
  EXPECT_THAT(
      english,
      AllOf(HasSubstr("Exposed is here a pair with a path whose status is "
                      "“open” or “not excluded” or “unknown”."),
            HasSubstr("Not counted, blocked: P → s, "),
            HasSubstr("Not counted, no path recorded (which does not say that "
                      "there is none): R → s, "),
            HasSubstr("If this alone is not cut, 1 of 1 exposed pairs (100 %) "
                      "has a path again.")));
  const std::string dutch =
      ChokePointText(asked.view->snapshot(), asked.view->options(), asked.query,
                     asked.Find(), Language::kDutch);
  EXPECT_THAT(dutch,
              AllOf(HasSubstr("Niet meegeteld, geblokkeerd: P → s, "),
                    HasSubstr("Wordt alleen dit niet doorgesneden, dan heeft "
                              "1 van 1 blootgestelde paren (100 %) weer een "
                              "pad.")));
  asked.query.weakest = Status::kBlocked;
  EXPECT_THAT(statuses(), ElementsAre("processes/r no_path"));
}

TEST(ChokePoints, WhatWasSaidLaterIsNotCertainAtTheDate) {
  std::vector<Fact> facts = Chain();
  facts[1].evidence[0].asserted_on = Day("2023-01-01");
  AskedChokePoints asked(facts, "sabotage", {"processes/p"});
  EXPECT_THAT(
      ChokePointText(asked.view->snapshot(), asked.view->options(), asked.query,
                     asked.Find(), Language::kEnglish),
      HasSubstr(
          "[s (2023-01-01), question 1] (said only on 2023-01-01, after this "
          "date): 1 of 1"));
}

TEST(ChokePoints, APathWorseThanAskedForHasItsStatus) {
  std::vector<Fact> facts = Chain();
  facts[1] =
      Rel("update", "updated_by", "products/x", "companies/c").Possible();
  AskedChokePoints asked(facts, "sabotage");
  asked.query.weakest = Status::kOpen;
  const ChokePoints found = asked.Find();
  ASSERT_EQ(found.not_exposed.size(), 1U);
  EXPECT_EQ(found.not_exposed[0].status, Status::kNotExcluded);
}

TEST(ChokePoints, WhatIsPresumedIsCutByWhatItIsPresumedFrom) {
  AskedChokePoints asked(
      {Rel("use", "uses", "processes/p", "products/x"),
       Thing("products/x").With("connected", "yes"),
       Rel("maker", "made_by", "products/x", "companies/c"),
       Rel("seat", "seated_in", "companies/c", "jurisdictions/j"),
       Rel("law", "enacts", "jurisdictions/j", "laws/l"),
       Rel("helps", "compels_assistance", "laws/l", "authorities/s")},
      "sabotage");
  EXPECT_THAT(
      asked.Points(),
      ElementsAre("relations/use 1 @1", "products/x 1 @2", "companies/c 1 @3",
                  "relations/maker 1 @3", "relations/seat 1 @5",
                  "jurisdictions/j 1 @6", "relations/law 1 @7", "laws/l 1 @8",
                  "relations/helps 1 @9"));
  asked.query.cuttable = Cuttable::kRelations;
  asked.query.not_cuttable_kinds = {"uses", "seated_in", "enacts"};
  EXPECT_EQ(asked.Cut(), "1: relations/helps");

  asked.query.not_cuttable = {asked.Index("relations/helps")};
  EXPECT_EQ(asked.Cut(), "1: relations/maker");

  asked.query.not_cuttable.push_back(asked.Index("relations/maker"));
  EXPECT_EQ(asked.Cut(), "none");
  const ChokePoints found = asked.Find();
  EXPECT_THAT(ChokePointText(asked.view->snapshot(), asked.view->options(),
                             asked.query, found, Language::kEnglish),
              AllOf(HasSubstr("No pair can be cut by what may be cut."),
                    Not(HasSubstr("Cheapest cut"))));
  ASSERT_EQ(found.cut.uncuttable.size(), 1);
  EXPECT_EQ(found.cut.uncuttable[0].pair, 0);
  EXPECT_THAT(StepsOf(*asked.view, found.cut.uncuttable[0].path),
              HasSubstr("presumed:updates-from-maker"));
}

TEST(ChokePoints, APropositionThatIsSaidTwiceIsOne) {
  std::vector<Fact> facts = Chain();
  facts.push_back(Rel("use-again", "uses", "processes/p", "products/x")
                      .Possible()
                      .Said("sources/t"));
  facts.push_back(Rel("not-used", "uses", "processes/p", "products/x")
                      .Denied()
                      .Said("sources/u"));
  AskedChokePoints asked(facts, "sabotage");
  const PathElement first = asked.Find().points[0].element;
  EXPECT_TRUE(first.relation);
  EXPECT_EQ(asked.Id(first.fact), "relations/use");
  EXPECT_THAT(first.facts, ElementsAre(asked.Index("relations/use"),
                                       asked.Index("relations/use-again")))
      << "the denial makes no edge";

  asked.query.cuttable = Cuttable::kRelations;
  asked.query.not_cuttable_kinds = {"enacts", "seated_in", "empowers"};
  EXPECT_EQ(asked.Cut(), "1: relations/update");
  asked.query.weights = {{asked.Index("relations/update"), 8},
                         {asked.Index("relations/use-again"), 7},
                         {asked.Index("relations/use"), 3}};
  EXPECT_EQ(asked.Cut(), "7: relations/use") << "the heaviest of the two";
  asked.query.not_cuttable = {asked.Index("relations/use-again")};
  EXPECT_EQ(asked.Cut(), "8: relations/update");
}

TEST(ChokePoints, AClassFactIsOneHoweverManyItIsSaidOf) {
  std::vector<Fact> facts = Holding();
  facts.erase(facts.begin(), facts.begin() + 2);
  facts.push_back(
      Rel("drones", "uses", "processes/p", Ids({"products/x", "products/y"})));
  const AskedChokePoints asked(facts, "espionage");
  EXPECT_THAT(asked.OfAll(), ElementsAre("relations/drones", "companies/h",
                                         "relations/seat", "jurisdictions/j"));
}

TEST(ChokePoints, TheCutIsTheLightest) {
  AskedChokePoints asked(HoldingWithTwoTies(), "espionage");
  asked.query.not_cuttable_kinds = {"jurisdiction", "law"};
  asked.query.weights = {{asked.Index("companies/h"), 10}};
  EXPECT_EQ(asked.Cut(), "2: companies/a companies/b");
  asked.query.weights[asked.Index("companies/h")] = 2;
  EXPECT_EQ(asked.Cut(), "2: companies/h") << "of equal weight the fewest";
  asked.query.default_weight = 1'000'000'000'000;
  asked.query.weights[asked.Index("companies/h")] = 2'500'000'000'000;
  EXPECT_EQ(asked.Cut(), "2000000000000: companies/a companies/b");
  asked.query.weights = {{asked.Index("products/x"), 0},
                         {asked.Index("relations/access-y"), 0}};
  EXPECT_EQ(asked.Cut(), "0: products/x relations/access-y");
}

TEST(ChokePoints, QueriesThatMakeNoSenseAreRefused) {
  const auto expect = [](void (*change)(AskedChokePoints&),
                         const char* message) {
    AskedChokePoints asked(Chain(), "sabotage");
    change(asked);
    const auto found = asked.Ask();
    EXPECT_EQ(found.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(found.status().message()), HasSubstr(message));
  };
  expect([](AskedChokePoints& asked) { asked.query.weakest = Status::kNoPath; },
         "weakest");
  expect(
      [](AskedChokePoints& asked) {
        asked.query.not_cuttable_kinds = {"planet"};
      },
      "'planet'");
  expect([](AskedChokePoints& asked) { asked.query.not_cuttable = {kNoFact}; },
         "not_cuttable");
  expect(
      [](AskedChokePoints& asked) {
        asked.query.weights[asked.Index("companies/c")] = -1;
      },
      "negative");
  expect([](AskedChokePoints& asked) { asked.query.default_weight = -1; },
         "negative");
  expect(
      [](AskedChokePoints& asked) {
        asked.query.default_weight = std::numeric_limits<int64_t>::max();
      },
      "too large to be added up");
  expect(
      [](AskedChokePoints& asked) {
        asked.query.weights[asked.Index("companies/c")] = 1'000'000'001;
      },
      "too far apart");
  expect(
      [](AskedChokePoints& asked) {
        for (const char* id : {"companies/c", "products/x", "laws/l"}) {
          asked.query.weights[asked.Index(id)] = 600'000'001;
        }
      },
      "too far apart");
}

TEST(ChokePoints, TooManyPairsAreRefused) {
  AskedChokePoints asked(Chain(), "sabotage");
  asked.query.processes.assign(kMaxPairs + 1, asked.query.processes[0]);
  EXPECT_EQ(asked.Ask().status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(ChokePoints, APairWhoseSearchMeetsItsBudgetIsToldAndThereIsNoCut) {
  const AskedChokePoints asked(
      {Rel("use", "uses", "processes/p", "products/a"),
       Rel("ab", "contains", "products/a", "products/b"),
       Rel("ba", "contains", "products/b", "products/a"),
       Rel("up-a", "updated_by", "products/a", "authorities/s"),
       Rel("use-q", "uses", "processes/q", "products/b"),
       Rel("bc", "contains", "products/b", "products/c"),
       Rel("cd", "contains", "products/c", "products/d"),
       Rel("up-d", "updated_by", "products/d", "authorities/s")},
      "uses/contains/contains/updated_by", {"processes/p", "processes/q"});
  const ChokePoints cut_short = asked.Find({.expansions = 0});
  EXPECT_EQ(cut_short.completeness.stop, StopReason::kExpansions);
  EXPECT_EQ(cut_short.completeness.limit, 0);
  ASSERT_EQ(cut_short.unsettled.size(), 1);
  EXPECT_EQ(asked.Id(cut_short.unsettled[0].process), "processes/p");
  ASSERT_EQ(cut_short.exposed.size(), 1);
  EXPECT_EQ(asked.Id(cut_short.exposed[0].pair.process), "processes/q");
  EXPECT_EQ(cut_short.cut.state, CheapestCut::State::kStopped);
  EXPECT_EQ(cut_short.cut.completeness.stop, StopReason::kExpansions);
  for (const ChokePoint& point : cut_short.points) EXPECT_FALSE(point.of_all);

  const ChokePoints whole = asked.Find();
  EXPECT_TRUE(whole.completeness.complete());
  EXPECT_THAT(whole.unsettled, IsEmpty());
  EXPECT_EQ(whole.exposed.size(), 1) << "p has a walk only";
}

TEST(ChokePoints, WhatIsSaidWhenStoppedIsRight) {
  AskedChokePoints asked(HoldingWithTwoTies(), "espionage");
  asked.query.not_cuttable = {asked.Index("companies/h"),
                              asked.Index("jurisdictions/j")};
  int known = 0;
  for (int looks = 0;; ++looks) {
    ASSERT_LT(looks, 10'000) << "it ends";
    int left = looks;
    const ChokePoints found =
        asked.Find({.cancelled = [&left] { return left-- <= 0; }});
    const CheapestCut& cut = found.cut;
    if (found.completeness.complete() && cut.completeness.complete()) {
      EXPECT_EQ(asked.Show(cut), "2: companies/a companies/b");
      break;
    }
    EXPECT_EQ(cut.completeness.stop, StopReason::kCancelled);
    EXPECT_LE(cut.bound, 2);
    if (cut.state == CheapestCut::State::kKnown) {
      ++known;
      EXPECT_GE(cut.weight, 2);
      EXPECT_LE(cut.bound, cut.weight);
    }
    if (cut.state == CheapestCut::State::kStopped) {
      EXPECT_THAT(cut.elements, IsEmpty());
    }
    EXPECT_EQ(found.exposed.empty(), found.points.empty());
  }
  EXPECT_GT(known, 0) << "some cut is known before the best is proven";
}

TEST(ChokePoints, WithoutACutOnlyThePointsAreSought) {
  AskedChokePoints asked(Holding(), "espionage");
  asked.query.cut = false;
  const ChokePoints found = asked.Find();
  EXPECT_EQ(found.points.size(), 3);
  EXPECT_EQ(found.cut.state, CheapestCut::State::kStopped);
  EXPECT_TRUE(found.cut.completeness.complete());
}

}  // namespace
}  // namespace ketenzicht::graph
