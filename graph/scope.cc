#include "graph/scope.h"

#include <optional>
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

constexpr absl::string_view kOperates = "operates";
constexpr absl::string_view kEnacts = "enacts";
constexpr absl::string_view kEmpowers = "empowers";

bool IsKind(const Snapshot& snapshot, FactIndex relation,
            absl::string_view kind) {
  const std::optional<RelationKindId> id =
      snapshot.ontology().FindRelationKind(kind);
  return id && IsOnRecord(snapshot.fact(relation)) &&
         snapshot.ontology().RelationIsA(snapshot.relation_kind(relation), *id);
}

// Whether a vector can start at a relation of this entity's own.
bool StartsAPath(const Snapshot& snapshot, FactIndex entity) {
  for (FactIndex relation : snapshot.relations_from(entity)) {
    if (!IsOnRecord(snapshot.fact(relation))) continue;
    for (const Vector& vector : snapshot.policy().document().vectors) {
      const Automaton& automaton =
          snapshot.policy().automaton(vector.expression);
      if (automaton.Next(automaton.start(),
                         MakeLetter(snapshot.relation_kind(relation), false)) !=
          Automaton::kNoState) {
        return true;
      }
    }
  }
  return false;
}

std::vector<FactIndex> SubjectsOfOrganization(const Snapshot& snapshot,
                                              FactIndex organization) {
  std::vector<FactIndex> subjects;
  for (FactIndex part : Closure(snapshot, organization, false)) {
    if (HasKind(snapshot, part, "process")) subjects.push_back(part);
    if (!HasKind(snapshot, part, "organization")) continue;
    if (StartsAPath(snapshot, part)) subjects.push_back(part);
    for (FactIndex relation : snapshot.relations_from(part)) {
      const FactIndex target =
          snapshot.Find(snapshot.fact(relation).relation()->target.id);
      if (target != kNoFact && IsKind(snapshot, relation, kOperates) &&
          HasKind(snapshot, target, "process")) {
        subjects.push_back(target);
      }
    }
  }
  return subjects;
}

Target AuthoritiesOf(const Snapshot& snapshot, FactIndex jurisdiction) {
  std::set<FactIndex> found;
  for (FactIndex part : Closure(snapshot, jurisdiction, false)) {
    if (HasKind(snapshot, part, "authority")) found.insert(part);
  }
  for (FactIndex enacts : snapshot.relations_from(jurisdiction)) {
    if (!IsKind(snapshot, enacts, kEnacts)) continue;
    const FactIndex law =
        snapshot.Find(snapshot.fact(enacts).relation()->target.id);
    if (law == kNoFact) continue;
    for (FactIndex empowers : snapshot.relations_from(law)) {
      const FactIndex authority =
          snapshot.Find(snapshot.fact(empowers).relation()->target.id);
      if (authority != kNoFact && IsKind(snapshot, empowers, kEmpowers)) {
        found.insert(authority);
      }
    }
  }
  return {jurisdiction, std::vector<FactIndex>(found.begin(), found.end())};
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
      const std::vector<FactIndex> subjects =
          SubjectsOfOrganization(snapshot, *fact);
      if (subjects.empty()) {
        return absl::NotFoundError(
            absl::StrCat("no process and no use of '", id, "' is on record"));
      }
      found.insert(subjects.begin(), subjects.end());
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
  std::vector<Target> targets;
  for (const std::string& id : ids) {
    if (id == "jurisdictions/-") {
      for (FactIndex i = 0; i < snapshot.size(); ++i) {
        if (!HasKind(snapshot, i, "jurisdiction")) continue;
        Target target = AuthoritiesOf(snapshot, i);
        if (!target.authorities.empty()) targets.push_back(std::move(target));
      }
      continue;
    }
    const absl::StatusOr<FactIndex> fact = FindFact(snapshot, id);
    if (!fact.ok()) return fact.status();
    if (HasKind(snapshot, *fact, "authority")) {
      targets.push_back({*fact, {*fact}});
    } else if (HasKind(snapshot, *fact, "jurisdiction")) {
      targets.push_back(AuthoritiesOf(snapshot, *fact));
      if (targets.back().authorities.empty()) {
        return absl::NotFoundError(
            absl::StrCat("no authority of '", id, "' is on record"));
      }
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
