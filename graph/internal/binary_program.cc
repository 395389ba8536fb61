#include "graph/internal/binary_program.h"

#include <coin/Cbc_C_Interface.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <set>
#include <utility>

#include "absl/base/const_init.h"
#include "absl/synchronization/mutex.h"

namespace ketenzicht::graph::internal {
namespace {

struct DeleteModel {
  void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};
using Model = std::unique_ptr<Cbc_Model, DeleteModel>;

// The matrix, column by column, as CBC takes it.
struct Columns {
  std::vector<CoinBigIndex> starts;
  std::vector<int> rows;
  std::vector<double> weights;
};

Columns ByColumn(const std::vector<ProgramRow>& rows, int variables) {
  std::vector<std::vector<std::pair<int, double>>> columns(variables);
  for (size_t i = 0; i < rows.size(); ++i) {
    for (const ProgramRow::Term& term : rows[i].terms) {
      columns[term.variable].emplace_back(static_cast<int>(i),
                                          static_cast<double>(term.weight));
    }
  }
  Columns result;
  result.starts.push_back(0);
  for (const auto& column : columns) {
    for (const auto& [row, weight] : column) {
      result.rows.push_back(row);
      result.weights.push_back(weight);
    }
    result.starts.push_back(static_cast<CoinBigIndex>(result.rows.size()));
  }
  return result;
}

double Bound(int64_t bound) {
  constexpr double kInfinity = std::numeric_limits<double>::max();
  if (bound == kNoMin) return -kInfinity;
  if (bound == kNoMax) return kInfinity;
  return static_cast<double>(bound);
}

// Parameters of CBC are one set for the whole process, whatever model they are
// given to. Two programs at once mixed them up: searches stopped early, and CBC
// went on to read commands from the standard input.
absl::Mutex& CbcMutex() {
  static absl::Mutex mutex(absl::kConstInit);
  return mutex;
}

// Nothing that guesses, and no rewriting of the program: these are small, and
// plain branch and bound on them is the part of CBC least likely to be wrong.
void SetParameters(Cbc_Model* model) {
  Cbc_setLogLevel(model, 0);
  Cbc_setMaximumNodes(model, kMaxProgramNodes);
  Cbc_setMaximumSeconds(model, kMaxProgramSeconds);
  Cbc_setAllowableGap(model, 0);
  Cbc_setAllowableFractionGap(model, 0);
  for (const auto& [name, value] :
       {std::pair("threads", "0"), std::pair("preprocess", "off"),
        std::pair("heuristicsOnOff", "off"), std::pair("primalT", "1e-9"),
        std::pair("dualT", "1e-9"), std::pair("integerT", "1e-9")}) {
    Cbc_setParameter(model, name, value);
  }
}

// The least and the greatest sum that a row can still have.
struct Range {
  int64_t least = 0;
  int64_t greatest = 0;
};

Range RangeOf(const ProgramRow& row, const std::vector<int>& fixed) {
  Range range;
  for (const ProgramRow::Term& term : row.terms) {
    const int value = fixed[term.variable];
    if (value == 1 || (value < 0 && term.weight < 0))
      range.least += term.weight;
    if (value == 1 || (value < 0 && term.weight > 0)) {
      range.greatest += term.weight;
    }
  }
  return range;
}

// Fixes what `row` leaves no choice about. False where it cannot be met.
bool Propagate(const ProgramRow& row, std::vector<int>& fixed, bool& changed) {
  const Range range = RangeOf(row, fixed);
  if (range.greatest < row.min || range.least > row.max) return false;
  for (const ProgramRow::Term& term : row.terms) {
    int& value = fixed[term.variable];
    if (value >= 0 || term.weight == 0) continue;
    const int64_t size = std::abs(term.weight);
    // What the variable must not be, lest the sum is too great or too small.
    const bool too_much = range.least + size > row.max;
    const bool too_little = range.greatest - size < row.min;
    if (!too_much && !too_little) continue;
    const bool positive = term.weight > 0;
    value = (too_much ? !positive : positive) ? 1 : 0;
    changed = true;
    return Propagate(row, fixed, changed);
  }
  return true;
}

// The same for the same row.
std::vector<int64_t> KeyOf(const ProgramRow& row) {
  std::vector<int64_t> key = {row.min, row.max};
  for (const ProgramRow::Term& term : row.terms) {
    key.push_back(term.variable);
    key.push_back(term.weight);
  }
  return key;
}

}  // namespace

// What is left to decide: the free variables, and the rows over them that can
// be broken.
struct BinaryProgram::Reduced {
  bool feasible = true;
  std::vector<int> fixed;        // by variable
  std::vector<int> free;         // variables
  std::vector<ProgramRow> rows;  // over positions in `free`, each once
  std::set<std::vector<int64_t>> seen;

