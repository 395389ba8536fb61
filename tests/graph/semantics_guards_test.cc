// docs/semantics.md, section 5: carriers, guards and measures.

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

constexpr char kFlow[] = "relations/flow";
constexpr char kKey[] = "relations/key";
Draft Flow() {
  return Rel("flow", "sends_data_to", "information/i", "companies/c");
}
Draft Key() {
  return Rel("key", "key_held_by", "information/i", "companies/c");
}

// The flow's status where it holds while `guard` does.
Status FlowWhile(const Guard& guard, std::vector<Fact> facts) {
  facts.push_back(Flow().While(guard));
  return StatusIn(*MakeView(std::move(facts)), kFlow);
}

TEST(Semantics, ARelationIsNeverBetterThanItsCarriers) {
  const Draft use = Rel("use", "uses", "processes/p", "products/d");
  const Draft flow = Flow().Via({"relations/use"});
  EXPECT_EQ(StatusIn(*MakeView({use, flow}), kFlow), Status::kOpen);
  EXPECT_EQ(StatusIn(*MakeView({Draft(use).Possible(), flow}), kFlow),
            Status::kNotExcluded);
  EXPECT_EQ(StatusIn(*MakeView({use, flow, Closing("stop", {"relations/use"})}),
                     kFlow),
            Status::kBlocked);
  auto view = MakeView({Draft(use).Until("2020"), flow});
  EXPECT_EQ(OmissionIn(*view, kFlow), Omission::kCarrier);
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kNoPath);
  EXPECT_EQ(FindInstance(*view, kFlow)->omitted_by, "relations/use");
  // A carrier with several instances counts by its best.
  view = MakeView(
      {Rel("use", "uses", Ids({"processes/p", "processes/q"}), "products/d"),
       Rel("not", "uses", "processes/p", "products/d").Denied(), flow});
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kOpen);
}

TEST(Semantics, GuardsAreWorthWhatIsKnown) {
  const Guard key = WhenFact(kKey);
  const Draft yes = Rel("yes", "key_held_by", "information/i", "companies/x");
  const Guard affirmed = WhenFact("relations/yes");
  struct Case {
    Draft key;
    Status plain, inverted;
  };
  const Case cases[] = {
      {Key(), Status::kOpen, Status::kNoPath},
      {Key().Possible(), Status::kNotExcluded, Status::kNotExcluded},
      {Key().Unknown(), Status::kUnknown, Status::kUnknown},
      {Key().Denied(), Status::kNoPath, Status::kOpen},
  };
  for (const Case& c : cases) {
    const std::vector<Fact> facts = {c.key, yes};
    EXPECT_EQ(FlowWhile(key, facts), c.plain);
    EXPECT_EQ(FlowWhile(WhenNot(key), facts), c.inverted);
    EXPECT_EQ(FlowWhile(WhenAll({key, affirmed}), facts), c.plain);
    EXPECT_EQ(FlowWhile(WhenAny({key, affirmed}), facts), Status::kOpen);
  }
  EXPECT_EQ(FlowWhile(key, {Key(), Closing("stop", {kKey})}), Status::kNoPath)
      << "blocked is denied";
}

TEST(Semantics, UnderNotMeasuresDoNotCount) {
  const Guard key = WhenFact(kKey);
  EXPECT_EQ(FlowWhile(WhenNot(key), {Key(), Closing("stop", {kKey})}),
            Status::kNoPath)
      << "a measure would raise exposure";
  EXPECT_EQ(FlowWhile(WhenNot(WhenNot(key)), {Key(), Closing("stop", {kKey})}),
            Status::kNoPath)
      << "and here it lowers it";
}

