#include "graph/pair_likelihood.h"

#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/exposure.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

constexpr double kRounding = 1e-12;

Draft Part(const std::string& from, const std::string& to) {
  return Rel(from + to, "contains", "products/" + from, "products/" + to);
}
Draft Part(const std::string& from, const std::string& to, double likelihood) {
  return Part(from, to).Likely(likelihood, likelihood, likelihood);
}

Members Some(const std::vector<std::string>& names) {
  std::vector<std::string> ids;
  for (const std::string& name : names) ids.push_back("products/" + name);
  return Ids(ids);
}

// From product a, over a view of the facts.
class LikelihoodOfPair : public ::testing::Test {
 protected:
  PairLikelihood Find(std::vector<Fact> facts, const std::string& expression,
                      const std::vector<std::string>& targets,
                      const PairLikelihoodOptions& options = {},
                      const Limits& limits = {}) {
    facts.push_back(Thing("products/a"));
    for (const std::string& name : targets) {
      bool known = name == "a";
      for (const Fact& fact : facts) {
        known = known || fact.id == "products/" + name;
      }
      if (!known) facts.push_back(Thing("products/" + name));
    }
    view_ = MakeView(facts);
    vector_ = *CompileVector(expression, *TestOntology());
    target_ = {};
    for (const std::string& name : targets) {
      target_.authorities.push_back(view_->snapshot().Find("products/" + name));
    }
    return Again(options, limits);
  }
  PairLikelihood Again(const PairLikelihoodOptions& options,
                       const Limits& limits = {}) const {
    return *TryAgain(options, limits);
  }
  absl::StatusOr<PairLikelihood> TryAgain(const PairLikelihoodOptions& options,
                                          const Limits& limits = {}) const {
    return FindPairLikelihood(*view_, view_->snapshot().Find("products/a"),
                              target_, vector_, options, limits);
  }

  std::shared_ptr<const View> view_;
  Vector vector_;
  Target target_;
};

// An exact answer of which all three bounds are `value`.
void ExpectExactly(const PairLikelihood& pair, double value) {
  EXPECT_EQ(pair.method, LikelihoodMethod::kExact);
  EXPECT_TRUE(pair.completeness.complete());
  EXPECT_NEAR(pair.low.value, value, kRounding);
  EXPECT_NEAR(pair.high.value, value, kRounding);
  EXPECT_EQ(pair.low.lower, pair.low.value);
  EXPECT_EQ(pair.low.upper, pair.low.value);
  ASSERT_TRUE(pair.best.has_value());
  EXPECT_NEAR(pair.best->value, value, kRounding);
}

// Whether what was sampled allows for `value`, by each of the bounds.
void ExpectAllowsFor(const PairLikelihood& pair, double value) {
  EXPECT_EQ(pair.method, LikelihoodMethod::kMonteCarlo);
  ASSERT_TRUE(pair.best.has_value());
  for (const LikelihoodEstimate& one : {pair.low, *pair.best, pair.high}) {
    EXPECT_LE(one.lower, value);
    EXPECT_GE(one.upper, value);
    EXPECT_LE(one.lower, one.value);
    EXPECT_GE(one.upper, one.value);
  }
}

// So that what does not hold is no matter of luck.
constexpr PairLikelihoodOptions kSampled = {.exact_path_sets = 0,
                                            .confidence = 0.9999};

TEST_F(LikelihoodOfPair, IsNothingWithoutAPath) {
  const PairLikelihood none = Find({Part("b", "a", 0.5)}, "contains+", {"b"});
  ExpectExactly(none, 0);
  EXPECT_EQ(none.relations, 0);
  EXPECT_EQ(none.path_sets, 0);
  ExpectExactly(Find({Part("a", "b", 0.5)}, "contains+", {}), 0);
  ExpectExactly(Find({Part("a", "a", 0.5)}, "contains+", {"a"}), 0);
  ExpectExactly(Find({Part("a", "b", 0)}, "contains+", {"b"}), 0);
}

