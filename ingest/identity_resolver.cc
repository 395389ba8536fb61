#include "ingest/identity_resolver.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/claimed_identifiers.h"
#include "ingest/source_changes.h"
#include "ingest/source_update.h"

namespace ketenzicht::ingest {
namespace {

absl::string_view CollectionOf(absl::string_view id) {
  return id.substr(0, id.find('/'));
}

}  // namespace

IdentityResolver::IdentityResolver(const graph::Snapshot* current,
                                   std::string source, ImportReport& report,
                                   WantedSteps& steps)
    : current_(current),
      source_(std::move(source)),
      report_(report),
      known_(current, steps) {}

std::string IdentityResolver::IdByKey(absl::string_view collection,
                                      absl::string_view key) const {
  // A name has no two dashes in a row: where the source ends and its key begins
  // is seen, and no name that somebody wrote is one.
  return absl::StrCat(collection, "/", source_.substr(source_.find('/') + 1),
                      "--", NameOfText(key));
}

bool IdentityResolver::IsThere(const std::string& own,
                               const Identifiers& identifiers) {
  const graph::FactIndex at =
      current_ == nullptr ? graph::kNoFact : current_->Find(own);
  if (at == graph::kNoFact || !current_->is_entity(at)) return false;
  const std::vector<graph::Evidence>& evidence = current_->facts().evidence(at);
  const auto of_it = std::count_if(
      evidence.begin(), evidence.end(),
      [this](const graph::Evidence& one) { return one.source == source_; });
  if (of_it == 0) return false;
  if (SaysAlone(evidence)) {
    known_.Retain(own, identifiers);
  }
  return true;
}

bool IdentityResolver::SaysAlone(
    const std::vector<graph::Evidence>& evidence) const {
  return std::all_of(
      evidence.begin(), evidence.end(),
      [this](const graph::Evidence& one) { return one.source == source_; });
}

bool IdentityResolver::IsStill(const std::string& id,
                               const Identifiers& identifiers,
                               const SourceChanges& changes) {
  const std::vector<graph::Evidence>& evidence =
      current_->facts().evidence(current_->Find(id));
  if (SaysAlone(evidence) && !IsSaidByUnchanged(evidence, source_, changes)) {
    Identifiers& said = changed_[id];
    if (AreOfTwoThings(identifiers, said)) return false;
    said.insert(identifiers.begin(), identifiers.end());
    return true;
  }
  const KnownEntity* known = known_.FindById(id);
  return known == nullptr || !AreOfTwoThings(identifiers, known->identifiers);
}

void IdentityResolver::RetainChanged() {
  for (const auto& [id, identifiers] : changed_) known_.Retain(id, identifiers);
  changed_.clear();
}

void IdentityResolver::EndUnsaid(const absl::flat_hash_set<std::string>& said,
                                 const NamedIdentifiers& named,
                                 const SourceChanges* changes) {
  if (current_ == nullptr) return;
  known_.EndWhere([&](const KnownEntity& entity) {
    if (said.contains(entity.id)) return false;
    for (const auto& [scheme, value] : entity.identifiers) {
      if (named.contains(std::pair(scheme, value))) return false;
    }
    const graph::FactIndex at = current_->Find(entity.id);
    if (at == graph::kNoFact) return false;
    const std::vector<graph::Evidence>& evidence =
        current_->facts().evidence(at);
    return SaysAlone(evidence) && IsImported(*current_, evidence) &&
           (changes == nullptr ||
            !IsSaidByUnchanged(evidence, source_, *changes));
  });
}

std::string IdentityResolver::IdByIdentifiers(
    const Identifiers& identifiers, absl::string_view collection) const {
  const KnownEntity* known = known_.Find(identifiers, collection);
  return known == nullptr ? "" : known->id;
}

MadeEntity IdentityResolver::Resolve(const MadeEntity& own, bool is_there,
                                     EntityRecord& record,
                                     Identifiers& identifiers) {
  const absl::string_view collection = CollectionOf(own.id);
  const Identifiers stated = identifiers;
  MadeEntity made{"", own.kind};
  if (is_there) {
    made.id = own.id;
  } else if (const KnownEntity* known = known_.Find(identifiers, collection)) {
    made = {known->id, known->kind};
    if (known->kind != own.kind) {
      report_.Remark(
          record.place,
          absl::StrCat("a thing of kind ", own.kind, " that is there as ",
                       known->kind, ", which stands"),
          known->id);
    }
  }
  if (!identifiers.empty()) {
    LeaveClaimed(made.id, collection, record, identifiers);
  }
  if (made.id.empty()) made.id = NewId(collection, identifiers);
  if (made.id.empty()) made.id = own.id;
  if (identifiers.empty()) return made;
  KnownEntity entity{.id = made.id, .kind = made.kind};
  for (const auto& one : stated) {
    (identifiers.contains(one.first) ? entity.identifiers : entity.claimed)
        .insert(one);
  }
  known_.Add(std::move(entity));
  return made;
}

// `id`: of the thing; empty where it is new.
void IdentityResolver::LeaveClaimed(const std::string& id,
                                    absl::string_view collection,
                                    EntityRecord& record,
                                    Identifiers& identifiers) {
  const Identifiers all = identifiers;
  const KnownEntity* self = id.empty() ? nullptr : known_.FindById(id);
  for (const auto& [scheme, value] : all) {
    if (self != nullptr && self->Has(scheme, value)) continue;
    const KnownEntity* holder =
        known_.FindHolder(scheme, value, all, collection);
    const bool other =
        self != nullptr && Contradicts(scheme, all, self->identifiers);
    if (holder == nullptr && !other) continue;
    report_.Remark(
        record.place,
        holder != nullptr
            ? absl::StrCat("its ", scheme, " is another thing's, and only ",
                           ClaimedName(scheme), " here")
            : absl::StrCat("another ", scheme, " than the thing has, and only ",
                           ClaimedName(scheme), " here"),
        holder != nullptr ? holder->id : id);
    AddClaimed(scheme, value, record.attributes);
    identifiers.erase(scheme);
  }
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
