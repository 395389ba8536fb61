#include "ingest/identity_resolver.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/claimed_identifiers.h"
#include "ingest/judgements.h"
#include "ingest/said_by_sources.h"
#include "ingest/source_changes.h"
#include "ingest/source_update.h"

namespace ketenzicht::ingest {
namespace {

absl::string_view CollectionOf(absl::string_view id) {
  return id.substr(0, id.find('/'));
}

}  // namespace

IdentityResolver::IdentityResolver(const graph::Snapshot* current,
                                   std::string source, WantedSteps& steps)
    : current_(current),
      source_(std::move(source)),
      steps_(steps),
      known_(current, steps) {}

bool IdentityResolver::Restart() {
  bool found = false;
  for (std::string& id : known_.AwaitedInVain()) {
    found |= in_vain_.insert(std::move(id)).second;
  }
  if (!found) return false;
  known_ = KnownEntities(current_, steps_);
  changed_.clear();
  stated_.clear();
  taken_.clear();
  return true;
}

std::string IdentityResolver::IdByKey(absl::string_view collection,
                                      absl::string_view key) const {
  // A name has no two dashes in a row: where the source ends and its key begins
  // is seen, and no name that somebody wrote is one.
  return absl::StrCat(collection, "/", source_.substr(source_.find('/') + 1),
                      "--", NameOfText(key));
}

bool IdentityResolver::IsPlaceholder(const std::string& id) const {
  const graph::FactIndex at =
      current_ == nullptr ? graph::kNoFact : current_->Find(id);
  if (at == graph::kNoFact || !current_->is_entity(at)) return false;
  const auto& attributes = current_->facts().attributes(at);
  const std::vector<graph::Evidence>& evidence = current_->facts().evidence(at);
  return attributes.contains(kUnresolved) && !attributes.contains(kTakenBack) &&
         std::any_of(
             evidence.begin(), evidence.end(),
             [this](const graph::Evidence& one) { return IsOfSource(one); });
}

// A placeholder that keeps what the source called its records was more.
bool IdentityResolver::IsOnlyNamed(graph::FactIndex thing) const {
  const auto& attributes = current_->facts().attributes(thing);
  if (!attributes.contains(kUnresolved) || attributes.contains(kRecordKeys) ||
      !SaysAlone(current_->facts().evidence(thing))) {
    return false;
  }
  for (const graph::FactIndexes& relations :
       {current_->relations_from(thing), current_->relations_to(thing)}) {
    for (const graph::FactIndex at : relations) {
      if (current_->facts().Read(at).relation()->kind == kSameAs) return false;
    }
  }
  return true;
}

std::string IdentityResolver::OtherThan(const std::string& id,
                                        const Identifiers& identifiers) {
  const graph::FactIndex at = current_->Find(id);
  if (!IsOnlyNamed(at)) return "";
  const KnownEntity* known = known_.Find(identifiers, CollectionOf(id));
  if (known == nullptr || known->id == id) return "";
  taken_.erase(id);
  return known->id;
}

bool IdentityResolver::IsThere(const std::string& own,
                               const Identifiers& identifiers) {
  const graph::FactIndex at =
      current_ == nullptr ? graph::kNoFact : current_->Find(own);
  if (at == graph::kNoFact || !current_->is_entity(at)) return false;
  const std::vector<graph::Evidence>& evidence = current_->facts().evidence(at);
  if (std::none_of(
          evidence.begin(), evidence.end(),
          [this](const graph::Evidence& one) { return IsOfSource(one); })) {
    return false;
  }
  taken_.insert(own);
  if (!SaysUnchanged(evidence)) RetainSaid(at, identifiers);
  return true;
}

bool IdentityResolver::SaysAlone(
    const std::vector<graph::Evidence>& evidence) const {
  return std::all_of(
      evidence.begin(), evidence.end(),
      [this](const graph::Evidence& one) { return IsOfSource(one); });
}

bool IdentityResolver::SaysUnchanged(
    const std::vector<graph::Evidence>& evidence) const {
  return changes_ != nullptr && IsSaidByUnchanged(evidence, source_, *changes_);
}

IdentityResolver::Stated IdentityResolver::StatedByOthers(
    const graph::Fact& thing) const {
  Stated stated;
  if (IsTakenBack(thing) || SaysAlone(thing.evidence)) return stated;
  const auto& has = thing.entity()->attributes;
  for (const auto& attributes :
       SaidBySources(thing).AttributesBeside(source_)) {
    for (const auto& [scheme, value] : IdentifiersAmong(attributes)) {
      const auto stands = has.find(scheme);
      const auto [it, first] = stated.identifiers.try_emplace(scheme, value);
      if (!first && stands != has.end() && stands->second == value) {
        it->second = value;
      }
    }
    for (const auto& [scheme, value] : ClaimedAmong(attributes)) {
      stated.claimed.emplace(scheme, value);
    }
  }
  return stated;
}

void IdentityResolver::RetainSaid(graph::FactIndex thing,
                                  const Identifiers& identifiers) {
  const graph::Fact there = current_->facts().Read(thing);
  Stated others = StatedByOthers(there);
  const auto has = [](const Identifiers& some, const std::string& scheme,
                      const std::string& value) {
    const auto it = some.find(scheme);
    return it != some.end() && it->second == value;
  };
  known_.Retain(there.id,
                [&](const std::string& scheme, const std::string& value) {
                  return has(identifiers, scheme, value) ||
                         has(others.identifiers, scheme, value);
                });
  if (others.identifiers.empty() && others.claimed.empty()) return;
  known_.Add({.id = there.id,
              .kind = there.entity()->kind,
              .identifiers = std::move(others.identifiers),
              .claimed = std::move(others.claimed)});
}

bool IdentityResolver::IsStill(const std::string& id,
                               const Identifiers& identifiers) {
  const graph::FactIndex at = current_->Find(id);
  const std::vector<graph::Evidence>& evidence = current_->facts().evidence(at);
  // Its evidence is of the links on it, and says nothing of what it is.
  const bool is_left = IsPlaceholder(id) && SaysAlone(evidence);
  if (!is_left && SaysUnchanged(evidence)) {
    const KnownEntity* known = known_.FindById(id);
    return known == nullptr || !AreOfTwoThings(identifiers, known->identifiers);
  }
  if (AreOfTwoThings(identifiers,
                     StatedByOthers(current_->facts().Read(at)).identifiers)) {
    return false;
  }
  Identifiers& said = changed_[id];
  if (AreOfTwoThings(identifiers, said)) return false;
  said.insert(identifiers.begin(), identifiers.end());
  return true;
}

void IdentityResolver::RetainChanged() {
  for (const auto& [id, identifiers] : changed_) {
    RetainSaid(current_->Find(id), identifiers);
    taken_.insert(id);
  }
  changed_.clear();
}

void IdentityResolver::ForgetUnsaid(const NamedIdentifiers& named) {
  if (current_ == nullptr) return;
  stated_ = named;
  known_.MarkStale([&](KnownEntity& entity) -> std::optional<Identifiers> {
    const graph::FactIndex at = current_->Find(entity.id);
    if (at == graph::kNoFact || taken_.contains(entity.id)) {
      return std::nullopt;
    }
    const std::vector<graph::Evidence>& evidence =
        current_->facts().evidence(at);
    if (std::none_of(
            evidence.begin(), evidence.end(),
            [this](const graph::Evidence& one) { return IsOfSource(one); }) ||
        !IsImported(*current_, evidence) || SaysUnchanged(evidence)) {
      return std::nullopt;
    }
    entity.claimed.clear();
    if (SaysAlone(evidence)) return Identifiers();
    Stated others = StatedByOthers(current_->facts().Read(at));
    entity.claimed = std::move(others.claimed);
    return std::move(others.identifiers);
  });
}

bool IdentityResolver::Announce(const Identifiers& identifiers,
                                absl::string_view collection) {
  stated_.insert(identifiers.begin(), identifiers.end());
  const KnownEntity* stated = known_.FindStated(identifiers, collection);
  const KnownEntity* known =
      stated != nullptr ? stated : known_.Find(identifiers, collection);
  if (known != nullptr && !in_vain_.contains(known->id)) {
    known_.Await(known->id, identifiers);
  }
  return stated != nullptr;
}

void IdentityResolver::TakeOver(const std::string& id,
                                const Identifiers& identifiers) {
  if (!taken_.insert(id).second || current_ == nullptr) return;
  const graph::FactIndex at = current_->Find(id);
  if (at == graph::kNoFact) return;
  const std::vector<graph::Evidence>& evidence = current_->facts().evidence(at);
  if (!IsImported(*current_, evidence) || SaysUnchanged(evidence)) return;
  RetainSaid(at, identifiers);
}

std::vector<LeftIdentifier> IdentityResolver::Resolve(
    MadeEntity& own, bool is_there, const Identifiers& identifiers) {
  const std::string collection(CollectionOf(own.id));
  std::string id = is_there ? own.id : "";
  if (!is_there) {
    if (const KnownEntity* known = known_.Find(identifiers, collection)) {
      id = known->id;
      own.kind = known->kind;
      TakeOver(id, identifiers);
    }
  }
  std::vector<LeftIdentifier> left =
      FindLeft(id, is_there, collection, identifiers);
  KnownEntity entity{.kind = own.kind, .identifiers = identifiers};
  for (const LeftIdentifier& one : left) {
    entity.claimed.insert(entity.identifiers.extract(one.scheme));
  }
  if (id.empty()) id = NewId(collection, entity.identifiers);
  if (!id.empty()) own.id = id;
  if (identifiers.empty()) return left;
  entity.id = own.id;
  known_.Add(std::move(entity));
  return left;
}

bool IdentityResolver::ClaimedBeside(const std::string& id,
                                     const std::string& scheme,
                                     const std::string& value) const {
  if (!stated_.contains(std::pair(scheme, value))) return false;
  const auto claimed =
      ClaimedAmong(current_->facts().attributes(current_->Find(id)));
  return std::find(claimed.begin(), claimed.end(), std::pair(scheme, value)) !=
         claimed.end();
}

// `id`: of the thing; empty where it is new.
std::vector<LeftIdentifier> IdentityResolver::FindLeft(
    const std::string& id, bool is_there, absl::string_view collection,
    const Identifiers& identifiers) {
  std::vector<LeftIdentifier> left;
  const KnownEntity* self = id.empty() ? nullptr : known_.FindById(id);
  for (const auto& [scheme, value] : identifiers) {
    if (self != nullptr && self->Has(scheme, value)) continue;
    const KnownEntity* holder =
        known_.FindHolder(scheme, value, identifiers, collection);
    if (holder != nullptr) {
      if (!holder->Has(scheme, value)) known_.Refuse(holder->id);
      left.push_back({scheme, holder->id});
    } else if (self != nullptr &&
               Contradicts(scheme, identifiers, self->identifiers)) {
      left.push_back({scheme, id, false});
    } else if (is_there && ClaimedBeside(id, scheme, value)) {
      left.push_back({scheme, id});
    }
  }
  return left;
}

// By the first identifier, in order of precedence; empty where there is none,
// or a thing of that id that another identifier tells apart.
std::string IdentityResolver::NewId(absl::string_view collection,
                                    const Identifiers& identifiers) const {
  for (const absl::string_view scheme : IdentifierSchemes()) {
    const auto it = identifiers.find(std::string(scheme));
    if (it == identifiers.end()) continue;
    std::string id =
        absl::StrCat(collection, "/", NameByIdentifier(scheme, it->second));
    return known_.FindById(id) == nullptr ? id : "";
  }
  return "";
}

}  // namespace ketenzicht::ingest
