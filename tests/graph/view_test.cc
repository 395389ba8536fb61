// Views: what random graphs found (oracle_test.cc), each with its reason.

#include "graph/view.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "graph/presumptions.h"
#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

constexpr char kFlow[] = "relations/flow";

// A denial of everything has no target. While its date is uncertain it counts,
// and what looks at its target must not.
Draft NothingSince2018(absl::string_view name, absl::string_view kind,
                       absl::string_view source) {
  return Rel(name, kind, source, Everything()).Denied().From("2018");
}

TEST(View, AGuardOnTheTargetOfADenialOfEverythingIsUnknown) {
  for (const Guard& guard :
       {WhenReached("authorities/a", "$target"),
        WhenRelation("key_held_by", "$source", "$target"),
        WhenRelation("key_held_by", "$source", "$target", true)}) {
    const auto view =
        MakeView({NothingSince2018("none", "sends_data_to", "information/i")
                      .While(guard)},
                 OptionsOn("2018-06-01"));
    EXPECT_EQ(StatusIn(*view, "relations/none"), Status::kUnknown);
    EXPECT_THAT(FindInstance(*view, "relations/none")->guard_inputs,
                ElementsAre(Field(&GuardInput::recorded, false)));
  }
}

TEST(View, ADenialOfEverythingIsNobodysKey) {
  const auto view = MakeView(
      {NothingSince2018("none", "key_held_by", "information/i"),
       Rel("flow", "sends_data_to", "information/i", "companies/c")
           .From("open")
           .While(WhenRelation("key_held_by", "$source", "$target", true))},
      OptionsOn("2018-06-01"));
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kUnknown);
}

TEST(View, ADenialOfEverySourceIsPartOfNothing) {
  const auto view = MakeView(
      {Rel("nobody", "uses", Everything(), "products/d").Denied().From("2018"),
       Rel("not-o", "uses", "organizations/o", "products/d")
           .Denied()
           .From("open")},
      OptionsOn("2018-06-01"));
  EXPECT_EQ(StatusIn(*view, "relations/nobody"), Status::kUnknown);
}

TEST(View, NothingIsPresumedOfADenialOfEverything) {
  const auto view =
      MakeView({Rel("use", "uses", "processes/p", "products/d"),
                Rel("made", "made_by", "products/d", "companies/c"),
                NothingSince2018("handles", "handles", "processes/p")
                    .Via({"relations/use"}),
                NothingSince2018("uses", "uses", "processes/q"),
                Rel("film", "handles", "processes/q", "information/i")
                    .Via({"relations/uses"})},
               OptionsOn("2018-06-01"));
  EXPECT_THAT(InstanceIds(*view),
              ElementsAre("relations/film", "relations/handles",
                          "relations/made", "relations/use", "relations/uses"));
}

TEST(View, ARemovedFactHasNoDates) {
  const auto snapshot = MakeSnapshot(
      {Rel("law", "enacts", "jurisdictions/cn", "laws/l").From("2017-01-01"),
       Rel("flow", "sends_data_to", "information/i", "companies/c")
           .While(WhenDates(FromOf("relations/law"), DateComparison::kBefore,
                            On("2018-01-01"))),
       Rel("within", "sends_data_to", "information/i", "companies/d")
           .While(WhenDates(On("2018-01-01"), DateComparison::kWithin,
                            FromOf("relations/law")))});
  ViewOptions options = OptionsOn();
  auto view = MakeView(snapshot, options);
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kOpen);
  EXPECT_EQ(StatusIn(*view, "relations/within"), Status::kOpen);
  options.changes = {{Change::Op::kRemove, "relations/law"}};
  view = MakeView(snapshot, options);
  EXPECT_EQ(StatusIn(*view, kFlow), Status::kUnknown);
  EXPECT_EQ(StatusIn(*view, "relations/within"), Status::kUnknown);
}

