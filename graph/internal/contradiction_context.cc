#include "graph/internal/contradiction_context.h"

#include <algorithm>
#include <vector>

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

bool ContradictionContext::WasSaid(FactIndex fact) const {
  const FactTable& facts = table().facts();
  const ViewOptions& options = table().options_for(fact);
  const auto change = table().changes().find(fact);
  if (change != table().changes().end() &&
      change->second == Change::Op::kRemove) {
    return false;
  }
  if ((facts.inferred(fact) && !options.with_inferred) ||
      (!facts.verified(fact) && options.verified_only)) {
    return false;
  }
  const std::vector<FactIndex>& counting = table().sources(fact);
  for (const Assertion& one : facts.assertions(facts.evidence_number(fact))) {
    if (one.first <= options.date &&
        std::binary_search(counting.begin(), counting.end(), one.source)) {
      return true;
    }
  }
  return false;
}

const std::vector<FactIndex>& ContradictionContext::WholesOf(FactIndex thing) {
  const auto it = wholes_.find(thing);
  if (it != wholes_.end()) return it->second;
  std::vector<FactIndex> wholes = {thing};
  if (snapshot().is_entity(thing)) wholes = view_.WholesOf(thing);
  return wholes_.emplace(thing, std::move(wholes)).first->second;
}

bool ContradictionContext::Concerns(FactIndex thing) {
  if (subjects_.empty()) return true;
  const auto is_within = [this](FactIndex one) {
    if (one == kNoFact) return false;
    const std::vector<FactIndex>& wholes = WholesOf(one);
    return std::any_of(wholes.begin(), wholes.end(), [this](FactIndex whole) {
      return subjects_.contains(whole);
    });
  };
  if (is_within(thing)) return true;
  if (thing == kNoFact || !snapshot().is_relation(thing)) return false;
  const FactTable& facts = snapshot().facts();
  return is_within(facts.source(thing)) || is_within(facts.target(thing));
}

}  // namespace ketenzicht::graph::internal
