// docs/semantics.md, section 2: classes.

#include <algorithm>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

// Both at once: known is the weaker, and the carriers of both carry.
Matches Both(const Matches& a, const Matches& b) {
  Matches both;
  for (const Match& x : a) {
    for (const Match& y : b) {
      Match match{.known = std::max(x.known, y.known), .carriers = x.carriers};
      match.carriers.insert(y.carriers.begin(), y.carriers.end());
      both.push_back(std::move(match));
    }
  }
  return both;
}

// Either: one per set of carriers, with the best that is known of it.
Matches Merge(const Matches& matches) {
  std::map<Ids, Status> best;
  for (const Match& match : matches) {
    const auto [at, added] = best.emplace(match.carriers, match.known);
    if (!added) at->second = std::min(at->second, match.known);
  }
  Matches merged;
  for (const auto& [carriers, known] : best)
    merged.push_back({known, carriers});
  return merged;
}

void Append(Matches& all, const Matches& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// What is known at best. Carriers that a class within the class asked for carry
// what that class is about, not what is expanded.
Matches Best(const Matches& matches) {
  if (matches.empty()) return {};
  Status best = Status::kNoPath;
  for (const Match& match : matches) best = std::min(best, match.known);
  return {{best, {}}};
}

bool Named(const Selector& selector, const std::string& id) {
  return selector.ids.empty() ||
         std::count(selector.ids.begin(), selector.ids.end(), id) > 0;
}

bool Excepted(const Selector& selector, const std::string& id) {
  return std::count(selector.except.begin(), selector.except.end(), id) > 0;
}

}  // namespace

bool Oracle::MatchesSimply(const Selector& selector, const Fact& entity) const {
  if (!Named(selector, entity.id) || Excepted(selector, entity.id)) {
    return false;
  }
  if (!selector.kind.empty() && !KindIs(entity.entity()->kind, selector.kind)) {
    return false;
  }
  for (const auto& [key, value] : selector.attributes) {
    const auto& attributes = entity.entity()->attributes;
    const auto found = attributes.find(key);
    if (found == attributes.end() || found->second != value) return false;
  }
  return true;
}

Matches Oracle::MatchEntity(const Selector& selector,
                            const Fact& entity) const {
  if (!MatchesSimply(selector, entity)) return {};
  Matches matches = {Match{}};
  for (const PathCondition& where : selector.where) {
    const Status best = BestWalk(base_, where.expression, entity.id, where.to);
    if (best == Status::kNoPath) return {};
    matches = Both(matches, {{best, {}}});
  }
  if (selector.source_of != nullptr) {
    Matches any;
    for (const Row& row : base_) {
      if (row.source != entity.id) continue;
      Append(any, MatchRelation(*selector.source_of, row, base_));
    }
    matches = Both(matches, any);
  }
  if (selector.target_of != nullptr) {
    Matches any;
    for (const Row& row : base_) {
      if (row.target != entity.id) continue;
      Append(any, MatchRelation(*selector.target_of, row, base_));
    }
    matches = Both(matches, any);
  }
  return Merge(matches);
}

Matches Oracle::MatchRelation(const Selector& selector, const Row& row,
                              const std::vector<Row>& rows) const {
  if (!selector.ids.empty() &&
      (row.fact == nullptr || !Named(selector, row.fact->id))) {
    return {};
  }
  if (row.fact != nullptr && Excepted(selector, row.fact->id)) return {};
  if (!selector.kind.empty() && !KindIs(row.kind, selector.kind)) return {};
  Matches matches = {Match{}};
  if (selector.source != nullptr) {
    matches = Both(matches, Best(MatchEnd(*selector.source, row.source)));
  }
  if (selector.target != nullptr) {
    matches = Both(matches, Best(MatchEnd(*selector.target, row.target)));
  }
  if (selector.via != nullptr) {
    Matches any;
    for (const Row& carrier : rows) {
      if (carrier.fact == nullptr || !carrier.edge() ||
          !row.carriers.contains(carrier.fact->id)) {
        continue;
      }
      Append(any, Both(Best(MatchRelation(*selector.via, carrier, rows)),
                       {{Status::kOpen, {carrier.fact->id}}}));
    }
    matches = Both(matches, any);
  }
  return Merge(matches);
}

