// docs/semantics.md, sections 3 and 4: denials and precedence, presumptions.

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kUse[] = "relations/use";
Draft Use() { return Rel("use", "uses", "processes/p", "products/d"); }
Draft NoUse(absl::string_view source = "processes/p") {
  return Rel("no-use", "uses", source, "products/d").Denied();
}

// ---- 3. Denials and precedence ----------------------------------------------

TEST(Semantics, AReadingOfADenialStays) {
  auto view =
      MakeView({NoUse(), Use().Possible().InferredFrom({"relations/no-use"})});
  EXPECT_EQ(StatusIn(*view, kUse), Status::kNotExcluded);
  view = MakeView({NoUse(), Rel("x", "uses", "processes/p", "products/e"),
                   Use().Possible().InferredFrom({"relations/x"})});
  EXPECT_EQ(StatusIn(*view, kUse), Status::kNoPath);
  EXPECT_EQ(OmissionIn(*view, kUse), Omission::kDenied);
}

TEST(Semantics, SilenceContradictsNothing) {
  // A general denial of another source closes what is only recorded as unknown.
  const Draft denial = Rel("none", "uses", "processes/p", Everything())
                           .Denied()
                           .Said("sources/t");
  auto view = MakeView({denial, Use().Unknown()});
  EXPECT_EQ(OmissionIn(*view, kUse), Omission::kDenied);
  view = MakeView({denial, Use().Possible()});
  EXPECT_EQ(StatusIn(*view, kUse), Status::kNotExcluded);
}

TEST(Semantics, SpecificGoesBeforeGeneral) {
  const Draft general_use =
      Rel("use", "uses", Ids({"processes/p"}), "products/d");
  // A specific denial of one source, a general relation of another.
  auto view = MakeView({general_use, NoUse().Said("sources/t")});
  EXPECT_EQ(OmissionIn(*view, "relations/use@processes/p"), Omission::kDenied);
  // A general denial: about everything, about a class, about the whole.
  const Draft wildcard =
      Rel("no-use", "uses", "processes/p", Everything()).Denied();
  const Draft by_class =
      Rel("no-use", "uses", Ids({"processes/p"}), "products/d").Denied();
  const Draft whole = Rel("in", "part_of", "processes/p", "organizations/o");
  for (const Draft& denial : {wildcard, by_class, NoUse("organizations/o")}) {
    view = MakeView({denial, whole, Use()});
    EXPECT_EQ(StatusIn(*view, kUse), Status::kOpen);
    EXPECT_THAT(FindInstance(*view, kUse)->contested_by, IsEmpty());
    view = MakeView({denial, whole, general_use});
    EXPECT_EQ(OmissionIn(*view, "relations/use@processes/p"),
              Omission::kDenied);
  }
}

TEST(Semantics, ADenialOfAnotherSourceContests) {
  auto view = MakeView({Use().Said("sources/t"), NoUse()});
  EXPECT_EQ(StatusIn(*view, kUse), Status::kOpen);
  EXPECT_THAT(FindInstance(*view, kUse)->contested_by,
              ElementsAre("relations/no-use"));
  // One of two sources takes it back; both do.
  const Draft both = Use().Said("sources/t").Said("sources/s");
  view = MakeView({both, NoUse()});
  EXPECT_EQ(StatusIn(*view, kUse), Status::kOpen);
  const Draft denial = NoUse().Said("sources/t").Said("sources/s");
  view = MakeView({both, denial});
  EXPECT_EQ(OmissionIn(*view, kUse), Omission::kDenied);
  EXPECT_EQ(FindInstance(*view, kUse)->omitted_by, "relations/no-use");
  // Only sources that count.
  const auto snapshot =
      MakeSnapshot({SourceOfType("sources/t", "press"), both, NoUse()});
  ViewOptions options = OptionsOn();
  options.source_types = {"parliament"};
  EXPECT_EQ(OmissionIn(*MakeView(snapshot, options), kUse), Omission::kDenied);
}

