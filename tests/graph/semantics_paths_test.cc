// docs/semantics.md, sections 6 and 7: paths and pairs, factors and tiers.

#include <cmath>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graph/exposure.h"
#include "graph/factors.h"
#include "graph/likelihood.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;

// From process p over drone d and company c to authority a of country cn.
std::vector<Fact> Chain(std::vector<Fact> more = {}) {
  std::vector<Fact> facts = {
      Rel("use", "uses", "processes/p", "products/d"),
      Rel("access", "remotely_accessed_by", "products/d", "companies/c")
          .Likely(0.2, 0.5, 0.9),
      Rel("seat", "seated_in", "companies/c", "jurisdictions/cn"),
      Rel("law", "enacts", "jurisdictions/cn", "laws/l"),
      Rel("power", "compels_disclosure", "laws/l", "authorities/a"),
  };
  facts.insert(facts.end(), more.begin(), more.end());
  return facts;
}

FoundPaths Espionage(const View& view) {
  return PathsIn(view, TestPolicyDocument().vectors[0].expression,
                 "processes/p", "authorities/a");
}

std::vector<std::string> Found(const View& view, const FoundPaths& found) {
  std::vector<std::string> steps;
  for (const FoundPath& path : found.paths) {
    steps.push_back(StepsOf(view, path));
  }
  return steps;
}

// ---- 6. Paths and pairs -----------------------------------------------------

TEST(Semantics, APathIsItsWeakestStep) {
  auto view = MakeView(Chain({Closing("stop", {"relations/access"})}));
  EXPECT_EQ(Espionage(*view).paths[0].status, Status::kBlocked);
  std::vector<Fact> facts = Chain();
  facts[0].modality = Modality::kPossible;
  facts[2].modality = Modality::kNotExcluded;
  view = MakeView(facts);
  const FoundPaths found = Espionage(*view);
  EXPECT_THAT(Found(*view, found),
              ElementsAre("relations/use relations/access relations/seat "
                          "relations/law relations/power"));
  EXPECT_EQ(found.paths[0].status, Status::kNotExcluded);

  // At least one step, and no entity twice.
  view = MakeView({Rel("ab", "contains", "products/a", "products/b"),
                   Rel("ba", "contains", "products/b", "products/a"),
                   Rel("aa", "contains", "products/a", "products/a")});
  const auto paths = [&](const char* expression, const char* to) {
    return Found(*view, PathsIn(*view, expression, "products/a", to));
  };
  EXPECT_THAT(paths("contains*", "products/a"), ElementsAre());
  EXPECT_THAT(paths("contains*", "products/b"), ElementsAre("relations/ab"));
  EXPECT_THAT(paths("contains/contains/contains", "products/b"), ElementsAre());
}

TEST(Semantics, PathsAreOrdered) {
  const auto direct = [](absl::string_view name) {
    return Rel(name, "remotely_accessed_by", "products/a", "companies/c");
  };
  const auto view = MakeView({
      direct("z-open").Likely(0.1, 0.1, 0.2),
      direct("x-likely").Possible().Likely(0.1, 0.9, 0.9),
      direct("a-unlikely").Possible().Likely(0, 0, 0.1),
      direct("b-half").Possible().Likely(0.1, 0.5, 0.9),
      direct("a-half").Possible().Likely(0.1, 0.5, 0.9),
      direct("unknown").Unknown(),
      Rel("part", "contains", "products/a", "products/b")
          .Possible()
          .Likely(0, 1, 1),
      Rel("0-long", "remotely_accessed_by", "products/b", "companies/c")
          .Possible()
          .Likely(0.1, 0.5, 0.9),
  });
  const FoundPaths found = PathsIn(*view, "contains?/remotely_accessed_by",
                                   "products/a", "companies/c");
  EXPECT_THAT(
      Found(*view, found),
      ElementsAre("relations/z-open", "relations/x-likely", "relations/a-half",
                  "relations/b-half", "relations/part relations/0-long",
                  "relations/a-unlikely", "relations/unknown"));
  EXPECT_EQ(found.paths[2].cost, std::llround(std::log(2.0) * 4294967296.0));
  EXPECT_EQ(found.paths[4].cost, found.paths[2].cost);
  EXPECT_EQ(found.paths[5].cost, Cost{1} << 56);
  EXPECT_EQ(found.paths[6].cost, 0) << "without a best estimate";
}