TEST(Semantics, UnrecordedIsUnknown) {
  const Guard asks = WhenRelation("key_held_by", "$source", "$target");
  const auto view = MakeView({Flow().While(asks)});
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kUnknown);
  EXPECT_THAT(FindInstance(*view, kFlow)->guard_inputs,
              ElementsAre(Field(&GuardInput::recorded, false)));
  EXPECT_EQ(FlowWhile(asks, {Key()}), Status::kOpen);
  EXPECT_EQ(FlowWhile(asks, {Key().Denied()}), Status::kNoPath);
  EXPECT_EQ(
      FlowWhile(
          asks,
          {Rel("none", "key_held_by", "information/i", Everything()).Denied()}),
      Status::kNoPath);
  EXPECT_EQ(FlowWhile(asks, {Key().Until("2020")}), Status::kUnknown)
      << "left out by its date";
  const Draft some = Rel("some", "uses", "processes/p", "products/d");
  EXPECT_EQ(FlowWhile(asks, {some, Key().Denied().Via({"relations/some"})}),
            Status::kUnknown)
      << "denied only as far as some use carries it";
  const Draft use = Rel("use", "uses", "processes/p", "products/d").Denied();
  EXPECT_EQ(FlowWhile(asks, {use, Key().Via({"relations/use"})}),
            Status::kUnknown)
      << "no edge because of its carrier";
  EXPECT_EQ(FlowWhile(asks, {use, Key().While(WhenFact("relations/use"))}),
            Status::kNoPath)
      << "no edge because of its own guard";
}

TEST(Semantics, AGuardOnAClassFact) {
  const Draft keys = Rel("keys", "key_held_by", "information/i",
                         Ids({"companies/c", "companies/x"}));
  const Draft not_x =
      Rel("not-x", "key_held_by", "information/i", "companies/x").Denied();
  const Guard asks = WhenFact("relations/keys");
  EXPECT_EQ(FlowWhile(asks, {keys, not_x}), Status::kOpen);
  // One that a specific relation replaced is worth that one: c has the key.
  EXPECT_EQ(FlowWhile(asks, {keys, Key(), not_x}), Status::kOpen);
  EXPECT_EQ(FlowWhile(asks, {keys, Key().Possible(), not_x}),
            Status::kNotExcluded);
  EXPECT_EQ(FlowWhile(asks, {keys, Key(), not_x, Closing("stop", {kKey})}),
            Status::kNoPath);
  const auto encrypted = [&](std::vector<Fact> facts) {
    facts.insert(facts.end(),
                 {Flow(), Closing("encryption", {kFlow}).Unless(asks)});
    return StatusIn(*MakeView(std::move(facts)), kFlow);
  };
  EXPECT_EQ(encrypted({keys, Key(), not_x}), Status::kOpen);
  // One that is not recorded is unknown, also beside one that is denied.
  const Draft use = Rel("use", "uses", "processes/p", "products/d");
  const Draft carried = Draft(keys).Via({"relations/use"});
  EXPECT_EQ(encrypted({Draft(use).Until("2020"), carried, not_x}),
            Status::kUnknown);
  EXPECT_EQ(encrypted({use, carried, not_x}), Status::kOpen);
  EXPECT_EQ(encrypted({Draft(keys).Denied()}), Status::kBlocked);
  EXPECT_EQ(encrypted({Draft(keys).Until("2020")}), Status::kUnknown);
}

TEST(Semantics, AnyoneTheSameAuthorityReaches) {
  const std::vector<Fact> law = {
      Rel("seat-c", "seated_in", "companies/c", "jurisdictions/cn"),
      Rel("law", "enacts", "jurisdictions/cn", "laws/l"),
      Rel("power", "compels_disclosure", "laws/l", "authorities/a"),
      Rel("key-x", "key_held_by", "information/i", "companies/x"),
  };
  const auto flow = [&](bool anyone, const Fact& more) {
    std::vector<Fact> facts = law;
    facts.push_back(more);
    return FlowWhile(WhenRelation("key_held_by", "$source", "$target", anyone),
                     facts);
  };
  const Draft seat =
      Rel("seat-x", "seated_in", "companies/x", "jurisdictions/cn");
  EXPECT_EQ(flow(true, seat), Status::kOpen);
  EXPECT_EQ(flow(false, seat), Status::kUnknown);
  EXPECT_EQ(flow(true, Draft(seat).Possible()), Status::kNotExcluded);
  // The key of c itself stays unrecorded, so unknown.
  EXPECT_EQ(flow(true, Draft(seat).Denied()), Status::kUnknown);
  std::vector<Fact> denied = law;
  denied.push_back(Key().Denied());
  const Guard asks = WhenRelation("key_held_by", "$source", "$target", true);
  // Where x is seated is not on record: nobody can say whom it must obey.
  EXPECT_EQ(FlowWhile(asks, denied), Status::kUnknown);
  std::vector<Fact> elsewhere = denied;
  elsewhere.push_back(
      Rel("seat-x-nl", "seated_in", "companies/x", "jurisdictions/nl"));
  EXPECT_EQ(FlowWhile(asks, elsewhere), Status::kNoPath);
  denied.push_back(seat);
  EXPECT_EQ(FlowWhile(asks, denied), Status::kOpen);
  // On modal status: a measure on the seat changes nothing.
  denied.push_back(Closing("stop", {"relations/seat-x"}));
  EXPECT_EQ(FlowWhile(asks, denied), Status::kOpen);
  const auto reach = [&](absl::string_view company) {
    return FlowWhile(WhenReached("authorities/a", company), law);
  };
  EXPECT_EQ(reach("companies/c"), Status::kOpen);
  EXPECT_EQ(reach("companies/x"), Status::kUnknown);
  EXPECT_EQ(FlowWhile(WhenReached("authorities/a", "companies/x"), elsewhere),
            Status::kNoPath);
}

