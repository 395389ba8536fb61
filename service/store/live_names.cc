#include "service/store/live_names.h"

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::service {

LiveNames::Fingerprint LiveNames::FingerprintOf(absl::string_view id) {
  return {absl::HashOf(id), absl::HashOf(uint64_t{0x9E3779B97F4A7C15}, id)};
}

void LiveNames::Apply(const storage::v1::LogRecord& record) {
  for (const v1::Fact& fact : record.facts()) {
    facts_.insert(FingerprintOf(fact.id()));
  }
  for (const std::string& id : record.retracted_ids()) {
    facts_.erase(FingerprintOf(id));
  }
  for (const v1::Document& document : record.documents()) {
    documents_.insert(document.name());
  }
  for (const std::string& name : record.removed_documents()) {
    documents_.erase(name);
  }
}

void LiveNames::Apply(const WriteBatch& batch) {
  for (const graph::Fact& fact : batch.facts) {
    facts_.insert(FingerprintOf(fact.id));
  }
  if (batch.packed != nullptr) {
    batch.packed->ForEach(0, batch.packed->size(),
                          [this](const graph::PackedFact& fact) {
                            facts_.insert(FingerprintOf(fact.id));
                          });
  }
  for (const std::string& id : batch.retracted_ids) {
    facts_.erase(FingerprintOf(id));
  }
  for (const Document& document : batch.documents) {
    documents_.insert(document.name);
  }
  for (const std::string& name : batch.removed_documents) {
    documents_.erase(name);
  }
}

absl::Status LiveNames::CheckRemovals(const WriteBatch& batch) const {
  for (const std::string& id : batch.retracted_ids) {
    if (!facts_.contains(FingerprintOf(id))) {
      return absl::NotFoundError(
          absl::StrCat("there is no fact '", id, "' to retract"));
    }
  }
  for (const std::string& name : batch.removed_documents) {
    if (!documents_.contains(name)) {
      return absl::NotFoundError(
          absl::StrCat("there is no document '", name, "' to remove"));
    }
  }
  return absl::OkStatus();
}

}  // namespace ketenzicht::service
