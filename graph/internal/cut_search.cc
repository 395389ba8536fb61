#include "graph/internal/cut_search.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph::internal {
namespace {

ProgramRow OneVariable(int variable, bool value) {
  const int64_t bound = value ? 1 : 0;
  return {{{variable, 1}}, bound, bound};
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

CutSearch::CutSearch(const View& view, PathElements& elements,
                     std::vector<int> pairs,
                     absl::flat_hash_map<int, int> choked, PathPast past)
    : elements_(elements),
      pairs_(std::move(pairs)),
      choked_(std::move(choked)),
      past_(std::move(past)),
      deletion_(view, elements) {}

absl::StatusOr<std::vector<int>> CutSearch::Find() {
  absl::StatusOr<std::optional<Values>> lightest = Minimize(true, {});
  if (!lightest.ok()) return lightest.status();
  // Whoever takes all that may be cut meets every row.
  if (!*lightest) return absl::InternalError("no cut meets the known paths");
  weight_max_ = bound_;
  absl::StatusOr<std::optional<Values>> fewest = Minimize(false, {});
  if (!fewest.ok()) return fewest.status();
  if (!*fewest) return absl::InternalError("no cut is as light as one was");
  count_max_ = std::count((*fewest)->begin(), (*fewest)->end(), true);
  const absl::StatusOr<Values> first = FirstById(**std::move(fewest));
  if (!first.ok()) return first.status();
  return CutOf(*first);
}

absl::StatusOr<std::optional<CutSearch::Values>> CutSearch::Minimize(
    bool by_weight, const Rows& rows) {
  while (true) {
    const absl::StatusOr<std::vector<int64_t>> weights = Weights();
    if (!weights.ok()) return weights.status();
    const std::vector<int64_t> ones(variables_.size(), 1);
    BinaryProgram program(static_cast<int>(variables_.size()));
    for (const ProgramRow& row : rows) program.AddRow(row);
    for (const ProgramRow& row : paths_) program.AddRow(row);
    // Over what is known by now: paths bring elements that were not there.
    if (weight_max_) program.AddRow(AtMost(*weights, *weight_max_));
    if (count_max_) program.AddRow(AtMost(ones, *count_max_));
    ProgramSolution solution = program.Minimize(by_weight ? *weights : ones);
    switch (solution.outcome) {
      case ProgramSolution::Outcome::kInfeasible:
        return std::nullopt;
      case ProgramSolution::Outcome::kStopped:
        nodes_ended_ = true;
        return absl::ResourceExhaustedError(
            absl::StrCat("the search for the cheapest cut met its limit of ",
                         kMaxProgramNodes, " nodes"));
      case ProgramSolution::Outcome::kOptimal:
        break;
    }
    if (by_weight) bound_ = solution.objective;
    const std::vector<int> cut = CutOf(solution.values);
    const absl::StatusOr<bool> added = AddPaths(cut);
    if (!added.ok()) return added.status();
    if (!*added) {
      Keep(cut);
      return std::move(solution.values);
    }
  }
}

// Of all that are as good, the one that has the first element by id, if any
// has; of those the one that has the second; and so on. An element of no known
// path is in none of them: a cut without it would meet the rows with less.
absl::StatusOr<CutSearch::Values> CutSearch::FirstById(Values values) {
  std::vector<int> in_order = variables_;
  SortById(in_order);
  Rows rows;
  int64_t taken = 0;
  for (int element : in_order) {
    if (taken == *count_max_) break;
    const int variable = variable_of_.at(element);
    if (!values[variable]) {
      rows.push_back(OneVariable(variable, true));
      absl::StatusOr<std::optional<Values>> other = Minimize(false, rows);
      if (!other.ok()) return other.status();
      rows.pop_back();
      if (*other) values = **std::move(other);
    }
    rows.push_back(OneVariable(variable, values[variable]));
    if (values[variable]) ++taken;
  }
  return values;
}

absl::StatusOr<bool> CutSearch::AddPaths(const std::vector<int>& cut) {
  std::vector<int> enough = cut;
  for (int element : cut) deletion_.Add(element);
  absl::Status status;
  for (int pair : pairs_) {
    while (status.ok()) {
      const absl::StatusOr<std::optional<std::vector<int>>> path =
          past_(pair, deletion_);
      status = path.status();
      if (!status.ok() || !*path) break;
      status = AddPath(**path);
      enough.push_back(Pick(**path));
      deletion_.Add(enough.back());
    }
    if (!status.ok()) break;
  }
  for (int element : enough) deletion_.Remove(element);
  if (!status.ok()) return status;
  if (enough.size() == cut.size()) return false;
  Keep(enough);
  return true;
}

absl::Status CutSearch::AddPath(const std::vector<int>& path) {
  if (paths_.size() == static_cast<size_t>(kMaxCutPaths)) {
    paths_ended_ = true;
    return absl::ResourceExhaustedError(
        absl::StrCat("the search for the cheapest cut met its limit of ",
                     kMaxCutPaths, " paths"));
  }
  ProgramRow row;
  row.min = 1;
  for (int element : path) {
    const auto [it, added] =
        variable_of_.emplace(element, static_cast<int>(variables_.size()));
    if (added) variables_.push_back(element);
    row.terms.push_back({it->second, 1});
  }
  paths_.push_back(std::move(row));
  return absl::OkStatus();
}

// Where each path is cut at its lightest place, so as to have some cut.
int CutSearch::Pick(const std::vector<int>& path) const {
  const auto worth = [this](int element) {
    const auto it = choked_.find(element);
    return std::tuple(elements_.weight(element),
                      it == choked_.end() ? 0 : -it->second,
                      elements_.at(element).fact);
  };
  return *std::min_element(path.begin(), path.end(),
                           [&](int a, int b) { return worth(a) < worth(b); });
}

void CutSearch::Keep(const std::vector<int>& cut) {
  const auto worth = [this](const std::vector<int>& one) {
    return std::pair(WeightOf(one), one.size());
  };
  if (known_ && worth(*known_) <= worth(cut)) return;
  known_ = cut;
  SortById(*known_);
}

absl::StatusOr<std::vector<int64_t>> CutSearch::Weights() const {
  std::vector<int64_t> weights;
  int64_t left = kMaxTotalWeight;
  for (int element : variables_) {
    weights.push_back(elements_.weight(element));
    left -= weights.back();
    if (left < 0) {
      return absl::InvalidArgumentError(absl::StrCat(
          "weights: are too far apart to be added up exactly: those of what "
          "may be cut are more than ",
          kMaxTotalWeight, " times their common divisor ",
          elements_.weight_unit(), "; round them"));
    }
  }
  if (kMaxTotalWeight - left >
      std::numeric_limits<int64_t>::max() / elements_.weight_unit()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "weights: are too large to be added up; divide all by their common "
        "divisor ",
        elements_.weight_unit()));
  }
  return weights;
}

int64_t CutSearch::WeightOf(const std::vector<int>& cut) const {
  int64_t sum = 0;
  for (int element : cut) sum += elements_.weight(element);
  return sum;
}

std::vector<int> CutSearch::CutOf(const Values& values) const {
  std::vector<int> cut;
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i]) cut.push_back(variables_[i]);
  }
  SortById(cut);
  return cut;
}

void CutSearch::SortById(std::vector<int>& elements) const {
  std::sort(elements.begin(), elements.end(), [this](int a, int b) {
    return elements_.at(a).fact < elements_.at(b).fact;
  });
}

absl::StatusOr<std::vector<int>> CutSearch::OpenedBy(
    int element, const std::vector<int>& cut) {
  for (int other : cut) {
    if (other != element) deletion_.Add(other);
  }
  std::vector<int> opened;
  absl::Status status;
  for (int pair : pairs_) {
    const absl::StatusOr<std::optional<std::vector<int>>> path =
        past_(pair, deletion_);
    status = path.status();
    if (!status.ok()) break;
    if (*path) opened.push_back(pair);
  }
  for (int other : cut) deletion_.Remove(other);
  if (!status.ok()) return status;
  return opened;
}

}  // namespace ketenzicht::graph::internal
