#include "service/cli/fact_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "ingest/packed_input.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

// The files that `path` names: itself, or those below a folder, sorted.
// Nothing after saying why.
std::optional<std::vector<std::string>> FilesAt(const std::string& path,
                                                std::ostream& error) {
  std::error_code code;
  if (!fs::is_directory(path, code)) {
    if (fs::is_regular_file(path, code)) return std::vector{path};
    error << path << ": no such file or folder\n";
    return std::nullopt;
  }
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator it(path, code), end; !code && it != end;
       it.increment(code)) {
    if (it->is_regular_file(code) && IsFactFile(it->path())) {
      files.push_back(it->path().lexically_normal().string());
    }
  }
  if (code) {
    error << path << ": " << code.message() << "\n";
    return std::nullopt;
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

bool IsFactFile(const std::string& path) {
  const fs::path ending =
      fs::path(std::string(ingest::UnpackedName(path))).extension();
  return ending == ".yaml" || ending == ".yml" || ending == ".csv" ||
         ending == ".tsv" || ending == ".jsonl" || ending == ".ndjson";
}

std::optional<std::vector<ClientFile>> ReadFactFiles(
    const std::vector<std::string>& paths, std::ostream& error) {
  std::vector<ClientFile> files;
  for (const std::string& path : paths) {
    const std::optional<std::vector<std::string>> names = FilesAt(path, error);
    if (!names) return std::nullopt;
    for (const std::string& name : *names) {
      std::ifstream file(name, std::ios::binary);
      std::ostringstream content;
      content << file.rdbuf();
      if (!file) {
        error << name << ": cannot be read\n";
        return std::nullopt;
      }
      files.push_back({name, content.str()});
    }
  }
  return files;
}

}  // namespace ketenzicht::service
