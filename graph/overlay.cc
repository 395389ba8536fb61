#include "graph/overlay.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "graph/fact_table_builder.h"
#include "graph/overlay_check.h"

namespace ketenzicht::graph {
namespace {

bool Contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool HasClass(const Relation& relation) {
  return relation.source.selector || relation.target.selector;
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

std::vector<std::string> Overlay::ClassRelations() const {
  std::set<std::string> found;
  for (FactIndex relation : base_->facts().detailed()) {
    std::string id(base_->id(relation));
    if (!facts_.contains(id) && HasClass(*base_->facts().detail(relation))) {
      found.insert(std::move(id));
    }
  }
  for (const auto& [id, fact] : facts_) {
    if (fact && fact->relation() != nullptr && HasClass(*fact->relation())) {
      found.insert(id);
    }
  }
  return {found.begin(), found.end()};
}

template <typename Names>
std::vector<std::string> Overlay::NamersOf(const std::string& id,
                                           Names names) const {
  std::set<std::string> found;
  const FactIndex index = base_->Find(id);
  if (index != kNoFact) {
    for (FactIndex namer : base_->NamersOf(index)) {
      const std::string name(base_->id(namer));
      if (!facts_.contains(name) && names(base_->facts().Read(namer), id)) {
        found.insert(name);
      }
    }
  }
  for (const auto& [name, fact] : facts_) {
    if (fact && names(*fact, id)) found.insert(name);
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> Overlay::CarriedBy(const std::string& id) const {
  return NamersOf(id, Carries);
}

std::vector<std::string> Overlay::MentionsOf(const std::string& id) const {
  return NamersOf(id, Mentions);
}

std::vector<std::string> Overlay::SelectedBy(const std::string& id) const {
  return NamersOf(id, Selects);
}

std::vector<FactProblem> Overlay::Check() const {
  return OverlayCheck(*base_, facts_).Check();
}

absl::StatusOr<std::shared_ptr<const Snapshot>> Overlay::Lay(
    ScenarioMark mark) const {
  std::vector<std::string> gone;
  for (const auto& [id, fact] : facts_) {
    if (!fact) gone.push_back(id);
  }
  FactTableBuilder builder(base_->shared_facts(), std::move(gone));
  for (const auto& [id, fact] : facts_) {
    if (fact) builder.Add(*fact);
  }
  absl::StatusOr<std::unique_ptr<const FactTable>> table =
      std::move(builder).Finish();
  if (!table.ok()) return table.status();
  return Snapshot::Over(base_, *std::move(table), std::move(mark));
}

}  // namespace ketenzicht::graph