TEST(View, NothingButADenialEndsBeingPart) {
  const std::vector<Fact> facts = {
      Rel("use", "uses", "processes/p", "products/d"),
      Rel("runs", "runs", "products/d", "products/app"),
      Rel("access", "remotely_accessed_by", "products/app", "companies/c"),
      Rel("no-app", "uses", "organizations/o", "products/app").Denied(),
      Rel("gone", "uses", "processes/q", "products/d").Until("2020")};
  const Draft in = Rel("in", "part_of", "processes/p", "organizations/o");
  const auto paths = [&](const std::vector<Fact>& more) {
    std::vector<Fact> all = facts;
    all.insert(all.end(), more.begin(), more.end());
    return PathsIn(*MakeView(all), "uses/runs*/remotely_accessed_by",
                   "processes/p", "companies/c")
        .paths.size();
  };
  EXPECT_EQ(paths({in}), 0);
  EXPECT_EQ(paths({in, Closing("stop", {"relations/in"})}), 0)
      << "a measure would raise exposure";
  EXPECT_EQ(paths({Draft(in).Via({"relations/gone"})}), 0);
  EXPECT_EQ(paths({Draft(in).Possible()}), 1);
  EXPECT_EQ(
      paths({in,
             Rel("out", "part_of", "processes/p", "organizations/o").Denied()}),
      1);
}

TEST(View, AMeasureThatNamesARelationTwiceReducesItOnce) {
  const auto view =
      MakeView({Rel("flow", "sends_data_to", "information/i", "companies/c")
                    .Likely(0.4, 0.4, 0.4),
                Reducing("half", {kFlow, kFlow}, 0.5, 0.5, 0.5)});
  EXPECT_DOUBLE_EQ(*FindInstance(*view, kFlow)->likelihood.best, 0.2);
}

// One product by many makers, used for much information: every flow is
// presumed, up to a limit that is told.
TEST(View, PresumesAtMostSoMuchAndSaysSo) {
  constexpr int kMakers = 1000;
  std::vector<Fact> facts;
  for (int i = 0; i < kMakers; ++i) {
    facts.push_back(Rel(absl::StrCat("m", i), "made_by", "products/d",
                        absl::StrCat("companies/c", i)));
  }
  const auto handle = [&](int i) {
    const std::string n = absl::StrCat(i);
    facts.push_back(Rel("u" + n, "uses", "processes/p" + n, "products/d"));
    facts.push_back(
        Rel("h" + n, "handles", "processes/p" + n, "information/i" + n)
            .Via({"relations/u" + n}));
  };
  for (size_t i = 0; i < kMaxPresumed / kMakers; ++i) {
    handle(static_cast<int>(i));
  }
  const absl::StatusOr<std::shared_ptr<const View>> fits =
      View::Create(MakeSnapshot(facts), OptionsOn());
  EXPECT_TRUE(fits.ok()) << fits.status();
  handle(kMaxPresumed / kMakers);
  const auto snapshot = MakeSnapshot(facts);
  const absl::Status refused = View::Create(snapshot, OptionsOn()).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(refused.message()),
              ::testing::HasSubstr("flow-to-maker"));
  ViewOptions without = OptionsOn();
  without.presumptions = false;
  EXPECT_TRUE(View::Create(snapshot, without).ok());
}

// A policy whose reach asks for no seat says nothing of where a seat that is
// not on record would lead (rule 5.4).
TEST(View, ReachIsUnknownWithoutSeatsWhateverThePolicyAsksFor) {
  PolicyDocument document = TestPolicyDocument();
  document.corporate_reach = "controlled_by";
  const auto policy = std::make_shared<const Policy>(
      *Policy::Create(document, *TestOntology()));
  const auto status = [&](std::vector<Fact> facts) {
    facts.push_back(Thing("authorities/a"));
    facts.push_back(Rel("flow", "sends_data_to", "information/i", "companies/c")
                        .While(WhenReached("authorities/a", "companies/c")));
    const auto snapshot =
        Snapshot::Create(1, Complete(facts), TestOntology(), policy);
    return StatusIn(*MakeView(*snapshot, OptionsOn()), kFlow);
  };
  EXPECT_EQ(status({}), Status::kUnknown);
  const Draft seat = Rel("seat", "seated_in", "companies/c", "jurisdictions/j");
  EXPECT_EQ(status({seat}), Status::kNoPath) << "denied: the seat is known";
  EXPECT_EQ(status({seat, Rel("owner", "majority_owned_by", "companies/c",
                              "companies/o")}),
            Status::kUnknown)
      << "that of the owner is not";
}

}  // namespace
}  // namespace ketenzicht::graph