TEST(Semantics, ASpecificFactReplacesAClassFact) {
  const Draft every =
      Rel("every", "uses", Ids({"processes/p", "processes/q"}), "products/d");
  auto view = MakeView({every, Use().Possible()});
  EXPECT_EQ(OmissionIn(*view, "relations/every@processes/p"),
            Omission::kSpecific);
  EXPECT_EQ(StatusIn(*view, kUse), Status::kNotExcluded);
  EXPECT_EQ(StatusIn(*view, "relations/every@processes/q"), Status::kOpen);
  view = MakeView({every, Use().Unknown()});
  EXPECT_EQ(StatusIn(*view, "relations/every@processes/p"), Status::kOpen);
  view = MakeView({every, Use().Until("2020")});
  EXPECT_EQ(StatusIn(*view, "relations/every@processes/p"), Status::kOpen);
}

TEST(Semantics, AnUnknownFactReplacesNothing) {
  const Draft every =
      Rel("every", "uses", Ids({"processes/p"}), "products/d").From("open");
  const auto instance = [&](const Draft& use, absl::string_view day) {
    return MakeView({every, use}, OptionsOn(day));
  };
  constexpr char kEvery[] = "relations/every@processes/p";
  constexpr char kBefore[] = "2019-06-01";
  // Known to be less than open, it counts instead; not known, it does not.
  auto view = instance(Use().From("open").Possible(), kBefore);
  EXPECT_EQ(OmissionIn(*view, kEvery), Omission::kSpecific);
  for (const Draft& use :
       {Use().From("open").Unknown(), Use(), Use().From("2019"),
        Use().From("2019").Possible(), Use().From("2019").Denied(),
        Use().From("open").Until("2019")}) {
    view = instance(use, kBefore);
    EXPECT_EQ(StatusIn(*view, kUse), Status::kUnknown);
    EXPECT_EQ(StatusIn(*view, kEvery), Status::kOpen);
  }
  // Nor where it is not known whether there is such a product.
  view = MakeView({every, Use().From("open"), Thing("products/d").From("2019")},
                  OptionsOn(kBefore));
  EXPECT_EQ(StatusIn(*view, kEvery), Status::kUnknown);
}

// Two uses of which each carries the information of its own.
constexpr char kUse2[] = "relations/use2";
std::vector<Fact> TwoUses(std::vector<Fact> more) {
  std::vector<Fact> facts = {
      Use(),
      Rel("use2", "uses", "processes/q", "products/e"),
      Rel("film", "handles", "processes/p", "information/i").Via({kUse}),
      Rel("film2", "handles", "processes/q", "information/i").Via({kUse2}),
  };
  facts.insert(facts.end(), more.begin(), more.end());
  return facts;
}
Draft Flow(absl::string_view name, std::vector<std::string> via) {
  return Rel(name, "sends_data_to", "information/i", "companies/c")
      .Via(std::move(via));
}
// A flow of each piece of information that a use carries.
Draft Flows() {
  return Rel("flows", "sends_data_to",
             Of("information").TargetOf(Of("handles").Via(Of("uses"))),
             "companies/c");
}
constexpr char kFlows1[] = "relations/flows@information/i+relations/use";
constexpr char kFlows2[] = "relations/flows@information/i+relations/use2";

TEST(Semantics, CarriersLimitDenials) {
  const auto flow = [](const Draft& flow, const Draft& denial) {
    return StatusIn(*MakeView(TwoUses({flow, denial})), flow.id);
  };
  const Draft by_use = Flow("not", {kUse}).Denied();
  EXPECT_EQ(flow(Flow("f", {kUse2}), by_use), Status::kOpen)
      << "nobody denied that the other use sends it";
  EXPECT_EQ(flow(Flow("f", {}), by_use), Status::kOpen);
  EXPECT_EQ(flow(Flow("f", {kUse2}).Unknown(), by_use), Status::kUnknown);
  EXPECT_EQ(flow(Flow("f", {kUse}), by_use), Status::kNoPath);
  EXPECT_EQ(flow(Flow("f", {kUse, kUse2}), by_use), Status::kNoPath);
  EXPECT_EQ(flow(Flow("f", {kUse2}), Flow("not", {}).Denied()),
            Status::kNoPath);
  const Draft by_both = Flow("not", {kUse, kUse2}).Denied();
  EXPECT_EQ(flow(Flow("f", {kUse}), by_both), Status::kOpen);
  EXPECT_EQ(flow(Flow("f", {kUse, kUse2}), by_both), Status::kNoPath);
  // Nor does it contest.
  auto view =
      MakeView(TwoUses({Flow("f", {kUse2}), Draft(by_use).Said("sources/t")}));
  EXPECT_THAT(FindInstance(*view, "relations/f")->contested_by, IsEmpty());
  // The carriers that a class asked for count, on either side.
  view = MakeView(TwoUses({Flows(), by_use}));
  EXPECT_EQ(OmissionIn(*view, kFlows1), Omission::kDenied);
  EXPECT_EQ(StatusIn(*view, kFlows2), Status::kOpen);
  view = MakeView(TwoUses({Flows().Denied(), Flow("f", {kUse}).Unknown(),
                           Flow("g", {}).Unknown()}));
  EXPECT_EQ(OmissionIn(*view, "relations/f"), Omission::kDenied);
  EXPECT_EQ(StatusIn(*view, "relations/g"), Status::kUnknown);
}

