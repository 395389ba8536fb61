#include "graph/internal/contradiction_context.h"

#include <algorithm>
#include <optional>
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

ContradictionContext::ContradictionContext(
    const View& view, const std::vector<FactIndex>& subjects,
    ComparisonBudget& budget)
    : view_(view),
      subjects_(subjects.begin(), subjects.end()),
      budget_(budget),
      procures_(KindsOf("procured")),
      assesses_(KindsOf("assessed_by")),
      applies_(KindsOf("applied")) {}

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

std::vector<bool> ContradictionContext::KindsOf(absl::string_view kind) const {
  const Ontology& ontology = snapshot().ontology();
  const auto count =
      static_cast<RelationKindId>(ontology.relation_kinds().size());
  const std::optional<RelationKindId> id = ontology.FindRelationKind(kind);
  std::vector<bool> is(count, false);
  for (RelationKindId one = 0; id && one < count; ++one) {
    is[one] = ontology.RelationIsA(one, *id);
  }
  return is;
}

// Whether it holds on the day is not asked: what one bought, and what was
// assessed then, stays one's own.
std::vector<FactIndex> ContradictionContext::OwnersOf(FactIndex thing) const {
  const FactTable& facts = snapshot().facts();
  std::vector<FactIndex> owners;
  if (facts.is_measure(thing)) {
    const FactIndex by = snapshot().Find(facts.measure(thing).decided_by);
    if (by != kNoFact && WasSaid(thing)) owners.push_back(by);
    return owners;
  }
  const bool procurement = snapshot().IsA(thing, "procurement");
  const bool instrument = snapshot().IsA(thing, "instrument");
  if (!procurement && !instrument) return owners;
  for (FactIndex relation : snapshot().relations_to(thing)) {
    const RelationKindId kind = snapshot().relation_kind(relation);
    const bool owns = (procurement && procures_[kind]) ||
                      (instrument && (assesses_[kind] || applies_[kind]));
    if (owns && facts.source(relation) != kNoFact &&
        table().recorded(relation) == Modality::kAffirmed &&
        WasSaid(relation)) {
      owners.push_back(facts.source(relation));
    }
  }
  return owners;
}

bool ContradictionContext::IsOfSubjects(FactIndex thing) {
  if (thing == kNoFact) return false;
  const auto known = of_subjects_.find(thing);
  if (known != of_subjects_.end()) return known->second;
  bool is = false;
  std::vector<FactIndex> owners = {thing};
  for (size_t i = 0; i < owners.size() && !is; ++i) {
    const std::vector<FactIndex>& wholes = WholesOf(owners[i]);
    is = std::any_of(wholes.begin(), wholes.end(), [this](FactIndex whole) {
      return subjects_.contains(whole);
    });
    for (FactIndex owner : OwnersOf(owners[i])) {
      if (std::find(owners.begin(), owners.end(), owner) == owners.end()) {
        owners.push_back(owner);
      }
    }
  }
  of_subjects_.emplace(thing, is);
  return is;
}

bool ContradictionContext::Concerns(FactIndex thing) {
  if (subjects_.empty() || IsOfSubjects(thing)) return true;
  if (thing == kNoFact || !snapshot().is_relation(thing)) return false;
  const FactTable& facts = snapshot().facts();
  return IsOfSubjects(facts.source(thing)) || IsOfSubjects(facts.target(thing));
}

}  // namespace ketenzicht::graph::internal
