#include "graph/scope.h"

#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/status.h"

namespace ketenzicht::graph {
namespace {

bool IsOnRecord(const Snapshot& snapshot, FactIndex fact) {
  return StatusOf(snapshot.facts().modality(fact)) != Status::kNoPath;
}

bool IsRecordedPartOf(const Snapshot& snapshot, FactIndex relation) {
  return snapshot.ontology()
             .relation_kind(snapshot.relation_kind(relation))
             .passes_denials &&
         IsOnRecord(snapshot, relation) &&
         snapshot.facts().source(relation) != kNoFact &&
         snapshot.facts().target(relation) != kNoFact;
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
      const FactIndex next = up ? snapshot.facts().target(relation)
                                : snapshot.facts().source(relation);
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
  return id && IsOnRecord(snapshot, relation) &&
         snapshot.ontology().RelationIsA(snapshot.relation_kind(relation), *id);
}

// Whether a vector can start at a relation of this entity's own.
bool StartsAPath(const Snapshot& snapshot, FactIndex entity) {
  for (FactIndex relation : snapshot.relations_from(entity)) {
    if (!IsOnRecord(snapshot, relation)) continue;
    for (const Vector& vector : snapshot.policy().document().vectors) {
      const Automaton& automaton = *vector.automaton;
      if (automaton.Next(automaton.start(),
                         MakeLetter(snapshot.relation_kind(relation), false)) !=
          Automaton::kNoState) {
        return true;
      }
    }
  }
  return false;
}

// Sorted, each once.
std::vector<FactIndex> ProcessesOfOrganization(const Snapshot& snapshot,
                                               FactIndex organization) {
  std::set<FactIndex> found;
  for (FactIndex part : Closure(snapshot, organization, false)) {
    if (snapshot.IsA(part, "process")) found.insert(part);
    if (!snapshot.IsA(part, "organization")) continue;
    if (StartsAPath(snapshot, part)) found.insert(part);
    for (FactIndex relation : snapshot.relations_from(part)) {
      const FactIndex target = snapshot.facts().target(relation);
      if (target != kNoFact && IsKind(snapshot, relation, kOperates) &&
          snapshot.IsA(target, "process")) {
        found.insert(target);
      }
    }
  }
  return std::vector<FactIndex>(found.begin(), found.end());
}

Target AuthoritiesOf(const Snapshot& snapshot, FactIndex jurisdiction) {
  std::set<FactIndex> found;
  for (FactIndex part : Closure(snapshot, jurisdiction, false)) {
    if (snapshot.IsA(part, "authority")) found.insert(part);
  }
  for (FactIndex enacts : snapshot.relations_from(jurisdiction)) {
    if (!IsKind(snapshot, enacts, kEnacts)) continue;
    const FactIndex law = snapshot.facts().target(enacts);
    if (law == kNoFact) continue;
    for (FactIndex empowers : snapshot.relations_from(law)) {
      const FactIndex authority = snapshot.facts().target(empowers);
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
        if (snapshot.IsA(i, "process") ||
            (snapshot.IsA(i, "organization") && StartsAPath(snapshot, i))) {
          found.insert(i);
        }
      }
      continue;
    }
    const absl::StatusOr<FactIndex> fact = FindFact(snapshot, id);
    if (!fact.ok()) return fact.status();
    if (snapshot.IsA(*fact, "process")) {
      found.insert(*fact);
    } else if (snapshot.IsA(*fact, "organization")) {
      const std::vector<FactIndex> processes =
          ProcessesOfOrganization(snapshot, *fact);
      if (processes.empty()) {
        return absl::NotFoundError(
            absl::StrCat("no process and no use of '", id, "' is on record"));
      }
      found.insert(processes.begin(), processes.end());
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

absl::StatusOr<OrganizationProcesses> OrganizationsOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids) {
  OrganizationProcesses found;
  for (const std::string& id : ids) {
    if (id == "organizations/-") {
      for (FactIndex i = 0; i < snapshot.size(); ++i) {
        if (!snapshot.IsA(i, "organization")) continue;
        std::vector<FactIndex> processes = ProcessesOfOrganization(snapshot, i);
        if (!processes.empty()) found[i] = std::move(processes);
      }
      continue;
    }
    absl::StatusOr<std::vector<FactIndex>> processes =
        ProcessesOf(snapshot, {id}, std::numeric_limits<int>::max());
    if (!processes.ok()) return processes.status();
    const FactIndex organization = snapshot.Find(id);
    if (organization == kNoFact ||
        !snapshot.IsA(organization, "organization")) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", id, "' is no organization"));
    }
    found[organization] = *std::move(processes);
  }
  return found;
}

namespace {

// Each once, where it stands first.
std::vector<Target> EachOnce(std::vector<Target> targets) {
  absl::flat_hash_set<FactIndex> asked;
  std::erase_if(targets, [&asked](const Target& target) {
    return !asked.insert(target.asked).second;
  });
  return targets;
}

}  // namespace

absl::StatusOr<std::vector<Target>> TargetsOf(
    const Snapshot& snapshot, const std::vector<std::string>& ids) {
  std::vector<Target> targets;
  for (const std::string& id : ids) {
    if (id == "jurisdictions/-") {
      for (FactIndex i = 0; i < snapshot.size(); ++i) {
        if (!snapshot.IsA(i, "jurisdiction")) continue;
        Target target = AuthoritiesOf(snapshot, i);
        if (!target.authorities.empty()) targets.push_back(std::move(target));
      }
      continue;
    }
    if (id == "authorities/-") {
      for (FactIndex i = 0; i < snapshot.size(); ++i) {
        if (snapshot.IsA(i, "authority")) targets.push_back({i, {i}});
      }
      continue;
    }
    const absl::StatusOr<FactIndex> fact = FindFact(snapshot, id);
    if (!fact.ok()) return fact.status();
    if (snapshot.IsA(*fact, "authority")) {
      targets.push_back({*fact, {*fact}});
    } else if (snapshot.IsA(*fact, "jurisdiction")) {
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
  return EachOnce(std::move(targets));
}

std::vector<FactIndex> WholesOnRecord(const Snapshot& snapshot,
                                      FactIndex part) {
  return Closure(snapshot, part, true);
}

std::vector<FactIndex> OperatorsOf(const Snapshot& snapshot,
                                   FactIndex process) {
  std::set<FactIndex> found;
  for (FactIndex relation : snapshot.relations_to(process)) {
    const FactIndex source = snapshot.facts().source(relation);
    if (source != kNoFact && IsKind(snapshot, relation, kOperates) &&
        snapshot.IsA(source, "organization")) {
      found.insert(source);
    }
  }
  return std::vector<FactIndex>(found.begin(), found.end());
}

std::vector<FactIndex> SubjectOf(const Snapshot& snapshot, FactIndex process) {
  const std::vector<FactIndex> wholes = Closure(snapshot, process, true);
  std::set<FactIndex> subject(wholes.begin(), wholes.end());
  const RelationKindId use = *snapshot.ontology().FindRelationKind(
      snapshot.policy().document().use_kind);
  // Uses of the process, and what they carry to be handled.
  for (FactIndex i : snapshot.relations_from(process)) {
    const FactIndex target = snapshot.facts().target(i);
    if (snapshot.ontology().RelationIsA(snapshot.relation_kind(i), use)) {
      subject.insert(i);
    }
    if (!snapshot.facts().via(i).empty() && target != kNoFact) {
      subject.insert(target);
    }
  }
  return std::vector<FactIndex>(subject.begin(), subject.end());
}

}  // namespace ketenzicht::graph
