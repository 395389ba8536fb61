#include "service/cli/source_files.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/match.h"
#include "ingest/formats/format.h"
#include "ingest/unpack.h"
#include "service/cli/fact_files.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

// What a file begins with; nothing where it cannot be read.
std::optional<std::string> HeadOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(ingest::kFormatHeadBytes, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (file.bad() || (file.fail() && !file.eof())) return std::nullopt;
  head.resize(static_cast<size_t>(file.gcount()));
  return head;
}

// By its ending, or what it begins with.
bool IsOurs(const std::string& path, const std::string& head) {
  return (IsFactFile(path) && !ingest::IsPacked(head)) ||
         absl::StrContains(head, "apiVersion: ketenzicht.nl/");
}

}  // namespace

std::optional<ImportedFiles> SortFiles(const std::vector<std::string>& paths,
                                       const ImportArguments& import,
                                       std::ostream& error) {
  ImportedFiles sorted;
  const ingest::Format* last = nullptr;  // of the source that is last
  for (const std::string& path : paths) {
    std::error_code code;
    if (fs::is_directory(path, code) && !import.of_source()) {
      sorted.native.push_back(path);
      continue;
    }
    const std::optional<std::string> head = HeadOf(path);
    if (!head) {
      error << path << ": cannot be read\n";
      return std::nullopt;
    }
    const ingest::Format* format = import.format.empty()
                                       ? ingest::RecognizeFormat(*head)
                                       : ingest::FindFormat(import.format, *head);
    if (!import.of_source() && format == nullptr && IsOurs(path, *head)) {
      sorted.native.push_back(path);
      continue;
    }
    const bool joins = format != nullptr && format->several_files &&
                       format == last && !sorted.sources.empty();
    if (joins) {
      sorted.sources.back().push_back(path);
    } else {
      sorted.sources.push_back({path});
    }
    last = format;
  }
  return sorted;
}

int64_t SizeOf(const std::vector<std::string>& paths) {
  int64_t bytes = 0;
  for (const std::string& path : paths) {
    std::error_code code;
    const auto size = fs::file_size(path, code);
    if (!code) bytes += static_cast<int64_t>(size);
  }
  return bytes;
}

}  // namespace ketenzicht::service
