#include "graph/path_search.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graph/best_paths.h"
#include "graph/explanation.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Draft Part(const std::string& from, const std::string& to) {
  return Rel(from + to, "contains", "products/" + from, "products/" + to);
}

// Searches one view from product a for paths of `expression` to `targets`.
class PathSearch : public ::testing::Test {
 protected:
  FoundPaths Find(std::vector<Fact> facts, const std::string& expression,
                  const std::vector<std::string>& targets,
                  const Limits& limits = {.paths = kMaxPaths}) {
    facts.push_back(Thing("products/a"));
    for (const std::string& id : targets) facts.push_back(Thing(id));
    view_ = MakeView(Unique(facts));
    automaton_ = *Automaton::Compile(expression, *TestOntology());
    query_ = {.source = Index("products/a"), .automaton = &*automaton_};
    for (const std::string& id : targets) query_.targets.push_back(Index(id));
    return FindPaths(*view_, query_, limits);
  }
  FoundPaths Again(const Limits& limits) {
    return FindPaths(*view_, query_, limits);
  }
  FactIndex Index(absl::string_view id) const {
    return view_->snapshot().Find(id);
  }
  std::vector<std::string> Steps(const FoundPaths& found) const {
    std::vector<std::string> steps;
    for (const FoundPath& path : found.paths) {
      std::string text;
      for (const View::Incidence& step : path.steps) {
        absl::StrAppend(&text, text.empty() ? "" : " ",
                        view_->instance(step.instance).id.substr(10));
      }
      steps.push_back(text);
    }
    return steps;
  }
  static std::vector<Fact> Unique(const std::vector<Fact>& facts) {
    std::vector<Fact> unique;
    for (const Fact& fact : facts) {
      bool known = false;
      for (const Fact& other : unique) known = known || other.id == fact.id;
      if (!known) unique.push_back(fact);
    }
    return unique;
  }

  std::shared_ptr<const View> view_;
  std::optional<Automaton> automaton_;
  PathQuery query_;
};

TEST_F(PathSearch, FindsNothingWhereNothingIs) {
  const FoundPaths found = Find({}, "contains", {"products/b"});
  EXPECT_THAT(found.paths, IsEmpty());
  EXPECT_EQ(found.walk_status, Status::kNoPath);
  EXPECT_TRUE(found.completeness.complete());
  EXPECT_THAT(Find({Part("b", "a")}, "contains", {"products/b"}).paths,
              IsEmpty())
      << "only the other way round";
  EXPECT_THAT(
      Find({Part("a", "b"), Part("c", "d")}, "contains+", {"products/d"}).paths,
      IsEmpty())
      << "disconnected";
  EXPECT_THAT(Find({Part("a", "b")}, "contains", {}).paths, IsEmpty())
      << "no targets";
}

TEST_F(PathSearch, WalksBothWays) {
  const FoundPaths found = Find({Part("a", "b"), Part("c", "b")},
                                "contains/^contains", {"products/c"});
  EXPECT_THAT(Steps(found), ElementsAre("ab cb"));
  EXPECT_EQ(found.paths[0].steps[1].to, Index("products/c"));
}

TEST_F(PathSearch, GoesRoundNoCycle) {
  const std::vector<Fact> cycle = {Part("a", "b"), Part("b", "c"),
                                   Part("c", "a"), Part("b", "d")};
  EXPECT_THAT(Steps(Find(cycle, "contains+", {"products/d"})),
              ElementsAre("ab bd"));
  EXPECT_THAT(Steps(Find(cycle, "contains+", {"products/a"})), IsEmpty())
      << "back to where it began";
  const FoundPaths walk = Find(
      cycle, "contains/contains/contains/contains/contains", {"products/d"});
  EXPECT_THAT(Steps(walk), IsEmpty());
  EXPECT_EQ(walk.walk_status, Status::kOpen)
      << "a walk there is, round the cycle";
}

TEST_F(PathSearch, PassesNoSelfLoop) {
  const std::vector<Fact> loops = {Part("a", "a"), Part("a", "b"),
                                   Part("b", "b")};
  EXPECT_THAT(Steps(Find(loops, "contains+", {"products/b"})),
              ElementsAre("ab"));
  EXPECT_THAT(Steps(Find(loops, "contains/contains", {"products/b"})),
              IsEmpty());
  EXPECT_EQ(view_->incidences(Index("products/a")).size(), 3)
      << "the loop stands twice";
}

