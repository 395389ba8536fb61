// docs/semantics.md, sections 1 and 2: which facts count, and classes. One test
// per row, with the name that the page gives it. Sections 3 and 4 are in
// semantics_denials_test.cc, 5 in semantics_guards_test.cc, 6 and 7 in
// semantics_paths_test.cc.

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// The use of most of these tests.
Draft Use() { return Rel("use", "uses", "processes/p", "products/d"); }
constexpr char kUse[] = "relations/use";

Status UseOn(const Draft& use, absl::string_view day) {
  return StatusIn(*MakeView({use}, OptionsOn(day)), kUse);
}

// ---- 1. Which facts count ---------------------------------------------------

TEST(Semantics, SourcesThatAreNotAskedForDoNotCount) {
  const auto snapshot =
      MakeSnapshot({SourceOfType("sources/krant", "press"),
                    Use()
                        .Said("sources/krant", "2016-01-01")
                        .Said("sources/s", "2020-01-01"),
                    Rel("other", "uses", "processes/p", "products/e")
                        .Said("sources/krant", "2016-01-01")});
  ViewOptions options = OptionsOn("2018-01-01");
  options.source_types = {"parliament"};
  auto view = MakeView(snapshot, options);
  EXPECT_EQ(OmissionIn(*view, "relations/other"), Omission::kSource);
  EXPECT_EQ(StatusIn(*view, kUse), Status::kUnknown)
      << "the press said it in 2016, but lends no date";
  EXPECT_THAT(FindInstance(*view, kUse)->sources,
              ElementsAre(snapshot->Find("sources/s")));

  options.sources = {"sources/krant"};  // by id, beside the type
  view = MakeView(snapshot, options);
  EXPECT_EQ(StatusIn(*view, "relations/other"), Status::kOpen);
  EXPECT_EQ(StatusIn(*view, kUse), Status::kOpen);
}

TEST(Semantics, StatedOnly) {
  const auto snapshot = MakeSnapshot(
      {Use(),
       Rel("guess", "uses", "processes/p", "products/e").InferredFrom({kUse})});
  EXPECT_EQ(StatusIn(*MakeView(snapshot, OptionsOn()), "relations/guess"),
            Status::kOpen);
  ViewOptions stated = OptionsOn();
  stated.with_inferred = false;
  const auto view = MakeView(snapshot, stated);
  EXPECT_EQ(OmissionIn(*view, "relations/guess"), Omission::kInferred);
  EXPECT_EQ(StatusIn(*view, kUse), Status::kOpen);
}

TEST(Semantics, VerifiedOnly) {
  const auto snapshot = MakeSnapshot(
      {Use(), Rel("unread", "uses", "processes/p", "products/e").Unverified()});
  EXPECT_EQ(StatusIn(*MakeView(snapshot, OptionsOn()), "relations/unread"),
            Status::kOpen);
  ViewOptions verified = OptionsOn();
  verified.verified_only = true;
  const auto view = MakeView(snapshot, verified);
  EXPECT_EQ(OmissionIn(*view, "relations/unread"), Omission::kUnverified);
  EXPECT_EQ(StatusIn(*view, kUse), Status::kOpen);
}

TEST(Semantics, AnOverlayJudgesFactsOtherwise) {
  const auto snapshot = MakeSnapshot(
      {SourceOfType("sources/krant", "press"), Use().From("2020-01-01"),
       Rel("late", "uses", "processes/p", "products/e").From("2020-01-01"),
       Rel("read", "uses", "processes/p", "products/f")
           .Said("sources/krant", "2016-01-01"),
       Rel("of-new", "uses", "processes/p", "products/new").From("open"),
       Thing("products/new").From("2020-01-01")});
  ViewOptions options = OptionsOn("2018-01-01");
  options.source_types = {"parliament"};
  ViewOptions other = options;
  other.date = Day("2020-01-01");
  other.source_types = {"parliament", "press"};
  options.otherwise = std::make_shared<const ViewOptions>(other);
  options.judged_otherwise = {kUse, "relations/read", "products/new"};
  const auto view = MakeView(snapshot, options);
  EXPECT_EQ(StatusIn(*view, kUse), Status::kOpen);
  EXPECT_EQ(StatusIn(*view, "relations/read"), Status::kOpen);
  EXPECT_EQ(StatusIn(*view, "relations/of-new"), Status::kOpen)
      << "its end is there as of the other date";
  EXPECT_EQ(OmissionIn(*view, "relations/late"), Omission::kDate);

  options.judged_otherwise = {"relations/not-there"};
  EXPECT_FALSE(View::Create(snapshot, options).ok());
  options.judged_otherwise = {kUse};
  options.otherwise = nullptr;
  EXPECT_FALSE(View::Create(snapshot, options).ok());
}

