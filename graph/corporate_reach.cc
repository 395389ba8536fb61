#include "graph/corporate_reach.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "graph/modal_paths.h"

namespace ketenzicht::graph {
namespace {

bool HasGuard(const InstanceTable& table, FactIndex relation) {
  const Relation* detail = table.facts().detail(relation);
  return detail != nullptr && detail->holds_while;
}

// A seat that nothing on record casts doubt on, or makes depend on something.
bool IsCertainSeat(const InstanceTable& table, InstanceIndex r,
                   RelationKindId seated) {
  return table.snapshot().ontology().RelationIsA(table.kind(r), seated) &&
         table.modal(r) == Status::kOpen && table.contested_by(r).empty() &&
         table.carriers(r).empty() && table.fact(r) != kNoFact &&
         !HasGuard(table, table.fact(r));
}

}  // namespace

const absl::flat_hash_map<FactIndex, Status>& CorporateReach::Authorities(
    FactIndex company) {
  const auto it = authorities_.find(company);
  if (it != authorities_.end()) return it->second;
  const Policy& policy = table_.snapshot().policy();
  absl::flat_hash_map<FactIndex, Status> found = FindModalPaths(
      table_, policy.automaton(policy.document().corporate_reach), company);
  found[company] = Status::kOpen;
  return authorities_.emplace(company, std::move(found)).first->second;
}

const CorporateReach::Ways& CorporateReach::WaysFrom(FactIndex company) {
  const auto known = ways_.find(company);
  if (known != ways_.end()) return known->second;
  return ways_.emplace(company, FindWays(company)).first->second;
}

std::set<FactIndex> CorporateReach::LookedAt(FactIndex company) {
  std::set<FactIndex> relations;
  looked_at_ = &relations;
  FindWays(company);
  looked_at_ = nullptr;
  return relations;
}

CorporateReach::Ways CorporateReach::FindWays(FactIndex company) const {
  const Snapshot& snapshot = table_.snapshot();
  const Automaton& automaton =
      snapshot.policy().automaton(snapshot.policy().document().corporate_reach);
  Ways ways;
  ways.unseated = FindUnseated(company);
  using Node = std::pair<FactIndex, int16_t>;
  std::vector<Node> queue = {{company, automaton.start()}};
  absl::flat_hash_set<Node> seen(queue.begin(), queue.end());
  for (size_t i = 0; i < queue.size(); ++i) {
    const auto [at, state] = queue[i];
    ways.passed.insert(at);
    const auto follow = [&, state = state](InstanceIndex r, bool inverse) {
      const int16_t next =
          automaton.Next(state, MakeLetter(table_.kind(r), inverse));
      const FactIndex to = inverse ? table_.source(r) : table_.target(r);
      if (next == Automaton::kNoState || to == kNoFact) return;
      LookAt(r);
      if (!table_.counts(r)) return;
      if (seen.insert({to, next}).second) queue.emplace_back(to, next);
    };
    table_.ForEachFrom(at, [&](InstanceIndex r) { follow(r, false); });
    if (automaton.has_inverse()) {
      table_.ForEachTo(at, [&](InstanceIndex r) { follow(r, true); });
    }
  }
  AddWhereAuthoritiesBelong(ways);
  return ways;
}

void CorporateReach::AddWhereAuthoritiesBelong(Ways& ways) const {
  const Snapshot& snapshot = table_.snapshot();
  const Ontology& ontology = snapshot.ontology();
  const std::optional<RelationKindId> seated =
      ontology.FindRelationKind(kSeatedIn);
  std::vector<FactIndex> queue(ways.passed.begin(), ways.passed.end());
  for (size_t i = 0; i < queue.size(); ++i) {
    if (!snapshot.IsA(queue[i], "authority")) continue;
    table_.ForEachFrom(queue[i], [&](InstanceIndex r) {
      const RelationKindId kind = table_.kind(r);
      const bool belongs = ontology.relation_kind(kind).passes_denials ||
                           (seated && ontology.RelationIsA(kind, *seated));
      if (!belongs || !table_.counts(r) || table_.target(r) == kNoFact) return;
      LookAt(r);
      if (ways.passed.insert(table_.target(r)).second) {
        queue.push_back(table_.target(r));
      }
    });
  }
}

// Whatever the policy's expression asks for: one that asks for no seat says
// nothing of whom a seat not on record would lead to.
FactIndex CorporateReach::FindUnseated(FactIndex company) const {
  const Ontology& ontology = table_.snapshot().ontology();
  const std::optional<RelationKindId> seated =
      ontology.FindRelationKind(kSeatedIn);
  if (!seated) return company;
  std::vector<RelationKindId> owning;
  for (absl::string_view name : {kControlledBy, kMajorityOwnedBy}) {
    const std::optional<RelationKindId> kind = ontology.FindRelationKind(name);
    if (kind) owning.push_back(*kind);
  }
  std::vector<FactIndex> owners = {company};
  absl::flat_hash_set<FactIndex> seen = {company};
  for (size_t i = 0; i < owners.size(); ++i) {
    bool has_seat = false;
    table_.ForEachFrom(owners[i], [&](InstanceIndex r) {
      if (table_.target(r) == kNoFact) return;
      const bool owns =
          std::any_of(owning.begin(), owning.end(), [&](RelationKindId kind) {
            return ontology.RelationIsA(table_.kind(r), kind);
          });
      if (owns) LookAt(r);
      if (!table_.counts(r)) return;
      if (IsCertainSeat(table_, r, *seated)) {
        has_seat = true;
        LookAt(r);
      }
      if (owns && seen.insert(table_.target(r)).second) {
        owners.push_back(table_.target(r));
      }
    });
    if (!has_seat) return owners[i];
  }
  return kNoFact;
}

bool CorporateReach::SeatsOnRecord(FactIndex company) {
  return Unseated(company) == kNoFact;
}

FactIndex CorporateReach::Unseated(FactIndex company) {
  return WaysFrom(company).unseated;
}

bool CorporateReach::Meet(FactIndex one, FactIndex other) {
  // The second look-up may move what the first one found.
  WaysFrom(one);
  WaysFrom(other);
  const absl::flat_hash_set<FactIndex>& first = ways_.at(one).passed;
  const absl::flat_hash_set<FactIndex>& second = ways_.at(other).passed;
  return std::any_of(first.begin(), first.end(),
                     [&](FactIndex passed) { return second.contains(passed); });
}

Truth CorporateReach::Reaches(FactIndex authority, FactIndex company) {
  const auto& found = Authorities(company);
  const auto it = found.find(authority);
  if (it != found.end()) return TruthOf(it->second);
  return Meet(authority, company) ? Truth::kUnknown : Otherwise(company);
}

Truth CorporateReach::Otherwise(FactIndex company) {
  return SeatsOnRecord(company) ? Truth::kDenied : Truth::kUnknown;
}

Truth CorporateReach::SameAuthority(FactIndex one, FactIndex other) {
  // Copied: the second look-up may move the first.
  const absl::flat_hash_map<FactIndex, Status> first = Authorities(one);
  const absl::flat_hash_map<FactIndex, Status>& second = Authorities(other);
  const Truth first_else = Otherwise(one);
  const Truth second_else = Otherwise(other);
  Truth best =
      Meet(one, other) ? Truth::kUnknown : And(first_else, second_else);
  for (const auto& [authority, status] : first) {
    const auto it = second.find(authority);
    best =
        Or(best, And(TruthOf(status),
                     it == second.end() ? second_else : TruthOf(it->second)));
  }
  for (const auto& [authority, status] : second) {
    if (!first.contains(authority)) {
      best = Or(best, And(first_else, TruthOf(status)));
    }
  }
  return best;
}

}  // namespace ketenzicht::graph
