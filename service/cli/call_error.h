// What a failed call says, and the exit code it gives.

#ifndef KETENZICHT_SERVICE_CLI_CALL_ERROR_H_
#define KETENZICHT_SERVICE_CLI_CALL_ERROR_H_

#include <ostream>

#include "service/client/client.h"

namespace ketenzicht::service {

// Says on `error` what went wrong, every problem on a line; returns the exit
// code (cli.h).
int ReportFailure(const CallResult& result, std::ostream& error);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_CALL_ERROR_H_
