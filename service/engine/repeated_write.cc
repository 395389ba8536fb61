#include "service/engine/repeated_write.h"

#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"

namespace ketenzicht::service {
namespace {

// What a revision put and took away, over its parts.
struct Done {
  std::map<std::string, graph::Fact> facts;
  std::map<std::string, std::string> documents;
  std::set<std::string> retracted;
  std::set<std::string> removed;

  void Add(const Change& change) {
    for (const graph::Fact& fact : change.facts) facts[fact.id] = fact;
    for (const Document& one : change.documents) {
      documents[one.name] = one.content;
    }
    retracted.insert(change.retracted_ids.begin(), change.retracted_ids.end());
    removed.insert(change.removed_documents.begin(),
                   change.removed_documents.end());
  }

  bool Has(const WriteBatch& batch) const {
    bool all = true;
    for (const graph::Fact& fact : batch.facts) {
      const auto it = facts.find(fact.id);
      all = all && it != facts.end() && it->second == fact;
    }
    for (const Document& one : batch.documents) {
      const auto it = documents.find(one.name);
      all = all && it != documents.end() && it->second == one.content;
    }
    for (const std::string& id : batch.retracted_ids) {
      all = all && retracted.contains(id);
    }
    for (const std::string& name : batch.removed_documents) {
      all = all && removed.contains(name);
    }
    return all;
  }
};

}  // namespace

absl::Status CheckRepeat(const FactStore& store, int64_t revision,
                         const WriteBatch& batch) {
  Done done;
  absl::Status read =
      store.ReadLog(revision, [&](const Change& change) -> absl::Status {
        if (change.revision != revision) return absl::CancelledError();
        done.Add(change);
        return absl::OkStatus();
      });
  if (!read.ok() && !absl::IsCancelled(read)) return read;
  if (done.Has(batch)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "options.request_id: '", batch.request_id, "' wrote revision ", revision,
      " with other content; nothing was written"));
}

}  // namespace ketenzicht::service
