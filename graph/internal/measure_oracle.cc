#include "graph/internal/measure_oracle.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph::internal {
namespace {

// Pairs are asked one after the other, each along a chain of sets: the last few
// views serve all of them, and of a large graph no more fit.
constexpr size_t kKeptViews = 8;

}  // namespace

bool IsPartOf(const Subset& some, const Subset& all) {
  for (size_t i = 0; i < some.size(); ++i) {
    if (some[i] && !all[i]) return false;
  }
  return true;
}

Subset With(Subset some, size_t position, bool taken) {
  some[position] = taken;
  return some;
}

MeasureOracle::MeasureOracle(Question question, const Limits& limits)
    : question_(std::move(question)),
      limits_(limits),
      known_(question_.pairs.size()) {}

absl::StatusOr<std::shared_ptr<const View>> MeasureOracle::ViewWith(
    const Subset& taken) {
  const auto kept =
      std::find_if(kept_.begin(), kept_.end(),
                   [&](const auto& one) { return one.first == taken; });
  if (kept != kept_.end()) {
    std::rotate(kept, kept + 1, kept_.end());
    return kept_.back().second;
  }
  if (absl::Status ok = CheckSearched({.stop = limits_.interrupted()});
      !ok.ok()) {
    return ok;
  }
  if (views_ >= views_max_) {
    views_ended_ = true;
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", views_max_, " views"));
  }
  ++views_;
  ViewOptions options = question_.options;
  for (size_t i = 0; i < taken.size(); ++i) {
    if (!taken[i]) continue;
    options.changes.push_back(
        {Change::Op::kTake,
         std::string(question_.snapshot->id(question_.candidates[i]))});
  }
  absl::StatusOr<Views> views =
      MakeViews(question_.make_views, question_.snapshot, options);
  if (!views.ok()) return views.status();
  if (kept_.size() == kKeptViews) kept_.pop_front();
  kept_.emplace_back(taken, views->asked);
  return views->asked;
}

absl::StatusOr<Residual> MeasureOracle::Ask(int pair, const Subset& taken) {
  const auto found = residuals_.find({pair, taken});
  if (found != residuals_.end()) return found->second;
  const absl::StatusOr<std::shared_ptr<const View>> view = ViewWith(taken);
  if (!view.ok()) return view.status();
  const absl::StatusOr<Residual> residual =
      ResidualOf(**view, question_.pairs[pair], question_.goal, limits_);
  if (!residual.ok()) return residual.status();
  residuals_[{pair, taken}] = *residual;
  const bool met = graph::IsMet(*question_.snapshot, question_.goal, *residual);
  if (absl::Status ok = Remember(pair, taken, met); !ok.ok()) return ok;
  return *residual;
}

absl::StatusOr<std::string> MeasureOracle::LostRelation() {
  const absl::StatusOr<std::shared_ptr<const View>> none = ViewWith(None());
  if (!none.ok()) return none.status();
  const absl::StatusOr<std::shared_ptr<const View>> all =
      ViewWith(Subset(question_.candidates.size(), true));
  if (!all.ok()) return all.status();
  const InstanceTable& before = (*none)->table();
  const InstanceTable& after = (*all)->table();
  // Classes and presumptions do not ask what is taken: the same numbers.
  for (InstanceIndex i = 0; i < before.size(); ++i) {
    if (before.is_instance(i) && before.status(i) != Status::kNoPath &&
        after.status(i) == Status::kNoPath) {
      return before.id(i);
    }
  }
  return std::string();
}

absl::Status MeasureOracle::Remember(int pair, const Subset& taken, bool met) {
  Known& known = known_[pair];
  const bool contradicted =
      met ? std::any_of(known.above.begin(), known.above.end(),
                        [&](const Subset& s) { return IsPartOf(taken, s); })
          : std::any_of(known.met.begin(), known.met.end(),
                        [&](const Subset& s) { return IsPartOf(s, taken); });
  if (contradicted) {
    return absl::InternalError(
        "taking a measure raised what is left of an exposure");
  }
  // Only the least and the greatest say something new.
  std::vector<Subset>& all = met ? known.met : known.above;
  std::erase_if(all, [&](const Subset& s) {
    return met ? IsPartOf(taken, s) : IsPartOf(s, taken);
  });
  all.push_back(taken);
  return absl::OkStatus();
}

absl::StatusOr<bool> MeasureOracle::IsMet(int pair, const Subset& taken) {
  const Known& known = known_[pair];
  for (const Subset& met : known.met) {
    if (IsPartOf(met, taken)) return true;
  }
  for (const Subset& above : known.above) {
    if (IsPartOf(taken, above)) return false;
  }
  const absl::StatusOr<Residual> residual = Ask(pair, taken);
  if (!residual.ok()) return residual.status();
  return graph::IsMet(*question_.snapshot, question_.goal, *residual);
}

absl::StatusOr<Subset> MeasureOracle::Grow(int pair, Subset above,
                                           const std::vector<int>& order) {
  for (int i : order) {
    if (above[i]) continue;
    const absl::StatusOr<bool> met = IsMet(pair, With(above, i));
    if (!met.ok()) return met.status();
    if (!*met) above[i] = true;
  }
  return above;
}

absl::StatusOr<Subset> MeasureOracle::Shrink(int pair, Subset under,
                                             const std::vector<int>& order) {
  for (int i : order) {
    if (!under[i]) continue;
    const absl::StatusOr<bool> met = IsMet(pair, With(under, i, false));
    if (!met.ok()) return met.status();
    if (*met) under[i] = false;
  }
  return under;
}

}  // namespace ketenzicht::graph::internal
