#include "graph/class_members.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/modal_paths.h"

namespace ketenzicht::graph {
namespace {

bool Before(const ClassMember& a, const ClassMember& b) {
  if (a.fact != b.fact) return a.fact < b.fact;
  return a.carriers < b.carriers;
}

// Members that stand twice with the same carriers become one, of the best
// status.
void SortAndMerge(std::vector<ClassMember>& members) {
  std::sort(members.begin(), members.end(),
            [](const ClassMember& a, const ClassMember& b) {
              if (Before(a, b) || Before(b, a)) return Before(a, b);
              return a.status < b.status;
            });
  members.erase(std::unique(members.begin(), members.end(),
                            [](const ClassMember& a, const ClassMember& b) {
                              return !Before(a, b) && !Before(b, a);
                            }),
                members.end());
}

bool Lists(const std::vector<std::string>& ids, absl::string_view id) {
  return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool Excepts(const Selector& selector, absl::string_view id) {
  return !selector.except.empty() && Lists(selector.except, id);
}

}  // namespace

bool SelectsRelations(const Selector& selector, const Ontology& ontology) {
  if (!selector.kind.empty()) {
    return ontology.FindRelationKind(selector.kind).has_value();
  }
  return selector.source != nullptr || selector.target != nullptr ||
         selector.via != nullptr ||
         (!selector.ids.empty() &&
          absl::StartsWith(selector.ids.front(), "relations/"));
}

const std::vector<ClassMember>& ClassMembers::Entities(
    const Selector& selector) {
  const auto it = entities_.find(&selector);
  if (it != entities_.end()) return it->second;
  std::vector<ClassMember> members = FindEntities(selector);
  return entities_.emplace(&selector, std::move(members)).first->second;
}

const std::vector<ClassMember>& ClassMembers::Relations(
    const Selector& selector) {
  const auto it = relations_.find(&selector);
  if (it != relations_.end()) return it->second;
  std::vector<ClassMember> members = FindRelations(selector);
  return relations_.emplace(&selector, std::move(members)).first->second;
}

std::vector<ClassMember> ClassMembers::FindEntities(const Selector& selector) {
  std::vector<ClassMember> members;
  for (ClassMember& member : Candidates(selector)) {
    if (!FitsEntity(selector, member.fact)) continue;
    bool reached = true;
    for (const PathCondition& condition : selector.where) {
      const auto& ends = Reached(condition);
      const auto end = ends.find(member.fact);
      reached = reached && end != ends.end();
      if (reached) member.status = Weakest(member.status, end->second);
    }
    if (reached) members.push_back(std::move(member));
  }
  SortAndMerge(members);
  return members;
}

std::vector<ClassMember> ClassMembers::Candidates(const Selector& selector) {
  std::vector<ClassMember> members;
  if (selector.source_of != nullptr || selector.target_of != nullptr) {
    if (selector.source_of != nullptr) {
      AddEnds(*selector.source_of, false, members);
    }
    if (selector.target_of == nullptr) return members;
    std::vector<ClassMember> targets;
    AddEnds(*selector.target_of, true, targets);
    if (selector.source_of == nullptr) return targets;
    std::vector<ClassMember> both;
    for (const ClassMember& a : members) {
      for (const ClassMember& b : targets) {
        if (a.fact != b.fact) continue;
        ClassMember member = a;
        member.status = Weakest(a.status, b.status);
        member.carriers.insert(member.carriers.end(), b.carriers.begin(),
                               b.carriers.end());
        std::sort(member.carriers.begin(), member.carriers.end());
        member.carriers.erase(
            std::unique(member.carriers.begin(), member.carriers.end()),
            member.carriers.end());
        both.push_back(std::move(member));
      }
    }
    return both;
  }
  if (!selector.ids.empty()) {
    for (const std::string& id : selector.ids) {
      const FactIndex fact = table_.snapshot().Find(id);
      if (fact != kNoFact) members.push_back({fact, Status::kOpen, {}});
    }
    return members;
  }
  // Whatever the class asks for: few are reached, and of one kind.
  if (!selector.where.empty()) {
    for (const auto& [end, status] : Reached(selector.where.front())) {
      members.push_back({end, Status::kOpen, {}});
    }
    return members;
  }
  for (FactIndex i : EntitiesOfKind(selector.kind)) {
    members.push_back({i, Status::kOpen, {}});
  }
  return members;
}

const std::vector<FactIndex>& ClassMembers::EntitiesOfKind(
    const std::string& kind) {
  const auto it = of_kind_.find(kind);
  if (it != of_kind_.end()) return it->second;
  std::vector<FactIndex> found;
  const Ontology& ontology = table_.snapshot().ontology();
  std::vector<bool> fits;
  for (const EntityKind& one : ontology.entity_kinds()) {
    fits.push_back(kind.empty() || ontology.EntityIsA(one.name, kind));
  }
  for (FactIndex i = 0; i < table_.facts().size(); ++i) {
    if (table_.facts().is_entity(i) && fits[table_.facts().entity_kind(i)]) {
      found.push_back(i);
    }
  }
  return of_kind_.emplace(kind, std::move(found)).first->second;
}

void ClassMembers::AddEnds(const Selector& relations, bool targets,
                           std::vector<ClassMember>& members) {
  for (const ClassMember& member : Relations(relations)) {
    members.push_back({targets ? table_.facts().target(member.fact)
                               : table_.facts().source(member.fact),
                       member.status, member.carriers});
  }
}

bool ClassMembers::FitsEntity(const Selector& selector, FactIndex fact) const {
  const Snapshot& snapshot = table_.snapshot();
  if (!snapshot.is_entity(fact) || !Lists(selector.ids, snapshot.id(fact)) ||
      Excepts(selector, snapshot.id(fact))) {
    return false;
  }
  if (!selector.kind.empty() && !snapshot.IsA(fact, selector.kind)) {
    return false;
  }
  const Attributes& attributes = snapshot.facts().attributes(fact);
  for (const auto& [name, value] : selector.attributes) {
    const auto it = attributes.find(name);
    if (it == attributes.end() || it->second != value) return false;
  }
  return true;
}

const absl::flat_hash_map<FactIndex, Status>& ClassMembers::Reached(
    const PathCondition& condition) {
  const std::pair<std::string, std::string> key(condition.expression,
                                                condition.to);
  const auto it = reached_.find(key);
  if (it != reached_.end()) return it->second;
  absl::flat_hash_map<FactIndex, Status> ends;
  const FactIndex to = table_.snapshot().Find(condition.to);
  const absl::StatusOr<Automaton> backwards =
      Automaton::Compile(absl::StrCat("^(", condition.expression, ")"),
                         table_.snapshot().ontology());
  if (backwards.ok() && to != kNoFact) {
    ends = FindModalPaths(table_, *backwards, to, {.specific_only = true});
  }
  return reached_.emplace(key, std::move(ends)).first->second;
}

std::vector<ClassMember> ClassMembers::FindRelations(const Selector& selector) {
  std::vector<ClassMember> members;
  for (InstanceIndex i : CandidatesOf(selector)) {
    if (table_.general(i) || !table_.counts(i)) continue;
    const std::optional<Status> status = Matches(selector, i);
    if (!status) continue;
    if (selector.via == nullptr) {
      members.push_back({i, *status, {}});
      continue;
    }
    const FactIndexes carriers = table_.carriers(i);
    for (const ClassMember& carrier : Relations(*selector.via)) {
      if (std::find(carriers.begin(), carriers.end(), carrier.fact) !=
          carriers.end()) {
        members.push_back(
            {i, Weakest(*status, carrier.status), {carrier.fact}});
      }
    }
  }
  SortAndMerge(members);
  return members;
}

const absl::flat_hash_map<FactIndex, Status>& ClassMembers::Ends(
    const Selector& selector) {
  auto it = ends_.find(&selector);
  if (it != ends_.end()) return it->second;
  absl::flat_hash_map<FactIndex, Status> best;
  const bool of_relations =
      SelectsRelations(selector, table_.snapshot().ontology());
  for (const ClassMember& member :
       of_relations ? Relations(selector) : Entities(selector)) {
    const auto [entry, added] = best.emplace(member.fact, member.status);
    if (!added) entry->second = Strongest(entry->second, member.status);
  }
  return ends_.emplace(&selector, std::move(best)).first->second;
}

std::optional<Status> ClassMembers::EndMatches(const Selector& selector,
                                               FactIndex end) {
  if (end == kNoFact) return std::nullopt;
  const absl::flat_hash_map<FactIndex, Status>& ends = Ends(selector);
  const auto found = ends.find(end);
  if (found == ends.end()) return std::nullopt;
  return found->second;
}

std::vector<InstanceIndex> ClassMembers::CandidatesOf(
    const Selector& selector) {
  std::vector<InstanceIndex> found;
  const auto take = [&](InstanceIndex i) { found.push_back(i); };
  if (!selector.ids.empty()) {
    std::vector<std::string> ids = selector.ids;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const std::string& id : ids) {
      const FactIndex fact = table_.snapshot().Find(id);
      if (fact == kNoFact || !table_.snapshot().is_relation(fact)) continue;
      for (InstanceIndex i : table_.of(fact)) take(i);
    }
  } else if (selector.target != nullptr) {
    for (const auto& [end, status] : Ends(*selector.target)) {
      table_.ForEachTo(end, take);
    }
  } else if (selector.source != nullptr) {
    for (const auto& [end, status] : Ends(*selector.source)) {
      table_.ForEachFrom(end, take);
    }
  } else {
    for (InstanceIndex i = 0; i < table_.size(); ++i) {
      if (table_.is_instance(i)) take(i);
    }
  }
  return found;
}

std::optional<Status> ClassMembers::Matches(const Selector& selector,
                                            InstanceIndex instance) {
  const Snapshot& snapshot = table_.snapshot();
  const FactIndex fact = table_.fact(instance);
  if (!selector.ids.empty() &&
      (fact == kNoFact || !Lists(selector.ids, snapshot.id(fact)))) {
    return std::nullopt;
  }
  if (fact != kNoFact && Excepts(selector, snapshot.id(fact))) {
    return std::nullopt;
  }
  const Ontology& ontology = snapshot.ontology();
  if (!selector.kind.empty()) {
    const std::optional<RelationKindId> kind =
        ontology.FindRelationKind(selector.kind);
    if (!kind || !ontology.RelationIsA(table_.kind(instance), *kind)) {
      return std::nullopt;
    }
  }
  Status status = Status::kOpen;
  for (const auto& [inner, end] :
       {std::pair(selector.source, table_.source(instance)),
        {selector.target, table_.target(instance)}}) {
    if (inner == nullptr) continue;
    const std::optional<Status> matched = EndMatches(*inner, end);
    if (!matched) return std::nullopt;
    status = Weakest(status, *matched);
  }
  if (selector.via != nullptr) {
    std::optional<Status> best;
    for (FactIndex carrier : table_.carriers(instance)) {
      const std::optional<Status> matched = EndMatches(*selector.via, carrier);
      if (matched) best = best ? Strongest(*best, *matched) : *matched;
    }
    if (!best) return std::nullopt;
    status = Weakest(status, *best);
  }
  return status;
}

}  // namespace ketenzicht::graph
