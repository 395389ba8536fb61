#include "graph/overlay_check.h"

#include <algorithm>
#include <set>
#include <utility>

#include "graph/fact_references.h"

namespace ketenzicht::graph {

const Fact* OverlayCheck::Find(const std::string& id) {
  const auto laid = laid_.find(id);
  if (laid != laid_.end()) return laid->second ? &*laid->second : nullptr;
  const FactIndex index = base_.Find(id);
  return index == kNoFact ? nullptr : Read(index);
}

const Fact* OverlayCheck::Read(FactIndex index) {
  std::unique_ptr<const Fact>& place = read_[index];
  if (place == nullptr) {
    place = std::make_unique<const Fact>(base_.facts().Read(index));
  }
  return place.get();
}

// Whether something may depend on it that did not, or need something of it that
// is not there now: it is new, gone, or more is otherwise than what is said of
// it.
bool OverlayCheck::ChangesShape(const std::string& id,
                                const std::optional<Fact>& now) {
  const FactIndex index = base_.Find(id);
  if (index == kNoFact || !now) return true;
  const Fact& before = *Read(index);
  if (now->relation() != nullptr && before.relation() != nullptr) {
    Relation was = *before.relation();
    was.likelihood = now->relation()->likelihood;
    was.attributes = now->relation()->attributes;
    return was != *now->relation();
  }
  if (now->measure() != nullptr && before.measure() != nullptr) {
    Measure was = *before.measure();
    was.state = now->measure()->state;
    was.cost = now->measure()->cost;
    was.burden = now->measure()->burden;
    return was != *now->measure();
  }
  return now->entity() == nullptr || before.entity() == nullptr ||
         now->entity()->kind != before.entity()->kind;
}

// Whether something may depend on more than it did. What is gone depends on
// nothing; things, and a plain relation that nobody names yet, are alike to
// those of their kind that are there.
bool OverlayCheck::MayCloseACircle(const std::string& id,
                                   const std::optional<Fact>& now) {
  if (!now || now->entity() != nullptr) return false;
  if (!ChangesShape(id, now)) return false;
  const Relation* relation = now->relation();
  if (relation == nullptr || !relation->via.empty() || relation->holds_while ||
      relation->source.selector || relation->target.selector) {
    return true;
  }
  const std::optional<RelationKindId> kind =
      base_.ontology().FindRelationKind(relation->kind);
  if (!kind || base_.num_of(*kind) == 0) return true;
  const FactIndex index = base_.Find(id);
  return index != kNoFact &&
         (!base_.is_relation(index) || base_.relation_kind(index) != *kind);
}

void OverlayCheck::Add(FactIndex index, Some& some) {
  const std::string id(base_.id(index));
  if (!laid_.contains(id)) some.emplace(id, Read(index));
}

// They may have started before it existed.
void OverlayCheck::AddRelationsAt(const std::string& id, Some& some) {
  const FactIndex index = base_.Find(id);
  if (index == kNoFact) return;
  for (FactIndex relation : base_.relations_from(index)) Add(relation, some);
  for (FactIndex relation : base_.relations_to(index)) Add(relation, some);
}

void OverlayCheck::AddNamersOf(const std::string& id, Some& some) {
  const FactIndex index = base_.Find(id);
  if (index == kNoFact) return;
  for (FactIndex namer : base_.NamersOf(index)) Add(namer, some);
}

void OverlayCheck::AddCitersOf(FactIndex source, Some& some) {
  const FactTable& facts = base_.facts();
  std::vector<bool> cites(facts.num_evidence());
  for (uint32_t number = 0; number < cites.size(); ++number) {
    for (const Assertion& one : facts.assertions(number)) {
      cites[number] = cites[number] || one.source == source;
    }
  }
  for (FactIndex i = 0; i < facts.size(); ++i) {
    if (cites[facts.evidence_number(i)]) Add(i, some);
  }
}

std::vector<const Fact*> OverlayCheck::Dependent() {
  std::set<const Fact*> found;
  const auto add = [&](const Fact& fact) {
    found.insert(&fact);
    ForEachReference(fact, [&](const std::string& id) {
      const Fact* named = Find(id);
      if (named != nullptr && named->relation() != nullptr) found.insert(named);
    });
  };
  const auto add_below = [&](const std::vector<FactIndex>& listed) {
    for (FactIndex index : listed) {
      if (!laid_.contains(std::string(base_.id(index)))) add(*Read(index));
    }
  };
  add_below(base_.facts().detailed());
  add_below(base_.measures());
  for (const auto& [id, fact] : laid_) {
    if (fact) add(*fact);
  }
  std::vector<const Fact*> facts(found.begin(), found.end());
  std::sort(facts.begin(), facts.end(),
            [](const Fact* a, const Fact* b) { return a->id < b->id; });
  return facts;
}

std::vector<std::string> OverlayCheck::Kinds() const {
  const Ontology& ontology = base_.ontology();
  std::vector<FactIndex> counts;
  for (size_t kind = 0; kind < ontology.relation_kinds().size(); ++kind) {
    counts.push_back(base_.num_of(static_cast<RelationKindId>(kind)));
  }
  for (const auto& [id, fact] : laid_) {
    const FactIndex index = base_.Find(id);
    if (index != kNoFact && base_.is_relation(index)) {
      --counts[base_.relation_kind(index)];
    }
  }
  std::vector<std::string> kinds;
  for (size_t kind = 0; kind < counts.size(); ++kind) {
    if (counts[kind] > 0) {
      kinds.push_back(
          ontology.relation_kind(static_cast<RelationKindId>(kind)).name);
    }
  }
  return kinds;
}

std::vector<FactProblem> OverlayCheck::Check() {
  Some some;
  bool circles = false;
  for (const auto& [id, fact] : laid_) {
    if (fact) some.emplace(id, &*fact);
    AddRelationsAt(id, some);
    circles = circles || MayCloseACircle(id, fact);
    if (!ChangesShape(id, fact)) continue;
    AddNamersOf(id, some);
    const FactIndex index = base_.Find(id);
    if (index != kNoFact && base_.IsA(index, "source")) {
      AddCitersOf(index, some);
    }
  }
  std::vector<const Fact*> facts;
  facts.reserve(some.size());
  for (const auto& [id, fact] : some) facts.push_back(fact);
  const auto find = [this](const std::string& id) { return Find(id); };
  std::vector<FactProblem> problems =
      CheckSomeFacts(facts, find, base_.ontology(), base_.policy());
  if (!problems.empty() || !circles) return problems;
  std::optional<FactProblem> circle =
      CheckDependencies(Dependent(), Kinds(), base_.ontology(), base_.policy());
  if (circle) problems.push_back(*std::move(circle));
  return problems;
}

}  // namespace ketenzicht::graph
