#include "graph/entity_selection.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

constexpr int kAll = std::numeric_limits<int>::max();
constexpr absl::string_view kAllJurisdictions = "jurisdictions/-";

using NamedValues = std::vector<std::pair<std::string, std::string>>;

absl::Status CheckKinds(const Ontology& ontology,
                        const std::vector<std::string>& kinds) {
  for (const std::string& kind : kinds) {
    if (ontology.FindEntityKind(kind) == nullptr) {
      return absl::NotFoundError(
          absl::StrCat("there is no entity kind '", kind, "'"));
    }
  }
  return absl::OkStatus();
}

bool IsOneOf(const Snapshot& snapshot, FactIndex entity,
             const std::vector<std::string>& kinds) {
  return kinds.empty() ||
         std::any_of(kinds.begin(), kinds.end(), [&](const std::string& kind) {
           return snapshot.IsA(entity, kind);
         });
}

bool HasOneOf(const Snapshot& snapshot, FactIndex entity,
              const NamedValues& wanted) {
  if (wanted.empty()) return true;
  const Attributes& attributes = snapshot.facts().attributes(entity);
  return std::any_of(wanted.begin(), wanted.end(), [&](const auto& one) {
    const auto it = attributes.find(one.first);
    return it != attributes.end() && it->second == one.second;
  });
}