TEST_F(PathSearch, TellsParallelRelationsApart) {
  const FoundPaths found =
      Find({Part("a", "b"),
            Rel("second", "contains", "products/a", "products/b").Possible(),
            Rel("first", "contains", "products/a", "products/b").Possible()},
           "contains", {"products/b"});
  EXPECT_THAT(Steps(found), ElementsAre("ab", "first", "second"));
  EXPECT_EQ(found.walk_status, Status::kOpen);
}

TEST_F(PathSearch, EndsAtAnyTarget) {
  const std::vector<Fact> chain = {Part("a", "b"), Part("b", "c")};
  EXPECT_THAT(Steps(Find(chain, "contains+", {"products/b", "products/c"})),
              ElementsAre("ab", "ab bc"))
      << "and goes through one to another";
  EXPECT_THAT(Steps(Find(chain, "contains+", {"products/a", "products/c"})),
              ElementsAre("ab bc"))
      << "the source is no target of itself";
}

// Four ways from a to f, two by two.
std::vector<Fact> FourWays() {
  return {Part("a", "b"),
          Part("a", "c"),
          Part("b", "d"),
          Part("c", "d"),
          Part("d", "e"),
          Part("e", "f"),
          Rel("zz", "contains", "products/e", "products/f")};
}

TEST_F(PathSearch, StopsAtTheLimitOfPathsAndSaysThereAreMore) {
  const FoundPaths all = Find(FourWays(), "contains+", {"products/f"});
  EXPECT_THAT(Steps(all), ElementsAre("ab bd de ef", "ab bd de zz",
                                      "ac cd de ef", "ac cd de zz"));
  EXPECT_TRUE(all.completeness.complete());
  for (int paths = 1; paths <= 5; ++paths) {
    const FoundPaths some = Again({.paths = paths});
    const size_t expected = std::min(paths, 4);
    ASSERT_EQ(some.paths.size(), expected);
    for (size_t i = 0; i < expected; ++i) {
      EXPECT_EQ(Steps(some)[i], Steps(all)[i]);
    }
    EXPECT_EQ(some.completeness.stop,
              paths < 4 ? StopReason::kPaths : StopReason::kNone)
        << paths;
    if (paths < 4) {
      EXPECT_EQ(some.completeness.limit, paths);
    }
  }
}

TEST_F(PathSearch, StopsAtTheLimitOfExpansions) {
  const FoundPaths all = Find(FourWays(), "contains+", {"products/f"});
  const int64_t needed = all.completeness.expansions;
  ASSERT_GT(needed, 4);
  const FoundPaths exact = Again({.paths = kMaxPaths, .expansions = needed});
  EXPECT_TRUE(exact.completeness.complete());
  EXPECT_EQ(exact.paths.size(), 4);
  for (int64_t budget = 0; budget < needed; ++budget) {
    const FoundPaths cut = Again({.paths = kMaxPaths, .expansions = budget});
    EXPECT_EQ(cut.completeness.stop, StopReason::kExpansions) << budget;
    EXPECT_EQ(cut.completeness.limit, budget);
    EXPECT_LE(cut.completeness.expansions, budget);
    EXPECT_EQ(cut.walk_status, Status::kOpen) << "known before the search";
    for (size_t i = 0; i < cut.paths.size(); ++i) {
      EXPECT_EQ(Steps(cut)[i], Steps(all)[i]) << "what was found is best";
    }
  }
}