TEST(Semantics, APairIsItsBestPath) {
  const auto pair = [](const std::vector<Fact>& facts) {
    const FoundPaths found = PathsIn(*MakeView(facts), "remotely_accessed_by",
                                     "products/a", "companies/c");
    return std::make_pair(found.walk_status, found.paths.size());
  };
  const Draft closed =
      Rel("closed", "remotely_accessed_by", "products/a", "companies/c");
  const Draft unsaid =
      Rel("unsaid", "remotely_accessed_by", "products/a", "companies/c")
          .Unknown();
  const Draft stop = Closing("stop", {"relations/closed"});
  EXPECT_EQ(pair({closed, stop, unsaid}),
            std::make_pair(Status::kUnknown, size_t{2}));
  EXPECT_EQ(pair({closed, stop}), std::make_pair(Status::kBlocked, size_t{1}));
  EXPECT_EQ(pair({Draft(closed).Denied()}),
            std::make_pair(Status::kNoPath, size_t{0}));
}

// The tier of the pair: "T1-T3", or "none".
std::string PairTier(std::vector<Fact> facts, int paths) {
  const auto snapshot = MakeSnapshot(std::move(facts));
  const absl::StatusOr<Views> views = Views::Create(snapshot, OptionsOn());
  if (!views.ok()) return views.status().ToString();
  const FactIndex authority = snapshot->Find("authorities/a");
  const PairAnswer answer =
      AnswerPair(*views, snapshot->Find("processes/p"),
                 {.asked = authority, .authorities = {authority}},
                 snapshot->policy().document().vectors[0], {.paths = paths});
  const TierAnswer* tier = answer.tier();
  if (tier == nullptr || !tier->applicable) return "none";
  return absl::StrCat("T", tier->lowest, "-T", tier->highest);
}

// Companies that the authority controls have access, which no law compels: T1.
// Last by its id, one that a law compels: T2 or T3.
std::vector<Fact> ManyAccesses(int controlled, const Fact& last) {
  std::vector<Fact> facts = {
      Rel("use", "uses", "processes/p", "products/d"),
      Rel("touches", "touches", "relations/use",
          "interests/vital-infrastructure"),
      Rel("seat", "seated_in", "companies/last", "jurisdictions/cn"),
      Rel("law", "enacts", "jurisdictions/cn", "laws/l"),
      Rel("power", "compels_disclosure", "laws/l", "authorities/a"),
      last,
  };
  for (int i = 0; i < controlled; ++i) {
    const std::string company = absl::StrCat("companies/c", i);
    facts.push_back(Rel(absl::StrCat("access-", i), "remotely_accessed_by",
                        "products/d", company));
    facts.push_back(Rel(absl::StrCat("control-", i), "controlled_by", company,
                        "authorities/a"));
  }
  return facts;
}

TEST(Semantics, PathsNotLookedAtMayHaveAnyTier) {
  const Draft last =
      Rel("last", "remotely_accessed_by", "products/d", "companies/last");
  EXPECT_EQ(PairTier(ManyAccesses(2, last), 3), "T2-T3");
  EXPECT_EQ(PairTier(ManyAccesses(2, Draft(last).Unknown()), 3), "T1-T3");
  EXPECT_EQ(PairTier(ManyAccesses(2, Draft(last).Denied()), 3), "T1-T1");
  std::vector<Fact> closed = ManyAccesses(2, last);
  closed.push_back(Closing("stop", {last.id}));
  EXPECT_EQ(PairTier(closed, 3), "T1-T1") << "a blocked path has no tier";
  closed.push_back(Closing("stop-use", {"relations/use"}));
  EXPECT_EQ(PairTier(closed, 3), "none");
  // Behind forty that are known the last is not seen, unless one asks for all.
  EXPECT_EQ(PairTier(ManyAccesses(40, Draft(last).Unknown()), 3), "T1-T3");
  EXPECT_EQ(PairTier(ManyAccesses(40, Draft(last).Unknown()), kMaxPaths),
            "T1-T3");
  EXPECT_EQ(PairTier(ManyAccesses(40, last), 3), "T1-T3");
  EXPECT_EQ(PairTier(ManyAccesses(40, last), kMaxPaths), "T2-T3");
  EXPECT_EQ(PairTier(ManyAccesses(40, Draft(last).Denied()), kMaxPaths),
            "T1-T1");
}

