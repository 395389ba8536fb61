// Which ids of facts and names of documents a store holds, to tell a removal
// of something that is not there.

#ifndef KETENZICHT_SERVICE_STORE_LIVE_NAMES_H_
#define KETENZICHT_SERVICE_STORE_LIVE_NAMES_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "service/store/fact_store.h"

namespace ketenzicht::service {

// Ids are kept as 128-bit fingerprints: 17 bytes and not a hundred, for five
// million facts. That two ids share one is less likely than a damaged disk that
// every checksum misses. Not thread-safe.
class LiveNames {
 public:
  // Applies a record, or a batch that was committed; in order of revision.
  void Apply(const storage::v1::LogRecord& record);
  void Apply(const WriteBatch& batch);

  // NotFound naming the first id or name that the batch removes and that is not
  // there.
  absl::Status CheckRemovals(const WriteBatch& batch) const;

 private:
  using Fingerprint = std::pair<uint64_t, uint64_t>;
  static Fingerprint FingerprintOf(absl::string_view id);

  absl::flat_hash_set<Fingerprint> facts_;
  absl::flat_hash_set<std::string> documents_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_LIVE_NAMES_H_