TEST(Semantics, CarriersLimitPrecedence) {
  const auto view = [](const Draft& specific) {
    return MakeView(TwoUses({Flows(), specific}));
  };
  // Closed for one use, it is not closed for the other.
  auto with = MakeView(TwoUses(
      {Flows(), Flow("f", {kUse}).Possible(), Closing("stop", {kUse})}));
  EXPECT_EQ(StatusIn(*with, "relations/f"), Status::kBlocked);
  EXPECT_EQ(OmissionIn(*with, kFlows1), Omission::kSpecific);
  EXPECT_EQ(StatusIn(*with, kFlows2), Status::kOpen);
  with = view(Flow("f", {}).Possible());
  EXPECT_EQ(OmissionIn(*with, kFlows1), Omission::kSpecific);
  EXPECT_EQ(OmissionIn(*with, kFlows2), Omission::kSpecific);
  with = view(Flow("f", {kUse, kUse2}).Possible());
  EXPECT_EQ(StatusIn(*with, kFlows1), Status::kOpen);
  EXPECT_EQ(StatusIn(*with, kFlows2), Status::kOpen);
}

TEST(Semantics, ADenialHoldsThroughProducts) {
  const std::vector<Fact> facts = {
      Use(),
      Rel("runs", "runs", "products/d", "products/app"),
      Rel("access", "remotely_accessed_by", "products/app", "companies/c"),
      Rel("other", "uses", "processes/q", "products/d"),
      Rel("in", "part_of", "processes/p", "organizations/o"),
  };
  const auto paths = [&](const std::vector<Fact>& more,
                         absl::string_view from) {
    std::vector<Fact> all = facts;
    all.insert(all.end(), more.begin(), more.end());
    return PathsIn(*MakeView(all), "uses/runs*/remotely_accessed_by", from,
                   "companies/c")
        .paths.size();
  };
  const auto no_app = [](absl::string_view source) {
    return Rel("no-app", "uses", source, "products/app").Denied();
  };
  EXPECT_EQ(paths({}, "processes/p"), 1);
  EXPECT_EQ(paths({no_app("processes/p")}, "processes/p"), 0);
  EXPECT_EQ(paths({no_app("organizations/o")}, "processes/p"), 0);
  EXPECT_EQ(paths({no_app("processes/p")}, "processes/q"), 1);
  EXPECT_EQ(paths({no_app("processes/q")}, "processes/p"), 1);
  EXPECT_EQ(
      paths({no_app("processes/p").Via({"relations/other"})}, "processes/p"), 1)
      << "as far as another use carries it";
}

// ---- 4. Presumptions --------------------------------------------------------

// A use that carries the handling of information, and a maker of a part.
std::vector<Fact> Camera() {
  return {Use(),
          Rel("film", "handles", "processes/p", "information/i").Via({kUse}),
          Rel("part", "contains", "products/d", "products/cam"),
          Rel("made", "made_by", "products/cam", "companies/c")};
}
std::vector<Fact> Camera(const Fact& more) {
  std::vector<Fact> facts = Camera();
  facts.push_back(more);
  return facts;
}
constexpr char kFlow[] =
    "presumed:flow-to-maker@information/i@companies/c+relations/use";

