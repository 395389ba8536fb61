// Measures that say the same, and contradict each other: docs/semantics.md,
// 13.14.

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "graph/contradiction_text.h"
#include "gtest/gtest.h"
#include "tests/support/asked_contradictions.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ContradictingMeasures, OneMeasureWithTwoEndsContradictsItself) {
  const auto stop = [](const char* name, const char* until) {
    return Closing(name, {"relations/use"}).From("2019").Until(until);
  };
  const auto ask = [](const Draft& a, const Draft& b) {
    return Ask(Things({Use("use"), a, b}));
  };
  const Asked asked = ask(stop("a", "2022-01-01"), stop("b", "2021-03-01"));
  EXPECT_THAT(asked.Shown(), ElementsAre("dates measures/a | measures/b"));
  EXPECT_TRUE(asked.Only().ends);
  EXPECT_EQ(asked.Only().sides[0].says, "2022-01-01");
  EXPECT_EQ(asked.Only().sides[1].says, "2021-03-01");
  EXPECT_THAT(ask(stop("a", "2022"), stop("b", "2022-05")).found.all, IsEmpty())
      << "a day that both may mean";
  EXPECT_THAT(ask(stop("a", "2022-01-01"), stop("b", "2021-03-01").Candidate())
                  .found.all,
              IsEmpty())
      << "when it could be taken";
}

Draft ReducedTo(const char* name, double low, double high) {
  Draft measure = Reducing(name, {"relations/use"}, low, low, high);
  measure.measure()->decided_by = "organizations/o";
  return measure;
}

TEST(ContradictingMeasures, OneMeasureThatReducesInTwoWaysContradictsItself) {
  const auto ask = [](const Draft& a, const Draft& b,
                      const ContradictionQuery& query = {}) {
    return Ask(Things({Use("use"), a, b}), query);
  };
  // Whether it was taken is no part of what it does.
  const Asked asked =
      ask(ReducedTo("a", 0.1, 0.2), ReducedTo("b", 0.5, 0.5).Candidate());
  EXPECT_THAT(asked.Shown(), ElementsAre("values measures/a | measures/b"));
  EXPECT_EQ(asked.Only().sides[0].says, "0.1 - 0.2");
  EXPECT_EQ(asked.Only().sides[1].says, "0.5");
  EXPECT_THAT(
      ContradictionsText(*asked.snapshot, asked.options, asked.found, false,
                         Language::kEnglish),
      AllOf(HasSubstr("Leaves of the likelihood, as a factor: 0.1 - 0.2\n"),
            HasSubstr("Leaves of the likelihood, as a factor: 0.5\n")));
  // It concerns what it is about.
  const ContradictionQuery about{
      .subjects = {asked.snapshot->Find("products/d")}};
  EXPECT_THAT(
      ask(ReducedTo("a", 0.1, 0.2), ReducedTo("b", 0.5, 0.5), about).found.all,
      SizeIs(1));
  // One factor that both allow, two that may both be, days apart, another
  // decision: none.
  Draft other = ReducedTo("b", 0.5, 0.5);
  other.measure()->decided_by = "organizations/x";
  for (const auto& [a, b] : std::vector<std::pair<Draft, Draft>>{
           {ReducedTo("a", 0.1, 0.2), ReducedTo("b", 0.2, 0.5)},
           {ReducedTo("a", 0.1, 0.2).Possible(),
            ReducedTo("b", 0.5, 0.5).Possible()},
           {ReducedTo("a", 0.1, 0.2).Until("2019"),
            ReducedTo("b", 0.5, 0.5).From("2020")},
           {ReducedTo("a", 0.1, 0.2), other}}) {
    EXPECT_THAT(ask(a, b).found.all, IsEmpty());
  }
}

}  // namespace
}  // namespace ketenzicht::graph
