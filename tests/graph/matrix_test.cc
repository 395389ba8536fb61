// Cells of the matrix against the answer on the same pair, and against the
// naive oracle.
//
// 200 random graphs in a normal run, 10,000 with KETENZICHT_LONG=1;
// KETENZICHT_SEED and KETENZICHT_GRAPHS choose others.

#include "graph/matrix.h"

#include <cmath>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/case_data.h"
#include "tests/support/environment.h"
#include "tests/support/oracle.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

using ::testing::ElementsAre;

bool Near(double a, double b) { return std::abs(a - b) < 1e-9; }

// A column for each authority, and one for all of them together.
std::vector<Target> Columns(const Snapshot& snapshot) {
  std::vector<Target> columns;
  Target all;
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (!snapshot.IsA(i, "authority")) continue;
    columns.push_back({i, {i}});
    all.asked = i;
    all.authorities.push_back(i);
  }
  columns.push_back(all);
  return columns;
}

class Check {
 public:
  Check(const Views& views, const ViewOptions& options,
        const std::vector<Fact>& facts, std::string what)
      : views_(views),
        snapshot_(views.asked->snapshot()),
        oracle_(facts, snapshot_.ontology(), snapshot_.policy().document(),
                options),
        what_(std::move(what)) {}

  // Returns how many cells have a path.
  int CompareVector(const Vector& vector) {
    const std::vector<Target> columns = Columns(snapshot_);
    std::vector<Matrix> matrices;
    for (MatrixDetail detail :
         {MatrixDetail::kBest, MatrixDetail::kPaths, MatrixDetail::kTiers}) {
      matrices.push_back(
          *Matrix::Create(views_, vector, columns, detail, Limits()));
    }
    int paths = 0;
    for (FactIndex i = 0; i < snapshot_.size(); ++i) {
      if (!snapshot_.IsA(i, "process") && !snapshot_.IsA(i, "organization")) {
        continue;
      }
      std::vector<std::vector<MatrixCell>> rows;
      Completeness completeness;
      for (const Matrix& matrix : matrices) {
        rows.push_back(matrix.Row(i, Limits(), completeness));
      }
      for (size_t c = 0; c < columns.size(); ++c) {
        paths += CompareCell(vector, i, columns[c],
                             {rows[0][c], rows[1][c], rows[2][c]});
      }
    }
    return paths;
  }

 private:
  bool CompareCell(const Vector& vector, FactIndex process,
                   const Target& column, const std::vector<MatrixCell>& cells) {
    oracle::Ids targets;
    for (FactIndex authority : column.authorities) {
      targets.emplace(snapshot_.id(authority));
    }
    const auto all = oracle_.Paths(
        vector.expression, std::string(snapshot_.id(process)), targets, 1000);
    if (!all) return false;
    const Status status = all->empty() ? Status::kNoPath : all->front().status;
    const MatrixCell& tiers = cells[2];
    const std::string where =
        absl::StrCat(what_, " ", vector.name, " ", snapshot_.id(process));
    EXPECT_EQ(tiers.status, status) << where;
    for (const MatrixCell& cell : cells) {
      const bool of_path = vector.walks_are_paths || &cell == &tiers;
      if (of_path) {
        EXPECT_EQ(cell.status, status) << where;
      } else {
        EXPECT_LE(cell.status, status) << where;
      }
      EXPECT_EQ(cell.best_at_most.has_value(),
                of_path && cell.status != Status::kNoPath);
      EXPECT_TRUE(of_path || !cell.likelihood);
    }
    if (all->empty() || !vector.walks_are_paths) return !all->empty();
    const oracle::OraclePath& best = all->front();
    const double at_most =
        std::exp(-static_cast<double>(best.cost) / 4294967296.0);
    for (const MatrixCell& cell : cells) {
      EXPECT_TRUE(
          Near(*cell.best_at_most, best.cost == int64_t{1} << 56 ? 0 : at_most))
          << where;
      if (!cell.likelihood) continue;
      EXPECT_TRUE(Near(cell.likelihood->low, best.likelihood.low)) << where;
      EXPECT_TRUE(Near(cell.likelihood->high, best.likelihood.high)) << where;
      EXPECT_EQ(cell.likelihood->best.has_value(),
                best.likelihood.best.has_value())
          << where;
    }
    return true;
  }

  const Views& views_;
  const Snapshot& snapshot_;
  const oracle::Oracle oracle_;
  const std::string what_;
};

