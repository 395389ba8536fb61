// Snapshot::Over: a snapshot that lies over another one, and has only what
// differs.

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "graph/fact_references.h"
#include "graph/snapshot.h"

namespace ketenzicht::graph {

std::shared_ptr<const Snapshot> Snapshot::Over(
    std::shared_ptr<const Snapshot> base,
    std::unique_ptr<const FactTable> facts, ScenarioMark scenario) {
  std::shared_ptr<Snapshot> snapshot(new Snapshot());
  snapshot->revision_ = base->revision_;
  snapshot->scenario_ = std::move(scenario);
  snapshot->ontology_ = base->ontology_;
  snapshot->policy_ = base->policy_;
  snapshot->source_types_ = base->source_types_;
  snapshot->of_kind_ = base->of_kind_;
  snapshot->source_kind_ = base->source_kind_;
  snapshot->base_ = std::move(base);
  snapshot->facts_ = std::move(facts);
  snapshot->IndexOver();
  snapshot->from_over_ = snapshot->ListsOver(false);
  snapshot->to_over_ = snapshot->ListsOver(true);
  return snapshot;
}

void Snapshot::IndexOver() {
  const PositionShift& shift = facts_->shift();
  const FactTable& below = *facts_->base();
  for (FactIndex gone : shift.gone()) Count(below, gone, -1);
  for (FactIndex before : shift.instead_of()) {
    if (before != kNoFact) Count(below, before, -1);
  }
  for (FactIndex own : shift.own()) Index(own);
  const auto add_below = [&](const std::vector<FactIndex>& listed,
                             std::vector<FactIndex>& into) {
    for (FactIndex one : listed) {
      const FactIndex now = shift.Up(one);
      if (now != kNoFact && !shift.Down(now).own) into.push_back(now);
    }
    std::sort(into.begin(), into.end());
  };
  add_below(base_->measures_, measures_);
  add_below(base_->unknown_entities_, unknown_entities_);
  add_below(base_->claims_, claims_);
}

Snapshot::Lists Snapshot::ListsOver(bool target) const {
  const PositionShift& shift = facts_->shift();
  const FactTable& below = *facts_->base();
  Lists lists;
  const auto touch = [&](FactIndex end) {
    if (end != kNoFact) lists.try_emplace(end);
  };
  const auto end_below = [&](FactIndex relation) {
    if (!below.is_relation(relation)) return;
    touch(shift.Up(target ? below.target(relation) : below.source(relation)));
  };
  for (FactIndex gone : shift.gone()) end_below(gone);
  for (FactIndex before : shift.instead_of()) {
    if (before != kNoFact) end_below(before);
  }
  for (FactIndex own : shift.own()) {
    if (!is_relation(own)) continue;
    touch(target ? facts_->target(own) : facts_->source(own));
  }
  for (auto& [fact, list] : lists) list = ListOver(fact, target);
  for (FactIndex own : shift.own()) {
    if (!is_relation(own)) continue;
    const FactIndex end = target ? facts_->target(own) : facts_->source(own);
    if (end != kNoFact) lists[end].push_back(own);
  }
  for (auto& [fact, list] : lists) std::sort(list.begin(), list.end());
  return lists;
}

// Those of the base that are as they were.
std::vector<FactIndex> Snapshot::ListOver(FactIndex fact, bool target) const {
  const PositionShift& shift = facts_->shift();
  std::vector<FactIndex> list;
  const FactIndex below = shift.BaseOf(fact);
  if (below == kNoFact) return list;
  for (FactIndex relation :
       target ? base_->relations_to(below) : base_->relations_from(below)) {
    const FactIndex now = shift.Up(relation);
    if (now != kNoFact && !shift.Down(now).own) list.push_back(now);
  }
  return list;
}

FactIndexes Snapshot::InLayers(FactIndex fact, bool target) const {
  const Lists& lists = target ? to_over_ : from_over_;
  const auto own = lists.find(fact);
  if (own != lists.end()) return {own->second, facts_.get(), facts_.get()};
  const FactIndex below = facts_->shift().BaseOf(fact);
  if (below == kNoFact) return {};
  return (target ? base_->relations_to(below) : base_->relations_from(below))
      .In(*facts_);
}

std::vector<FactIndex> Snapshot::NamersOf(FactIndex fact) const {
  if (base_ == nullptr) {
    std::call_once(named_, [this] { namers_ = FindNamers(*facts_); });
    const auto it = namers_.find(fact);
    return it == namers_.end() ? std::vector<FactIndex>() : it->second;
  }
  const PositionShift& shift = facts_->shift();
  std::vector<FactIndex> namers;
  const FactIndex below = shift.BaseOf(fact);
  if (below != kNoFact) {
    for (FactIndex one : base_->NamersOf(below)) {
      const FactIndex now = shift.Up(one);
      if (now != kNoFact && !shift.Down(now).own) namers.push_back(now);
    }
  }
  for (FactIndex own : shift.own()) {
    const Fact whole = facts_->Read(own);
    bool names = false;
    ForEachReference(whole, [&](const std::string& id) {
      names = names || facts_->Find(id) == fact;
    });
    if (names) namers.push_back(own);
  }
  std::sort(namers.begin(), namers.end());
  return namers;
}

}  // namespace ketenzicht::graph
