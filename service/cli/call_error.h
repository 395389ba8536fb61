// What a failed call says, and the exit code it gives.

#ifndef KETENZICHT_SERVICE_CLI_CALL_ERROR_H_
#define KETENZICHT_SERVICE_CLI_CALL_ERROR_H_

#include <ostream>

#include "service/client/client.h"

namespace ketenzicht::service {

// The exit code (cli.h) of a code of google/rpc/code.proto, which those of
// absl::StatusCode are too.
int ExitCodeOf(int code);

// Says on `error` what went wrong, every problem on a line; returns the exit
// code (cli.h).
int ReportFailure(const CallResult& result, std::ostream& error);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_CALL_ERROR_H_