TEST(Matrix, CellsAreWhatTheOracleSaysOfThePair) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 200);
  int64_t paths = 0;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const auto snapshot = MakeSnapshot(MakeRandomGraph(seed).facts);
    const std::vector<Fact> facts = snapshot->facts().ReadAll();
    Dice dice(seed + 3'000'000);
    const ViewOptions options = MakeRandomOptions(facts, dice);
    const Views views = *Views::Create(snapshot, options);
    Check check(views, options, facts, absl::StrCat("KETENZICHT_SEED=", seed));
    for (const Vector& vector : snapshot->policy().document().vectors) {
      paths += check.CompareVector(vector);
    }
    if (::testing::Test::HasFailure()) return;
  }
  std::cout << graphs << " graphs from seed " << first << ", " << paths
            << " cells with a path\n";
  EXPECT_GT(paths, graphs / 10);
}

TEST(Matrix, DrillsDownToTheAnswerOnThePair) {
  const ViewOptions options =
      testing::CaseOptions("2021-11-18", {"press", "research"});
  const Views views = *Views::Create(testing::CaseState().snapshot, options);
  const Snapshot& snapshot = views.asked->snapshot();
  const Vector& vector = *snapshot.policy().FindVector("espionage");
  const std::vector<Target> columns = *TargetsOf(snapshot, {"jurisdictions/-"});
  const std::vector<FactIndex> processes =
      *ProcessesOf(snapshot, {"processes/-"}, 1000);
  const Matrix matrix =
      *Matrix::Create(views, vector, columns, MatrixDetail::kTiers, Limits());
  int applicable = 0;
  for (FactIndex process : processes) {
    Completeness completeness;
    const std::vector<MatrixCell> row =
        matrix.Row(process, Limits(), completeness);
    EXPECT_TRUE(completeness.complete());
    for (size_t c = 0; c < columns.size(); ++c) {
      const PairAnswer answer =
          AnswerPair(views, process, columns[c], vector, Limits());
      EXPECT_EQ(row[c].status, answer.status);
      EXPECT_EQ(row[c].inherent_status, answer.inherent_status);
      ASSERT_EQ(row[c].tier.has_value(), answer.tier() != nullptr);
      if (!row[c].tier) continue;
      EXPECT_EQ(row[c].tier->lowest, answer.tier()->lowest);
      EXPECT_EQ(row[c].tier->highest, answer.tier()->highest);
      EXPECT_EQ(row[c].likelihood, answer.paths.front().likelihood);
      applicable += row[c].tier->applicable;
    }
  }
  EXPECT_GT(applicable, 5);
}

TEST(Matrix, AnOrganizationIsADistribution) {
  Distribution distribution;
  MatrixCell cell;
  distribution.Add(cell);
  cell.status = Status::kUnknown;
  cell.tier = TierAnswer{true, 0, 3, {}};
  distribution.Add(cell);
  distribution.Add(cell);
  cell.status = Status::kBlocked;
  cell.tier = TierAnswer{false, 0, 0, {}};
  distribution.Add(cell);
  EXPECT_EQ(distribution.processes, 4);
  EXPECT_EQ(distribution.statuses, (std::array<int, 5>{0, 0, 2, 1, 1}));
  EXPECT_EQ(distribution.tiers,
            (std::map<std::pair<int, int>, int>{{{0, 3}, 2}}));
}

// Where one search of a row meets its budget, the others are what they are.
TEST(Matrix, TellsWhichCellsWereCutShort) {
  const Views views = *Views::Create(testing::CaseState().snapshot,
                                     testing::CaseOptions("2021-11-18"));
  const Snapshot& snapshot = views.asked->snapshot();
  const Vector& vector = *snapshot.policy().FindVector("espionage");
  const std::vector<Target> columns =
      *TargetsOf(snapshot, {"jurisdictions/cn", "jurisdictions/ru"});
  const FactIndex process = snapshot.Find("processes/politie-forensic");
  const auto row = [&](int64_t expansions) {
    Completeness completeness;
    std::vector<bool> cut_short;
    const Matrix matrix =
        *Matrix::Create(views, vector, columns, MatrixDetail::kTiers, Limits());
    for (const MatrixCell& cell :
         matrix.Row(process, {.expansions = expansions}, completeness)) {
      cut_short.push_back(cell.cut_short);
    }
    EXPECT_EQ(
        completeness.complete(),
        std::find(cut_short.begin(), cut_short.end(), true) == cut_short.end());
    return cut_short;
  };
  EXPECT_THAT(row(1), ElementsAre(true, false)) << "nothing leads to Russia";
  EXPECT_THAT(row(Limits().expansions), ElementsAre(false, false));
}

}  // namespace
}  // namespace ketenzicht::graph
