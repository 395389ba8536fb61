// Where records are kept: what an engine has to bring, and no more.
//
// LogStore (service/store/log_store.h) is the store on top of it. An engine
// keeps opaque records by revision and chunk, the head, and request ids.

#ifndef KETENZICHT_SERVICE_STORE_RECORD_LOG_H_
#define KETENZICHT_SERVICE_STORE_RECORD_LOG_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ketenzicht/storage/v1/log.pb.h"

namespace ketenzicht::service {

// The records of one revision, in order, made as they are asked for.
class RecordSource {
 public:
  virtual ~RecordSource() = default;
  virtual int32_t count() const = 0;  // at least one
  // All of them together, roughly.
  virtual size_t bytes() const = 0;
  // The next one. Not more often than count().
  virtual std::string Next() = 0;
};

// Reads may run beside each other and beside an Append, which runs alone.
class RecordLog {
 public:
  virtual ~RecordLog() = default;

  // ResourceExhausted where `bytes` more may not be written now,
  // FailedPrecondition where nothing ever may.
  virtual absl::Status CheckSpace(size_t bytes) const = 0;

  // Writes the records of revision `head.revision()`, the head, and the request
  // id unless it is empty, all or nothing, durable on return. On an error it is
  // open whether it was written.
  virtual absl::Status Append(RecordSource& records,
                              const storage::v1::Head& head,
                              absl::string_view request_id) = 0;

  // The revision that the request wrote; nothing where there is none.
  virtual absl::StatusOr<std::optional<int64_t>> FindRequest(
      absl::string_view request_id) const = 0;

  // Calls `visit` with the records of one revision, in order of chunk, and
  // stops at its first error. A revision without records gives no call; the
  // caller looks for gaps.
  virtual absl::Status Read(
      int64_t revision,
      absl::FunctionRef<absl::Status(absl::string_view)> visit) const = 0;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_RECORD_LOG_H_
