#include "graph/measure_selection.h"

#include <algorithm>
#include <optional>
#include <set>

#include "graph/class_members.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

bool Contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// False: the id alone keeps it out of the class.
bool FitsById(const Selector& selector, const std::string& id) {
  return (selector.ids.empty() || Contains(selector.ids, id)) &&
         !Contains(selector.except, id);
}

class Matcher {
 public:
  explicit Matcher(const Overlay& overlay)
      : overlay_(overlay), ontology_(overlay.base().ontology()) {}

  // As deep as a selector is, which is checked.
  bool MayBeIn(const Selector& selector, const Fact& fact) const {
    if (!FitsById(selector, fact.id)) return false;
    if (const Relation* relation = fact.relation()) {
      return RelationMayBeIn(selector, *relation);
    }
    const Entity* entity = fact.entity();
    if (entity == nullptr ||
        (!selector.kind.empty() &&
         !ontology_.EntityIsA(entity->kind, selector.kind))) {
      return false;
    }
    return std::all_of(selector.attributes.begin(), selector.attributes.end(),
                       [&](const auto& wanted) {
                         const auto is = entity->attributes.find(wanted.first);
                         return is != entity->attributes.end() &&
                                is->second == wanted.second;
                       });
  }

 private:
  bool RelationMayBeIn(const Selector& selector,
                       const Relation& relation) const {
    if (!selector.kind.empty()) {
      const auto wanted = ontology_.FindRelationKind(selector.kind);
      const auto kind = ontology_.FindRelationKind(relation.kind);
      if (!wanted || !kind || !ontology_.RelationIsA(*kind, *wanted)) {
        return false;
      }
    }
    return (selector.source == nullptr ||
            EndMayBeIn(*selector.source, relation.source)) &&
           (selector.target == nullptr ||
            EndMayBeIn(*selector.target, relation.target)) &&
           (selector.via == nullptr || CarrierMayBeIn(*selector.via, relation));
  }

  // A view looks for members of a class of entities among entities only.
  bool MayBeWithin(const Selector& selector, const std::string& id) const {
    const std::optional<Fact> fact = overlay_.Find(id);
    return fact &&
           SelectsRelations(selector, ontology_) ==
               (fact->relation() != nullptr) &&
           MayBeIn(selector, *fact);
  }

  bool EndMayBeIn(const Selector& selector, const End& end) const {
    return end.selector || MayBeWithin(selector, end.id);
  }

  bool CarrierMayBeIn(const Selector& selector,
                      const Relation& relation) const {
    // What its classes ask for carries it too.
    if (relation.source.selector || relation.target.selector) return true;
    return std::any_of(
        relation.via.begin(), relation.via.end(),
        [&](const std::string& id) { return MayBeWithin(selector, id); });
  }

  const Overlay& overlay_;
  const Ontology& ontology_;
};

// One that is denied, or only thought of, is in force in no view.
bool IsSaid(const Fact& fact) {
  return StatusOf(fact.modality) < Status::kBlocked;
}

// Ids of the measures of which `wanted` is true; sorted.
template <typename Wanted>
std::vector<std::string> MeasuresOf(const Overlay& overlay, Wanted wanted) {
  std::set<std::string> ids;
  for (FactIndex measure : overlay.base().measures()) {
    ids.emplace(overlay.base().id(measure));
  }
  for (const auto& [id, fact] : overlay.facts()) ids.insert(id);
  std::vector<std::string> found;
  for (const std::string& id : ids) {
    const std::optional<Fact> fact = overlay.Find(id);
    if (fact && fact->measure() != nullptr && wanted(*fact)) {
      found.push_back(id);
    }
  }
  return found;
}

}  // namespace

std::vector<std::string> MeasuresThatMayClose(const Overlay& overlay,
                                              const Fact& relation) {
  const Matcher matcher(overlay);
  return MeasuresOf(overlay, [&](const Fact& fact) {
    const Measure& measure = *fact.measure();
    return measure.state == MeasureState::kInPlace &&
           measure.effect == MeasureEffect::kCloses && IsSaid(fact) &&
           matcher.MayBeIn(measure.selects, relation);
  });
}

std::vector<std::string> MeasuresThatExcept(const Overlay& overlay,
                                            const std::string& fact) {
  return MeasuresOf(overlay, [&](const Fact& one) {
    return Contains(one.measure()->selects.except, fact);
  });
}

}  // namespace ketenzicht::graph
