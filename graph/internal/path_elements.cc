#include "graph/internal/path_elements.h"

#include <utility>

#include <algorithm>
#include <numeric>
#include <optional>

#include "absl/strings/str_cat.h"
#include "graph/internal/binary_program.h"
#include "graph/proposition_group.h"

namespace ketenzicht::graph::internal {
namespace {

absl::Status CheckElement(const Snapshot& snapshot, FactIndex fact,
                          absl::string_view field) {
  if (fact < 0 || fact >= snapshot.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, ": names what does not exist"));
  }
  if (snapshot.is_entity(fact) || snapshot.is_relation(fact)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      field, ": '", snapshot.id(fact), "' is no entity or relation"));
}

}  // namespace

absl::StatusOr<PathElements> PathElements::Create(
    const View& view, const ChokePointQuery& query) {
  PathElements elements(view, query.weakest);
  elements.ends_.insert(query.processes.begin(), query.processes.end());
  for (const Target& target : query.targets) {
    elements.ends_.insert(target.asked);
    elements.ends_.insert(target.authorities.begin(), target.authorities.end());
  }
  if (absl::Status ok = elements.SetCuttable(query); !ok.ok()) return ok;
  if (absl::Status ok = elements.SetWeights(query); !ok.ok()) return ok;
  return elements;
}

absl::Status PathElements::SetCuttable(const ChokePointQuery& query) {
  const Snapshot& snapshot = view_.snapshot();
  const Ontology& ontology = snapshot.ontology();
  may_cut_entity_kind_.assign(ontology.entity_kinds().size(),
                              query.cuttable != Cuttable::kRelations);
  may_cut_relation_kind_.assign(ontology.relation_kinds().size(),
                                query.cuttable != Cuttable::kEntities);
  for (const std::string& name : query.not_cuttable_kinds) {
    if (absl::Status ok = ExcludeKind(name); !ok.ok()) return ok;
  }
  for (FactIndex fact : query.not_cuttable) {
    if (absl::Status ok = CheckElement(snapshot, fact, "not_cuttable");
        !ok.ok()) {
      return ok;
    }
    const std::vector<FactIndex> group = GroupOf(snapshot, fact);
    excluded_.insert(group.begin(), group.end());
  }
  return absl::OkStatus();
}

absl::Status PathElements::ExcludeKind(const std::string& name) {
  const Ontology& ontology = view_.snapshot().ontology();
  const std::optional<RelationKindId> relation =
      ontology.FindRelationKind(name);
  if (!relation && ontology.FindEntityKind(name) == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat("not_cuttable_kinds: '", name,
                     "' is no kind of entity or relation of the ontology"));
  }
  for (size_t k = 0; k < may_cut_entity_kind_.size(); ++k) {
    if (ontology.EntityIsA(ontology.entity_kinds()[k].name, name)) {
      may_cut_entity_kind_[k] = false;
    }
  }
  if (!relation) return absl::OkStatus();
  for (size_t k = 0; k < may_cut_relation_kind_.size(); ++k) {
    if (ontology.RelationIsA(static_cast<RelationKindId>(k), *relation)) {
      may_cut_relation_kind_[k] = false;
    }
  }
  return absl::OkStatus();
}

absl::Status PathElements::SetWeights(const ChokePointQuery& query) {
  int64_t unit = query.default_weight;
  bool negative = unit < 0;
  for (const auto& [fact, weight] : query.weights) {
    if (absl::Status ok = CheckElement(view_.snapshot(), fact, "weights");
        !ok.ok()) {
      return ok;
    }
    negative = negative || weight < 0;
    unit = std::gcd(unit, weight);
  }
  if (negative) {
    return absl::InvalidArgumentError("weights: none may be negative");
  }
  weight_unit_ = std::max<int64_t>(unit, 1);
  default_weight_ = query.default_weight / weight_unit_;
  int64_t greatest = default_weight_;
  for (const auto& [fact, weight] : query.weights) {
    weights_[fact] = weight / weight_unit_;
    greatest = std::max(greatest, weights_[fact]);
  }
  if (greatest <= kMaxTotalWeight) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "weights: are too far apart to be added up exactly: one is more than ",
      kMaxTotalWeight, " times their common divisor ", weight_unit_,
      "; round them"));
}

