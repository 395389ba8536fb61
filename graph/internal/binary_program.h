// A linear program over variables that are 0 or 1, in whole numbers, solved by
// COIN-OR CBC.
//
//   BinaryProgram program(3);
//   program.AddRow({{{0, 1}, {2, 1}}, 1, 2});  // 1 <= x0 + x2 <= 2
//   program.Minimize({5, 1, 7});               // x0 = 1
//
// What follows from the rows one by one is settled in whole numbers first; CBC
// sees the rest, in which every row has something to decide. (It ends the
// process over a row without variables.)
//
// CBC works in floating arithmetic, to a tolerance. Nothing of that leaves
// here: what it gives is rounded, and counts only where it meets every row in
// whole numbers; values are added up again. With weights of at most
// kMaxTotalWeight in all, one unit of the objective is well above what CBC's
// tolerances (1e-9, relative) can hide.
//
// Source: J. Forrest, R. Lougee-Heimer, "CBC User Guide", INFORMS TutORials in
// Operations Research, 2005; https://github.com/coin-or/Cbc.

#ifndef KETENZICHT_GRAPH_INTERNAL_BINARY_PROGRAM_H_
#define KETENZICHT_GRAPH_INTERNAL_BINARY_PROGRAM_H_

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace ketenzicht::graph::internal {

// Of one row or objective, in all.
inline constexpr int64_t kMaxTotalWeight = 1'000'000'000;
// Nodes of one search: seconds, for the programs that measures give. And a
// time, lest the nodes of a very large one take for ever.
inline constexpr int kMaxProgramNodes = 20'000;
inline constexpr int kMaxProgramSeconds = 60;

// A row's sum may not be above or below these.
inline constexpr int64_t kNoMin = std::numeric_limits<int64_t>::min();
inline constexpr int64_t kNoMax = std::numeric_limits<int64_t>::max();

struct ProgramRow {
  struct Term {
    int variable = 0;
    int64_t weight = 0;
  };
  std::vector<Term> terms;  // each variable once
  int64_t min = kNoMin;
  int64_t max = kNoMax;
};

struct ProgramSolution {
  enum class Outcome {
    kOptimal,
    kInfeasible,
    kStopped,  // at a limit, or no sound solution: nothing is known
  };
  Outcome outcome = Outcome::kStopped;
  std::vector<bool> values;  // kOptimal
  int64_t objective = 0;     // kOptimal
};

// Not thread-safe; but different programs may be solved at once. They then wait
// for each other: of CBC there is one in a process.
class BinaryProgram {
 public:
  explicit BinaryProgram(int variables);

  int variables() const { return static_cast<int>(fixed_.size()); }
  void AddRow(ProgramRow row) { rows_.push_back(std::move(row)); }

  void Fix(int variable, bool value) { fixed_[variable] = value ? 1 : 0; }

  // The least sum of `weights`, one for each variable, none negative, over all
  // that meets the rows. The same program has the same solution. Exponential at
  // worst, hence the limit of nodes; one thread, and nothing is printed.
  ProgramSolution Minimize(const std::vector<int64_t>& weights) const;

 private:
  struct Reduced;
  ProgramSolution Solve(const Reduced& reduced,
                        const std::vector<int64_t>& weights) const;
  bool Meets(const std::vector<bool>& values) const;

  std::vector<ProgramRow> rows_;
  std::vector<int> fixed_;  // by variable: 0, 1, or -1 where it is free
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_BINARY_PROGRAM_H_
