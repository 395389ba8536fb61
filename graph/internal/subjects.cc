#include "graph/internal/subjects.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ketenzicht::graph::internal {

std::optional<Date> FirstSaid(const View& view, FactIndex fact) {
  const InstanceTable& table = view.table();
  const FactTable& facts = table.facts();
  const ViewOptions& options = table.options_for(fact);
  const auto change = table.changes().find(fact);
  if (change != table.changes().end() &&
      change->second == Change::Op::kRemove) {
    return std::nullopt;
  }
  if ((facts.inferred(fact) && !options.with_inferred) ||
      (!facts.verified(fact) && options.verified_only)) {
    return std::nullopt;
  }
  std::optional<Date> said;
  const std::vector<FactIndex>& counting = table.sources(fact);
  for (const Assertion& one : facts.assertions(facts.evidence_number(fact))) {
    if (one.first <= options.date && (!said || one.first < *said) &&
        std::binary_search(counting.begin(), counting.end(), one.source)) {
      said = one.first;
    }
  }
  return said;
}

bool WasSaid(const View& view, FactIndex fact) {
  return FirstSaid(view, fact).has_value();
}

Subjects::Subjects(const View& view, const std::vector<FactIndex>& subjects)
    : view_(view),
      subjects_(subjects.begin(), subjects.end()),
      procures_(KindsOf("procured")),
      assesses_(KindsOf("assessed_by")),
      applies_(KindsOf("applied")) {}

const std::vector<FactIndex>& Subjects::WholesOf(FactIndex thing) {
  const auto it = wholes_.find(thing);
  if (it != wholes_.end()) return it->second;
  std::vector<FactIndex> wholes = {thing};
  if (snapshot().is_entity(thing)) wholes = view_.WholesOf(thing);
  return wholes_.emplace(thing, std::move(wholes)).first->second;
}

bool Subjects::Own(FactIndex thing) {
  if (thing == kNoFact || subjects_.empty()) return false;
  const auto known = own_.find(thing);
  if (known != own_.end()) return known->second;
  bool own = false;
  std::vector<FactIndex> owners = {thing};
  for (size_t i = 0; i < owners.size() && !own; ++i) {
    const std::vector<FactIndex>& wholes = WholesOf(owners[i]);
    own = std::any_of(wholes.begin(), wholes.end(), [this](FactIndex whole) {
      return subjects_.contains(whole);
    });
    for (FactIndex owner : OwnersOf(owners[i])) {
      if (std::find(owners.begin(), owners.end(), owner) == owners.end()) {
        owners.push_back(owner);
      }
    }
  }
  own_.emplace(thing, own);
  return own;
}

std::vector<bool> Subjects::KindsOf(absl::string_view kind) const {
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
std::vector<FactIndex> Subjects::OwnersOf(FactIndex thing) const {
  const FactTable& facts = snapshot().facts();
  std::vector<FactIndex> owners;
  if (facts.is_measure(thing)) {
    const FactIndex by = snapshot().Find(facts.measure(thing).decided_by);
    if (by != kNoFact && WasSaid(view_, thing)) owners.push_back(by);
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
        view_.table().recorded(relation) == Modality::kAffirmed &&
        WasSaid(view_, relation)) {
      owners.push_back(facts.source(relation));
    }
  }
  return owners;
}

}  // namespace ketenzicht::graph::internal