TEST(Semantics, LikelihoodOfAPath) {
  const auto of = [](const Draft& relation, std::vector<Fact> more = {}) {
    more.push_back(relation);
    return FindInstance(*MakeView(more), relation.id)->likelihood;
  };
  const Draft access =
      Rel("r", "remotely_accessed_by", "products/a", "companies/c");
  const Draft exploit = Rel("r", "exploited_by", "products/a", "programmes/x");
  const Draft seat = Rel("r", "seated_in", "companies/c", "jurisdictions/cn");
  const Interval nothing{0, std::nullopt, 1};
  EXPECT_EQ(of(Draft(access).Likely(0.1, 0.2, 0.3)), (Interval{0.1, 0.2, 0.3}));
  EXPECT_EQ(of(Draft(access).Possible().Likely(0.1, 0.2, 0.3)),
            (Interval{0.1, 0.2, 0.3}));
  EXPECT_EQ(of(Draft(access).LikelyAs("moderate")),
            (Interval{0.21, 0.5, 0.79}));
  EXPECT_EQ(of(access), nothing);
  EXPECT_EQ(of(exploit), (Interval{0.1, 0.3, 0.5})) << "default of the kind";
  EXPECT_EQ(of(Draft(exploit).Possible()), nothing);
  EXPECT_EQ(of(seat), (Interval{1, 1, 1}));
  EXPECT_EQ(of(Draft(seat).Unknown()), nothing);

  const Draft half = Reducing("half", {"relations/r"}, 0.5, 0.5, 1);
  const Interval reduced{0.05, 0.1, 0.3};
  const Draft likely = Draft(access).Likely(0.1, 0.2, 0.3);
  EXPECT_EQ(of(likely, {half}), reduced);
  // What may reduce it, or close it, or keep it from being, may also not.
  const Interval perhaps{0.05, 0.2, 0.3};
  EXPECT_EQ(of(likely, {Draft(half).Possible()}), perhaps);
  EXPECT_EQ(of(likely, {Draft(half).Candidate()}), (Interval{0.1, 0.2, 0.3}));
  const Draft key = Rel("key", "key_held_by", "information/i", "companies/c");
  const Draft guarded = Draft(half).Unless(WhenFact("relations/key"));
  EXPECT_EQ(of(likely, {guarded, key}), (Interval{0.1, 0.2, 0.3}));
  EXPECT_EQ(of(likely, {guarded, Draft(key).Unknown()}), perhaps);
  EXPECT_EQ(of(likely, {guarded, Draft(key).Denied()}), reduced);
  const Interval at_most{0, std::nullopt, 0.3};
  const Draft closed = Closing("closed", {"relations/r"});
  EXPECT_EQ(of(likely, {Draft(closed).Possible()}), at_most);
  EXPECT_EQ(of(likely, {Draft(closed).Unless(WhenFact("relations/key")),
                        Draft(key).Unknown()}),
            at_most);
  EXPECT_EQ(of(Draft(likely).While(WhenFact("relations/key")),
               {Draft(key).Unknown()}),
            at_most);
  EXPECT_EQ(of(Draft(likely).From("2021-11")), at_most) << "of no certain day";
  EXPECT_EQ(of(Draft(likely).Possible()), (Interval{0.1, 0.2, 0.3}))
      << "as likely as its source says, who says no more than that";

  const Interval path = Multiply({0.2, 0.5, 1}, {0.5, 0.5, 0.5});
  EXPECT_EQ(path, (Interval{0.1, 0.25, 0.5}));
  EXPECT_EQ(Multiply({0.2, 0.5, 1}, nothing), (Interval{0, std::nullopt, 1}));
}

