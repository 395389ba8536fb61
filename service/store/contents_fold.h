// What a store holds at a revision, from the records of the log.

#ifndef KETENZICHT_SERVICE_STORE_CONTENTS_FOLD_H_
#define KETENZICHT_SERVICE_STORE_CONTENTS_FOLD_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "graph/fact.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "service/store/fact_store.h"

namespace ketenzicht::service {

// Takes the records from the newest revision to the oldest, so that a fact
// which was overwritten later is skipped and never converted. Not thread-safe.
class ContentsFold {
 public:
  // Records of one revision come one after another; those of revision 1 last.
  // DataLoss where a fact does not convert.
  absl::Status Add(const storage::v1::LogRecord& record);

  // All that was added, sorted. Call it once.
  Contents Finish() &&;

 private:
  // Whether nothing newer than `key` was seen; remembers it.
  bool IsNewest(absl::flat_hash_set<std::string>& seen, const std::string& key);
  void SortFacts();

  // Ids and names that newer revisions put or removed. Those of revision 1 are
  // left out: nothing older asks, and it is often by far the largest.
  absl::flat_hash_set<std::string> seen_facts_;
  absl::flat_hash_set<std::string> seen_documents_;
  Contents contents_;
  int64_t revision_ = 0;     // of the record before
  size_t oldest_begin_ = 0;  // where the facts of that revision begin
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_CONTENTS_FOLD_H_