TEST(Semantics, SilencePresumesAFlow) {
  auto view = MakeView(Camera());
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kUnknown);
  EXPECT_THAT(FindInstance(*view, kFlow)->carriers,
              ElementsAre(view->snapshot().Find(kUse)));
  view = MakeView(
      Camera(Rel("said", "sends_data_to", "information/i", "companies/c")
                 .NotExcluded()));
  EXPECT_THAT(InstanceIds(*view), Not(Contains(kFlow)));
  view = MakeView(Camera(
      Rel("not", "sends_data_to", "information/i", "companies/c").Denied()));
  EXPECT_THAT(InstanceIds(*view), Not(Contains(kFlow)));
  view = MakeView(Camera(
      Rel("not", "sends_data_to", "information/i", Everything()).Denied()));
  EXPECT_THAT(InstanceIds(*view), Not(Contains(kFlow)));
  view = MakeView(
      Camera(Rel("else", "sends_data_to", "information/i", "companies/x")));
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kUnknown);
  view = MakeView(Camera(Closing("stop", {kUse})));
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kBlocked);
  // What names carriers, none of them this use or another use as well, says
  // nothing of what this use sends.
  const auto presumed = [](const Draft& said) {
    std::vector<Fact> facts = Camera(said);
    facts.push_back(Rel("use2", "uses", "processes/q", "products/e"));
    return FindInstance(*MakeView(facts), kFlow) != nullptr;
  };
  for (const bool denied : {false, true}) {
    const auto said = [&](std::vector<std::string> via) {
      const Draft flow = Flow("said", std::move(via));
      return presumed(denied ? Draft(flow).Denied() : flow);
    };
    EXPECT_FALSE(said({}));
    EXPECT_FALSE(said({kUse}));
    EXPECT_FALSE(said({kUse, "relations/film"})) << "film is no use";
    EXPECT_TRUE(said({"relations/film"}));
    EXPECT_TRUE(said({kUse2}));
    EXPECT_TRUE(said({kUse, kUse2}));
  }
  ViewOptions off = OptionsOn();
  off.presumptions = false;
  EXPECT_THAT(InstanceIds(*MakeView(Camera(), off)), Not(Contains(kFlow)));
}

// The handling names no use: it may be any of the same process.
TEST(Semantics, HandlingThatNamesNoUsePresumesThroughAnyUse) {
  std::vector<Fact> facts = Camera();
  facts[1] = Rel("film", "handles", "processes/p", "information/i");
  EXPECT_EQ(StatusIn(*MakeView(facts), kFlow), Status::kUnknown);
  facts[1] = Rel("film", "handles", "processes/q", "information/i");
  EXPECT_THAT(InstanceIds(*MakeView(facts)), Not(Contains(kFlow)));
  facts[1] = Rel("film", "handles", "processes/p", "information/i")
                 .Via({"relations/other"});
  facts.push_back(Rel("other", "uses", "processes/p", "products/e"));
  EXPECT_THAT(InstanceIds(*MakeView(facts)), Not(Contains(kFlow)));
}

TEST(Semantics, NoPresumptionThroughWhatIsDenied) {
  auto view = MakeView(
      Camera(Rel("no-cam", "uses", "processes/p", "products/cam").Denied()));
  EXPECT_THAT(InstanceIds(*view), Not(Contains(kFlow)));
  view = MakeView(
      Camera(Rel("no-cam", "uses", "processes/q", "products/cam").Denied()));
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kUnknown);
  view = MakeView(Camera(Thing("products/cam").With("data_bearing", "no")));
  EXPECT_THAT(InstanceIds(*view), Not(Contains(kFlow)));
  view = MakeView(Camera(Thing("products/cam").With("data_bearing", "yes")));
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kUnknown);
}