// Whoever says it again makes it no second measure.
TEST(Semantics, AMeasureThatIsSaidTwiceReducesOnce) {
  const Draft access =
      Rel("r", "remotely_accessed_by", "products/a", "companies/c")
          .Likely(0.1, 0.2, 0.3);
  const auto of = [&](std::vector<Fact> measures,
                      const ViewOptions& options = OptionsOn()) {
    measures.push_back(access);
    return FindInstance(*MakeView(measures, options), "relations/r")
        ->likelihood;
  };
  const Draft half = Reducing("half", {"relations/r"}, 0.5, 0.5, 1);
  const Draft again = Reducing("again", {"relations/r"}, 0.5, 0.5, 1);
  EXPECT_EQ(of({half, again}), of({half}));
  // What is right whichever states it right.
  const Draft other = Reducing("other", {"relations/r"}, 0.2, 0.8, 0.8);
  EXPECT_EQ(of({half, other}), Multiply({0.1, 0.2, 0.3}, {0.2, 0.8, 1}));
  // In whatever order what it selects is listed.
  const Draft seat = Rel("seat", "seated_in", "companies/c", "jurisdictions/j");
  const std::vector<std::string> listed = {"relations/r", "relations/seat"};
  EXPECT_EQ(
      of({Reducing("half", listed, 0.5, 0.5, 1),
          Reducing("again", {listed.rbegin(), listed.rend()}, 0.5, 0.5, 1),
          seat}),
      of({half}));
  // What a candidate states counts, and by itself reduces nothing: to take it
  // raises nothing.
  EXPECT_EQ(of({half, Draft(other).Candidate()}), of({half, other}));
  // One that is a candidate on record, and taken as asked, is there too.
  ViewOptions taken = OptionsOn();
  taken.changes = {{Change::Op::kTake, "measures/again"}};
  EXPECT_EQ(of({half, Draft(again).Candidate()}, taken), of({half}));
  // By another decision it is another measure.
  Draft decided = again;
  decided.measure()->decided_by = "organizations/o";
  EXPECT_EQ(of({half, decided, Thing("organizations/o")}),
            Multiply({0.1, 0.2, 0.3}, {0.25, 0.25, 1}));
}

// ---- 7. Factors and tier ----------------------------------------------------

TierAnswer Weigh(const std::vector<Fact>& facts,
                 const ViewOptions& options = OptionsOn()) {
  const auto view = MakeView(facts, options);
  const FoundPaths found = Espionage(*view);
  EXPECT_FALSE(found.paths.empty());
  return WeighPath(*view, view->snapshot().Find("processes/p"), found.paths[0]);
}

Answer AnswerTo(const std::string& factor, const std::vector<Fact>& facts,
                const ViewOptions& options = OptionsOn()) {
  for (const FactorAnswer& answer : Weigh(facts, options).factors) {
    if (answer.factor->id == factor) return answer.answer;
  }
  ADD_FAILURE() << "no factor " << factor;
  return Answer::kUnknown;
}

Draft Touches(absl::string_view use = "relations/use") {
  return Rel("touches", "touches", use, "interests/vital-infrastructure");
}

TEST(Semantics, FactorsAskTheUses) {
  const auto vital = [](const std::vector<Fact>& facts) {
    return AnswerTo("touches_vital", Chain(facts));
  };
  EXPECT_EQ(vital({Touches()}), Answer::kYes);
  EXPECT_EQ(vital({Touches().Denied()}), Answer::kNo);
  EXPECT_EQ(vital({Touches().Possible()}), Answer::kUnknown);
  EXPECT_EQ(vital({}), Answer::kUnknown);
  const Draft not_so = Rel("not-so", "touches", "relations/use",
                           "interests/vital-infrastructure")
                           .Denied()
                           .Said("sources/t");
  EXPECT_EQ(vital({Touches(), not_so}), Answer::kUnknown) << "contested";
  // Of a class, or of everything; not as far as something carries it.
  constexpr char kVital[] = "interests/vital-infrastructure";
  EXPECT_EQ(vital({Rel("no", "touches", Of("uses"), kVital).Denied()}),
            Answer::kNo);
  EXPECT_EQ(
      vital({Thing(kVital),
             Rel("no", "touches", "relations/use", Everything()).Denied()}),
      Answer::kNo);
  EXPECT_EQ(vital({Rel("no", "touches", Everything(), kVital).Denied()}),
            Answer::kNo);
  EXPECT_EQ(vital({Touches().Denied().Via({"relations/access"})}),
            Answer::kUnknown);
  EXPECT_EQ(vital({Touches().Denied().From("2021")}), Answer::kUnknown);

  // The uses that carry a step are asked too: yes if one, no if all.
  const Draft other = Rel("other", "uses", "processes/p", "products/app");
  std::vector<Fact> facts = Chain({other});
  std::get<Relation>(facts[1].body).via = {"relations/other"};
  const auto with = [&](const std::vector<Fact>& more) {
    std::vector<Fact> all = facts;
    all.insert(all.end(), more.begin(), more.end());
    return AnswerTo("touches_vital", all);
  };
  const Draft other_touches = Rel("other-touches", "touches", "relations/other",
                                  "interests/vital-infrastructure");
  EXPECT_EQ(with({Touches().Denied()}), Answer::kUnknown);
  EXPECT_EQ(with({Touches().Denied(), other_touches}), Answer::kYes);
  EXPECT_EQ(with({Touches().Denied(), Draft(other_touches).Denied()}),
            Answer::kNo);
}

