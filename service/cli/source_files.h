// Which of the files that an import is given are our own, and which are sources
// of outside formats.

#ifndef KETENZICHT_SERVICE_CLI_SOURCE_FILES_H_
#define KETENZICHT_SERVICE_CLI_SOURCE_FILES_H_

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "service/cli/commands.h"

namespace ketenzicht::service {

struct ImportedFiles {
  std::vector<std::string> native;
  // The files of each source, in the order given.
  std::vector<std::vector<std::string>> sources;
};

// A file is of a source where `import` says so, where it is packed, where it
// begins as an outside format does, or where its ending is none of ours. Of a
// folder all files below it are taken, but for those of no format and none of
// ours. Files of a format that takes several are one source, for Archi those of
// one model; any other is one by itself. Nothing after saying on `error` what
// cannot be read.
std::optional<ImportedFiles> SortFiles(const std::vector<std::string>& paths,
                                       const ImportArguments& import,
                                       std::ostream& error);

// Of all these files together, in bytes.
int64_t SizeOf(const std::vector<std::string>& paths);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_SOURCE_FILES_H_
