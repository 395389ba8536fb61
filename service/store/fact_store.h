// The revisioned log of facts and documents, behind an interface.
//
// Every commit makes a revision: 1, 2, 3 … without gaps. Revision 0 is the
// empty store. Every revision stays readable. A store knows nothing of the
// ontology or of soundness; who writes checks first (graph/fact_check.h).
//
//   WriteBatch batch;
//   batch.facts = …;
//   batch.request_id = "import-2024-05-01";
//   absl::StatusOr<CommitResult> done = store->Commit(batch);
//   absl::StatusOr<Contents> now = store->ReadAt(done->revision);
//
// Implementations: memory_store.h, rocksdb_store.h. Both pass
// tests/contract/store_contract_test.cc, and so must a third.

#ifndef KETENZICHT_SERVICE_STORE_FACT_STORE_H_
#define KETENZICHT_SERVICE_STORE_FACT_STORE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "graph/fact.h"
#include "graph/packed_facts.h"

namespace ketenzicht::service {

// A text kept beside the facts: the ontology, a policy, a case.
struct Document {
  std::string name;
  std::string content;
  friend bool operator==(const Document&, const Document&) = default;
};

// What one commit does, all of it or nothing. Order plays no role.
struct WriteBatch {
  std::vector<graph::Fact> facts;  // new, or over the fact of the same id
  // Or very many of them, packed; then `facts` is empty. It outlives the call.
  const graph::PackedFacts* packed = nullptr;
  std::vector<std::string> retracted_ids;      // facts to remove
  std::vector<Document> documents;             // as with facts, by name
  std::vector<std::string> removed_documents;  // names
  // Nothing is written unless this is the latest revision.
  std::optional<int64_t> expected_revision;
  std::string request_id;  // of the client; empty: no protection from repeats
  std::string author;      // who writes; kept with the revision
};

struct CommitResult {
  int64_t revision = 0;
  bool repeated = false;  // the request was committed before, nothing written
};

// Everything there is at a revision.
struct Contents {
  int64_t revision = 0;
  absl::Time recorded_at = absl::UnixEpoch();  // of revision 0: the epoch
  std::vector<graph::Fact> facts;              // sorted by id
  std::vector<Document> documents;             // sorted by name
};

// The same, packed: what a snapshot of many facts is made of.
struct PackedContents {
  int64_t revision = 0;
  absl::Time recorded_at = absl::UnixEpoch();
  std::unique_ptr<const graph::PackedFacts> facts;  // never null
  std::vector<Document> documents;                  // sorted by name
};

// A part of what a revision changed: at most kMaxFactsPerChange facts. Within a
// revision facts, ids, documents and names each ascend over the parts.
struct Change {
  int64_t revision = 0;
  absl::Time recorded_at;
  std::string request_id;
  std::string author;
  int part = 0;  // 0 … parts - 1
  int parts = 1;
  std::vector<graph::Fact> facts;
  std::vector<std::string> retracted_ids;
  std::vector<Document> documents;
  std::vector<std::string> removed_documents;

  bool last() const { return part + 1 == parts; }
};

inline constexpr size_t kMaxFactsPerChange = 1000;
inline constexpr size_t kMaxRequestIdBytes = 256;

// What a store accepts in one commit. The defaults have room for the largest
// import that is planned (5.4 million facts) and bound memory beyond it.
struct StoreLimits {
  // Facts put and facts retracted, together.
  size_t batch_facts = 6'000'000;
  // One packed fact or document. A record is closed when it reaches this, so
  // it may become nearly twice as large.
  size_t record_bytes = size_t{16} << 20;
  // All records of a batch. RocksDB's own limit for a batch is 4 GiB.
  size_t batch_bytes = size_t{3} << 30;
};

// Thread-safe. Commits run one after another; reads run beside them and beside
// each other, and never see a part of a commit.
class FactStore {
 public:
  virtual ~FactStore() = default;

  // Writes `batch` as the next revision. It is durable when this returns, and
  // LatestRevision() says so from then on.
  //
  // Not an error: a request_id that was committed before, whatever else is in
  // the batch. Its revision is given again and nothing is written. Request ids
  // are remembered for as long as the store exists.
  //
  // InvalidArgument: an empty batch; an empty id or name; the same id or name
  // twice, put and removed counted together; facts both packed and not; packed
  // facts and retracted ones; a request id above
  // kMaxRequestIdBytes; text that is not UTF-8; a fact that has no published
  // form (see ToProto in service/proto/fact_conversion.h).
  // FailedPrecondition: expected_revision is not the latest, which is named;
  // the store is closed. NotFound: a retracted id or removed document that is
  // not there; the first is named. ResourceExhausted: a limit of StoreLimits,
  // or not enough free space. Unavailable: the disk failed; see
  // rocksdb_store.h.
  //
  // Nothing is written on an error, except that after Unavailable it is open
  // whether the batch was: repeat it with the same request_id.
  //
  // O(n log n) in the batch, O(n) where it is sorted by id. The first batch
  // that removes something also reads the whole log once.
  virtual absl::StatusOr<CommitResult> Commit(const WriteBatch& batch) = 0;

  // The revision that a commit with this request_id wrote; nothing where there
  // was none, and for an empty one. Errors as of ReadAt.
  virtual absl::StatusOr<std::optional<int64_t>> FindRequest(
      absl::string_view request_id) const = 0;

  // The revision of the last commit; 0 while the store is empty. Constant time.
  virtual int64_t LatestRevision() const = 0;

  // What the store held at `revision`. InvalidArgument: a negative revision.
  // OutOfRange: one that is not there yet. FailedPrecondition: closed.
  // DataLoss: stored bytes are damaged or missing. Linear in the log up to
  // `revision`.
  virtual absl::StatusOr<Contents> ReadAt(int64_t revision) const = 0;

  // The same, packed, and about ten times as fast for many facts. The facts are
  // as they were written; that they can be put together is not asked.
  virtual absl::StatusOr<PackedContents> ReadPackedAt(
      int64_t revision) const = 0;

  // Calls `visit` with every change from `from_revision` (0 and 1: from the
  // beginning) up to the revision that was the latest when this was called, in
  // order. Nothing to read, as at LatestRevision() + 1, is not an error. What
  // `visit` returns ends the reading unless it is OK, and is returned. No lock
  // is held during `visit`. Errors as of ReadAt, OutOfRange from
  // LatestRevision() + 2 on.
  virtual absl::Status ReadLog(
      int64_t from_revision,
      absl::FunctionRef<absl::Status(Change)> visit) const = 0;

  // Waits for the commit that is running and lets go of what the store holds on
  // to. Reads that are running still end well; later calls get
  // FailedPrecondition. Closing again does nothing. The destructor closes.
  virtual absl::Status Close() = 0;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_FACT_STORE_H_