TEST(Semantics, LawCountsWhereThePathPassesIt) {
  EXPECT_EQ(AnswerTo("compelling_law", Chain()), Answer::kYes);
  std::vector<Fact> facts = Chain();
  facts.back().modality = Modality::kPossible;
  EXPECT_EQ(AnswerTo("compelling_law", facts), Answer::kUnknown);
  facts = Chain({Rel("own", "controlled_by", "companies/c", "authorities/a")});
  facts.erase(facts.begin() + 2);  // not seated there
  EXPECT_EQ(AnswerTo("compelling_law", facts), Answer::kNo);
}

TEST(Semantics, AProgrammeIsAskedOfTheAuthority) {
  const Draft conducts =
      Rel("conducts", "conducts", "authorities/a", "programmes/x");
  const Draft targets =
      Rel("targets", "targets", "programmes/x", "interests/dutch-interests");
  // The policy names the interest, so it is there even where nothing is said.
  const auto offensive = [](const std::vector<Fact>& facts) {
    std::vector<Fact> all = Chain(facts);
    all.push_back(Thing("interests/dutch-interests"));
    return AnswerTo("offensive_programme", all);
  };
  EXPECT_EQ(offensive({conducts, targets}), Answer::kYes);
  EXPECT_EQ(offensive({Draft(conducts).NotExcluded(), targets}),
            Answer::kUnknown);
  EXPECT_EQ(offensive({Draft(conducts).Denied(), targets}), Answer::kNo);
  EXPECT_EQ(offensive({conducts, Draft(targets).Denied()}), Answer::kNo);
  EXPECT_EQ(offensive({Draft(conducts).Until("2020"), targets}),
            Answer::kUnknown);
  EXPECT_EQ(offensive({}), Answer::kUnknown);
  const Draft other =
      Rel("conducts", "conducts", "authorities/b", "programmes/x");
  EXPECT_EQ(offensive({other, targets}), Answer::kUnknown);
}

TEST(Semantics, OneDeniedProgrammeIsNotAll) {
  const auto conducts = [](absl::string_view name) {
    return Rel(absl::StrCat("c-", name), "conducts", "authorities/a",
               absl::StrCat("programmes/", name));
  };
  const auto targets = [](absl::string_view name) {
    return Rel(absl::StrCat("t-", name), "targets",
               absl::StrCat("programmes/", name), "interests/dutch-interests");
  };
  const auto offensive = [](std::vector<Fact> facts,
                            const ViewOptions& options = OptionsOn()) {
    facts.push_back(Thing("interests/dutch-interests"));
    return AnswerTo("offensive_programme", Chain(std::move(facts)), options);
  };
  const Draft not_x = conducts("x").Denied();
  EXPECT_EQ(offensive({not_x, targets("x")}), Answer::kNo);
  // Another that is over, not verified, or only presupposed.
  const Draft y = conducts("y");
  EXPECT_EQ(
      offensive({not_x, targets("x"), Draft(y).Until("2020"), targets("y")}),
      Answer::kUnknown);
  EXPECT_EQ(offensive({not_x, targets("x"), y, targets("y").Until("2020")}),
            Answer::kUnknown);
  EXPECT_EQ(offensive({not_x, targets("x"), Draft(y).Is(Modality::kPresupposed),
                       targets("y")}),
            Answer::kUnknown);
  EXPECT_EQ(offensive({not_x, targets("x"), Draft(y).Denied(), targets("y")}),
            Answer::kNo);
  EXPECT_EQ(offensive({not_x, targets("x"), y, targets("y").Denied()}),
            Answer::kNo);
  // What the view leaves out is not looked at.
  ViewOptions verified = OptionsOn();
  verified.verified_only = true;
  const std::vector<Fact> unread = {not_x, targets("x"), Draft(y).Unverified(),
                                    targets("y")};
  EXPECT_EQ(offensive(unread), Answer::kYes);
  EXPECT_EQ(offensive(unread, verified), Answer::kNo);
  EXPECT_EQ(offensive({Draft(not_x).Unverified(), targets("x")}, verified),
            Answer::kUnknown);
  // To conduct nothing is no way; what is said against it is cut.
  const Draft nothing =
      Rel("none", "conducts", "authorities/a", Everything()).Denied();
  EXPECT_EQ(offensive({nothing, targets("x")}), Answer::kUnknown);
  EXPECT_EQ(offensive({nothing, conducts("x").Unknown(), targets("x")}),
            Answer::kNo);
}