// What is kept of a search that sees everything is every way on from a that
// leads to f: eleven beginnings, the empty one too.
TEST_F(PathSearch, StopsAtTheLimitOfPartialPaths) {
  constexpr int64_t kNeeded = 11;
  const FoundPaths all = Find(FourWays(), "contains+", {"products/f"});
  for (int64_t budget = 0; budget <= kNeeded + 1; ++budget) {
    const FoundPaths found =
        Again({.paths = kMaxPaths, .partial_paths = budget});
    EXPECT_EQ(found.walk_status, Status::kOpen) << "known before the search";
    ASSERT_LE(found.paths.size(), all.paths.size());
    for (size_t i = 0; i < found.paths.size(); ++i) {
      EXPECT_EQ(Steps(found)[i], Steps(all)[i]) << "what was found is best";
    }
    if (budget >= kNeeded) {
      EXPECT_TRUE(found.completeness.complete()) << budget;
      EXPECT_EQ(found.paths.size(), 4);
      continue;
    }
    EXPECT_EQ(found.completeness.stop, StopReason::kPartialPaths) << budget;
    EXPECT_EQ(found.completeness.limit, budget);
  }
  const Completeness cut =
      Again({.paths = kMaxPaths, .partial_paths = 3}).completeness;
  EXPECT_EQ(CompletenessText(cut, Language::kEnglish),
            "Truncated: the memory budget was reached (3 partial paths).");
  EXPECT_EQ(CompletenessText(cut, Language::kDutch),
            "Niet volledig: de geheugengrens is bereikt (3 deelpaden).");
}

TEST_F(PathSearch, KeepsWhatCannotEndWithinTheBoundsNowhere) {
  Find(FourWays(), "contains+", {"products/f"});
  query_.bounds.length_max = 3;
  EXPECT_TRUE(Again({.partial_paths = 1}).completeness.complete());
}

// Everything contains everything, from a over b, c … to z; no two relations
// are equally likely.
std::vector<Fact> Mesh(int size) {
  std::vector<std::string> names = {"a"};
  for (int i = 1; i + 1 < size; ++i) names.emplace_back(1, 'a' + i);
  names.emplace_back("z");
  std::vector<Fact> facts;
  double best = 0.95;
  for (const std::string& from : names) {
    for (const std::string& to : names) {
      if (from == to) continue;
      Draft part = Part(from, to).Likely(0, best *= 0.97, 1);
      if (facts.size() % 5 == 2) part = part.Possible();
      facts.push_back(part);
    }
  }
  return facts;
}

TEST_F(PathSearch, GivesTheBestFirstWhereManyRelationsMeet) {
  const FoundPaths all = Find(Mesh(7), "contains+", {"products/z"});
  EXPECT_TRUE(all.completeness.complete());
  // Over none of the five others, over one of them, …
  ASSERT_EQ(all.paths.size(), 1 + 5 + 20 + 60 + 120 + 120);
  for (size_t i = 1; i < all.paths.size(); ++i) {
    EXPECT_TRUE(ComesBefore(*view_, all.paths[i - 1], all.paths[i])) << i;
  }
  for (int paths : {1, 2, 3, 7, 50, 325}) {
    const FoundPaths some = Again({.paths = paths});
    ASSERT_EQ(some.paths.size(), paths);
    for (int i = 0; i < paths; ++i) {
      EXPECT_EQ(Steps(some)[i], Steps(all)[i]) << paths;
    }
  }
}

TEST_F(PathSearch, KeepsThreePartialPathsForAnExpansionAtMost) {
  Find(Mesh(24), "contains+", {"products/z"}, {.paths = 1});
  for (int64_t expansions : {1, 10, 100, 900}) {
    const FoundPaths found = Again({.paths = kMaxPaths,
                                    .expansions = expansions,
                                    .partial_paths = 3 * expansions + 1});
    EXPECT_EQ(found.completeness.stop, StopReason::kExpansions) << expansions;
  }
  EXPECT_LT(3 * kDefaultExpansions + 1, kMaxPartialPaths);
}

// Two ways over each of `length` stretches: 2^length paths from a to the end.
std::vector<Fact> Braid(int length) {
  std::vector<Fact> facts;
  std::string at = "a";
  for (int i = 0; i < length; ++i) {
    const std::string next = absl::StrCat("n", i);
    facts.push_back(Part(at, next));
    facts.push_back(Rel(absl::StrCat("other-", i), "contains", "products/" + at,
                        "products/" + next));
    at = next;
  }
  return facts;
}

// Twenty products one behind the other, each by two ways, and at the end two
// ways on: a million paths, of which each end is best in something.
std::vector<Fact> Diamonds() {
  std::vector<Fact> facts;
  std::string at = "a";
  for (int i = 0; i < 20; ++i) {
    const std::string next = absl::StrCat("d", i);
    for (const char* way : {"l", "r"}) {
      facts.push_back(Part(at, absl::StrCat(way, i)));
      facts.push_back(Part(absl::StrCat(way, i), next));
    }
    at = next;
  }
  return facts;
}