TEST(Semantics, RemovingIsNotDenying) {
  const auto snapshot =
      MakeSnapshot({Rel("flow", "sends_data_to", "information/i", "companies/c")
                        .While(WhenFact("relations/key")),
                    Rel("key", "key_held_by", "information/i", "companies/c")});
  ViewOptions options = OptionsOn();
  options.changes = {{Change::Op::kRemove, "relations/key"}};
  auto view = MakeView(snapshot, options);
  EXPECT_EQ(OmissionIn(*view, "relations/key"), Omission::kRemoved);
  EXPECT_EQ(StatusIn(*view, "relations/flow"), Status::kUnknown);

  options.changes = {{Change::Op::kDeny, "relations/key"}};
  view = MakeView(snapshot, options);
  EXPECT_EQ(OmissionIn(*view, "relations/key"), Omission::kModality);
  EXPECT_EQ(FindInstance(*view, "relations/key")->recorded, Modality::kDenied);
  EXPECT_EQ(StatusIn(*view, "relations/flow"), Status::kNoPath);
}

TEST(Semantics, TheLastChangeOnAFactCounts) {
  const Draft flow =
      Rel("flow", "sends_data_to", "information/i", "companies/c");
  const Draft key = Rel("key", "key_held_by", "information/i", "companies/c")
                        .From("2019-01-01");
  const Change remove{Change::Op::kRemove, "relations/key"};
  const Change deny{Change::Op::kDeny, "relations/key"};
  const auto flow_after = [](const std::vector<Fact>& facts,
                             std::vector<Change> changes) {
    ViewOptions options = OptionsOn();
    options.changes = std::move(changes);
    return StatusIn(*MakeView(facts, options), "relations/flow");
  };
  const std::vector<Fact> encrypted = {flow, key,
                                       Closing("encryption", {"relations/flow"})
                                           .Unless(WhenFact("relations/key"))};
  EXPECT_EQ(flow_after(encrypted, {remove, deny}), Status::kBlocked);
  EXPECT_EQ(flow_after(encrypted, {deny, remove}), Status::kUnknown)
      << "taken back: nobody denies that there is a key";
  EXPECT_EQ(flow_after(encrypted, {deny, remove, deny}), Status::kBlocked);
  // Its dates go with it.
  const std::vector<Fact> dated = {
      Draft(flow).While(WhenDates(FromOf("relations/key"),
                                  DateComparison::kBefore, On("2018-01-01"))),
      key};
  EXPECT_EQ(flow_after(dated, {}), Status::kNoPath);
  EXPECT_EQ(flow_after(dated, {deny, remove}), Status::kUnknown);
  EXPECT_EQ(flow_after(dated, {remove, deny}), Status::kUnknown);
  // Measures too.
  const std::vector<Fact> closed = {flow, Closing("stop", {"relations/flow"})};
  const Change lift{Change::Op::kDeny, "measures/stop"};
  const Change drop{Change::Op::kRemove, "measures/stop"};
  EXPECT_EQ(flow_after(closed, {}), Status::kBlocked);
  EXPECT_EQ(flow_after(closed, {lift, drop}), Status::kOpen);
  EXPECT_EQ(flow_after(closed, {drop, lift}), Status::kOpen);
}

