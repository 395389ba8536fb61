#include "service/cli/call_error.h"

#include <string>

#include "service/cli/cli.h"

namespace ketenzicht::service {
namespace {

// Codes of gRPC, which stand in google/rpc/code.proto.
constexpr int kInvalidArgument = 3;
constexpr int kDeadlineExceeded = 4;
constexpr int kNotFound = 5;
constexpr int kAlreadyExists = 6;
constexpr int kPermissionDenied = 7;
constexpr int kFailedPrecondition = 9;
constexpr int kOutOfRange = 11;
constexpr int kUnavailable = 14;
constexpr int kUnauthenticated = 16;

}  // namespace

int ExitCodeOf(int code) {
  switch (code) {
    case kInvalidArgument:
    case kAlreadyExists:
    case kFailedPrecondition:
      return kExitInvalid;
    case kNotFound:
    case kOutOfRange:
      return kExitNotFound;
    case kPermissionDenied:
    case kUnauthenticated:
      return kExitDenied;
    case kUnavailable:
    case kDeadlineExceeded:
      return kExitUnavailable;
    default:
      return kExitFailed;
  }
}

int ReportFailure(const CallResult& result, std::ostream& error) {
  if (result.problems.empty()) {
    error << "ketenzicht: " << result.message;
    if (!result.reason.empty()) error << " (" << result.reason << ")";
    error << "\n";
  }
  for (const std::string& problem : result.problems) error << problem << "\n";
  if (!result.problems.empty()) {
    error << "ketenzicht: nothing was written (" << result.reason << ")\n";
  }
  return ExitCodeOf(result.code);
}

}  // namespace ketenzicht::service