  Reduced(const std::vector<ProgramRow>& all, std::vector<int> given)
      : fixed(std::move(given)) {
    for (bool changed = true; changed && feasible;) {
      changed = false;
      for (const ProgramRow& row : all) {
        feasible = feasible && Propagate(row, fixed, changed);
      }
    }
    std::vector<int> position(fixed.size(), -1);
    for (size_t i = 0; i < fixed.size(); ++i) {
      if (fixed[i] >= 0) continue;
      position[i] = static_cast<int>(free.size());
      free.push_back(static_cast<int>(i));
    }
    for (const ProgramRow& row : all) Keep(row, position);
  }

  void Keep(const ProgramRow& row, const std::vector<int>& position) {
    const Range range = RangeOf(row, fixed);
    const bool can_be_low = range.least < row.min;
    const bool can_be_high = range.greatest > row.max;
    if (!can_be_low && !can_be_high) return;
    ProgramRow rest;
    int64_t settled = 0;
    for (const ProgramRow::Term& term : row.terms) {
      if (fixed[term.variable] < 0) {
        rest.terms.push_back({position[term.variable], term.weight});
      } else if (fixed[term.variable] == 1) {
        settled += term.weight;
      }
    }
    if (can_be_low) rest.min = row.min - settled;
    if (can_be_high) rest.max = row.max - settled;
    // Pairs that are alike give the same rows.
    if (seen.insert(KeyOf(rest)).second) rows.push_back(std::move(rest));
  }
};

BinaryProgram::BinaryProgram(int variables) : fixed_(variables, -1) {}

bool BinaryProgram::Meets(const std::vector<bool>& values) const {
  for (size_t i = 0; i < values.size(); ++i) {
    if (fixed_[i] >= 0 && values[i] != (fixed_[i] == 1)) return false;
  }
  for (const ProgramRow& row : rows_) {
    int64_t sum = 0;
    for (const ProgramRow::Term& term : row.terms) {
      if (values[term.variable]) sum += term.weight;
    }
    if (sum < row.min || sum > row.max) return false;
  }
  return true;
}

ProgramSolution BinaryProgram::Minimize(
    const std::vector<int64_t>& weights) const {
  const Reduced reduced(rows_, fixed_);
  ProgramSolution solution;
  if (!reduced.feasible) {
    solution.outcome = ProgramSolution::Outcome::kInfeasible;
    return solution;
  }
  // Where nothing binds, nothing is taken: no weight is negative.
  if (!reduced.rows.empty()) return Solve(reduced, weights);
  solution.outcome = ProgramSolution::Outcome::kOptimal;
  for (size_t i = 0; i < reduced.fixed.size(); ++i) {
    solution.values.push_back(reduced.fixed[i] == 1);
    if (solution.values[i]) solution.objective += weights[i];
  }
  return solution;
}

ProgramSolution BinaryProgram::Solve(
    const Reduced& reduced, const std::vector<int64_t>& weights) const {
  const int n = static_cast<int>(reduced.free.size());
  const std::vector<double> lower(n, 0), upper(n, 1);
  std::vector<double> objective, row_min, row_max;
  for (int variable : reduced.free) {
    objective.push_back(static_cast<double>(weights[variable]));
  }
  for (const ProgramRow& row : reduced.rows) {
    row_min.push_back(Bound(row.min));
    row_max.push_back(Bound(row.max));
  }
  const Columns columns = ByColumn(reduced.rows, n);
  const absl::MutexLock lock(&CbcMutex());
  const Model model(Cbc_newModel());
  Cbc_loadProblem(model.get(), n, static_cast<int>(reduced.rows.size()),
                  columns.starts.data(), columns.rows.data(),
                  columns.weights.data(), lower.data(), upper.data(),
                  objective.data(), row_min.data(), row_max.data());
  for (int i = 0; i < n; ++i) Cbc_setInteger(model.get(), i);
  SetParameters(model.get());
  Cbc_solve(model.get());

  ProgramSolution solution;
  if (Cbc_isProvenInfeasible(model.get())) {
    solution.outcome = ProgramSolution::Outcome::kInfeasible;
    return solution;
  }
  if (!Cbc_isProvenOptimal(model.get())) return solution;
  const double* found = Cbc_getColSolution(model.get());
  for (int value : reduced.fixed) solution.values.push_back(value == 1);
  for (int i = 0; i < n; ++i) {
    solution.values[reduced.free[i]] = std::lround(found[i]) == 1;
  }
  for (size_t i = 0; i < weights.size(); ++i) {
    if (solution.values[i]) solution.objective += weights[i];
  }
  if (Meets(solution.values)) {
    solution.outcome = ProgramSolution::Outcome::kOptimal;
  }
  return solution;
}

}  // namespace ketenzicht::graph::internal
