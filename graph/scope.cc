#include "graph/scope.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

bool IsOnRecord(const Fact& fact) {
  return fact.modality != Modality::kDenied &&
         fact.modality != Modality::kPresupposed &&
         fact.modality != Modality::kCounterfactual;
}

bool HasKind(const Snapshot& snapshot, FactIndex fact, absl::string_view kind) {
  const Entity* entity = snapshot.fact(fact).entity();
  return entity != nullptr && snapshot.ontology().EntityIsA(entity->kind, kind);
}

bool IsRecordedPartOf(const Snapshot& snapshot, FactIndex relation) {
  const Relation& found = *snapshot.fact(relation).relation();
  return snapshot.ontology()
             .relation_kind(snapshot.relation_kind(relation))
             .passes_denials &&
         IsOnRecord(snapshot.fact(relation)) && !found.source.selector &&
         !found.target.selector;
}

// Everything below (or, with `up`, above) `start` on record, itself included;
// sorted.
std::vector<FactIndex> Closure(const Snapshot& snapshot, FactIndex start,
                               bool up) {
  std::set<FactIndex> found = {start};
  std::vector<FactIndex> queue = {start};
  while (!queue.empty()) {
    const FactIndex at = queue.back();
    queue.pop_back();
    for (FactIndex relation :
         up ? snapshot.relations_from(at) : snapshot.relations_to(at)) {
      if (!IsRecordedPartOf(snapshot, relation)) continue;
      const Relation& part_of = *snapshot.fact(relation).relation();
      const FactIndex next =
          snapshot.Find(up ? part_of.target.id : part_of.source.id);
      if (found.insert(next).second) queue.push_back(next);
    }
  }
  return std::vector<FactIndex>(found.begin(), found.end());
}

absl::StatusOr<FactIndex> FindFact(const Snapshot& snapshot,
                                   const std::string& id) {
  const FactIndex fact = snapshot.Find(id);
  if (fact == kNoFact) {
    return absl::NotFoundError(absl::StrCat("there is no '", id, "'"));
  }
  return fact;
}

}  // namespace

absl::StatusOr<std::vector<FactIndex>> ProcessesOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids, int max) {
  std::set<FactIndex> found;
  for (const std::string& id : ids) {
    if (id == "processes/-") {
      for (FactIndex i = 0; i < snapshot.size(); ++i) {
        if (HasKind(snapshot, i, "process")) found.insert(i);
      }
      continue;
    }
    const absl::StatusOr<FactIndex> fact = FindFact(snapshot, id);
    if (!fact.ok()) return fact.status();
    if (HasKind(snapshot, *fact, "process")) {
      found.insert(*fact);
    } else if (HasKind(snapshot, *fact, "organization")) {
      for (FactIndex part : Closure(snapshot, *fact, false)) {
        if (HasKind(snapshot, part, "process")) found.insert(part);
      }
    } else {
      return absl::InvalidArgumentError(
          absl::StrCat("'", id, "' is neither a process nor an organization"));
    }
  }
  if (found.size() > static_cast<size_t>(max)) {
    return absl::ResourceExhaustedError(
        absl::StrCat(found.size(), " processes: at most ", max));
  }
  return std::vector<FactIndex>(found.begin(), found.end());
}

absl::StatusOr<std::vector<Target>> TargetsOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids) {
  const auto authorities_of = [&](FactIndex jurisdiction) {
    Target target{jurisdiction, {}};
    for (FactIndex part : Closure(snapshot, jurisdiction, false)) {
      if (HasKind(snapshot, part, "authority")) {
        target.authorities.push_back(part);
      }
    }
    return target;
  };
  std::vector<Target> targets;
  for (const std::string& id : ids) {
    if (id == "jurisdictions/-") {
      for (FactIndex i = 0; i < snapshot.size(); ++i) {
        if (!HasKind(snapshot, i, "jurisdiction")) continue;
        Target target = authorities_of(i);
        if (!target.authorities.empty()) targets.push_back(std::move(target));
      }
      continue;
    }
    const absl::StatusOr<FactIndex> fact = FindFact(snapshot, id);
    if (!fact.ok()) return fact.status();
    if (HasKind(snapshot, *fact, "authority")) {
      targets.push_back({*fact, {*fact}});
    } else if (HasKind(snapshot, *fact, "jurisdiction")) {
      targets.push_back(authorities_of(*fact));
    } else {
      return absl::InvalidArgumentError(absl::StrCat(
          "'", id, "' is neither an authority nor a jurisdiction"));
    }
  }
  return targets;
}

std::vector<FactIndex> WholesOnRecord(const Snapshot& snapshot,
                                      FactIndex part) {
  return Closure(snapshot, part, true);
}

std::vector<FactIndex> SubjectOf(const Snapshot& snapshot, FactIndex process) {
  const std::vector<FactIndex> wholes = Closure(snapshot, process, true);
  std::set<FactIndex> subject(wholes.begin(), wholes.end());
  const RelationKindId use = *snapshot.ontology().FindRelationKind(
      snapshot.policy().document().use_kind);
  // Uses of the process, and what they carry to be handled.
  for (FactIndex i : snapshot.relations_from(process)) {
    const Relation& relation = *snapshot.fact(i).relation();
    if (snapshot.ontology().RelationIsA(snapshot.relation_kind(i), use)) {
      subject.insert(i);
    }
    if (!relation.via.empty() && !relation.target.selector) {
      subject.insert(snapshot.Find(relation.target.id));
    }
  }
  return std::vector<FactIndex>(subject.begin(), subject.end());
}

}  // namespace ketenzicht::graph
