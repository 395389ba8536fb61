#include "graph/overlay.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_set.h"

namespace ketenzicht::graph {
namespace {

bool Contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool Carries(const Fact& fact, const std::string& id) {
  return fact.relation() != nullptr && Contains(fact.relation()->via, id);
}

bool Mentions(const Fact& fact, const std::string& id) {
  return Contains(fact.because, id) || Contains(fact.origin.from, id) ||
         (fact.entity() != nullptr && Contains(fact.entity()->about, id));
}

bool Selects(const Fact& fact, const std::string& id) {
  return fact.measure() != nullptr && Contains(fact.measure()->selects.ids, id);
}

}  // namespace

std::optional<Fact> Overlay::Find(const std::string& id) const {
  const auto it = facts_.find(id);
  if (it != facts_.end()) return it->second;
  const FactIndex index = base_->Find(id);
  if (index == kNoFact) return std::nullopt;
  return base_->facts().Read(index);
}

bool Overlay::Has(const std::string& id) const {
  const auto it = facts_.find(id);
  return it != facts_.end() ? it->second.has_value()
                            : base_->Find(id) != kNoFact;
}

void Overlay::Put(Fact fact) {
  std::optional<Fact>& place = facts_[fact.id];
  place = std::move(fact);
}

void Overlay::Remove(const std::string& id) {
  if (base_->Find(id) == kNoFact) {
    facts_.erase(id);
  } else {
    facts_[id] = std::nullopt;
  }
}

std::vector<std::string> Overlay::RelationsAt(const std::string& id,
                                              bool target) const {
  std::set<std::string> found;
  const FactIndex index = base_->Find(id);
  if (index != kNoFact) {
    for (FactIndex relation :
         target ? base_->relations_to(index) : base_->relations_from(index)) {
      const std::string name(base_->id(relation));
      if (!facts_.contains(name)) found.insert(name);
    }
  }
  for (const auto& [name, fact] : facts_) {
    if (!fact || fact->relation() == nullptr) continue;
    const Relation& relation = *fact->relation();
    if ((target ? relation.target : relation.source).id == id) {
      found.insert(name);
    }
  }
  return {found.begin(), found.end()};
}

template <typename Names>
std::vector<std::string> Overlay::All(Names names) const {
  std::set<std::string> found;
  for (FactIndex i = 0; i < base_->size(); ++i) {
    const std::string id(base_->id(i));
    if (!facts_.contains(id) && names(base_->facts().Read(i))) found.insert(id);
  }
  for (const auto& [id, fact] : facts_) {
    if (fact && names(*fact)) found.insert(id);
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> Overlay::CarriedBy(const std::string& id) const {
  return All([&](const Fact& fact) { return Carries(fact, id); });
}

std::vector<std::string> Overlay::MentionsOf(const std::string& id) const {
  return All([&](const Fact& fact) { return Mentions(fact, id); });
}

std::vector<std::string> Overlay::SelectedBy(const std::string& id) const {
  return All([&](const Fact& fact) { return Selects(fact, id); });
}

std::vector<Fact> Overlay::Facts() const {
  std::vector<Fact> all;
  all.reserve(base_->size() + facts_.size());
  for (FactIndex i = 0; i < base_->size(); ++i) {
    if (facts_.contains(std::string(base_->id(i)))) continue;
    all.push_back(base_->facts().Read(i));
  }
  for (const auto& [id, fact] : facts_) {
    if (fact) all.push_back(*fact);
  }
  return all;
}

std::vector<FactProblem> Overlay::Check() const {
  return CheckFacts(Facts(), base_->ontology(), base_->policy());
}

absl::StatusOr<std::shared_ptr<const Snapshot>> Overlay::Lay(
    ScenarioMark mark) const {
  return Snapshot::Create(base_->revision(), Facts(), base_->shared_ontology(),
                          base_->shared_policy(), std::move(mark));
}

}  // namespace ketenzicht::graph
