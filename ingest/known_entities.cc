#include "ingest/known_entities.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/claimed_identifiers.h"
#include "ingest/identifier.h"
#include "ingest/said_by_sources.h"

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

bool IsIn(const KnownEntity& entity, absl::string_view collection) {
  return absl::StartsWith(entity.id, absl::StrCat(collection, "/"));
}

// By a claim of a scheme that goes before the one by which it was found.
bool IsToldByClaims(const Identifiers& identifiers, const KnownEntity& entity,
                    absl::string_view found_by) {
  for (const absl::string_view scheme : IdentifierSchemes()) {
    if (scheme == found_by) break;
    if (!entity.identifiers.contains(std::string(scheme)) &&
        Contradicts(scheme, identifiers, entity.claimed)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool KnownEntity::Has(absl::string_view scheme, absl::string_view value) const {
  const auto it = identifiers.find(std::string(scheme));
  return it != identifiers.end() && it->second == value;
}

KnownEntities::KnownEntities(const graph::Snapshot* snapshot,
                             WantedSteps& steps) {
  if (snapshot == nullptr) return;
  const graph::FactTable& facts = snapshot->facts();
  for (graph::FactIndex at = 0; at < facts.size() && steps.Step(); ++at) {
    if (!facts.is_entity(at)) continue;
    KnownEntity entity;
    entity.identifiers = IdentifiersAmong(facts.attributes(at));
    if (entity.identifiers.empty()) continue;
    for (const auto& [scheme, value] : ClaimedAmong(facts.attributes(at))) {
      entity.claimed.emplace(scheme, value);
    }
    entity.id = std::string(facts.id(at));
    entity.kind =
        snapshot->ontology().entity_kinds()[facts.entity_kind(at)].name;
    Add(std::move(entity));
    if (facts.attributes(at).contains(kTakenBack)) {
      MarkStale(entities_.back(), {});
    }
  }
}

void KnownEntities::Add(KnownEntity entity) {
  const auto [it, added] =
      by_id_.try_emplace(entity.id, static_cast<int32_t>(entities_.size()));
  const int32_t at = it->second;
  if (added) {
    entities_.push_back({std::move(entity.id), std::move(entity.kind), {}});
  }
  KnownEntity& known = entities_[at];
  known.claimed.merge(entity.claimed);
  for (const auto& [scheme, value] : entity.identifiers) {
    if (!known.identifiers.emplace(scheme, value).second) continue;
    const auto stale = known.stale.find(scheme);
    if (stale != known.stale.end() && stale->second == value) {
      known.stale.erase(stale);  // it is found by it already
    } else {
      by_identifier_[KeyOf(scheme, value)].push_back(at);
    }
  }
}

void KnownEntities::MarkStale(KnownEntity& entity, const Identifiers& kept) {
  std::erase_if(entity.identifiers, [&](const auto& one) {
    const auto stays = kept.find(one.first);
    if (stays != kept.end() && stays->second == one.second) return false;
    entity.stale.insert(one);
    return true;
  });
}

void KnownEntities::Await(const std::string& id,
                          const Identifiers& identifiers) {
  const auto it = by_id_.find(id);
  if (it == by_id_.end()) return;
  KnownEntity& entity = entities_[it->second];
  for (const auto& one : entity.stale) {
    const auto stated = identifiers.find(one.first);
    if (stated != identifiers.end() && stated->second == one.second) {
      entity.awaited.insert(one);
    }
  }
}

void KnownEntities::Retain(const std::string& id, Kept kept) {
  const auto it = by_id_.find(id);
  if (it == by_id_.end()) return;
  entities_[it->second].stale.clear();
  entities_[it->second].awaited.clear();
  entities_[it->second].claimed.clear();
  std::erase_if(entities_[it->second].identifiers,
                [&](const auto& one) { return !kept(one.first, one.second); });
}

const KnownEntity* KnownEntities::Find(const Identifiers& identifiers,
                                       absl::string_view collection) const {
  const KnownEntity* stated = FindStated(identifiers, collection);
  return stated != nullptr ? stated : FindAmong(true, identifiers, collection);
}

const KnownEntity* KnownEntities::FindAmong(
    bool stale, const Identifiers& identifiers,
    absl::string_view collection) const {
  for (const absl::string_view scheme : IdentifierSchemes()) {
    const auto value = identifiers.find(std::string(scheme));
    if (value == identifiers.end()) continue;
    const auto known = by_identifier_.find(KeyOf(scheme, value->second));
    if (known == by_identifier_.end()) continue;
    for (const int32_t at : known->second) {
      const KnownEntity& entity = entities_[at];
      const Identifiers& by = stale ? entity.stale : entity.identifiers;
      const auto its = by.find(value->first);
      if (its == by.end() || its->second != value->second ||
          !IsIn(entity, collection)) {
        continue;
      }
      Identifiers others = entity.identifiers;
      if (stale) {
        // Else it would not be found by that again.
        const KnownEntity* holder =
            FindHolder(scheme, value->second, identifiers, collection);
        if (holder != nullptr && holder != &entity) continue;
        others.insert(entity.stale.begin(), entity.stale.end());
      }
      if (IsTold(scheme, identifiers, others) &&
          !AreOfTwoThings(identifiers, entity.identifiers) &&
          !IsToldByClaims(identifiers, entity, scheme)) {
        return &entity;
      }
    }
  }
  return nullptr;
}

const KnownEntity* KnownEntities::FindHolder(
    absl::string_view scheme, const std::string& value, const Identifiers& all,
    absl::string_view collection) const {
  const bool anywhere = scheme != "iso_3166" && scheme != "state";
  const auto known = by_identifier_.find(KeyOf(scheme, value));
  if (known == by_identifier_.end()) return nullptr;
  for (const int32_t at : known->second) {
    const KnownEntity& entity = entities_[at];
    const auto awaited = entity.awaited.find(std::string(scheme));
    const bool holds =
        entity.Has(scheme, value) ||
        (awaited != entity.awaited.end() && awaited->second == value);
    // What is awaited is the thing's, as what it has is.
    Identifiers its = entity.identifiers;
    its.insert(entity.awaited.begin(), entity.awaited.end());
    if (holds && (anywhere || IsIn(entity, collection)) &&
        IsTold(scheme, all, its)) {
      return &entity;
    }
  }
  return nullptr;
}

void KnownEntities::Refuse(const std::string& id) {
  const auto it = by_id_.find(id);
  if (it != by_id_.end()) entities_[it->second].refused = true;
}

std::vector<std::string> KnownEntities::AwaitedInVain() const {
  std::vector<std::string> ids;
  for (const KnownEntity& entity : entities_) {
    if (entity.refused && !entity.awaited.empty()) ids.push_back(entity.id);
  }
  return ids;
}

const KnownEntity* KnownEntities::FindById(const std::string& id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : &entities_[it->second];
}

}  // namespace ketenzicht::ingest