// Whom a law of the shared country empowers may not be on record: that c may
// not have the key of x would then be a guess.
TEST(Semantics, ReachOfASharedSeatIsNotDenied) {
  const auto seat = [](absl::string_view name, absl::string_view who,
                       absl::string_view where) {
    return Rel(name, "seated_in", who, where);
  };
  const Draft seat_c = seat("seat-c", "companies/c", "jurisdictions/cn");
  const Draft at_home = seat("seat-x", "companies/x", "jurisdictions/nl");
  const auto flow = [](std::vector<Fact> facts) {
    facts.insert(facts.end(),
                 {Key().Denied(),
                  Rel("key-x", "key_held_by", "information/i", "companies/x")});
    return FlowWhile(WhenRelation("key_held_by", "$source", "$target", true),
                     std::move(facts));
  };
  EXPECT_EQ(flow({seat_c, at_home}), Status::kNoPath);
  EXPECT_EQ(flow({seat_c, seat("seat-x", "companies/x", "jurisdictions/cn")}),
            Status::kUnknown);
  EXPECT_EQ(
      flow({seat_c, at_home,
            Rel("trade", "operates_in", "companies/x", "jurisdictions/cn")}),
      Status::kUnknown);
  // A shared owner, seated as certainly as they are.
  const Draft seat_h = seat("seat-h", "companies/h", "jurisdictions/us");
  const auto owned = [](absl::string_view name, absl::string_view company) {
    return Rel(name, "majority_owned_by", company, "companies/h");
  };
  EXPECT_EQ(flow({seat_c, at_home, seat_h, owned("own-c", "companies/c")}),
            Status::kNoPath);
  EXPECT_EQ(flow({seat_c, at_home, seat_h, owned("own-c", "companies/c"),
                  owned("own-x", "companies/x")}),
            Status::kUnknown);
  // A seat that is not certain is none.
  const Draft not_there =
      seat("no-seat", "companies/x", "jurisdictions/nl").Denied();
  const Draft use = Rel("use", "uses", "processes/p", "products/d");
  EXPECT_EQ(flow({seat_c, at_home, Draft(not_there).Said("sources/t")}),
            Status::kUnknown);
  EXPECT_EQ(flow({seat_c, use, Draft(at_home).Via({"relations/use"})}),
            Status::kUnknown);
  EXPECT_EQ(
      flow({seat_c, use, Draft(at_home).While(WhenFact("relations/use"))}),
      Status::kUnknown);
  EXPECT_EQ(flow({seat_c, Draft(at_home).Possible()}), Status::kUnknown);
  // Of an authority and a company as well.
  const auto reach = [](const std::vector<Fact>& facts) {
    return FlowWhile(WhenReached("authorities/a", "companies/c"), facts);
  };
  EXPECT_EQ(reach({seat_c}), Status::kNoPath);
  EXPECT_EQ(
      reach({seat_c, seat("seat-a", "authorities/a", "jurisdictions/nl")}),
      Status::kNoPath);
  EXPECT_EQ(
      reach({seat_c, seat("seat-a", "authorities/a", "jurisdictions/cn")}),
      Status::kUnknown);
}