TEST_F(LikelihoodOfPair, AStepIsOpenOnlyWhereItsCarriersAre) {
  const auto carried = [](const char* from, const char* to, double likelihood,
                          std::vector<std::string> via) {
    return Part(from, to, likelihood).Via(std::move(via));
  };
  const Draft carrier = Part("x", "y", 0.1);
  const PairLikelihood one = Find(
      {carrier, carried("a", "b", 0.5, {"relations/xy"})}, "contains", {"b"});
  ExpectExactly(one, 0.05);
  EXPECT_EQ(one.relations, 2);
  EXPECT_EQ(one.path_sets, 1);
  // Of two steps the same carrier is one draw, on the path too.
  ExpectExactly(Find({carrier, carried("a", "b", 0.5, {"relations/xy"}),
                      carried("b", "c", 0.5, {"relations/xy"})},
                     "contains+", {"c"}),
                0.025);
  ExpectExactly(
      Find({Part("a", "b", 0.1), carried("b", "c", 1, {"relations/ab"})},
           "contains+", {"c"}),
      0.1);
  // Carriers of carriers, and all of several.
  ExpectExactly(Find({carrier, carried("y", "z", 0.5, {"relations/xy"}),
                      Part("z", "w", 0.5),
                      carried("a", "b", 1, {"relations/yz", "relations/zw"})},
                     "contains", {"b"}),
                0.025);
  // Of a carrier with several instances one is enough; they are one draw.
  const Draft some =
      Rel("some", "runs", Some({"x"}), Some({"y", "z"})).Likely(0.2, 0.2, 0.2);
  ExpectExactly(Find({some, carried("a", "b", 0.5, {"relations/some"})},
                     "contains", {"b"}),
                0.1);
  // Carriers that share carriers are looked at once: of thirty layers of two,
  // each carried by both of the layer before, one way opens all.
  std::vector<Fact> layers = {Part("l0", "m0", 0.9), Part("r0", "m0", 0.9)};
  for (int i = 1; i < 30; ++i) {
    const std::string before = absl::StrCat(i - 1);
    const std::string now = absl::StrCat(i);
    for (const char* side : {"l", "r"}) {
      layers.push_back(
          Part(side + now, "m" + now, 0.9)
              .Via({absl::StrCat("relations/l", before, "m", before),
                    absl::StrCat("relations/r", before, "m", before)}));
    }
  }
  layers.push_back(carried("a", "b", 1, {"relations/l29m29"}));
  ExpectExactly(Find(layers, "contains", {"b"}), std::pow(0.9, 59));
  // A carrier that is never open, and one that always is.
  ExpectExactly(
      Find({Part("x", "y", 0), carried("a", "b", 1, {"relations/xy"})},
           "contains", {"b"}),
      0);
  ExpectExactly(
      Find({Part("x", "y", 1), carried("a", "b", 1, {"relations/xy"})},
           "contains", {"b"}),
      1);
}

TEST_F(LikelihoodOfPair, IsCertainWhereAPathAlwaysIsOpen) {
  const std::vector<Fact> facts = {Part("a", "b", 1), Part("b", "c", 1),
                                   Part("a", "c", 0.5)};
  const PairLikelihood certain = Find(facts, "contains+", {"c"});
  ExpectExactly(certain, 1);
  EXPECT_EQ(certain.relations, 0);
  EXPECT_EQ(certain.path_sets, 1);
  ExpectExactly(Again({.exact_path_sets = 0}), 1);
}

TEST_F(LikelihoodOfPair, OfOnePathIsTheProductOfItsSteps) {
  const PairLikelihood pair = Find({Part("a", "b").Likely(0.2, 0.5, 0.9),
                                    Part("b", "c", 0.5), Part("c", "d", 1)},
                                   "contains+", {"d"});
  EXPECT_EQ(pair.method, LikelihoodMethod::kExact);
  EXPECT_NEAR(pair.low.value, 0.1, kRounding);
  EXPECT_NEAR(pair.best->value, 0.25, kRounding);
  EXPECT_NEAR(pair.high.value, 0.45, kRounding);
  EXPECT_EQ(pair.relations, 2);
  EXPECT_EQ(pair.path_sets, 1);
  const FoundPaths paths =
      PathsIn(*view_, "contains+", "products/a", "products/d");
  ASSERT_EQ(paths.paths.size(), 1);
  const Interval path = LikelihoodOf(*view_, paths.paths[0]);
  EXPECT_NEAR(pair.low.value, path.low, kRounding);
  EXPECT_NEAR(pair.best->value, *path.best, kRounding);
  EXPECT_NEAR(pair.high.value, path.high, kRounding);
}

