// Files of facts, as commands are given them.

#ifndef KETENZICHT_SERVICE_CLI_FACT_FILES_H_
#define KETENZICHT_SERVICE_CLI_FACT_FILES_H_

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "service/client/client.h"

namespace ketenzicht::service {

// Whether a file in a folder is one of facts, by its ending.
bool IsFactFile(const std::string& path);

// The files that `paths` name, read: each itself, or the YAML and CSV below a
// folder, sorted. Nothing after saying on `error` what is not there or cannot
// be read.
std::optional<std::vector<ClientFile>> ReadFactFiles(
    const std::vector<std::string>& paths, std::ostream& error);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_FACT_FILES_H_
