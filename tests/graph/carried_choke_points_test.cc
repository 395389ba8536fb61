// What carries a step is passed: docs/semantics.md, section 12.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/graph/asked_choke_points.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::ElementsAre;

// Footage of what is used is sent abroad.
std::vector<Fact> Footage(std::vector<Fact> uses) {
  std::vector<Fact> facts = {
      Rel("shot", "handles", "processes/p", "information/i")
          .Via({"relations/use"}),
      Rel("sent", "sends_data_to", "information/i", "companies/c"),
      Rel("seat", "seated_in", "companies/c", "jurisdictions/j"),
      Rel("law", "enacts", "jurisdictions/j", "laws/l"),
      Rel("tells", "compels_disclosure", "laws/l", "authorities/s")};
  facts.insert(facts.end(), uses.begin(), uses.end());
  return facts;
}

TEST(ChokePoints, WhatCarriesAStepIsPassed) {
  AskedChokePoints asked(
      Footage({Rel("use", "uses", "processes/p", "products/x")
                   .Via({"relations/runs"}),
               Rel("runs", "runs", "products/y", "products/z")}),
      "espionage");
  EXPECT_THAT(
      asked.Points(),
      ElementsAre("products/x 1 @1", "products/y 1 @1", "products/z 1 @1",
                  "relations/runs 1 @1", "relations/shot 1 @1",
                  "relations/use 1 @1", "information/i 1 @2",
                  "relations/sent 1 @3", "companies/c 1 @4",
                  "relations/seat 1 @5", "jurisdictions/j 1 @6",
                  "relations/law 1 @7", "laws/l 1 @8", "relations/tells 1 @9"));
  asked.query.not_cuttable_kinds = {
      "company",       "information", "jurisdiction", "law",    "handles",
      "sends_data_to", "runs",        "seated_in",    "enacts", "empowers"};
  EXPECT_EQ(asked.Cut(), "1: products/x");
  asked.query.cuttable = Cuttable::kRelations;
  EXPECT_EQ(asked.Cut(), "1: relations/use");
  asked.query.not_cuttable = {asked.Index("relations/use")};
  EXPECT_EQ(asked.Find().cut.uncuttable.size(), 1);
}

TEST(ChokePoints, OneOfSeveralInstancesOfACarrierIsEnough) {
  AskedChokePoints asked(Footage({Rel("use", "uses", "processes/p",
                                      Ids({"products/x", "products/y"}))}),
                         "espionage");
  EXPECT_THAT(asked.OfAll(),
              ElementsAre("relations/shot", "relations/use", "information/i",
                          "relations/sent", "companies/c", "relations/seat",
                          "jurisdictions/j", "relations/law", "laws/l",
                          "relations/tells"));
  asked.query.cuttable = Cuttable::kEntities;
  asked.query.not_cuttable_kinds = {"company", "information", "jurisdiction",
                                    "law"};
  EXPECT_EQ(asked.Cut(), "2: products/x products/y");
}

}  // namespace
}  // namespace ketenzicht::graph
