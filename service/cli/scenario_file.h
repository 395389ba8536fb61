// A scenario from a file, with what it names beside it.

#ifndef KETENZICHT_SERVICE_CLI_SCENARIO_FILE_H_
#define KETENZICHT_SERVICE_CLI_SCENARIO_FILE_H_

#include <ostream>
#include <string>

#include "absl/status/statusor.h"
#include "ketenzicht/v1/view.pb.h"
#include "service/cli/commands.h"
#include "service/client/client.h"

namespace ketenzicht::service {

// The scenario in the file `name`, with its fixtures; where there is no such
// file and it starts with "scenarios/", the stored one of that name.
//
// NotFound where there is neither; InvalidArgument, "file:line:column: reason",
// where it is too large for a call (kMaxScenarioBytes, with its fixtures) or
// not UTF-8, or names a file that is not there, that cannot be read, or that
// lies outside the folder of the scenario, by a link too; or where it is empty,
// or a folder.
// What else is wrong with the scenario the service says.
absl::StatusOr<v1::ScenarioReference> ReadScenarioFile(const std::string& name);

// The same, or the code to end with, after saying why on `error`.
struct OpenedScenario {
  v1::ScenarioReference reference;
  int code = 0;
};
OpenedScenario OpenScenario(const std::string& name, std::ostream& error);

// "file:12:5", as far as it is known.
std::string PlaceIn(const std::string& file, int line, int column);

// `relative`, which a scenario in `file` names: a path inside its folder.
// InvalidArgument with the reason, without file and line.
absl::StatusOr<std::string> PathBeside(const std::string& file,
                                       const std::string& relative);

// The same of the file with the results that it expects, which is written: that
// may be no link, and need not be there.
absl::StatusOr<std::string> ExpectedFile(const std::string& file,
                                         const std::string& relative);

// Says what went wrong with the scenario in this file, each problem with file
// and line, and gives the code to end with. In scenario_command.cc.
int ReportScenarioFailure(const CommandContext& context,
                          const std::string& file, const CallResult& result);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_SCENARIO_FILE_H_