TEST(Semantics, TakingAMeasurePutsItInPlace) {
  const Draft flow =
      Rel("flow", "sends_data_to", "information/i", "companies/c");
  const Change take{Change::Op::kTake, "measures/stop"};
  const Change lift{Change::Op::kLift, "measures/stop"};
  const Change deny{Change::Op::kDeny, "measures/stop"};
  const Change remove{Change::Op::kRemove, "measures/stop"};
  const auto flow_after = [&](const Draft& stop, std::vector<Change> changes,
                              bool measures = true) {
    ViewOptions options = OptionsOn();
    options.changes = std::move(changes);
    options.measures = measures;
    return StatusIn(*MakeView({flow, stop}, options), "relations/flow");
  };
  const Draft in_place = Closing("stop", {"relations/flow"});
  const Draft candidate = Closing("stop", {"relations/flow"}).Candidate();
  EXPECT_EQ(flow_after(candidate, {}), Status::kOpen);
  EXPECT_EQ(flow_after(candidate, {take}), Status::kBlocked);
  EXPECT_EQ(flow_after(candidate, {take}, false), Status::kOpen)
      << "not where measures are ignored";
  EXPECT_EQ(flow_after(in_place, {lift}), Status::kOpen);
  // The last counts.
  EXPECT_EQ(flow_after(candidate, {take, lift}), Status::kOpen);
  EXPECT_EQ(flow_after(in_place, {lift, take}), Status::kBlocked);
  EXPECT_EQ(flow_after(candidate, {deny, take}), Status::kBlocked);
  EXPECT_EQ(flow_after(candidate, {remove, take}), Status::kBlocked);
  EXPECT_EQ(flow_after(candidate, {take, remove}), Status::kOpen);
  EXPECT_EQ(flow_after(candidate, {take, deny}), Status::kOpen);
  EXPECT_EQ(flow_after(in_place, {deny, lift}), Status::kOpen);
  // All else is as recorded.
  EXPECT_EQ(flow_after(Draft(candidate).Is(Modality::kUnknown), {take}),
            Status::kUnknown);
  EXPECT_EQ(flow_after(Draft(candidate).Denied(), {take}), Status::kOpen);
  EXPECT_EQ(flow_after(Draft(candidate).From("2300-01-01"), {take}),
            Status::kOpen);
}

TEST(Semantics, OnlyMeasuresAreTakenOrLifted) {
  const auto snapshot = MakeSnapshot({Use()});
  for (const Change::Op op : {Change::Op::kTake, Change::Op::kLift}) {
    for (const char* id : {kUse, "processes/p", "measures/none"}) {
      ViewOptions options = OptionsOn();
      options.changes = {{op, id}};
      EXPECT_EQ(View::Create(snapshot, options).status().code(),
                absl::StatusCode::kInvalidArgument)
          << ChangeOpName(op) << " " << id;
    }
  }
}

TEST(Semantics, ModalityGivesStatus) {
  const std::pair<Modality, Status> cases[] = {
      {Modality::kAffirmed, Status::kOpen},
      {Modality::kPossible, Status::kNotExcluded},
      {Modality::kNotExcluded, Status::kNotExcluded},
      {Modality::kUnknown, Status::kUnknown},
      {Modality::kDenied, Status::kNoPath},
      {Modality::kPresupposed, Status::kNoPath},
      {Modality::kCounterfactual, Status::kNoPath},
  };
  for (const auto& [modality, status] : cases) {
    const auto view = MakeView({Use().Is(modality)});
    EXPECT_EQ(StatusIn(*view, kUse), status) << ModalityName(modality);
    EXPECT_EQ(FindInstance(*view, kUse)->modal, status);
    EXPECT_EQ(OmissionIn(*view, kUse), status == Status::kNoPath
                                           ? Omission::kModality
                                           : Omission::kNone);
  }
}