TEST_F(LikelihoodOfPair, OfApartPathsIsThatOfOneAtLeast) {
  ExpectExactly(Find({Part("a", "b", 0.5), Part("b", "d", 0.5),
                      Part("a", "c", 0.4), Part("c", "d", 0.5)},
                     "contains+", {"d"}),
                1 - (1 - 0.25) * (1 - 0.2));
  // Any of several authorities will do.
  ExpectExactly(
      Find({Part("a", "b", 0.5), Part("a", "c", 0.4)}, "contains+", {"b", "c"}),
      1 - 0.5 * 0.6);
}

// Colbourn's bridge, which no series and parallel reduction solves.
std::vector<Fact> Bridge(double p) {
  return {Part("a", "b", p), Part("a", "c", p), Part("b", "c", p),
          Part("b", "d", p), Part("c", "d", p)};
}

TEST_F(LikelihoodOfPair, OfABridgeIsItsReliabilityPolynomial) {
  for (const double p : {0.1, 0.5, 0.9}) {
    // Both ways: the relation in the middle makes edges in several states.
    const PairLikelihood pair = Find(Bridge(p), "(contains|^contains)+", {"d"});
    ExpectExactly(pair, 2 * std::pow(p, 2) + 2 * std::pow(p, 3) -
                            5 * std::pow(p, 4) + 2 * std::pow(p, 5));
    EXPECT_EQ(pair.relations, 5);
    EXPECT_EQ(pair.path_sets, 4);
  }
}

TEST_F(LikelihoodOfPair, OfManyApartPathsNeedsFewStates) {
  std::vector<Fact> facts;
  for (int i = 0; i < 30; ++i) {
    const std::string middle = absl::StrCat("m", i);
    facts.push_back(Part("a", middle, 0.2));
    facts.push_back(Part(middle, "z", 0.3));
  }
  ExpectExactly(Find(facts, "contains+", {"z"}), 1 - std::pow(0.94, 30));
}

// Two ways at each of `number` places, one after another.
std::vector<Fact> Diamonds(int number, double p) {
  std::vector<Fact> facts;
  std::string from = "a";
  for (int i = 0; i < number; ++i) {
    const std::string to = absl::StrCat("z", i);
    for (const char* way : {"x", "y"}) {
      const std::string middle = absl::StrCat(way, i);
      facts.push_back(Part(from, middle, p));
      facts.push_back(Part(middle, to, p));
    }
    from = to;
  }
  return facts;
}

double OfDiamonds(int number, double p) {
  return std::pow(1 - std::pow(1 - p * p, 2), number);
}

TEST_F(LikelihoodOfPair, OfPathsThatShareStepsIsExact) {
  const PairLikelihood pair = Find(Diamonds(9, 0.9), "contains+", {"z8"});
  ExpectExactly(pair, OfDiamonds(9, 0.9));
  EXPECT_EQ(pair.path_sets, 512);
  EXPECT_EQ(pair.relations, 36);
}

TEST_F(LikelihoodOfPair, OfTooManyPathSetsIsSampled) {
  const PairLikelihood pair =
      Find(Diamonds(15, 0.9), "contains+", {"z14"}, {.confidence = 0.9999});
  ExpectAllowsFor(pair, OfDiamonds(15, 0.9));
  EXPECT_FALSE(pair.path_sets.has_value());
  EXPECT_EQ(pair.relations, 60);
  EXPECT_EQ(pair.samples, kDefaultSamples);
  EXPECT_EQ(pair.undecided, 0);
  EXPECT_TRUE(pair.completeness.complete());
  EXPECT_LT(pair.low.upper - pair.low.lower, 0.05);
}

