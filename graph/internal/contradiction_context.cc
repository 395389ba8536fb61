#include "graph/internal/contradiction_context.h"

#include <algorithm>
#include <string>

namespace ketenzicht::graph::internal {
namespace {

bool IsDated(const Bound& bound) { return bound.kind == Bound::Kind::kDated; }

Bound Combined(const Bound& a, const Bound& b, bool later) {
  if (IsDated(a) && IsDated(b)) {
    const auto pick = [&](Date x, Date y) {
      return later ? std::max(x, y) : std::min(x, y);
    };
    return Bound::Dated({pick(a.range.earliest, b.range.earliest),
                         pick(a.range.latest, b.range.latest)});
  }
  if (IsDated(a)) return a;
  if (IsDated(b)) return b;
  return a.kind == Bound::Kind::kOpen ? b : a;
}

}  // namespace

bool PutsForward(Modality modality) {
  return modality == Modality::kAffirmed || modality == Modality::kPossible ||
         modality == Modality::kNotExcluded;
}

ValidTime OverlapOf(const ValidTime& a, const ValidTime& b) {
  return {Combined(a.from, b.from, true), Combined(a.until, b.until, false)};
}

bool HoldTogether(const ValidTime& a, const ValidTime& b) {
  const ValidTime both = OverlapOf(a, b);
  return !IsDated(both.from) || !IsDated(both.until) ||
         both.from.range.latest < both.until.range.earliest;
}

bool AreDisjoint(const DateRange& a, const DateRange& b) {
  return a.latest < b.earliest || b.latest < a.earliest;
}

bool AreApart(const Bound& a, const Bound& b) {
  return IsDated(a) && IsDated(b) && AreDisjoint(a.range, b.range);
}

std::string DatesOf(const ValidTime& valid, bool start, bool end) {
  std::string text;
  if (start) text = FormatDateRange(valid.from.range);
  if (start && end) text += " - ";
  if (end) text += FormatDateRange(valid.until.range);
  return text;
}

ContradictionKey KeyOf(const Contradiction& one) {
  return {one.kind, one.sides[0].fact, one.sides[1].fact,
          one.about.empty() ? kNoFact : one.about.front()};
}

bool ComparisonBudget::Spend() {
  if (!completeness_.complete()) return false;
  if (completeness_.expansions >= limits_.expansions) {
    completeness_.stop = StopReason::kExpansions;
    completeness_.limit = limits_.expansions;
    return false;
  }
  if (completeness_.expansions % 256 == 0) {
    completeness_.stop = limits_.interrupted();
    if (!completeness_.complete()) return false;
  }
  ++completeness_.expansions;
  return true;
}

}  // namespace ketenzicht::graph::internal