// The status of one end at the cost of the other was promised to every partial
// path, and all of them looked at.
TEST_F(PathSearch, FindsItsWayWhereOneEndIsSurerAndTheOtherLikelier) {
  std::vector<Fact> facts = Diamonds();
  facts.push_back(Part("d19", "sure").Likely(0.02, 0.02, 0.02));
  facts.push_back(Part("d19", "likely").NotExcluded());
  const FoundPaths found =
      Find(facts, "contains+", {"products/sure", "products/likely"},
           {.paths = 3, .expansions = 1000});
  EXPECT_EQ(found.completeness.stop, StopReason::kPaths);
  EXPECT_LT(found.completeness.expansions, 500);
  const std::vector<std::string> steps = Steps(found);
  ASSERT_EQ(steps.size(), 3);
  EXPECT_TRUE(absl::StartsWith(steps[0], "al0 l0d0 d0l1 l1d1 ")) << steps[0];
  EXPECT_TRUE(absl::EndsWith(steps[0], "d18l19 l19d19 d19sure")) << steps[0];
  EXPECT_TRUE(absl::EndsWith(steps[1], "d18r19 r19d19 d19sure")) << steps[1];
  for (const FoundPath& path : found.paths) {
    EXPECT_EQ(path.status, Status::kOpen);
  }
}

// The length of one end at the cost of the other.
TEST_F(PathSearch, FindsItsWayWhereTheShorterEndCostsMore) {
  std::vector<Fact> facts = Diamonds();
  facts.push_back(Part("d19", "near").Likely(0.5, 0.5, 0.5));
  facts.push_back(Part("d19", "on"));
  facts.push_back(Part("on", "far"));
  const FoundPaths found =
      Find(facts, "contains+", {"products/near", "products/far"},
           {.paths = 3, .expansions = 1000});
  EXPECT_EQ(found.completeness.stop, StopReason::kPaths);
  const std::vector<std::string> steps = Steps(found);
  ASSERT_EQ(steps.size(), 3);
  EXPECT_TRUE(absl::EndsWith(steps[0], "l19d19 d19on onfar")) << steps[0];
  EXPECT_TRUE(absl::EndsWith(steps[2], "d19on onfar")) << steps[2];
}

// What is impossible costs as much as can be, by whatever way: the shorter is
// the better then.
TEST_F(PathSearch, OfWhatIsImpossibleTheShortestComesFirst) {
  const std::vector<Fact> facts = {Part("a", "b").Likely(0, 0, 0),
                                   Part("b", "c"),
                                   Part("c", "d"),
                                   Part("d", "far"),
                                   Part("b", "e").Likely(0.5, 0.5, 0.5),
                                   Part("e", "near")};
  EXPECT_THAT(
      Steps(Find(facts, "contains+", {"products/near", "products/far"})),
      ElementsAre("ab be enear", "ab bc cd dfar"));
}

// The same by the search that finds the best of many targets at once: a longer
// and likelier beginning is worth nothing before a step that can never be.
TEST_F(PathSearch, OfWhatIsImpossibleTheShortestIsTheBestOfMany) {
  const auto maker = [](const std::string& name, const std::string& product) {
    return std::vector<Draft>{
        Rel(product + name, "updated_by", "products/" + product,
            "companies/" + name),
        Rel(name + "j", "seated_in", "companies/" + name,
            "jurisdictions/" + name),
        Rel("j" + name, "enacts", "jurisdictions/" + name, "laws/" + name),
        Rel("l" + name, "compels_assistance", "laws/" + name,
            "authorities/" + name)};
  };
  std::vector<Fact> facts = {Rel("ak", "uses", "processes/p", "products/k"),
                             Part("k", "c").Likely(0.5, 0.5, 1),
                             Part("k", "b").Likely(0.9, 0.9, 0.9),
                             Part("b", "c").Likely(0.9, 0.9, 0.9)};
  for (Draft& fact : maker("y", "c")) facts.push_back(fact);
  for (Draft& fact : maker("z", "c")) {
    facts.push_back(fact.id == "relations/cz" ? fact.Likely(0, 0, 0.3) : fact);
  }
  Find(facts, "uses/contains+/updated_by/seated_in/enacts/compels_assistance",
       {"authorities/z"});
  query_.source = Index("processes/p");
  const std::vector<FactIndex> targets = {Index("authorities/z"),
                                          Index("authorities/y")};
  const BestPaths best = FindBestPaths(*view_, *query_.automaton, query_.source,
                                       targets, Limits());
  EXPECT_EQ(
      Steps({.paths = best.paths}),
      (std::vector<std::string>{"ak kc cz zj jz lz", "ak kb bc cy yj jy ly"}));
  EXPECT_EQ(best.paths[0].cost, kNeverCost);
  EXPECT_THAT(Steps(Again({.paths = 1})), ElementsAre("ak kc cz zj jz lz"));
}

