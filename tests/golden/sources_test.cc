// What the shipped data says of its sources, against what it cites them for.

#include <gtest/gtest.h>

#include <string>

#include "graph/fact.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

std::string AttributeOf(const graph::Fact& source, const std::string& name) {
  const auto& attributes = source.entity()->attributes;
  const auto it = attributes.find(name);
  return it == attributes.end() ? "" : it->second;
}

// A source that goes on being written, such as this project's own assumptions
// on cases of several years, has no day of its own.
TEST(Sources, NothingIsSaidAfterItsSourceAppeared) {
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  int dated = 0;
  for (const graph::Fact& fact : snapshot.facts().ReadAll()) {
    for (const graph::Evidence& evidence : fact.evidence) {
      const graph::Fact source =
          snapshot.facts().Read(snapshot.Find(evidence.source));
      const std::string published = AttributeOf(source, "published");
      if (published.empty()) continue;
      ++dated;
      EXPECT_LE(evidence.asserted_on, graph::Date::Parse(published).value())
          << fact.id << " by " << evidence.source;
    }
  }
  EXPECT_GT(dated, 700);
}

TEST(Sources, WhatRestsOnUnverifiedSourcesOnlyIsUnverifiedToo) {
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  int unverified = 0;
  for (const graph::Fact& fact : snapshot.facts().ReadAll()) {
    bool any = false;
    for (const graph::Evidence& evidence : fact.evidence) {
      const graph::Fact source =
          snapshot.facts().Read(snapshot.Find(evidence.source));
      any = any || source.verified;
    }
    if (any) continue;
    ++unverified;
    EXPECT_FALSE(fact.verified) << fact.id;
  }
  EXPECT_GT(unverified, 20);
}

TEST(Sources, TheAssumptionsAreOfAllCases) {
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  const graph::Fact source =
      snapshot.facts().Read(snapshot.Find("sources/modelling-assumptions"));
  EXPECT_EQ(AttributeOf(source, "source_type"), "modelling");
  EXPECT_EQ(AttributeOf(source, "published"), "");
  EXPECT_NE(source.note.en.find("the day of its case"), std::string::npos);
  EXPECT_NE(source.note.nl.find("de dag van haar zaak"), std::string::npos);
}

}  // namespace
}  // namespace ketenzicht::testing
