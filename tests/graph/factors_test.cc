// Factors: what random graphs found (oracle_test.cc), each with its reason.

#include "graph/factors.h"

#include "gtest/gtest.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

Answer AnswerTo(const std::string& factor, std::vector<Fact> facts) {
  facts.push_back(Rel("use", "uses", "processes/p", "products/d"));
  facts.push_back(
      Rel("access", "remotely_accessed_by", "products/d", "authorities/a"));
  facts.push_back(Thing("interests/dutch-interests"));
  const auto view = MakeView(facts);
  const FoundPaths found = PathsIn(*view, "uses/remotely_accessed_by",
                                   "processes/p", "authorities/a");
  const TierAnswer tier =
      WeighPath(*view, view->snapshot().Find("processes/p"), found.paths.at(0));
  for (const FactorAnswer& answer : tier.factors) {
    if (answer.factor->id == factor) return answer.answer;
  }
  ADD_FAILURE() << "no factor " << factor;
  return Answer::kUnknown;
}

TEST(Factors, WhatMayBePartOfTheOrganizationIsNoMeans) {
  const Draft in = Rel("in", "part_of", "processes/p", "organizations/o");
  const Draft other = Rel("other", "part_of", "processes/q", "organizations/o");
  const Draft use = Rel("use-q", "uses", "processes/q", "products/d");
  const Draft stop = Closing("stop", {"relations/use-q"});
  EXPECT_EQ(AnswerTo("no_means", {in, other, use, stop}), Answer::kNo);
  EXPECT_EQ(AnswerTo("no_means", {in, Draft(other).Possible(), use, stop}),
            Answer::kUnknown);
}

TEST(Factors, DeniedHandlingBringsNoInformationIntoTheOrganization) {
  const Draft film = Rel("film", "handles", "processes/p", "information/i")
                         .Via({"relations/use"});
  const Draft flow =
      Rel("flow", "sends_data_to", "information/i", "companies/c");
  const Draft stop = Closing("stop", {"relations/flow"});
  const Draft in = Rel("in", "part_of", "processes/p", "organizations/o");
  EXPECT_EQ(AnswerTo("no_means", {in, film, flow, stop}), Answer::kNo);
  EXPECT_EQ(AnswerTo("no_means", {in, Draft(film).Denied(), flow, stop}),
            Answer::kUnknown);
}

// Where the interest is not recorded, what has no target was taken for it.
TEST(Factors, ADenialOfEverythingHoldsForWhatIsNotRecorded) {
  const auto touches = [](absl::string_view name) {
    return Rel(name, "touches", "relations/use", Everything()).Denied();
  };
  EXPECT_EQ(AnswerTo("touches_vital",
                     {touches("now"), touches("since").From("2021")}),
            Answer::kNo);
}

// Of a denial that is over and one that holds, the ids decided.
TEST(Factors, AnOldDenialBesideADenialIsNo) {
  const Draft targets =
      Rel("targets", "targets", "programmes/x", "interests/dutch-interests");
  const auto conducts = [](absl::string_view name) {
    return Rel(name, "conducts", "authorities/a", "programmes/x").Denied();
  };
  EXPECT_EQ(AnswerTo("offensive_programme",
                     {targets, conducts("a").Until("2019"), conducts("b")}),
            Answer::kNo);
  EXPECT_EQ(AnswerTo("offensive_programme",
                     {targets, conducts("b").Until("2019"), conducts("a")}),
            Answer::kNo);
  EXPECT_EQ(
      AnswerTo("offensive_programme", {targets, conducts("a").Until("2019")}),
      Answer::kUnknown);
}

}  // namespace
}  // namespace ketenzicht::graph
