#include "service/store/log_store.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "google/protobuf/arena.h"
#include "service/store/log_packing.h"
#include "service/store/stored_facts.h"

namespace ketenzicht::service {
namespace {

using storage::v1::LogRecord;

// Calls `visit` with every record of a revision. DataLoss where one is missing,
// is one too many, or does not belong.
absl::Status ReadRevision(
    const RecordLog& log, int64_t revision,
    absl::FunctionRef<absl::Status(const LogRecord&)> visit) {
  google::protobuf::Arena arena;
  int found = 0;
  int expected = 1;
  absl::Status status =
      log.Read(revision, [&](absl::string_view bytes) -> absl::Status {
        arena.Reset();
        auto* record =
            google::protobuf::Arena::CreateMessage<LogRecord>(&arena);
        absl::Status parsed = ParseRecord(bytes, revision, found, record);
        if (!parsed.ok()) return parsed;
        ++found;
        expected = record->chunk_count();
        return visit(*record);
      });
  if (!status.ok() || found == expected) return status;
  return absl::DataLossError(absl::StrCat("revision ", revision, ": found ",
                                          found, " chunks of ", expected));
}

}  // namespace

LogStore::LogStore(std::shared_ptr<RecordLog> log,
                   const storage::v1::Head& head, const StoreLimits& limits,
                   std::function<absl::Time()> clock)
    : limits_(limits),
      clock_(clock ? std::move(clock) : absl::Now),
      latest_(head.revision()),
      head_(head),
      log_(std::move(log)) {}

LogStore::~LogStore() { LogStore::Close().IgnoreError(); }

absl::StatusOr<std::shared_ptr<RecordLog>> LogStore::Log() const {
  const std::lock_guard<std::mutex> lock(log_mutex_);
  if (log_ != nullptr) return log_;
  return absl::FailedPreconditionError("the store is closed");
}

absl::StatusOr<CommitResult> LogStore::Commit(const WriteBatch& batch) {
  const absl::Status sound = CheckBatch(batch, limits_);
  if (!sound.ok()) return sound;
  const std::lock_guard<std::mutex> lock(write_mutex_);
  const absl::StatusOr<std::shared_ptr<RecordLog>> log = Log();
  if (!log.ok()) return log.status();
  // What an earlier write left behind is known only after opening again; a
  // second one on top of it could end up mixed with it.
  if (write_failed_) {
    return absl::UnavailableError(
        "an earlier write failed: nothing is written until the store is opened "
        "again");
  }
  if (!batch.request_id.empty()) {
    const absl::StatusOr<std::optional<int64_t>> before =
        (*log)->FindRequest(batch.request_id);
    if (!before.ok()) return before.status();
    if (before->has_value()) return CommitResult{**before, true};
  }
  const absl::Status fits = CheckAgainstHead(**log, batch);
  if (!fits.ok()) return fits;
  return CommitNext(**log, batch);
}

absl::StatusOr<std::optional<int64_t>> LogStore::FindRequest(
    absl::string_view request_id) const {
  const absl::StatusOr<std::shared_ptr<RecordLog>> log = Log();
  if (!log.ok()) return log.status();
  if (request_id.empty()) return std::optional<int64_t>();
  return (*log)->FindRequest(request_id);
}

absl::Status LogStore::CheckAgainstHead(const RecordLog& log,
                                        const WriteBatch& batch) {
  if (batch.expected_revision && *batch.expected_revision != head_.revision()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the latest revision is ", head_.revision(), ", not ",
                     *batch.expected_revision));
  }
  if (batch.retracted_ids.empty() && batch.removed_documents.empty()) {
    return absl::OkStatus();
  }
  if (!live_names_) {
    LiveNames names;
    for (int64_t revision = 1; revision <= head_.revision(); ++revision) {
      absl::Status status =
          ReadRevision(log, revision, [&](const LogRecord& record) {
            names.Apply(record);
            return absl::OkStatus();
          });
      if (!status.ok()) return status;
    }
    live_names_ = std::move(names);
  }
  return live_names_->CheckRemovals(batch);
}

int64_t LogStore::NextRecordedAt() const {
  return std::max(head_.recorded_at_ms(), absl::ToUnixMillis(clock_()));
}

absl::StatusOr<CommitResult> LogStore::CommitNext(RecordLog& log,
                                                  const WriteBatch& batch) {
  const int64_t revision = head_.revision() + 1;
  const int64_t recorded_at_ms = NextRecordedAt();
  absl::StatusOr<std::unique_ptr<RecordSource>> records =
      PackBatch(batch, revision, recorded_at_ms, limits_);
  if (!records.ok()) return records.status();
  const absl::Status space = log.CheckSpace((*records)->bytes());
  if (!space.ok()) return space;

  const int32_t chunks = (*records)->count();
  storage::v1::Head head;
  head.set_revision(revision);
  head.set_chunk_count(chunks);
  head.set_recorded_at_ms(recorded_at_ms);
  head.set_total_chunks(head_.total_chunks() + chunks);
  const absl::Status written = log.Append(**records, head, batch.request_id);
  if (!written.ok()) {
    write_failed_ = true;
    return absl::UnavailableError(
        absl::StrCat("the write failed, and whether it lasts is known only "
                     "after opening again: ",
                     written.message()));
  }
  head_ = head;
  if (live_names_) live_names_->Apply(batch);
  latest_.store(revision);
  return CommitResult{revision, false};
}

absl::StatusOr<PackedContents> LogStore::ReadPackedAt(int64_t revision) const {
  const absl::StatusOr<std::shared_ptr<RecordLog>> log = Log();
  if (!log.ok()) return log.status();
  if (revision < 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("revision ", revision, " is negative"));
  }
  const int64_t latest = LatestRevision();
  if (revision > latest) {
    return absl::OutOfRangeError(absl::StrCat(
        "revision ", revision, " is not there yet: the latest is ", latest));
  }
  return ReadPacked(**log, revision);
}

absl::StatusOr<Contents> LogStore::ReadAt(int64_t revision) const {
  absl::StatusOr<PackedContents> packed = ReadPackedAt(revision);
  if (!packed.ok()) return packed.status();
  absl::StatusOr<std::vector<graph::Fact>> facts =
      graph::UnpackAll(*packed->facts);
  if (!facts.ok()) return facts.status();
  return Contents{packed->revision, packed->recorded_at, *std::move(facts),
                  std::move(packed->documents)};
}

absl::Status LogStore::ReadLog(
    int64_t from_revision,
    absl::FunctionRef<absl::Status(Change)> visit) const {
  const absl::StatusOr<std::shared_ptr<RecordLog>> log = Log();
  if (!log.ok()) return log.status();
  if (from_revision < 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("revision ", from_revision, " is negative"));
  }
  const int64_t latest = LatestRevision();
  if (from_revision > latest + 1) {
    return absl::OutOfRangeError(
        absl::StrCat("revision ", from_revision,
                     " is not there yet: the latest is ", latest));
  }
  for (int64_t at = std::max<int64_t>(from_revision, 1); at <= latest; ++at) {
    absl::Status status =
        ReadRevision(**log, at, [&](const LogRecord& record) -> absl::Status {
          absl::StatusOr<Change> change = ToChange(record);
          return change.ok() ? visit(*std::move(change)) : change.status();
        });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status LogStore::Close() {
  const std::lock_guard<std::mutex> write_lock(write_mutex_);
  std::shared_ptr<RecordLog> log;
  {
    const std::lock_guard<std::mutex> lock(log_mutex_);
    log.swap(log_);
  }
  return absl::OkStatus();
}

}  // namespace ketenzicht::service