// A bound takes away what is surer, or cheaper, and leaves the rest in order.
TEST_F(PathSearch, FindsItsWayWithinBounds) {
  std::vector<Fact> facts = Diamonds();
  facts.push_back(Part("d19", "sure").Likely(0.02, 0.02, 0.02));
  facts.push_back(Part("d19", "likely").NotExcluded());
  Find(facts, "contains+", {"products/sure", "products/likely"}, {.paths = 1});
  query_.bounds.likelihood_min = 0.5;
  const FoundPaths likely = Again({.paths = 2, .expansions = 1000});
  ASSERT_EQ(likely.paths.size(), 2);
  EXPECT_EQ(likely.paths[0].status, Status::kNotExcluded);
  query_.bounds = {.length_max = 40};
  EXPECT_THAT(Again({.paths = 2, .expansions = 1000}).paths, IsEmpty());
  query_.bounds = {.length_max = 41};
  const FoundPaths sure = Again({.paths = 2, .expansions = 1000});
  ASSERT_EQ(sure.paths.size(), 2);
  EXPECT_EQ(sure.paths[0].status, Status::kOpen);
}

TEST_F(PathSearch, StopsWhenCancelled) {
  int asked = 0;
  const FoundPaths found =
      Find(Braid(9), "contains+", {"products/n8"},
           {.paths = kMaxPaths, .cancelled = [&] { return ++asked == 2; }});
  EXPECT_EQ(found.completeness.stop, StopReason::kCancelled);
  EXPECT_EQ(asked, 2) << "and no more after that";
  EXPECT_LT(found.paths.size(), 512);
  const FoundPaths all =
      Again({.paths = kMaxPaths, .cancelled = [] { return false; }});
  EXPECT_TRUE(all.completeness.complete());
  EXPECT_EQ(all.paths.size(), 512);
}

TEST_F(PathSearch, BlockedPathsComeLast) {
  const FoundPaths found = Find(
      {Part("a", "b"), Rel("closed", "contains", "products/a", "products/b"),
       Rel("denied", "contains", "products/a", "products/b")
           .Said("sources/t")
           .Until("2020"),
       Rel("unsaid", "contains", "products/a", "products/b").Unknown(),
       Closing("stop", {"relations/closed"})},
      "contains", {"products/b"});
  EXPECT_THAT(Steps(found), ElementsAre("ab", "unsaid", "closed"));
  EXPECT_EQ(found.paths[2].status, Status::kBlocked);
}

// What can never be is still nearer with one left out than with three.
TEST_F(PathSearch, WhatIsImpossibleDoesNotOutweighWhatIsLeftOut) {
  Find({Part("a", "x").Likely(0, 0, 0), Part("x", "y"),
        Part("y", "z").Until("2020"), Part("z", "c"),
        Part("a", "b").Likely(0, 0, 0), Part("b", "d").Until("2020"),
        Part("d", "c").Denied()},
       "contains+", {"products/c"});
  query_.omitted = true;
  EXPECT_THAT(Steps(Again({.paths = 1})), ElementsAre("ax xy yz zc"));
}

TEST_F(PathSearch, WalksAsFewOmittedRelationsAsCanBe) {
  Find({Part("a", "b").Until("2020"), Part("b", "c").Until("2020"),
        Part("a", "d"), Part("d", "c").Denied()},
       "contains+", {"products/c"});
  EXPECT_THAT(Again({.paths = 1}).paths, IsEmpty());
  query_.omitted = true;
  const FoundPaths found = Again({.paths = kMaxPaths});
  EXPECT_THAT(Steps(found), ElementsAre("ad dc", "ab bc"));
  EXPECT_EQ(found.paths[0].status, Status::kNoPath);
}

}  // namespace
}  // namespace ketenzicht::graph
