// Programs in whole numbers against all assignments, one by one.

#include "graph/internal/binary_program.h"

#include <cstdlib>
#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::graph::internal {
namespace {

using Outcome = ProgramSolution::Outcome;

int64_t SumOf(const ProgramRow& row, uint32_t values) {
  int64_t sum = 0;
  for (const ProgramRow::Term& term : row.terms) {
    if (values >> term.variable & 1) sum += term.weight;
  }
  return sum;
}

TEST(BinaryProgram, TakesTheCheapestThatMeetsTheRows) {
  BinaryProgram program(3);
  program.AddRow({{{0, 1}, {2, 1}}, 1, 2});
  EXPECT_EQ(program.Minimize({5, 1, 7}).objective, 5);
  program.Fix(0, false);
  EXPECT_EQ(program.Minimize({5, 1, 7}).objective, 7);
  program.Fix(2, false);
  EXPECT_EQ(program.Minimize({5, 1, 7}).outcome, Outcome::kInfeasible);
}

TEST(BinaryProgram, NothingToDecideIsNoTrouble) {
  EXPECT_EQ(BinaryProgram(0).Minimize({}).outcome, Outcome::kOptimal);
  BinaryProgram program(2);
  EXPECT_EQ(program.Minimize({3, 4}).values, std::vector<bool>({false, false}));
  program.AddRow({{}, kNoMin, 0});
  EXPECT_EQ(program.Minimize({3, 4}).outcome, Outcome::kOptimal)
      << "a row without variables ends CBC";
  program.AddRow({{}, 1, kNoMax});
  EXPECT_EQ(program.Minimize({3, 4}).outcome, Outcome::kInfeasible);
}

TEST(BinaryProgram, TheSameRowManyTimesIsNoTrouble) {
  BinaryProgram program(3);
  for (int i = 0; i < 1000; ++i) {
    program.AddRow({{{0, 1}, {1, 1}, {2, 1}}, 2, kNoMax});
  }
  EXPECT_EQ(program.Minimize({3, 2, 1}).objective, 3);
}

TEST(BinaryProgram, TellsOneUnitInAThousandMillionApart) {
  BinaryProgram program(4);
  program.AddRow({{{0, 1}, {1, 1}, {2, 1}}, 1, kNoMax});
  program.AddRow({{{1, 1}, {2, 1}, {3, 1}}, 1, kNoMax});
  program.AddRow({{{0, 1}, {3, 1}}, 1, kNoMax});
  const ProgramSolution solution =
      program.Minimize({333'333'333, 333'333'332, 333'333'333, 1});
  EXPECT_EQ(solution.objective, 333'333'333);
  EXPECT_EQ(solution.values, std::vector<bool>({false, true, false, true}));
}

// The rows that measures give: covers and no-goods of weight 1, precedence, and
// sums of costs up to the limit.
ProgramRow DrawRow(int variables, Dice& dice) {
  ProgramRow row;
  if (dice.Percent(15) && variables > 1) {
    const int one = dice.Below(variables);
    return {{{one, 1}, {(one + 1) % variables, -1}}, kNoMin, 0};
  }
  const bool costs = dice.Percent(25);
  for (int i = 0; i < variables; ++i) {
    if (!dice.Percent(40)) continue;
    row.terms.push_back({i, costs ? dice.Below(90'000'000) : 1});
  }
  const int size = static_cast<int>(row.terms.size());
  if (costs) {
    row.max = dice.Below(300'000'000);
  } else if (dice.Percent(70)) {
    row.min = 1;
  } else {
    row.max = dice.Below(size + 1);
  }
  return row;
}

void CheckOne(uint64_t seed) {
  Dice dice(seed);
  const int n = 1 + dice.Below(10);
  BinaryProgram program(n);
  std::vector<ProgramRow> rows;
  for (int i = dice.Below(14); i > 0; --i) {
    rows.push_back(DrawRow(n, dice));
    program.AddRow(rows.back());
  }
  std::vector<int64_t> weights;
  for (int i = 0; i < n; ++i) {
    weights.push_back(dice.Percent(50) ? dice.Below(4)
                                       : dice.Below(100'000'000));
  }
  std::optional<int64_t> best;
  for (uint32_t values = 0; values < uint32_t{1} << n; ++values) {
    int64_t sum = 0;
    for (int i = 0; i < n; ++i) sum += values >> i & 1 ? weights[i] : 0;
    bool meets = !best || sum < *best;
    for (const ProgramRow& row : rows) {
      meets = meets && SumOf(row, values) >= row.min &&
              SumOf(row, values) <= row.max;
    }
    if (meets) best = sum;
  }
  const ProgramSolution solution = program.Minimize(weights);
  ASSERT_EQ(solution.outcome, best ? Outcome::kOptimal : Outcome::kInfeasible)
      << "KETENZICHT_SEED=" << seed;
  if (best) {
    ASSERT_EQ(solution.objective, *best) << "KETENZICHT_SEED=" << seed;
  }
  ASSERT_EQ(program.Minimize(weights).values, solution.values);
}

TEST(BinaryProgram, AgreesWithAllAssignments) {
  const char* seed = std::getenv("KETENZICHT_SEED");
  const bool thorough = std::getenv("KETENZICHT_LONG") != nullptr;
  const uint64_t first = seed == nullptr ? 1 : std::atoll(seed);
  for (uint64_t i = first; i < first + (thorough ? 20'000 : 400); ++i) {
    CheckOne(i);
    if (testing::Test::HasFatalFailure()) return;
  }
}

// Each of these searches: none is settled by its rows alone.
std::vector<ProgramSolution> SolveMany() {
  std::vector<ProgramSolution> solutions;
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    Dice dice(seed);
    BinaryProgram program(12);
    for (int i = 0; i < 12; ++i) {
      ProgramRow row;
      for (int k = 0; k < 12; ++k) {
        if (k != i && dice.Percent(40)) row.terms.push_back({k, 1});
      }
      row.terms.push_back({i, 1});
      row.min = 1;
      program.AddRow(std::move(row));
    }
    std::vector<int64_t> weights;
    for (int i = 0; i < 12; ++i) weights.push_back(10 + dice.Below(9));
    solutions.push_back(program.Minimize(weights));
  }
  return solutions;
}

TEST(BinaryProgram, ManyAtOnceAreSolvedAsOneByOne) {
  const std::vector<ProgramSolution> expected = SolveMany();
  std::vector<std::future<std::vector<ProgramSolution>>> at_once;
  for (int i = 0; i < 4; ++i) {
    at_once.push_back(std::async(std::launch::async, SolveMany));
  }
  for (auto& solved : at_once) {
    const std::vector<ProgramSolution> solutions = solved.get();
    ASSERT_EQ(solutions.size(), expected.size());
    for (size_t i = 0; i < solutions.size(); ++i) {
      ASSERT_EQ(solutions[i].outcome, Outcome::kOptimal) << i;
      ASSERT_EQ(solutions[i].values, expected[i].values) << i;
    }
  }
}

}  // namespace
}  // namespace ketenzicht::graph::internal
