#include "tests/support/naive_membership.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace ketenzicht::testing {

using graph::Fact;
using graph::Selector;

bool NaiveMembership::RelationIsA(const std::string& kind,
                                  const std::string& of) const {
  const auto one = ontology_.FindRelationKind(kind);
  const auto other = ontology_.FindRelationKind(of);
  return one && other && ontology_.RelationIsA(*one, *other);
}

bool NaiveMembership::IsOfRelations(const Selector& members) const {
  if (!members.kind.empty()) {
    return ontology_.FindRelationKind(members.kind).has_value();
  }
  const bool asks = members.source || members.target || members.via;
  return asks || (!members.ids.empty() &&
                  absl::StartsWith(members.ids[0], "relations/"));
}

Inside NaiveMembership::Of(const Selector& members, const Fact& fact) const {
  const auto has = [&](const std::vector<std::string>& ids) {
    return std::count(ids.begin(), ids.end(), fact.id) > 0;
  };
  if (has(members.except)) return Inside::kNo;
  if (!members.ids.empty() && !has(members.ids)) return Inside::kNo;
  if (fact.measure() != nullptr) return Inside::kNo;
  return fact.relation() != nullptr ? OfRelation(members, *fact.relation())
                                    : OfEntity(members, fact);
}

Inside NaiveMembership::OfRelation(const Selector& members,
                                   const graph::Relation& relation) const {
  if (!members.kind.empty() && !RelationIsA(relation.kind, members.kind)) {
    return Inside::kNo;
  }
  Inside inside = Inside::kYes;
  const auto end = [&](const auto& wanted, const graph::End& is) {
    if (wanted == nullptr) return;
    inside =
        std::min(inside, is.selector ? Inside::kMaybe : OfId(*wanted, is.id));
  };
  end(members.source, relation.source);
  end(members.target, relation.target);
  if (members.via == nullptr) return inside;
  // A class at an end may bring a carrier along.
  const bool brings = relation.source.selector || relation.target.selector;
  Inside carried = brings ? Inside::kMaybe : Inside::kNo;
  for (const std::string& carrier : relation.via) {
    carried = std::max(carried, OfId(*members.via, carrier));
  }
  return std::min(inside, carried);
}

Inside NaiveMembership::OfId(const Selector& members,
                             const std::string& id) const {
  const auto at = facts_.find(id);
  if (at == facts_.end()) return Inside::kNo;
  const bool relation = at->second.relation() != nullptr;
  return relation == IsOfRelations(members) ? Of(members, at->second)
                                            : Inside::kNo;
}

Inside NaiveMembership::OfEntity(const Selector& members,
                                 const Fact& fact) const {
  const graph::Entity& entity = *fact.entity();
  if (!members.kind.empty() &&
      !ontology_.EntityIsA(entity.kind, members.kind)) {
    return Inside::kNo;
  }
  for (const auto& [name, value] : members.attributes) {
    const auto at = entity.attributes.find(name);
    if (at == entity.attributes.end() || at->second != value) {
      return Inside::kNo;
    }
  }
  for (const graph::PathCondition& path : members.where) {
    if (follow_paths_ && !MayLead(fact.id, path)) return Inside::kNo;
  }
  const bool more =
      !members.where.empty() || members.source_of || members.target_of;
  return more ? Inside::kMaybe : Inside::kYes;
}

bool NaiveMembership::MayLead(const std::string& from,
                              const graph::PathCondition& path) const {
  const std::vector<std::string> kinds = absl::StrSplit(
      path.expression, absl::ByAnyChar("()|/+*?^ "), absl::SkipEmpty());
  const auto fits = [&](const graph::Relation& relation) {
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) {
      return RelationIsA(relation.kind, kind);
    });
  };
  std::set<std::string> reached = {from};
  for (bool more = true; more;) {
    more = false;
    for (const auto& [id, fact] : facts_) {
      const graph::Relation* relation = fact.relation();
      if (relation == nullptr || relation->source.selector ||
          relation->target.selector || !fits(*relation)) {
        continue;
      }
      const bool one = reached.contains(relation->source.id);
      const bool other = reached.contains(relation->target.id);
      if (one == other) continue;
      reached.insert(one ? relation->target.id : relation->source.id);
      more = true;
    }
  }
  return reached.contains(path.to);
}

}  // namespace ketenzicht::testing