TEST_F(LikelihoodOfPair, CountsAFactOnceHoweverManyItsCopies) {
  const std::vector<Fact> facts = {
      Rel("all", "contains", Some({"a", "b"}), Some({"b", "c"}))
          .Likely(0.2, 0.5, 0.6)};
  // From a over b to c: two copies of one fact.
  const PairLikelihood pair = Find(facts, "contains/contains", {"c"});
  EXPECT_NEAR(pair.low.value, 0.2, kRounding);
  EXPECT_NEAR(pair.best->value, 0.5, kRounding);
  EXPECT_NEAR(pair.high.value, 0.6, kRounding);
  EXPECT_EQ(pair.relations, 1);
  const FoundPaths paths =
      PathsIn(*view_, "contains/contains", "products/a", "products/c");
  ASSERT_EQ(paths.paths.size(), 1);
  EXPECT_NEAR(*LikelihoodOf(*view_, paths.paths[0]).best, 0.25, kRounding)
      << "as a path, step by step";
}

TEST_F(LikelihoodOfPair, CountsAPropositionOnceHoweverManySayIt) {
  const auto again = [](double likelihood) {
    return Rel("again", "contains", "products/a", "products/b")
        .Said("sources/t")
        .Likely(likelihood, likelihood, likelihood);
  };
  const PairLikelihood said_twice =
      Find({Part("a", "b", 0.5), again(0.4)}, "contains", {"b"});
  ExpectExactly(said_twice, 0.5);
  EXPECT_EQ(said_twice.relations, 1);
  ExpectExactly(Find({Part("a", "b", 0.5), again(0.7)}, "contains", {"b"}),
                0.7);
  // Of another kind, or with other carriers, it is another proposition.
  ExpectExactly(
      Find({Part("a", "b", 0.5), Rel("runs", "runs", "products/a", "products/b")
                                     .Likely(0.4, 0.4, 0.4)},
           "contains|runs", {"b"}),
      1 - 0.5 * 0.6);
  ExpectExactly(
      Find({Part("a", "b", 0.5), again(0.4).Via({"relations/use"}),
            Rel("use", "uses", "processes/p", "products/a").Likely(1, 1, 1)},
           "contains", {"b"}),
      1 - 0.5 * 0.6);
}

TEST_F(LikelihoodOfPair, OpensTheLikelierWhereItOpensTheOther) {
  Draft halved = Reducing("m", {}, 0.5, 0.5, 0.5);
  halved.measure()->selects = Of("contains").To(Some({"c"}));
  const std::vector<Fact> facts = {
      Rel("all", "contains", Some({"a", "b"}), Some({"b", "c"}))
          .Likely(0.8, 0.8, 0.8),
      halved};
  const PairLikelihood in_a_row = Find(facts, "contains/contains", {"c"});
  ExpectExactly(in_a_row, 0.4);
  EXPECT_EQ(in_a_row.relations, 1);
  ExpectExactly(Find(facts, "contains", {"b", "c"}), 0.8);
}

TEST_F(LikelihoodOfPair, WhatIsBlockedOrDeniedIsNeverOpen) {
  const std::vector<Fact> facts = {
      Part("a", "b", 0.5), Part("b", "d", 0.5),          Part("a", "c", 0.5),
      Part("c", "d", 0.5), Part("a", "e", 0.9).Denied(), Part("e", "d", 0.9)};
  std::vector<Fact> closed = facts;
  closed.push_back(Closing("stop", {"relations/bd"}));
  ExpectExactly(Find(facts, "contains+", {"d"}), 1 - 0.75 * 0.75);
  ExpectExactly(Find(closed, "contains+", {"d"}), 0.25);
}

TEST_F(LikelihoodOfPair, LeavesOutWhatIsWorseThanAskedFor) {
  const std::vector<Fact> facts = {Part("a", "b", 0.5),
                                   Part("a", "c", 0.5).NotExcluded(),
                                   Part("a", "d", 0.5).Unknown(),
                                   Part("b", "z", 1),
                                   Part("c", "z", 1),
                                   Part("d", "z", 1)};
  ExpectExactly(Find(facts, "contains+", {"z"}), 0.875);
  ExpectExactly(Again({.weakest = Status::kNotExcluded}), 0.75);
  ExpectExactly(Again({.weakest = Status::kOpen}), 0.5);
}