TEST(Semantics, AClosedUseTakesNobodysKeyAway) {
  const std::vector<Fact> facts = {
      Rel("use", "uses", "processes/p", "products/d"),
      Key().Via({"relations/use"}),
      Closing("stop", {"relations/use"}),
  };
  EXPECT_EQ(FlowWhile(WhenRelation("key_held_by", "$source", "$target"), facts),
            Status::kOpen);
}

TEST(Semantics, DateGuardsLookAtTheRecord) {
  const auto flow = [](const Draft& law, const Guard& guard,
                       absl::string_view day) {
    const auto view =
        MakeView({law, Flow().From("open").While(guard)}, OptionsOn(day));
    return StatusIn(*view, kFlow);
  };
  const Draft law = Rel("law", "enacts", "jurisdictions/cn", "laws/l")
                        .From("2017")
                        .Until("2019-01-01");
  constexpr char kLaw[] = "relations/law";
  using enum DateComparison;
  const Guard before = WhenDates(FromOf(kLaw), kBefore, On("2018-01-01"));
  for (const char* day : {"2000-01-01", "2018-06-01", "2021-11-18"}) {
    EXPECT_EQ(flow(law, before, day), Status::kOpen) << day;
  }
  const auto at = [&](const Guard& guard) { return flow(law, guard, kToday); };
  EXPECT_EQ(at(WhenDates(FromOf(kLaw), kBefore, On("2017-01-01"))),
            Status::kNoPath);
  EXPECT_EQ(at(WhenDates(FromOf(kLaw), kBefore, On("2017-06-01"))),
            Status::kUnknown);
  EXPECT_EQ(at(WhenDates(UntilOf(kLaw), kAfter, On("2018-12-31"))),
            Status::kOpen);
  EXPECT_EQ(at(WhenDates(UntilOf(kLaw), kAfter, On("2019-01-01"))),
            Status::kNoPath);
  EXPECT_EQ(at(WhenDates(On("2018-06-01"), kWithin, FromOf(kLaw))),
            Status::kOpen);
  EXPECT_EQ(at(WhenDates(On("2019-01-01"), kWithin, FromOf(kLaw))),
            Status::kNoPath);
  EXPECT_EQ(at(WhenDates(On("2017-06-01"), kWithin, FromOf(kLaw))),
            Status::kUnknown);
  // Of what does not count, or is denied, no date is known.
  const Guard after = WhenDates(FromOf(kLaw), kAfter, On("2018-01-01"));
  EXPECT_EQ(flow(law, after, kToday), Status::kNoPath);
  EXPECT_EQ(flow(Draft(law).Denied(), after, kToday), Status::kUnknown);
  EXPECT_EQ(flow(Draft(law).Unknown(), after, kToday), Status::kNoPath);
  ViewOptions verified = OptionsOn();
  verified.verified_only = true;
  const auto unread = MakeView(
      {Draft(law).Unverified(), Flow().From("open").While(after)}, verified);
  EXPECT_EQ(StatusIn(*unread, kFlow), Status::kUnknown);
  // Before and after look at dated bounds only; within, where the left date is
  // known, an open start and an undated end hold.
  const Draft open = Rel("law", "enacts", "jurisdictions/cn", "laws/l");
  const Guard within = WhenDates(On("2018-06-01"), kWithin, FromOf(kLaw));
  EXPECT_EQ(flow(open, within, kToday), Status::kUnknown);
  EXPECT_EQ(flow(Draft(open).From("open"), before, kToday), Status::kUnknown);
  EXPECT_EQ(flow(Draft(open).From("open"), within, kToday), Status::kOpen);
  EXPECT_EQ(flow(Draft(open).From("2017").Until("open"), within, kToday),
            Status::kOpen);
  EXPECT_EQ(flow(Draft(open).From("open"),
                 WhenDates(UntilOf(kLaw), kWithin, FromOf(kLaw)), kToday),
            Status::kUnknown);
}

