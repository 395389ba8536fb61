#include "service/cli/source_files.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "ingest/byte_source.h"
#include "ingest/disk_file.h"
#include "ingest/formats/archi_model.h"
#include "ingest/formats/format.h"
#include "ingest/unpack.h"
#include "service/cli/fact_files.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

// What a file begins with, unpacked as far as that goes. Nothing where it
// cannot be read.
std::optional<std::string> HeadOf(const std::string& path) {
  const absl::StatusOr<std::unique_ptr<ingest::ByteSource>> raw =
      ingest::OpenDiskFile(path);
  if (!raw.ok()) return std::nullopt;
  ingest::PeekedSource peeked(**raw);
  const absl::StatusOr<absl::string_view> magic =
      peeked.Peek(ingest::kFormatHeadBytes);
  if (!magic.ok()) return std::nullopt;
  if (!ingest::IsPacked(*magic)) return std::string(*magic);
  const std::unique_ptr<ingest::ByteSource> unpacked = ingest::Unpack(peeked);
  std::string head;
  while (head.size() < ingest::kFormatHeadBytes) {
    std::string more(ingest::kFormatHeadBytes, '\0');
    const absl::StatusOr<size_t> count =
        unpacked->Read(more.data(), more.size());
    // Damaged ones are told when they are imported.
    if (!count.ok() || *count == 0) break;
    head.append(more, 0, *count);
  }
  return head;
}

// By its ending, or what it begins with.
bool IsOurs(const std::string& path, const std::string& head) {
  return IsFactFile(path) ||
         absl::StrContains(head, "apiVersion: ketenzicht.nl/");
}

// The files below a folder, sorted; else the path itself.
std::vector<std::string> FilesAt(const std::string& path) {
  std::error_code code;
  if (!fs::is_directory(path, code)) return {path};
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator it(path, code), end; !code && it != end;
       it.increment(code)) {
    if (it->is_regular_file(code)) files.push_back(it->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Sorts files one after the other.
class Sorter {
 public:
  explicit Sorter(const ImportArguments& import) : import_(import) {}

  // False where it cannot be read. In a folder there may be anything.
  bool Add(const std::string& path, bool in_folder) {
    const std::optional<std::string> head = HeadOf(path);
    if (!head) return false;
    const ingest::Format* format =
        import_.format.empty() ? ingest::RecognizeFormat(*head)
                               : ingest::FindFormat(import_.format, *head);
    if (!import_.of_source() && format == nullptr && IsOurs(path, *head)) {
      sorted_.native.push_back(path);
      return true;
    }
    if (in_folder && format == nullptr && !import_.of_source()) return true;
    if (format != nullptr && format->several_files && format == last_ &&
        ModelOf(*format, path) == model_) {
      sorted_.sources.back().push_back(path);
    } else {
      sorted_.sources.push_back({path});
    }
    last_ = format;
    model_ = format == nullptr ? "" : ModelOf(*format, path);
    return true;
  }

  ImportedFiles Release() { return std::move(sorted_); }

 private:
  // What files of one source have in common; the same for all of a format where
  // nothing tells.
  static std::string ModelOf(const ingest::Format& format,
                             const std::string& path) {
    return format.name == "archimate" ? ingest::ArchiModelOf(path) : "";
  }

  const ImportArguments& import_;
  ImportedFiles sorted_;
  const ingest::Format* last_ = nullptr;  // of the source that is last
  std::string model_;                     // likewise
};

}  // namespace

std::optional<ImportedFiles> SortFiles(const std::vector<std::string>& paths,
                                       const ImportArguments& import,
                                       std::ostream& error) {
  Sorter sorter(import);
  for (const std::string& path : paths) {
    for (const std::string& file : FilesAt(path)) {
      if (sorter.Add(file, file != path)) continue;
      error << file << ": cannot be read\n";
      return std::nullopt;
    }
  }
  return sorter.Release();
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
