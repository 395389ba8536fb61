#include "graph/position_shift.h"

#include <algorithm>

namespace ketenzicht::graph {

PositionShift::PositionShift(FactIndex base_size, const std::vector<Own>& own,
                             const std::vector<FactIndex>& gone)
    : gone_(gone) {
  FactIndex next_base = 0;
  auto next_gone = gone.begin();
  const auto take_gone = [&](FactIndex until) {
    for (; next_gone != gone.end() && *next_gone < until; ++next_gone) {
      TakeBase(*next_gone, next_base);
      up_.push_back({next_base++, kNoFact, true});
    }
  };
  for (const Own& one : own) {
    take_gone(one.base);
    TakeBase(one.base, next_base);
    const auto slot = static_cast<FactIndex>(own_.size());
    down_.push_back({size_, slot, true});
    own_.push_back(size_);
    instead_of_.push_back(one.instead ? one.base : kNoFact);
    if (one.instead) up_.push_back({next_base++, size_, false});
    ++size_;
  }
  take_gone(base_size);
  TakeBase(base_size, next_base);
}

// Those of the base that nothing stands instead of, and that are not gone.
void PositionShift::TakeBase(FactIndex until, FactIndex& next_base) {
  if (next_base >= until) return;
  down_.push_back({size_, next_base, false});
  up_.push_back({next_base, size_, false});
  size_ += until - next_base;
  next_base = until;
}

const PositionShift::Run& PositionShift::RunOf(const std::vector<Run>& runs,
                                               FactIndex position) {
  return *std::prev(std::upper_bound(
      runs.begin(), runs.end(), position,
      [](FactIndex at, const Run& run) { return at < run.begin; }));
}

PositionShift::Place PositionShift::Down(FactIndex position) const {
  const Run& run = RunOf(down_, position);
  return {run.at + (position - run.begin), run.own};
}

FactIndex PositionShift::Up(FactIndex base) const {
  if (base == kNoFact) return kNoFact;
  const Run& run = RunOf(up_, base);
  return run.own ? kNoFact : run.at + (base - run.begin);
}

FactIndex PositionShift::BaseOf(FactIndex position) const {
  const Place place = Down(position);
  return place.own ? instead_of_[place.at] : place.at;
}

}  // namespace ketenzicht::graph