TEST(Semantics, ARelationHoldsWhileItsGuardHolds) {
  const Guard key = WhenFact(kKey);
  EXPECT_EQ(FlowWhile(key, {Key()}), Status::kOpen);
  EXPECT_EQ(FlowWhile(key, {Key().NotExcluded()}), Status::kNotExcluded);
  EXPECT_EQ(FlowWhile(key, {Key().Unknown()}), Status::kUnknown);
  const auto view = MakeView({Key().Denied(), Flow().While(key)});
  EXPECT_EQ(OmissionIn(*view, kFlow), Omission::kGuard);
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kNoPath);
  // At best: what is less than the guard stays so.
  EXPECT_EQ(
      StatusIn(*MakeView({Key().NotExcluded(), Flow().Unknown().While(key)}),
               kFlow),
      Status::kUnknown);
}

TEST(Semantics, AMeasureClosesUnlessItsGuardHolds) {
  const auto flow = [](const Draft& key) {
    return StatusIn(
        *MakeView({key, Flow(),
                   Closing("encryption", {kFlow}).Unless(WhenFact(kKey))}),
        kFlow);
  };
  EXPECT_EQ(flow(Key()), Status::kOpen);
  EXPECT_EQ(flow(Key().Possible()), Status::kNotExcluded);
  EXPECT_EQ(flow(Key().Unknown()), Status::kUnknown);
  EXPECT_EQ(flow(Key().Denied()), Status::kBlocked);
  const auto view = MakeView({Flow(), Closing("stop", {kFlow})});
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kBlocked) << "without a guard";
  EXPECT_EQ(OmissionIn(*view, kFlow), Omission::kNone) << "blocked, but there";
}

TEST(Semantics, AMeasureThatMayNotHoldClosesNothing) {
  const auto flow = [](const Draft& measure) {
    return StatusIn(*MakeView({Flow(), measure}), kFlow);
  };
  const Draft stop = Closing("stop", {kFlow});
  EXPECT_EQ(flow(Draft(stop).Possible()), Status::kNotExcluded);
  EXPECT_EQ(flow(Draft(stop).Unknown()), Status::kUnknown);
  EXPECT_EQ(flow(Draft(stop).Denied()), Status::kOpen);
  EXPECT_EQ(flow(Draft(stop).From("2021")), Status::kUnknown);
  EXPECT_EQ(flow(Draft(stop).From("2022")), Status::kOpen);
  // Selected for as much as is known of what it asks for.
  const auto view = MakeView(
      {Flow(),
       Rel("in", "part_of", "processes/p", "organizations/o").Possible(),
       Rel("use", "uses", "processes/p", "products/d"),
       ClosingClass("stop", Of("uses").From(Of("process").Where(
                                "part_of", "organizations/o")))});
  EXPECT_EQ(StatusIn(*view, "relations/use"), Status::kNotExcluded);
}

TEST(Semantics, InherentIgnoresMeasures) {
  const auto snapshot = MakeSnapshot({
      Flow().Likely(0.2, 0.4, 0.6),
      Closing("candidate", {kFlow}).Candidate(),
      NothingShown("paper", {kFlow}),
      Reducing("training", {kFlow}, 0.5, 0.5, 0.5),
  });
  auto view = MakeView(snapshot, OptionsOn());
  auto flow = FindInstance(*view, kFlow);
  EXPECT_EQ(flow->status, Status::kOpen);
  EXPECT_EQ(flow->measures.size(), 3) << "met all the same";
  EXPECT_DOUBLE_EQ(*flow->likelihood.best, 0.2);

  const auto closed =
      MakeSnapshot({Flow().Likely(0.2, 0.4, 0.6), Closing("stop", {kFlow}),
                    Reducing("training", {kFlow}, 0.5, 0.5, 0.5)});
  ViewOptions inherent = OptionsOn();
  inherent.measures = false;
  EXPECT_EQ(StatusIn(*MakeView(closed, OptionsOn()), kFlow), Status::kBlocked);
  view = MakeView(closed, inherent);
  flow = FindInstance(*view, kFlow);
  EXPECT_EQ(flow->status, Status::kOpen);
  EXPECT_THAT(flow->measures, ElementsAre(Field(&MeasureMet::counts, false),
                                          Field(&MeasureMet::counts, false)));
  EXPECT_DOUBLE_EQ(*flow->likelihood.best, 0.4);
}

}  // namespace
}  // namespace ketenzicht::graph
