#include "ingest/known_entities.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "ingest/identifier.h"

namespace ketenzicht::ingest {
namespace {

std::string KeyOf(absl::string_view scheme, absl::string_view value) {
  return absl::StrCat(scheme, "=", value);
}

// Packages often bear the CPE of the product that they are part of.
bool IsTold(absl::string_view scheme, const Identifiers& one,
            const Identifiers& other) {
  return scheme != "cpe" || (!one.contains("purl") && !other.contains("purl"));
}

}  // namespace

KnownEntities::KnownEntities(const graph::Snapshot* snapshot,
                             WantedSteps& steps) {
  if (snapshot == nullptr) return;
  const graph::FactTable& facts = snapshot->facts();
  for (graph::FactIndex at = 0; at < facts.size() && steps.Step(); ++at) {
    if (!facts.is_entity(at)) continue;
    KnownEntity entity;
    entity.identifiers = IdentifiersAmong(facts.attributes(at));
    if (entity.identifiers.empty()) continue;
    entity.id = std::string(facts.id(at));
    entity.kind =
        snapshot->ontology().entity_kinds()[facts.entity_kind(at)].name;
    Add(std::move(entity));
  }
}

void KnownEntities::Add(KnownEntity entity) {
  const auto at = static_cast<int32_t>(entities_.size());
  by_id_.emplace(entity.id, at);
  for (const auto& [scheme, value] : entity.identifiers) {
    by_identifier_[KeyOf(scheme, value)].push_back(at);
  }
  entities_.push_back(std::move(entity));
}

const KnownEntity* KnownEntities::Find(const Identifiers& identifiers,
                                       absl::string_view collection) const {
  const std::string prefix = absl::StrCat(collection, "/");
  for (const absl::string_view scheme : IdentifierSchemes()) {
    const auto value = identifiers.find(std::string(scheme));
    if (value == identifiers.end()) continue;
    const auto known = by_identifier_.find(KeyOf(scheme, value->second));
    if (known == by_identifier_.end()) continue;
    for (const int32_t at : known->second) {
      const KnownEntity& entity = entities_[at];
      if (entity.id.rfind(prefix, 0) == 0 &&
          IsTold(scheme, identifiers, entity.identifiers) &&
          !AreOfTwoThings(identifiers, entity.identifiers)) {
        return &entity;
      }
    }
  }
  return nullptr;
}

const KnownEntity* KnownEntities::FindById(const std::string& id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : &entities_[it->second];
}

}  // namespace ketenzicht::ingest