TEST(Semantics, InsideAnIntervalAFactIsUnknown) {
  const Draft use = Use().From("2017");
  EXPECT_EQ(UseOn(use, "2016-12-31"), Status::kNoPath);
  EXPECT_EQ(UseOn(use, "2017-01-01"), Status::kUnknown);
  EXPECT_EQ(UseOn(use, "2017-12-30"), Status::kUnknown);
  EXPECT_EQ(UseOn(use, "2017-12-31"), Status::kOpen);
  const Draft exact = Use().From("2017-03-04");
  EXPECT_EQ(UseOn(exact, "2017-03-03"), Status::kNoPath);
  EXPECT_EQ(UseOn(exact, "2017-03-04"), Status::kOpen);
  EXPECT_EQ(OmissionIn(*MakeView({exact}, OptionsOn("2017-03-03")), kUse),
            Omission::kDate);
}

TEST(Semantics, AnEndIsExclusive) {
  const Draft use = Use().From("open").Until("2017-06");
  EXPECT_EQ(UseOn(use, "2017-05-31"), Status::kOpen);
  EXPECT_EQ(UseOn(use, "2017-06-01"), Status::kUnknown);
  EXPECT_EQ(UseOn(use, "2017-06-29"), Status::kUnknown);
  EXPECT_EQ(UseOn(use, "2017-06-30"), Status::kNoPath);
  const Draft day = Use().From("open").Until("2017-06-01");
  EXPECT_EQ(UseOn(day, "2017-05-31"), Status::kOpen);
  EXPECT_EQ(UseOn(day, "2017-06-01"), Status::kNoPath);
  EXPECT_EQ(UseOn(Use().From("2017-01-01").Until("open"), "9999-12-31"),
            Status::kOpen);
  EXPECT_EQ(UseOn(Use().From("2017-01-01"), "9999-12-31"), Status::kOpen);
}

TEST(Semantics, BeforeItsAssertionAFactIsUnknown) {
  const Draft use =
      Use().Said("sources/t", "2019-05-05").Said("sources/s", "2018-01-02");
  EXPECT_EQ(UseOn(use, "2001-01-01"), Status::kUnknown);
  EXPECT_EQ(UseOn(use, "2018-01-01"), Status::kUnknown);
  EXPECT_EQ(UseOn(use, "2018-01-02"), Status::kOpen);
  EXPECT_EQ(UseOn(Use().From("open"), "2001-01-01"), Status::kOpen);
}

TEST(Semantics, AnUncertainDenialIsUnknown) {
  const std::vector<Fact> facts = {
      Use().From("open"),
      Rel("denial", "uses", "processes/p", "products/d").Denied().From("2017")};
  const auto view = MakeView(facts, OptionsOn("2017-06-01"));
  EXPECT_EQ(StatusIn(*view, "relations/denial"), Status::kUnknown);
  EXPECT_FALSE(FindInstance(*view, "relations/denial")->denies());
  EXPECT_EQ(StatusIn(*view, kUse), Status::kOpen);
  EXPECT_EQ(StatusIn(*MakeView(facts, OptionsOn("2018-01-01")), kUse),
            Status::kNoPath);
}

// In force for as much as is known would make it unknown, and so less than it
// is, what nothing closes.
TEST(Semantics, ADeniedMeasureIsNotInForce) {
  const Draft stop = Closing("stop", {kUse});
  const auto use = [](const Draft& measure, absl::string_view day = kToday) {
    return StatusIn(*MakeView({Use().From("open"), measure}, OptionsOn(day)),
                    kUse);
  };
  EXPECT_EQ(use(stop), Status::kBlocked);
  EXPECT_EQ(use(Draft(stop).Denied()), Status::kOpen);
  EXPECT_EQ(use(Draft(stop).From("2021")), Status::kUnknown);
  EXPECT_EQ(use(Draft(stop).Denied().From("2021")), Status::kOpen);
  EXPECT_EQ(use(Draft(stop).Denied(), "2019-01-01"), Status::kOpen)
      << "before anybody said so";
  ViewOptions lifted = OptionsOn();
  lifted.changes = {{Change::Op::kDeny, "measures/stop"}};
  EXPECT_EQ(
      StatusIn(*MakeView({Use(), Draft(stop).From("2021")}, lifted), kUse),
      Status::kOpen);
}