// An end of a relation: an entity, or itself a relation.
Matches Oracle::MatchEnd(const Selector& selector,
                         const std::string& id) const {
  const Fact* fact = FindFact(id);
  if (fact == nullptr) return {};
  if (fact->entity() != nullptr) return MatchEntity(selector, *fact);
  for (const Row& row : base_) {
    if (row.id == id) return MatchRelation(selector, row, base_);
  }
  return {};
}

// Walks as SPARQL has them: entities may come twice, and a path of no steps
// leads from an entity to itself. None passes "everything", which is no entity.
void Oracle::Walk(
    const std::vector<Row>& rows, const std::string& expression,
    const std::string& from, Status worst,
    const std::function<bool(const std::string& id, bool whole)>& visit) const {
  std::vector<std::pair<std::string, Expression>> reached = {
      {from, ParseExpression(expression)}};
  std::set<std::pair<std::string, std::string>> seen;
  while (!reached.empty()) {
    const auto [node, rest] = reached.back();
    reached.pop_back();
    if (node.empty() || AcceptsNothingMore(rest) ||
        !seen.emplace(node, rest->text).second) {
      continue;
    }
    if (!visit(node, AcceptsHere(rest))) return;
    for (const Row& row : rows) {
      if (!row.edge() || row.modal > worst) continue;
      for (const bool inverse : {false, true}) {
        if ((inverse ? row.target : row.source) != node) continue;
        reached.emplace_back(
            inverse ? row.source : row.target,
            AfterStep(rest, inverse, [&](const std::string& kind) {
              return KindIs(row.kind, kind);
            }));
      }
    }
  }
}

// The status of the best of all walks.
Status Oracle::BestWalk(const std::vector<Row>& rows,
                        const std::string& expression, const std::string& from,
                        const std::string& to) const {
  for (const Status worst :
       {Status::kOpen, Status::kNotExcluded, Status::kUnknown}) {
    bool found = false;
    Walk(rows, expression, from, worst, [&](const std::string& id, bool whole) {
      found = whole && id == to;
      return !found;
    });
    if (found) return worst;
  }
  return Status::kNoPath;
}

// 2.2: an instance for each pair of members of `fact`, which has a class end.
void Oracle::Expand(const Fact& fact) {
  const Relation& relation = *fact.relation();
  if (!relation.source.selector && !relation.target.selector) return;
  using Ends = std::vector<std::pair<std::string, Matches>>;
  const RelationKind& kind =
      ontology_.relation_kind(*ontology_.FindRelationKind(relation.kind));
  const auto members = [&](const End& end,
                           const std::vector<std::string>& allowed) -> Ends {
    if (!end.selector) return {{end.id, {Match{}}}};
    if (end.selector->any) return {{"", {Match{}}}};
    Ends ends;
    for (const auto& [id, other] : by_id_) {
      const bool entity = other->entity() != nullptr;
      if (!entity && other->relation() == nullptr) continue;
      const std::string& is =
          entity ? other->entity()->kind : other->relation()->kind;
      if (!ontology_.Allows(allowed, is)) continue;
      Matches matches = MatchEnd(*end.selector, id);
      if (!matches.empty()) ends.emplace_back(id, std::move(matches));
    }
    return ends;
  };
  std::map<std::string, Row> instances;
  const Ends targets = members(relation.target, kind.targets);
  for (const auto& [source, source_matches] :
       members(relation.source, kind.sources)) {
    for (const auto& [target, target_matches] : targets) {
      if (source == target && !source.empty()) continue;
      for (const Match& s : source_matches) {
        for (const Match& t : target_matches) {
          Row row = MakeRow(fact, source, target, std::max(s.known, t.known));
          if (relation.source.selector && !source.empty())
            row.id += "@" + source;
          for (const std::string& id : s.carriers) row.id += "+" + id;
          if (relation.target.selector && !target.empty())
            row.id += "@" + target;
          for (const std::string& id : t.carriers) row.id += "+" + id;
          row.carriers.insert(s.carriers.begin(), s.carriers.end());
          row.carriers.insert(t.carriers.begin(), t.carriers.end());
          if (s.carriers.size() + t.carriers.size() > 1) {
            Meet("instance of several matched carriers");
          }
          instances.emplace(row.id, row);
        }
      }
    }
  }
  for (auto& [id, row] : instances) rows_.push_back(row);
}

}  // namespace ketenzicht::graph::oracle
