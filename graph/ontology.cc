#include "graph/ontology.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace ketenzicht::graph {
namespace {

bool HasBothEnds(const std::string& phrase) {
  return absl::StrContains(phrase, "{source}") &&
         absl::StrContains(phrase, "{target}");
}

// Follows parents from `name`; true where it comes back to a kind it met.
template <typename Find>
bool ParentsGoRound(const std::string& name, const Find& parent_of,
                    size_t kinds) {
  std::string at = name;
  for (size_t steps = 0; steps <= kinds; ++steps) {
    at = parent_of(at);
    if (at.empty()) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<Ontology> Ontology::Create(
    std::string version, std::vector<EntityKind> entity_kinds,
    std::vector<RelationKind> relation_kinds) {
  Ontology ontology;
  ontology.version_ = std::move(version);
  ontology.entity_kinds_ = std::move(entity_kinds);
  ontology.relation_kinds_ = std::move(relation_kinds);
  std::vector<std::string> problems = ontology.Index();
  for (const RelationKind& kind : ontology.relation_kinds_) {
    for (std::string& problem : ontology.CheckRelationKind(kind)) {
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) {
    return absl::InvalidArgumentError(absl::StrJoin(problems, "\n"));
  }
  const size_t n = ontology.relation_kinds_.size();
  ontology.relation_is_a_.assign(n * n, false);
  for (size_t kind = 0; kind < n; ++kind) {
    size_t at = kind;
    while (true) {
      ontology.relation_is_a_[kind * n + at] = true;
      const std::string& parent = ontology.relation_kinds_[at].parent;
      if (parent.empty()) break;
      at = static_cast<size_t>(ontology.relation_index_.at(parent));
    }
  }
  return ontology;
}

std::vector<std::string> Ontology::Index() {
  std::vector<std::string> problems;
  for (size_t i = 0; i < entity_kinds_.size(); ++i) {
    if (!entity_index_.emplace(entity_kinds_[i].name, i).second) {
      problems.push_back(
          absl::StrCat("entity kind '", entity_kinds_[i].name, "' twice"));
    }
    if (entity_kinds_[i].collection.empty()) {
      problems.push_back(absl::StrCat("entity kind '", entity_kinds_[i].name,
                                      "' has no collection"));
    }
  }
  for (size_t i = 0; i < relation_kinds_.size(); ++i) {
    const std::string& name = relation_kinds_[i].name;
    if (!relation_index_.emplace(name, i).second) {
      problems.push_back(absl::StrCat("relation kind '", name, "' twice"));
    }
    if (entity_index_.contains(name)) {
      problems.push_back(absl::StrCat(
          "'", name, "' is both an entity kind and a relation kind"));
    }
  }
  const auto entity_parent = [this](const std::string& name) {
    const EntityKind* kind = FindEntityKind(name);
    return kind == nullptr ? std::string() : kind->parent;
  };
  for (const EntityKind& kind : entity_kinds_) {
    if (!kind.parent.empty() && FindEntityKind(kind.parent) == nullptr) {
      problems.push_back(absl::StrCat("entity kind '", kind.name, "': parent '",
                                      kind.parent, "' is no entity kind"));
    } else if (ParentsGoRound(kind.name, entity_parent, entity_kinds_.size())) {
      problems.push_back(
          absl::StrCat("entity kind '", kind.name, "' is a kind of itself"));
    }
  }
  return problems;
}

std::vector<std::string> Ontology::CheckRelationKind(
    const RelationKind& kind) const {
  std::vector<std::string> problems;
  const auto problem = [&](absl::string_view what) {
    problems.push_back(absl::StrCat("relation kind '", kind.name, "': ", what));
  };
  const auto relation_parent = [this](const std::string& name) {
    const std::optional<RelationKindId> id = FindRelationKind(name);
    return id ? relation_kinds_[*id].parent : std::string();
  };
  if (!kind.parent.empty() && !FindRelationKind(kind.parent)) {
    problem(absl::StrCat("parent '", kind.parent, "' is no relation kind"));
  } else if (ParentsGoRound(kind.name, relation_parent,
                            relation_kinds_.size())) {
    problem("is a kind of itself");
  }
  for (const std::vector<std::string>* ends : {&kind.sources, &kind.targets}) {
    if (ends->empty()) problem("has an end without allowed kinds");
    for (const std::string& end : *ends) {
      if (FindEntityKind(end) == nullptr && !FindRelationKind(end)) {
        problem(absl::StrCat("end '", end, "' is no kind"));
      }
    }
  }
  for (const std::string& through : kind.denial_reaches) {
    if (!FindRelationKind(through)) {
      problem(
          absl::StrCat("denial_reaches '", through, "' is no relation kind"));
    }
  }
  for (const Text* text : {&kind.phrase, &kind.denied}) {
    if (!HasBothEnds(text->nl) || !HasBothEnds(text->en)) {
      problem("phrase and denied need {source} and {target} in both languages");
      break;
    }
  }
  return problems;
}

const EntityKind* Ontology::FindEntityKind(absl::string_view name) const {
  const auto it = entity_index_.find(name);
  return it == entity_index_.end() ? nullptr : &entity_kinds_[it->second];
}

std::optional<EntityKindId> Ontology::FindEntityKindId(
    absl::string_view name) const {
  const auto it = entity_index_.find(name);
  if (it == entity_index_.end()) return std::nullopt;
  return it->second;
}

std::optional<RelationKindId> Ontology::FindRelationKind(
    absl::string_view name) const {
  const auto it = relation_index_.find(name);
  if (it == relation_index_.end()) return std::nullopt;
  return it->second;
}

bool Ontology::EntityIsA(absl::string_view kind,
                         absl::string_view ancestor) const {
  absl::string_view at = kind;
  while (at != ancestor) {
    const EntityKind* found = FindEntityKind(at);
    if (found == nullptr || found->parent.empty()) return false;
    at = found->parent;
  }
  return true;
}

bool Ontology::Allows(const std::vector<std::string>& allowed,
                      absl::string_view kind) const {
  const std::optional<RelationKindId> relation = FindRelationKind(kind);
  for (const std::string& one : allowed) {
    if (relation) {
      const std::optional<RelationKindId> ancestor = FindRelationKind(one);
      if (ancestor && RelationIsA(*relation, *ancestor)) return true;
    } else if (EntityIsA(kind, one)) {
      return true;
    }
  }
  return false;
}

}  // namespace ketenzicht::graph
