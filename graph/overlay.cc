#include "graph/overlay.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "graph/fact_table_builder.h"

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
  for (const Fact& fact : BaseFacts()) {
    if (names(fact) && !facts_.contains(fact.id)) found.insert(fact.id);
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

const std::vector<Fact>& Overlay::BaseFacts() const {
  if (const std::vector<Fact>* kept = base_->kept_facts()) return *kept;
  if (read_.empty()) read_ = base_->facts().ReadAll();
  return read_;
}

std::vector<const Fact*> Overlay::Facts() const {
  const std::vector<Fact>& base = BaseFacts();
  std::vector<const Fact*> all;
  all.reserve(base.size() + facts_.size());
  auto laid = facts_.begin();
  for (const Fact& fact : base) {
    for (; laid != facts_.end() && laid->first < fact.id; ++laid) {
      if (laid->second) all.push_back(&*laid->second);
    }
    if (laid == facts_.end() || laid->first != fact.id) {
      all.push_back(&fact);
      continue;
    }
    if (laid->second) all.push_back(&*laid->second);
    ++laid;
  }
  for (; laid != facts_.end(); ++laid) {
    if (laid->second) all.push_back(&*laid->second);
  }
  return all;
}

// Whether it is, but for what is said of it, the same relation or measure:
// nothing else depends on it than before.
bool Overlay::HasSameShape(const std::string& id, const Fact& fact) const {
  const FactIndex index = base_->Find(id);
  if (index == kNoFact) return false;
  const Fact before = base_->facts().Read(index);
  if (fact.relation() != nullptr && before.relation() != nullptr) {
    Relation was = *before.relation();
    was.likelihood = fact.relation()->likelihood;
    was.attributes = fact.relation()->attributes;
    return was == *fact.relation();
  }
  if (fact.measure() != nullptr && before.measure() != nullptr) {
    Measure was = *before.measure();
    was.state = fact.measure()->state;
    was.cost = fact.measure()->cost;
    was.burden = fact.measure()->burden;
    return was == *fact.measure();
  }
  return fact.entity() != nullptr && before.entity() != nullptr;
}

std::vector<FactProblem> Overlay::Check() const {
  const std::vector<const Fact*> all = Facts();
  absl::flat_hash_set<absl::string_view> touched;
  bool same_shape = true;
  for (const auto& [id, fact] : facts_) {
    // Anything may have named what is gone.
    if (!fact) return CheckFacts(all, base_->ontology(), base_->policy());
    touched.insert(id);
    same_shape = same_shape && HasSameShape(id, *fact);
  }
  // And what stands at these: it may have started before they existed.
  std::vector<const Fact*> some;
  for (const Fact* fact : all) {
    const Relation* relation = fact->relation();
    const bool at_one =
        relation != nullptr && (touched.contains(relation->source.id) ||
                                touched.contains(relation->target.id));
    if (at_one || touched.contains(fact->id)) some.push_back(fact);
  }
  return CheckSomeFacts(all, some, !same_shape, base_->ontology(),
                        base_->policy());
}

absl::StatusOr<std::shared_ptr<const Snapshot>> Overlay::Lay(
    ScenarioMark mark) const {
  FactTableBuilder builder(base_->ontology());
  for (const Fact* fact : Facts()) builder.Add(*fact);
  absl::StatusOr<std::unique_ptr<const FactTable>> table =
      std::move(builder).Finish();
  if (!table.ok()) return table.status();
  return Snapshot::Restore(base_->revision(), *std::move(table),
                           base_->shared_ontology(), base_->shared_policy(),
                           std::move(mark));
}

}  // namespace ketenzicht::graph