TEST(Semantics, EntitiesLimitTheirRelations) {
  const std::vector<Fact> facts = {
      Thing("products/d").From("2017").Until("2019"), Use().From("open"),
      Rel("made", "made_by", "products/d", "companies/c").From("open"),
      Rel("old", "uses", "processes/p", "products/e").From("open")};
  const auto at = [&](absl::string_view day, absl::string_view id) {
    return StatusIn(*MakeView(facts, OptionsOn(day)), id);
  };
  EXPECT_EQ(at("2016-12-31", kUse), Status::kNoPath);
  EXPECT_EQ(at("2017-06-01", kUse), Status::kUnknown);
  EXPECT_EQ(at("2018-01-01", kUse), Status::kOpen);
  EXPECT_EQ(at("2018-01-01", "relations/made"), Status::kOpen);
  EXPECT_EQ(at("2019-06-01", kUse), Status::kUnknown);
  EXPECT_EQ(at("2020-01-01", "relations/made"), Status::kNoPath);
  EXPECT_EQ(at("2001-01-01", "relations/old"), Status::kOpen)
      << "nothing is stated of when the product began";
}

// ---- 2. Classes -------------------------------------------------------------

TEST(Semantics, ClassesDoNotDependOnClasses) {
  const auto view = MakeView({
      Use(),
      Rel("denied", "uses", "processes/p", "products/e"),
      Rel("not", "uses", "processes/p", "products/e").Denied(),
      Rel("gone", "uses", "processes/p", "products/f").Until("2020"),
      Rel("class-use", "uses", Ids({"processes/p", "processes/q"}),
          "products/g"),
      Rel("made", "made_by", Of("product").TargetOf(Of("uses")), "companies/c"),
  });
  EXPECT_THAT(InstanceIds(*view), Contains("relations/made@products/d"));
  EXPECT_THAT(InstanceIds(*view), Contains("relations/made@products/e"))
      << "classes are settled before denials";
  EXPECT_THAT(InstanceIds(*view), Not(Contains("relations/made@products/f")))
      << "a use that is over makes no edge";
  EXPECT_THAT(InstanceIds(*view), Not(Contains("relations/made@products/g")))
      << "a use by a class makes no member of another class";
}

TEST(Semantics, AClassFactHoldsForEveryMember) {
  const auto view =
      MakeView({Rel("parts", "contains", Ids({"products/a", "products/b"}),
                    Ids({"products/b", "products/c"}))});
  EXPECT_THAT(InstanceIds(*view),
              ElementsAre("relations/parts@products/a@products/b",
                          "relations/parts@products/a@products/c",
                          "relations/parts@products/b@products/c"));
  EXPECT_TRUE(view->ReadInstances()[0].general);
  EXPECT_EQ(StatusIn(*view, "relations/parts@products/a@products/c"),
            Status::kOpen);
}

// What is asked for a kind's ends (walks that are paths, vectors that may end)
// must hold of what classes are expanded to.
TEST(Semantics, OfMembersOfAnotherKindAClassFactSaysNothing) {
  Draft product = Thing("products/x");
  Draft company = Thing("companies/x");
  for (Draft* one : {&product, &company}) {
    std::get<Entity>(one->body).attributes["listed"] = "yes";
  }
  const auto view = MakeView(
      {product, company,
       MakeRelation("seat", "seated_in", EndOf(Members().With("listed", "yes")),
                    EndOf("jurisdictions/j"))});
  EXPECT_THAT(InstanceIds(*view), ElementsAre("relations/seat@companies/x"));
}

TEST(Semantics, MembershipWeakensAnInstance) {
  const auto view = MakeView({
      Rel("in", "part_of", "processes/p", "organizations/o"),
      Rel("maybe", "part_of", "processes/q", "organizations/o").Possible(),
      Rel("unsaid", "part_of", "processes/q", "organizations/x").Unknown(),
      Rel("x", "part_of", "organizations/x", "organizations/o"),
      Rel("r", "part_of", "processes/r", "organizations/x").Unknown(),
      Rel("use", "uses", Of("process").Where("part_of+", "organizations/o"),
          "products/d"),
  });
  EXPECT_EQ(StatusIn(*view, "relations/use@processes/p"), Status::kOpen);
  EXPECT_EQ(StatusIn(*view, "relations/use@processes/q"), Status::kNotExcluded)
      << "by the best of its two paths";
  EXPECT_EQ(StatusIn(*view, "relations/use@processes/r"), Status::kUnknown);
}