TEST(Semantics, MeansAreLookedForInTheOrganization) {
  const Draft in = Rel("in", "part_of", "processes/p", "organizations/o");
  const Draft also_in =
      Rel("in-q", "part_of", "processes/q", "organizations/o");
  const Draft elsewhere = Rel("use-q", "uses", "processes/q", "products/d");
  const auto no_means = [&](const std::vector<Fact>& facts) {
    return AnswerTo("no_means", Chain(facts));
  };
  const Draft stop = Closing("stop", {"relations/use-q"});
  EXPECT_EQ(no_means({in}), Answer::kUnknown);
  EXPECT_EQ(no_means({in, also_in, elsewhere, stop}), Answer::kNo);
  EXPECT_EQ(no_means({in, also_in, elsewhere, Draft(stop).Candidate()}),
            Answer::kNo);
  EXPECT_EQ(no_means({in, elsewhere, stop}), Answer::kUnknown)
      << "of another organization";
  EXPECT_EQ(no_means({in, also_in, elsewhere,
                      NothingShown("paper", {"relations/use-q"})}),
            Answer::kUnknown);
  EXPECT_EQ(no_means({in, also_in, elsewhere, Draft(stop).Possible()}),
            Answer::kUnknown);
  // A country that two organizations are part of is no organization.
  const auto of_country = [](absl::string_view name, absl::string_view part) {
    return Rel(name, "part_of", part, "jurisdictions/nl");
  };
  EXPECT_EQ(no_means({in, of_country("nl-o", "organizations/o"),
                      of_country("nl-q", "processes/q"), elsewhere, stop}),
            Answer::kUnknown);
  // Nor does a product of the organization count; its information does.
  EXPECT_EQ(
      no_means({in, Rel("own", "part_of", "products/d", "organizations/o"),
                Rel("part", "contains", "products/d", "products/e"),
                Closing("stop", {"relations/part"})}),
      Answer::kUnknown);
  const Draft film = Rel("film", "handles", "processes/p", "information/i");
  const Draft flow =
      Rel("flow", "sends_data_to", "information/i", "companies/z");
  const Draft stop_flow = Closing("stop", {"relations/flow"});
  EXPECT_EQ(no_means({in, Draft(film).Via({"relations/use"}), flow, stop_flow}),
            Answer::kNo);
  EXPECT_EQ(no_means({in, film, flow, stop_flow}), Answer::kUnknown);
}

TEST(Semantics, UnknownFactorsGiveARange) {
  TierAnswer tier = Weigh(Chain());
  EXPECT_TRUE(tier.applicable);
  EXPECT_EQ(tier.lowest, 0);
  EXPECT_EQ(tier.highest, 3);
  const Draft insensitive =
      Rel("ins", "touches", "relations/use", "interests/sensitive-information")
          .Denied();
  tier = Weigh(Chain({Touches().Denied(), insensitive}));
  EXPECT_EQ(tier.lowest, 0);
  EXPECT_EQ(tier.highest, 0);
  tier = Weigh(Chain({Touches()}));
  EXPECT_EQ(tier.lowest, 2);
  EXPECT_EQ(tier.highest, 3);
  tier = Weigh(Chain(
      {Touches(), Rel("conducts", "conducts", "authorities/a", "programmes/x"),
       Rel("targets", "targets", "programmes/x",
           "interests/dutch-interests")}));
  EXPECT_EQ(tier.lowest, 3);
  EXPECT_EQ(tier.highest, 3);
  tier = Weigh(Chain({Touches(), Closing("stop", {"relations/access"})}));
  EXPECT_FALSE(tier.applicable) << "blocked";
}

}  // namespace
}  // namespace ketenzicht::graph
