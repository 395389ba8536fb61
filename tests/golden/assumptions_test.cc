// docs/assumptions.md against the facts that cite it: every fact that rests on
// an assumption of ours stands at the number it is listed beside, and every
// number is cited.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/fact.h"
#include "tests/support/case_data.h"

namespace ketenzicht::testing {
namespace {

constexpr char kAssumptions[] = "sources/modelling-assumptions";
constexpr char kPage[] = "docs/assumptions.md";

// "A7" and the ids of the facts that rest on it.
using FactsByNumber = std::map<std::string, std::set<std::string>>;

// A row of the page: | A7 | what is assumed, and why | `id`, `id` |
FactsByNumber Listed() {
  FactsByNumber listed;
  std::ifstream page(kPage);
  std::string line;
  while (std::getline(page, line)) {
    const std::vector<std::string> cells = absl::StrSplit(line, " | ");
    if (cells.size() != 3 || !absl::StartsWith(cells[0], "| A")) continue;
    std::set<std::string>& facts = listed[cells[0].substr(2)];
    EXPECT_TRUE(facts.empty()) << cells[0] << " stands there twice";
    const std::vector<std::string> parts = absl::StrSplit(cells[2], '`');
    for (size_t i = 1; i < parts.size(); i += 2) facts.insert(parts[i]);
  }
  return listed;
}

FactsByNumber Cited() {
  FactsByNumber cited;
  for (const graph::Fact& fact : CaseState().snapshot->facts().ReadAll()) {
    if (fact.id == kAssumptions) continue;
    for (const graph::Evidence& evidence : fact.evidence) {
      if (evidence.source != kAssumptions) continue;
      cited[evidence.locator].insert(fact.id);
    }
  }
  return cited;
}

TEST(Assumptions, FactsStandAtTheNumberTheyAreListedBeside) {
  const FactsByNumber listed = Listed();
  FactsByNumber cited = Cited();
  for (const auto& [number, facts] : listed) {
    EXPECT_EQ(cited[number], facts) << number;
    cited.erase(number);
  }
  for (const auto& [number, facts] : cited) {
    ADD_FAILURE() << *facts.begin() << " stands at \"" << number
                  << "\", which is not in " << kPage;
  }
}

TEST(Assumptions, NumbersAreGivenOutInOrder) {
  const FactsByNumber listed = Listed();
  EXPECT_GE(listed.size(), 56u);
  for (size_t i = 1; i <= listed.size(); ++i) {
    EXPECT_TRUE(listed.contains(absl::StrCat("A", i))) << "A" << i;
  }
}

TEST(Assumptions, TheSourceSaysWhereTheyAreListed) {
  const graph::Snapshot& snapshot = *CaseState().snapshot;
  const graph::Fact source = snapshot.facts().Read(snapshot.Find(kAssumptions));
  const auto& attributes = source.entity()->attributes;
  ASSERT_TRUE(attributes.contains("list"));
  EXPECT_EQ(attributes.find("list")->second, kPage);
  ASSERT_EQ(source.evidence.size(), 1u);
  EXPECT_EQ(source.evidence[0].locator, kPage);
}

}  // namespace
}  // namespace ketenzicht::testing