TEST(Semantics, ConnectedProductsArePresumedUpdated) {
  const std::vector<Fact> facts = {
      Thing("products/d").With("connected", "yes"),
      Thing("products/e").With("connected", "no"),
      Rel("made-d", "made_by", "products/d", "companies/c"),
      Rel("made-e", "made_by", "products/e", "companies/c"),
  };
  constexpr char kUpdate[] =
      "presumed:updates-from-maker@products/d@companies/c";
  auto view = MakeView(facts);
  EXPECT_THAT(InstanceIds(*view),
              ElementsAre(kUpdate, "relations/made-d", "relations/made-e"));
  EXPECT_EQ(StatusIn(*view, kUpdate), Status::kUnknown);
  std::vector<Fact> denied = facts;
  denied.push_back(
      Rel("no", "updated_by", "products/d", "companies/c").Denied());
  EXPECT_THAT(InstanceIds(*MakeView(denied)), Not(Contains(kUpdate)));
  // What one use carries says nothing of another.
  for (const bool denied_too : {false, true}) {
    Draft update =
        Rel("up", "updated_by", "products/d", "companies/c").Via({kUse});
    if (denied_too) update.Denied();
    std::vector<Fact> carried = facts;
    carried.insert(carried.end(), {Use(), update, Closing("stop", {kUse})});
    EXPECT_EQ(StatusIn(*MakeView(carried), kUpdate), Status::kUnknown);
  }
}

TEST(Semantics, WhatIsLeftOutIsNotRecorded) {
  const Draft flow =
      Rel("said", "sends_data_to", "information/i", "companies/c");
  EXPECT_THAT(InstanceIds(*MakeView(Camera(Draft(flow).Until("2020")))),
              Contains(kFlow))
      << "left out by its date";
  const auto snapshot = MakeSnapshot(Camera(flow));
  ViewOptions options = OptionsOn();
  EXPECT_THAT(InstanceIds(*MakeView(snapshot, options)), Not(Contains(kFlow)));
  options.changes = {{Change::Op::kRemove, "relations/said"}};
  EXPECT_THAT(InstanceIds(*MakeView(snapshot, options)), Contains(kFlow));
  options.changes = {{Change::Op::kDeny, "relations/said"}};
  EXPECT_THAT(InstanceIds(*MakeView(snapshot, options)), Not(Contains(kFlow)));
}

// Nothing of it makes an edge, but it is there to be found when one asks how
// near a path is.
TEST(Semantics, WhatIsLeftOutPresumesNoEdge) {
  const auto view = [](const Draft& use, const Draft& film,
                       const ViewOptions& options = OptionsOn()) {
    std::vector<Fact> facts = Camera();
    facts[0] = use;
    facts[1] = film;
    return MakeView(facts, options);
  };
  const auto left_out = [&](const std::shared_ptr<const View>& view) {
    const auto flow = FindInstance(*view, kFlow);
    return flow != nullptr && flow->status == Status::kNoPath &&
           flow->omission == Omission::kCarrier;
  };
  const Draft film =
      Rel("film", "handles", "processes/p", "information/i").Via({kUse});
  EXPECT_EQ(StatusIn(*view(Use(), film), kFlow), Status::kUnknown);
  EXPECT_TRUE(left_out(view(Use(), Draft(film).Until("2020"))));
  EXPECT_TRUE(left_out(view(Use().Until("2020"), film)));
  EXPECT_TRUE(left_out(view(Use().Possible().Until("2020"), film)));
  ViewOptions options = OptionsOn();
  options.verified_only = true;
  EXPECT_TRUE(left_out(view(Use(), Draft(film).Unverified(), options)));
  options = OptionsOn();
  options.changes = {{Change::Op::kRemove, kUse}};
  EXPECT_TRUE(left_out(view(Use(), film, options)));
  // What would make no edge anyhow presumes nothing.
  const auto presumed = [&](const Draft& use, const Draft& film) {
    return FindInstance(*view(use, film), kFlow) != nullptr;
  };
  EXPECT_FALSE(presumed(Use(), Draft(film).Denied()));
  EXPECT_FALSE(presumed(Use(), Draft(film).Denied().Until("2020")));
  EXPECT_FALSE(presumed(Use().Is(Modality::kPresupposed).Until("2020"), film));
  // Another handling counts: unknown, and not hidden behind the one that is
  // over.
  std::vector<Fact> facts = Camera(
      Rel("a-film", "handles", "processes/p", "information/i").Via({kUse}));
  facts[1] = Draft(film).Until("2020");
  EXPECT_EQ(StatusIn(*MakeView(facts), kFlow), Status::kUnknown);
  // What is said settles it as ever.
  facts = Camera(Flow("said", {}));
  facts[1] = Draft(film).Until("2020");
  EXPECT_THAT(InstanceIds(*MakeView(facts)), Not(Contains(kFlow)));
}

}  // namespace
}  // namespace ketenzicht::graph