TEST_F(LikelihoodOfPair, HasNoBestWhereARelationThatCountsHasNone) {
  const std::vector<Fact> facts = {
      Part("a", "b", 0.5), Part("b", "c").Unknown(), Part("a", "c", 0.25)};
  const PairLikelihood pair = Find(facts, "contains+", {"c"});
  EXPECT_FALSE(pair.best.has_value());
  EXPECT_NEAR(pair.low.value, 0.25, kRounding);
  EXPECT_NEAR(pair.high.value, 1 - 0.5 * 0.75, kRounding);
  // It does not count where it is on no path, or on none that is needed.
  ExpectExactly(Find(facts, "contains", {"c"}), 0.25);
  ExpectExactly(Find({Part("a", "b", 0.5), Part("b", "c").Unknown(),
                      Part("b", "d", 1), Part("c", "d", 1)},
                     "contains+", {"d"}),
                0.5);
}

// From a to d in four steps: a b c e d is a path, a b c b d a walk only.
std::vector<Fact> WalkBesideAPath() {
  return {Part("a", "b", 0.5), Part("b", "c", 0.5), Part("c", "b", 0.5),
          Part("b", "d", 0.5), Part("c", "e", 0.5), Part("e", "d", 0.5)};
}
constexpr char kFourSteps[] = "contains/contains/contains/contains";

TEST_F(LikelihoodOfPair, TakesNoWalkForAPath) {
  ExpectExactly(Find(WalkBesideAPath(), kFourSteps, {"d"}), 0.0625);
  const PairLikelihood sampled = Again(kSampled);
  ExpectAllowsFor(sampled, 0.0625);
  EXPECT_LT(sampled.high.upper, 0.1) << "with the walk it would be 0.109";
  EXPECT_EQ(sampled.undecided, 0);
  // A walk alone is no path at all.
  ExpectExactly(Find({Part("a", "b", 0.5), Part("b", "c", 0.5),
                      Part("c", "b", 0.5), Part("b", "d", 0.5)},
                     kFourSteps, {"d"}),
                0);
}

TEST_F(LikelihoodOfPair, SampledSaysHowAndIsTheSameForASeed) {
  Find(Bridge(0.5), "(contains|^contains)+", {"d"});
  PairLikelihoodOptions options = kSampled;
  options.seed = 7;
  options.samples = 5000;
  const PairLikelihood once = Again(options);
  ExpectAllowsFor(once, 0.5);
  EXPECT_EQ(once.seed, 7);
  EXPECT_EQ(once.samples, 5000);
  EXPECT_EQ(once.confidence, 0.9999);
  EXPECT_EQ(once.relations, 5);
  EXPECT_FALSE(once.path_sets.has_value());
  EXPECT_EQ(Again(options).low.value, once.low.value);
  options.seed = 8;
  EXPECT_NE(Again(options).low.value, once.low.value);
}

TEST_F(LikelihoodOfPair, SampledAmongPathSetsIsTheSameAsInTheProduct) {
  Find(Bridge(0.5), "(contains|^contains)+", {"d"});
  const PairLikelihood in_product = Again(kSampled);
  PairLikelihoodOptions options = kSampled;
  options.exact_path_sets = 4;
  options.exact_steps = 0;
  const PairLikelihood among_sets = Again(options);
  EXPECT_EQ(among_sets.method, LikelihoodMethod::kMonteCarlo);
  EXPECT_EQ(among_sets.path_sets, 4);
  EXPECT_EQ(among_sets.low.value, in_product.low.value)
      << "the same draws, world by world";
}

TEST_F(LikelihoodOfPair, BoundsOfSamplesAreInOrder) {
  Find({Part("a", "b").Likely(0.1, 0.2, 0.3), Part("b", "c").Likely(0, 0.4, 1),
        Part("a", "c").Likely(0.2, 0.3, 0.4)},
       "contains+", {"c"});
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    PairLikelihoodOptions options = kSampled;
    options.seed = seed;
    options.samples = 20;
    const PairLikelihood pair = Again(options);
    EXPECT_LE(pair.low.value, pair.best->value) << seed;
    EXPECT_LE(pair.best->value, pair.high.value) << seed;
  }
}

