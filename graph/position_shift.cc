#include "graph/position_shift.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace ketenzicht::graph {

PositionShift::PositionShift(FactIndex base_size, const std::vector<Own>& own,
                             const std::vector<FactIndex>& gone)
    : gone_(gone) {
  FactIndex next_base = 0;
  auto next_gone = gone.begin();
  const auto take_gone = [&](FactIndex until) {
    for (; next_gone != gone.end() && *next_gone < until; ++next_gone) {
      TakeBase(*next_gone, next_base);
      up_.Add({next_base++, kNoFact, true});
    }
  };
  for (const Own& one : own) {
    take_gone(one.base);
    TakeBase(one.base, next_base);
    const auto slot = static_cast<FactIndex>(own_.size());
    down_.Add({size_, slot, true});
    own_.push_back(size_);
    instead_of_.push_back(one.instead ? one.base : kNoFact);
    if (one.instead) up_.Add({next_base++, size_, false});
    ++size_;
  }
  take_gone(base_size);
  TakeBase(base_size, next_base);
  down_.Index(size_);
  up_.Index(base_size);
}

// Those of the base that nothing stands instead of, and that are not gone.
void PositionShift::TakeBase(FactIndex until, FactIndex& next_base) {
  if (next_base >= until) return;
  down_.Add({size_, next_base, false});
  up_.Add({next_base, size_, false});
  size_ += until - next_base;
  next_base = until;
}

void PositionShift::Runs::Index(FactIndex size) {
  constexpr size_t kEntriesOfARun = 4;
  while (static_cast<size_t>(size >> shift_) > kEntriesOfARun * runs_.size()) {
    ++shift_;
  }
  uint32_t run = 0;
  for (int64_t at = 0; at < size; at += int64_t{1} << shift_) {
    while (run + 1 < runs_.size() && runs_[run + 1].begin <= at) ++run;
    first_.push_back(run);
  }
  first_.push_back(runs_.empty() ? 0 : static_cast<uint32_t>(runs_.size() - 1));
}

const PositionShift::Run& PositionShift::Runs::Of(FactIndex position) const {
  const size_t block = position >> shift_;
  const auto first = runs_.begin() + first_[block];
  const auto last = runs_.begin() + first_[block + 1];
  return *std::prev(std::upper_bound(
      std::next(first), std::next(last), position,
      [](FactIndex at, const Run& run) { return at < run.begin; }));
}

PositionShift::Place PositionShift::Down(FactIndex position) const {
  const Run& run = down_.Of(position);
  return {run.at + (position - run.begin), run.own};
}

FactIndex PositionShift::Up(FactIndex base) const {
  if (base == kNoFact) return kNoFact;
  const Run& run = up_.Of(base);
  return run.own ? kNoFact : run.at + (base - run.begin);
}

FactIndex PositionShift::BaseOf(FactIndex position) const {
  const Place place = Down(position);
  return place.own ? instead_of_[place.at] : place.at;
}

}  // namespace ketenzicht::graph
