#include "graph/internal/measure_front.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace ketenzicht::graph::internal {
namespace {

auto Key(const MeasureSet& set) {
  return std::tie(set.cost, set.burden, set.above);
}

}  // namespace

int64_t SumOf(const std::vector<int64_t>& weights, const Subset& taken) {
  int64_t sum = 0;
  for (size_t i = 0; i < taken.size(); ++i) {
    if (taken[i]) sum += weights[i];
  }
  return sum;
}

MeasureSet DescribeSet(const MeasureSetup& setup, const Subset& taken) {
  MeasureSet set;
  for (size_t i = 0; i < taken.size(); ++i) {
    if (taken[i]) set.measures.push_back(setup.candidates[i]);
  }
  set.cost = static_cast<double>(SumOf(setup.cost, taken)) / kCostUnit;
  set.burden = static_cast<double>(SumOf(setup.burden, taken)) / kCostUnit;
  return set;
}

absl::Status MeasureFront::Find(int pairs) {
  for (int above_max = pairs; above_max >= 0;) {
    const absl::StatusOr<int> most = FindForUpTo(above_max);
    if (!most.ok()) return most.status();
    if (points_ended_) break;
    above_max = *most - 1;  // those in between would give the same
  }
  return absl::OkStatus();
}

// The most pairs that a set found for `above_max` leaves; -1 where there is
// none.
absl::StatusOr<int> MeasureFront::FindForUpTo(int above_max) {
  const size_t n = setup_.candidates.size();
  const auto padded = [&](std::vector<int64_t> weights) {
    weights.resize(search_.num_variables(), 0);
    return weights;
  };
  MeasureSearch::Weights above(search_.num_variables(), 0);
  std::fill(above.begin() + static_cast<std::ptrdiff_t>(n), above.end(), 1);
  const auto at_most = [&](const MeasureSearch::Weights& weights, int64_t max) {
    ProgramRow row{{}, kNoMin, max};
    for (size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] > 0) {
        row.terms.push_back({static_cast<int>(i), weights[i]});
      }
    }
    return row;
  };
  const MeasureSearch::Weights burden = padded(setup_.burdens.weights);
  MeasureSearch::Demand demand;
  demand.stages = {padded(setup_.costs.weights), burden, above,
                   padded(std::vector<int64_t>(n, 1))};
  demand.rows = {at_most(above, above_max)};
  int most = -1;
  while (true) {
    const absl::StatusOr<std::optional<MeasureSearch::Choice>> choice =
        search_.Find(demand);
    if (!choice.ok()) return choice.status();
    if (!*choice) return most;
    const Subset& taken = (*choice)->taken;
    MeasureSet set = DescribeSet(setup_, taken);
    set.above = (*choice)->above;
    most = std::max(most, set.above);
    const bool known = std::any_of(
        found_.begin(), found_.end(),
        [&](const MeasureSet& one) { return Key(one) == Key(set); });
    if (!known && found_.size() == static_cast<size_t>(kMaxFrontPoints)) {
      points_ended_ = true;
      return most;
    }
    if (!known) found_.push_back(std::move(set));
    const int64_t spent = SumOf(setup_.burdens.weights, taken);
    if (spent == 0) return most;
    demand.rows = {at_most(above, above_max), at_most(burden, spent - 1)};
  }
}

std::vector<MeasureSet> MeasureFront::Take(int beyond) {
  std::sort(
      found_.begin(), found_.end(),
      [](const MeasureSet& a, const MeasureSet& b) { return Key(a) < Key(b); });
  for (MeasureSet& set : found_) set.above += beyond;
  return std::move(found_);
}

}  // namespace ketenzicht::graph::internal