TEST_F(LikelihoodOfPair, IsExactAtTheLimitOfPathSets) {
  Find(Bridge(0.5), "(contains|^contains)+", {"d"});
  EXPECT_EQ(Again({.exact_path_sets = 4}).method, LikelihoodMethod::kExact);
  EXPECT_EQ(Again({.exact_path_sets = 3}).method,
            LikelihoodMethod::kMonteCarlo);
  EXPECT_EQ(Again({.exact_steps = 1}).method, LikelihoodMethod::kMonteCarlo);
  EXPECT_EQ(Again({.exact_steps = 1}).path_sets, 4);
  Limits none;
  none.expansions = 0;
  const PairLikelihood sampled = Again({}, none);
  EXPECT_EQ(sampled.method, LikelihoodMethod::kMonteCarlo);
  EXPECT_TRUE(sampled.completeness.complete())
      << "it is an answer all the same";
  Limits walked;
  walked.expansions = Again({}).completeness.expansions;
  EXPECT_EQ(Again({}, walked).method, LikelihoodMethod::kExact);
  --walked.expansions;
  EXPECT_EQ(Again({}, walked).method, LikelihoodMethod::kMonteCarlo);
}

TEST_F(LikelihoodOfPair, CancelledSaysSoAndKnowsNothing) {
  Limits limits;
  limits.cancelled = [] { return true; };
  const PairLikelihood pair = Find(Bridge(0.5), "contains+", {"d"}, {}, limits);
  EXPECT_EQ(pair.completeness.stop, StopReason::kCancelled);
  EXPECT_EQ(pair.samples, 0);
  EXPECT_EQ(pair.low.lower, 0);
  EXPECT_EQ(pair.low.value, 0);
  EXPECT_EQ(pair.high.value, 1);
  EXPECT_EQ(pair.high.upper, 1);
  EXPECT_FALSE(pair.best.has_value());
}

TEST_F(LikelihoodOfPair, OutOfTimeHoldsForWhatWasSampled) {
  Find(Bridge(0.5), "(contains|^contains)+", {"d"});
  int asked = 0;
  Limits limits;
  limits.expired = [&] { return ++asked > 2; };
  PairLikelihoodOptions options = kSampled;
  options.samples = kMaxSamples;
  const PairLikelihood pair = Again(options, limits);
  EXPECT_EQ(pair.completeness.stop, StopReason::kTime);
  EXPECT_GT(pair.samples, 0);
  EXPECT_LT(pair.samples, 10'000);
  ExpectAllowsFor(pair, 0.5);
  EXPECT_LE(pair.undecided, 1);
}

TEST_F(LikelihoodOfPair, RefusesOptionsThatSayNothing) {
  Find(Bridge(0.5), "contains+", {"d"});
  const auto refused = [&](const PairLikelihoodOptions& options) {
    return absl::IsInvalidArgument(TryAgain(options).status());
  };
  EXPECT_FALSE(refused({}));
  EXPECT_TRUE(refused({.weakest = Status::kBlocked}));
  EXPECT_TRUE(refused({.weakest = Status::kNoPath}));
  EXPECT_TRUE(refused({.exact_path_sets = -1}));
  EXPECT_TRUE(refused({.exact_path_sets = kMaxExactPathSets + 1}));
  EXPECT_TRUE(refused({.exact_steps = -1}));
  EXPECT_TRUE(refused({.exact_steps = kMaxExactSteps + 1}));
  EXPECT_TRUE(refused({.samples = 0}));
  EXPECT_TRUE(refused({.samples = kMaxSamples + 1}));
  EXPECT_TRUE(refused({.confidence = 0}));
  EXPECT_TRUE(refused({.confidence = 1}));
  EXPECT_TRUE(
      refused({.confidence = std::numeric_limits<double>::quiet_NaN()}));
}

}  // namespace
}  // namespace ketenzicht::graph
