// The reason of an error, carried inside its absl::Status from where it is
// known to where it becomes an answer (service/rpc/status_conversion.h).

#ifndef KETENZICHT_SERVICE_ENGINE_ERRORS_H_
#define KETENZICHT_SERVICE_ENGINE_ERRORS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "ingest/problem.h"

namespace ketenzicht::service {

// `status`, which is not OK, with a reason: the name of an ErrorReason without
// its prefix, such as "NOT_FOUND" (proto/ketenzicht/v1/error_reason.proto).
absl::Status WithReason(absl::Status status, absl::string_view reason);

// The reason that `status` carries; empty where it has none.
std::string ReasonOf(const absl::Status& status);

// InvalidArgument with reason UNSOUND_FACTS; the message has one problem a
// line.
absl::Status ProblemsToStatus(const std::vector<ingest::Problem>& problems);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ENGINE_ERRORS_H_