// Whether all `ids` are entities of `kind`; but for `all`, which names them
// all.
absl::Status CheckAreOf(const Snapshot& snapshot, absl::string_view kind,
                        const std::vector<std::string>& ids,
                        absl::string_view all = "") {
  for (const std::string& id : ids) {
    if (id == all) continue;
    const FactIndex entity = snapshot.Find(id);
    if (entity == kNoFact && !absl::EndsWith(id, "/-")) {
      return absl::NotFoundError(absl::StrCat("there is no '", id, "'"));
    }
    if (entity == kNoFact || !snapshot.IsA(entity, kind)) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", id, "' is not of kind ", kind));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<FactIndex>> FindInterests(
    const Snapshot& snapshot, const std::vector<std::string>& ids) {
  absl::Status are = CheckAreOf(snapshot, "interest", ids);
  if (!are.ok()) return are;
  std::vector<FactIndex> interests;
  for (const std::string& id : ids) interests.push_back(snapshot.Find(id));
  return interests;
}

enum class Touches { kNo, kUnknown, kYes };

// Whether one use touches one of `interests`: unknown where of one of them
// nothing is recorded, not even that it does not.
Touches UseTouches(const InstanceTable& table, FactIndex use,
                   const std::vector<FactIndex>& interests) {
  std::vector<bool> denied(interests.size(), false);
  bool touches = false;
  table.ForEachFrom(use, [&](InstanceIndex i) {
    const auto at =
        std::find(interests.begin(), interests.end(), table.target(i));
    if (at == interests.end()) return;
    if (table.denies(i)) denied[at - interests.begin()] = true;
    touches = touches || table.status(i) != Status::kNoPath;
  });
  if (touches) return Touches::kYes;
  return std::find(denied.begin(), denied.end(), false) == denied.end()
             ? Touches::kNo
             : Touches::kUnknown;
}

// Whether a use of `process` is recorded to touch one of `interests`.
Touches TouchesOneOf(const View& view, FactIndex process,
                     const std::vector<FactIndex>& interests) {
  if (interests.empty()) return Touches::kYes;
  const InstanceTable& table = view.table();
  const std::optional<RelationKindId> uses =
      view.snapshot().ontology().FindRelationKind(
          view.snapshot().policy().document().use_kind);
  Touches touches = Touches::kNo;
  table.ForEachFrom(process, [&](InstanceIndex i) {
    // What touches an interest is a use: a relation is its source.
    if (table.status(i) == Status::kNoPath || table.fact(i) == kNoFact) return;
    const Touches one = UseTouches(table, table.fact(i), interests);
    const bool use =
        uses && view.snapshot().ontology().RelationIsA(table.kind(i), *uses);
    if (use || one == Touches::kYes) touches = std::max(touches, one);
  });
  return touches;
}

std::vector<FactIndex> EntitiesOfKind(const Snapshot& snapshot,
                                      absl::string_view kind) {
  std::vector<FactIndex> found;
  for (FactIndex i = 0; i < snapshot.size(); ++i) {
    if (snapshot.IsA(i, kind)) found.push_back(i);
  }
  return found;
}

absl::StatusOr<std::vector<FactIndex>> NamedSources(
    const Snapshot& snapshot, const SourceSelection& selection) {
  if (selection.ids.empty() && selection.organizations.empty()) {
    return ProcessesOf(snapshot, {"processes/-"}, kAll);
  }
  absl::Status are =
      CheckAreOf(snapshot, "organization", selection.organizations);
  if (!are.ok()) return are;
  std::vector<FactIndex> named;
  bool first = true;
  for (const auto* ids : {&selection.ids, &selection.organizations}) {
    if (ids->empty()) continue;
    absl::StatusOr<std::vector<FactIndex>> some =
        ProcessesOf(snapshot, *ids, kAll);
    if (!some.ok()) return some.status();
    if (first) {
      named = *std::move(some);
    } else {
      std::vector<FactIndex> both;
      std::set_intersection(named.begin(), named.end(), some->begin(),
                            some->end(), std::back_inserter(both));
      named = std::move(both);
    }
    first = false;
  }
  return named;
}

absl::StatusOr<std::vector<Target>> NamedTargets(
    const Snapshot& snapshot, const TargetSelection& selection) {
  std::vector<Target> targets;
  if (selection.ids.empty() && selection.jurisdictions.empty()) {
    for (FactIndex i : EntitiesOfKind(snapshot, "authority")) {
      targets.push_back({i, {i}});
    }
    return targets;
  }
  absl::Status are = CheckAreOf(snapshot, "jurisdiction",
                                selection.jurisdictions, kAllJurisdictions);
  if (!are.ok()) return are;
  absl::StatusOr<std::vector<Target>> by_id =
      TargetsOf(snapshot, selection.ids);
  if (!by_id.ok() || selection.jurisdictions.empty()) return by_id;
  absl::StatusOr<std::vector<Target>> by_jurisdiction =
      TargetsOf(snapshot, selection.jurisdictions);
  if (!by_jurisdiction.ok()) return by_jurisdiction.status();
  std::vector<FactIndex> members;
  for (const Target& target : *by_jurisdiction) {
    for (FactIndex authority : target.authorities) {
      if (std::find(members.begin(), members.end(), authority) ==
          members.end()) {
        members.push_back(authority);
      }
    }
  }
  if (selection.ids.empty()) {
    for (FactIndex authority : members) {
      targets.push_back({authority, {authority}});
    }
    return targets;
  }
  // Both: of what the ids name, the authorities that belong to one of them.
  for (Target& target : *by_id) {
    std::vector<FactIndex>& own = target.authorities;
    own.erase(std::remove_if(own.begin(), own.end(),
                             [&](FactIndex authority) {
                               return std::find(members.begin(), members.end(),
                                                authority) == members.end();
                             }),
              own.end());
    if (!own.empty()) targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace

absl::StatusOr<std::vector<FactIndex>> SelectSources(
    const View& view, const SourceSelection& selection, int* unknown) {
  const Snapshot& snapshot = view.snapshot();
  absl::Status kinds = CheckKinds(snapshot.ontology(), selection.kinds);
  if (!kinds.ok()) return kinds;
  const absl::StatusOr<std::vector<FactIndex>> interests =
      FindInterests(snapshot, selection.touches);
  if (!interests.ok()) return interests.status();
  absl::StatusOr<std::vector<FactIndex>> named =
      NamedSources(snapshot, selection);
  if (!named.ok()) return named;
  std::vector<FactIndex> selected;
  for (FactIndex i : *named) {
    if (IsOneOf(snapshot, i, selection.kinds) &&
        HasOneOf(snapshot, i, selection.attributes)) {
      const Touches touches = TouchesOneOf(view, i, *interests);
      if (touches == Touches::kYes) selected.push_back(i);
      if (touches == Touches::kUnknown && unknown != nullptr) ++*unknown;
    }
  }
  return selected;
}

absl::StatusOr<std::vector<Target>> SelectTargets(
    const View& view, const TargetSelection& selection) {
  const Snapshot& snapshot = view.snapshot();
  absl::Status kinds = CheckKinds(snapshot.ontology(), selection.kinds);
  if (!kinds.ok()) return kinds;
  absl::StatusOr<std::vector<Target>> named = NamedTargets(snapshot, selection);
  if (!named.ok()) return named;
  std::vector<Target> selected;
  for (Target& target : *named) {
    if (IsOneOf(snapshot, target.asked, selection.kinds) &&
        HasOneOf(snapshot, target.asked, selection.attributes)) {
      selected.push_back(std::move(target));
    }
  }
  return selected;
}

}  // namespace ketenzicht::graph