bool PathElements::MayCut(InstanceIndex step, FactIndex to) {
  const auto may_cut = [this](InstanceIndex i) {
    return carriers_.IsEntity(i) ? MayCutEntity(i) : MayCutRelation(i);
  };
  return MayCutEntity(to) || MayCutRelation(step) ||
         !carriers_.Stand(step, may_cut, bare_);
}

bool PathElements::MayCutEntity(FactIndex entity) const {
  return may_cut_entity_kind_[view_.snapshot().facts().entity_kind(entity)] &&
         !ends_.contains(entity) && !excluded_.contains(entity);
}

bool PathElements::MayCutRelation(InstanceIndex step) const {
  const FactIndex fact = view_.table().fact(step);
  return fact != kNoFact && may_cut_relation_kind_[view_.table().kind(step)] &&
         !excluded_.contains(fact);
}

int64_t PathElements::WeightOf(const std::vector<FactIndex>& facts) const {
  std::optional<int64_t> heaviest;
  for (FactIndex fact : facts) {
    const auto it = weights_.find(fact);
    if (it == weights_.end()) continue;
    heaviest = std::max(heaviest.value_or(0), it->second);
  }
  return heaviest.value_or(default_weight_);
}

int PathElements::OfEntity(FactIndex entity) {
  if (ends_.contains(entity) || !carriers_.IsEntity(entity)) return kNone;
  const auto [it, added] =
      numbers_.emplace(entity, static_cast<int>(elements_.size()));
  if (added) {
    Element element;
    element.what.fact = entity;
    element.what.facts = {entity};
    element.may_cut = MayCutEntity(entity);
    element.weight = WeightOf({entity});
    element.deletes = {entity};
    elements_.push_back(std::move(element));
  }
  return it->second;
}

int PathElements::OfStep(InstanceIndex step) {
  const InstanceTable& table = view_.table();
  const FactIndex fact = table.fact(step);
  if (fact == kNoFact) return kNone;
  if (const auto it = numbers_.find(fact); it != numbers_.end()) {
    return it->second;
  }
  const int number = static_cast<int>(elements_.size());
  const std::vector<FactIndex> group = GroupOf(view_.snapshot(), fact);
  Element element{.what = {true, kNoFact, {}},
                  .may_cut = MayCutRelation(step),
                  .weight = WeightOf(group)};
  for (FactIndex said : group) {
    numbers_[said] = number;
    bool makes_an_edge = false;
    for (InstanceIndex i : table.of(said)) {
      element.deletes.push_back(i);
      makes_an_edge |= table.status(i) != Status::kNoPath;
    }
    if (makes_an_edge) element.what.facts.push_back(said);
  }
  // One of which every instance was replaced carries all the same.
  if (element.what.facts.empty()) element.what.facts = group;
  element.what.fact = element.what.facts.front();
  elements_.push_back(std::move(element));
  return number;
}

std::vector<PathElements::Passed> PathElements::On(const FoundPath& path,
                                                   Deletion& deleted) {
  std::vector<Passed> passed;
  const auto pass = [&](int element, int position) {
    if (element == kNone) return;
    for (const Passed& before : passed) {
      if (before.element == element) return;
    }
    passed.push_back({element, position});
  };
  int position = 0;
  for (const View::Incidence& step : path.steps) {
    pass(OfStep(step.instance), ++position);
    for (InstanceIndex carrier : deleted.FirstCarriersOf(step.instance)) {
      pass(OfStep(carrier), position);
      pass(OfEntity(view_.table().source(carrier)), position);
      pass(OfEntity(view_.table().target(carrier)), position);
    }
    pass(OfEntity(step.to), ++position);
  }
  return passed;
}

}  // namespace ketenzicht::graph::internal