TEST(Semantics, MembershipWeakensADenial) {
  const auto view = MakeView({
      Rel("in", "part_of", "processes/p", "organizations/o"),
      Rel("maybe", "part_of", "processes/q", "organizations/o").Possible(),
      Rel("no-use", "uses", Of("process").Where("part_of+", "organizations/o"),
          "products/d")
          .Denied(),
  });
  EXPECT_EQ(StatusIn(*view, "relations/no-use@processes/p"), Status::kNoPath);
  EXPECT_EQ(StatusIn(*view, "relations/no-use@processes/q"), Status::kUnknown);
  EXPECT_FALSE(FindInstance(*view, "relations/no-use@processes/q")->denies());
}

TEST(Semantics, MatchedCarriersCarry) {
  const auto view = MakeView({
      Rel("use-a", "uses", "processes/p", "products/a").Possible(),
      Rel("use-b", "uses", "processes/p", "products/b"),
      Rel("film", "handles", "processes/p", "information/i")
          .Via({"relations/use-a", "relations/use-b"}),
      Rel("flow", "sends_data_to",
          Of("information").TargetOf(Of("handles").Via(Of("uses"))),
          "companies/c"),
      Closing("stop", {"relations/use-b"}),
  });
  const auto a =
      FindInstance(*view, "relations/flow@information/i+relations/use-a");
  const auto b =
      FindInstance(*view, "relations/flow@information/i+relations/use-b");
  ASSERT_NE(a, nullptr);
  ASSERT_NE(b, nullptr);
  EXPECT_THAT(a->carriers,
              ElementsAre(view->snapshot().Find("relations/use-a")));
  EXPECT_EQ(a->status, Status::kNotExcluded);
  EXPECT_EQ(b->status, Status::kBlocked);
}

TEST(Semantics, MeasuresSelectInstances) {
  const auto view = MakeView({
      Thing("products/d").With("connected", "yes"),
      Rel("made", "made_by", "products/d", "companies/c"),
      Rel("use", "uses", Ids({"processes/p", "processes/q"}), "products/d"),
      Rel("use-e", "uses", "processes/p", "products/e"),
      Closing("by-id", {"relations/use"}),
      ClosingClass("by-class", Of("updated_by").To(Ids({"companies/c"}))),
  });
  EXPECT_EQ(StatusIn(*view, "relations/use@processes/p"), Status::kBlocked);
  EXPECT_EQ(StatusIn(*view, "relations/use@processes/q"), Status::kBlocked);
  EXPECT_EQ(StatusIn(*view, "relations/use-e"), Status::kOpen);
  EXPECT_EQ(
      StatusIn(*view, "presumed:updates-from-maker@products/d@companies/c"),
      Status::kBlocked);
  EXPECT_THAT(FindInstance(*view, "relations/use-e")->measures, IsEmpty());
}

TEST(Semantics, AClassLeavesOutWhatItExcepts) {
  const auto view = MakeView({
      Rel("use", "uses", Ids({"processes/p", "processes/q"}), "products/d"),
      Rel("use-d", "uses", "processes/r", "products/d"),
      Rel("use-e", "uses", Of("process").Except({"processes/q"}), "products/e"),
      ClosingClass(
          "no-d", Of("uses").To(Ids({"products/d"})).Except({"relations/use"})),
  });
  EXPECT_EQ(StatusIn(*view, "relations/use@processes/p"), Status::kOpen);
  EXPECT_EQ(StatusIn(*view, "relations/use@processes/q"), Status::kOpen);
  EXPECT_EQ(StatusIn(*view, "relations/use-d"), Status::kBlocked)
      << "others stay closed";
  EXPECT_EQ(StatusIn(*view, "relations/use-e@processes/p"), Status::kOpen);
  EXPECT_EQ(FindInstance(*view, "relations/use-e@processes/q"), nullptr);
}

}  // namespace
}  // namespace ketenzicht::graph
