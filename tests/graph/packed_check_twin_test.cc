// The check of packed facts against the check of all of them, one by one.

#include "graph/packed_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/fact_check.h"
#include "tests/support/environment.h"
#include "tests/support/random_facts.h"
#include "tests/support/shared_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

// One thing in a fact made otherwise, which mostly makes it unsound.
void Break(Fact& fact, const std::vector<Fact>& all, Dice& dice) {
  const auto some_id = [&] {
    return dice.Percent(20) ? std::string("companies/nobody")
                            : dice.Pick(all).id;
  };
  switch (dice.Below(12)) {
    case 0:
      fact.valid = {
          Bound::Dated(*ParseDateRange("2020")),
          Bound::Dated(*ParseDateRange(dice.Percent(50) ? "2019" : "2021"))};
      break;
    case 1:
      fact.modality = static_cast<Modality>(dice.Below(7));
      break;
    case 2:
      fact.unknown_kind = static_cast<UnknownKind>(dice.Below(3));
      break;
    case 3:
      if (dice.Percent(30)) fact.evidence.clear();
      for (Evidence& one : fact.evidence) one.source = some_id();
      break;
    case 4:
      fact.because = {some_id()};
      break;
    case 5:
      fact.origin = {true, dice.Percent(50) ? "" : "somebody", {some_id()}};
      break;
    case 6:
      fact.confidence = dice.Below(200) - 50;
      break;
    case 7:
      fact.id = absl::StrCat(fact.id, dice.Percent(50) ? "-x" : " x");
      break;
    default:
      if (auto* entity = std::get_if<Entity>(&fact.body)) {
        switch (dice.Below(4)) {
          case 0:
            entity->kind = dice.Percent(50) ? "no_kind" : "statement";
            break;
          case 1:
            entity->name.en = dice.Percent(50) ? "" : "a\x01";
            break;
          case 2:
            entity->attributes["says"] = dice.Percent(50) ? "2021-99" : "yes";
            break;
          default:
            entity->aliases = {dice.Percent(50) ? "also" : "a\nb"};
        }
      } else if (auto* relation = std::get_if<Relation>(&fact.body)) {
        switch (dice.Below(4)) {
          case 0:
            relation->kind = dice.Percent(50) ? "no_kind" : "seated_in";
            break;
          case 1:
            (dice.Percent(50) ? relation->source : relation->target) = {
                some_id(), {}};
            break;
          case 2:
            relation->likelihood =
                Interval{0.5, {}, dice.Percent(50) ? 2.0 : 1.0};
            break;
          default:
            relation->likelihood = dice.Percent(50) ? "likely" : "no_class";
        }
      }
  }
}

// Sorted, since a fact with two problems has them in the order of its fields.
std::vector<std::string> Texts(const std::vector<FactProblem>& problems) {
  std::vector<std::string> texts;
  for (const FactProblem& one : problems) {
    texts.push_back(
        absl::StrCat(one.fact_id, " ", one.field, ": ", one.reason));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

// Facts that were there before, and facts that come with them.
struct Parts {
  std::vector<Fact> there;
  std::vector<Fact> added;
};

// What is there must be sound by itself.
Parts Cut(std::vector<Fact> facts, Dice& dice) {
  Parts parts;
  for (Fact& fact : facts) {
    (fact.entity() != nullptr && dice.Percent(60) ? parts.there : parts.added)
        .push_back(std::move(fact));
  }
  if (!CheckFacts(parts.there, *TestOntology(), *TestPolicy()).empty()) {
    std::move(parts.there.begin(), parts.there.end(),
              std::back_inserter(parts.added));
    parts.there.clear();
  }
  return parts;
}

TEST(PackedCheckTwin, FindsWhatIsFoundOneByOne) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t cases =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 500);
  int64_t unsound = 0;
  int64_t beside = 0;
  for (int64_t seed = first; seed < first + cases; ++seed) {
    SCOPED_TRACE(absl::StrCat("KETENZICHT_SEED=", seed));
    Dice dice(static_cast<uint64_t>(seed));
    Parts parts = Cut(MakeRandomGraph(static_cast<uint64_t>(seed)).facts, dice);
    const std::vector<Fact> before = parts.added;
    for (int i = dice.Below(4); i > 0 && !parts.added.empty(); --i) {
      Break(parts.added[dice.Below(static_cast<int>(parts.added.size()))],
            before, dice);
    }
    // Each id stands once by contract.
    std::sort(parts.added.begin(), parts.added.end(),
              [](const Fact& a, const Fact& b) { return a.id < b.id; });
    parts.added.erase(
        std::unique(parts.added.begin(), parts.added.end(),
                    [](const Fact& a, const Fact& b) { return a.id == b.id; }),
        parts.added.end());
    std::vector<Fact> all = parts.there;
    all.insert(all.end(), parts.added.begin(), parts.added.end());
    const std::vector<FactProblem> expected =
        CheckFacts(all, *TestOntology(), *TestPolicy());
    const testing::SharedFacts there(parts.there);
    const testing::SharedFacts added(parts.added);
    const auto found =
        CheckPackedFacts(added, parts.there.empty() ? nullptr : &there,
                         *TestOntology(), *TestPolicy());
    ASSERT_TRUE(found.ok()) << found.status();
    ASSERT_EQ(Texts(*found), Texts(expected)) << Dump(all);
    unsound += expected.empty() ? 0 : 1;
    beside += parts.there.empty() ? 0 : 1;
  }
  // Otherwise it tested nothing.
  EXPECT_GT(unsound, cases / 3);
  EXPECT_LT(unsound, cases);
  EXPECT_GT(beside, cases / 10);
}

TEST(PackedCheck, AFactThatIsThereIsNotAddedAgain) {
  const std::vector<Fact> facts = Complete({Thing("companies/c")});
  const testing::SharedFacts there(facts);
  const testing::SharedFacts added({facts[0]});
  const auto found =
      CheckPackedFacts(added, &there, *TestOntology(), *TestPolicy());
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front().fact_id, facts[0].id);
  EXPECT_EQ(found->front().reason, "is in the store already");
}

TEST(PackedCheck, EndsAtSoManyProblems) {
  std::vector<Fact> facts = Complete({Thing("companies/c")});
  for (size_t i = 0; i < kMaxPackedProblems + 50; ++i) {
    Fact fact = facts[0];
    fact.id = absl::StrCat("companies/", i);
    fact.evidence.clear();
    facts.push_back(fact);
  }
  const testing::SharedFacts packed(std::move(facts));
  const auto found =
      CheckPackedFacts(packed, nullptr, *TestOntology(), *TestPolicy());
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->size(), kMaxPackedProblems);
}

}  // namespace
}  // namespace ketenzicht::graph
