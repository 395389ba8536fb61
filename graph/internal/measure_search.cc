#include "graph/internal/measure_search.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph::internal {
namespace {

ProgramRow OneVariable(int variable, bool value) {
  const int64_t bound = value ? 1 : 0;
  return {{{variable, 1}}, bound, bound};
}

int64_t Sum(const std::vector<int64_t>& weights,
            const std::vector<bool>& values) {
  int64_t sum = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i]) sum += weights[i];
  }
  return sum;
}

// No more than `max` of what `weights` add up to.
ProgramRow AtMost(const std::vector<int64_t>& weights, int64_t max) {
  ProgramRow row;
  for (size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] != 0) row.terms.push_back({static_cast<int>(i), weights[i]});
  }
  row.max = max;
  return row;
}

}  // namespace

MeasureSearch::MeasureSearch(MeasureOracle& oracle, const MeasureRules& rules,
                             std::vector<int> pairs, std::vector<int> growth)
    : oracle_(oracle), pairs_(std::move(pairs)), growth_(std::move(growth)) {
  for (const auto& [one, needed] : rules.prerequisites) {
    rules_.push_back({{{one, 1}, {needed, -1}}, kNoMin, 0});
  }
  for (const auto& [a, b] : rules.conflicts) {
    rules_.push_back({{{a, 1}, {b, 1}}, kNoMin, 1});
  }
  for (int i : rules.mandatory) rules_.push_back(OneVariable(i, true));
}

int MeasureSearch::num_variables() const {
  return oracle_.num_candidates() + static_cast<int>(pairs_.size());
}

int MeasureSearch::AboveVariable(int pair_position) const {
  return oracle_.num_candidates() + pair_position;
}

absl::StatusOr<bool> MeasureSearch::AddCuts(const Values& values) {
  const int n = oracle_.num_candidates();
  const Subset taken(values.begin(), values.begin() + n);
  bool added = false;
  for (size_t p = 0; p < pairs_.size(); ++p) {
    const int above = AboveVariable(static_cast<int>(p));
    if (values[above]) continue;
    const absl::StatusOr<bool> met = oracle_.IsMet(pairs_[p], taken);
    if (!met.ok()) return met.status();
    if (*met) continue;
    const absl::StatusOr<Subset> greatest =
        oracle_.Grow(pairs_[p], taken, growth_);
    if (!greatest.ok()) return greatest.status();
    ProgramRow cut;
    for (int i = 0; i < n; ++i) {
      if (!(*greatest)[i]) cut.terms.push_back({i, 1});
    }
    cut.terms.push_back({above, 1});
    cut.min = 1;
    cuts_.push_back(std::move(cut));
    added = true;
  }
  return added;
}

absl::StatusOr<std::optional<MeasureSearch::Values>> MeasureSearch::Minimize(
    const Weights& weights, const std::vector<ProgramRow>& rows,
    bool first_stage) {
  while (true) {
    BinaryProgram program(num_variables());
    for (const ProgramRow& row : rules_) program.AddRow(row);
    for (const ProgramRow& row : rows) program.AddRow(row);
    for (const ProgramRow& row : cuts_) program.AddRow(row);
    ProgramSolution solution = program.Minimize(weights);
    switch (solution.outcome) {
      case ProgramSolution::Outcome::kInfeasible:
        return std::nullopt;
      case ProgramSolution::Outcome::kStopped:
        nodes_ended_ = true;
        return absl::ResourceExhaustedError(
            absl::StrCat("the search for a cheapest set met its limit of ",
                         kMaxProgramNodes, " nodes"));
      case ProgramSolution::Outcome::kOptimal:
        break;
    }
    if (first_stage) bound_ = solution.objective;
    const absl::StatusOr<bool> added = AddCuts(solution.values);
    if (!added.ok()) return added.status();
    if (!*added) return std::move(solution.values);
  }
}

// Of all that is as good, the one that has the first candidate, if any has; of
// those the one that has the second; and so on.
absl::StatusOr<MeasureSearch::Values> MeasureSearch::FirstById(
    Values values, const Weights& weights, std::vector<ProgramRow> rows) {
  for (int i = 0; i < oracle_.num_candidates(); ++i) {
    if (!values[i]) {
      rows.push_back(OneVariable(i, true));
      absl::StatusOr<std::optional<Values>> other =
          Minimize(weights, rows, false);
      if (!other.ok()) return other.status();
      rows.pop_back();
      if (*other) values = **std::move(other);
    }
    rows.push_back(OneVariable(i, values[i]));
  }
  return values;
}

absl::StatusOr<MeasureSearch::Choice> MeasureSearch::ChoiceOf(
    const Values& values) {
  Choice choice;
  choice.taken.assign(values.begin(),
                      values.begin() + oracle_.num_candidates());
  for (int pair : pairs_) {
    const absl::StatusOr<bool> met = oracle_.IsMet(pair, choice.taken);
    if (!met.ok()) return met.status();
    if (!*met) ++choice.above;
  }
  return choice;
}

absl::StatusOr<std::optional<MeasureSearch::Choice>> MeasureSearch::Find(
    const Demand& demand) {
  bound_ = 0;
  known_.reset();
  std::vector<ProgramRow> rows = demand.rows;
  Values values;
  for (size_t i = 0; i < demand.stages.size(); ++i) {
    absl::StatusOr<std::optional<Values>> best =
        Minimize(demand.stages[i], rows, i == 0);
    if (!best.ok()) return best.status();
    if (!*best) return std::nullopt;
    values = **std::move(best);
    known_.emplace(values.begin(), values.begin() + oracle_.num_candidates());
    rows.push_back(AtMost(demand.stages[i], Sum(demand.stages[i], values)));
  }
  if (demand.first_by_id) {
    absl::StatusOr<Values> first =
        FirstById(std::move(values), demand.stages.back(), std::move(rows));
    if (!first.ok()) return first.status();
    values = *std::move(first);
  }
  absl::StatusOr<Choice> choice = ChoiceOf(values);
  if (!choice.ok()) return choice.status();
  return *std::move(choice);
}

}  // namespace ketenzicht::graph::internal
