#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/csv_fact_writer.h"
#include "ingest/generator/generator.h"
#include "service/generate/generate.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBufferBytes = size_t{1} << 20;

// One file that is written in large pieces.
class CsvFile {
 public:
  CsvFile(const fs::path& path, ingest::CsvTable table)
      : path_(path), text_(ingest::CsvHeader(table)) {
    text_.reserve(2 * kBufferBytes);
    stream_.open(path, std::ios::binary | std::ios::trunc);
  }

  absl::Status Append(const graph::Fact& fact) {
    if (absl::Status ok = ingest::AppendCsvRow(fact, text_); !ok.ok()) {
      return ok;
    }
    return text_.size() < kBufferBytes ? absl::OkStatus() : Flush();
  }

  absl::Status Close() {
    if (absl::Status ok = Flush(); !ok.ok()) return ok;
    stream_.close();
    return Written();
  }

  const fs::path& path() const { return path_; }

 private:
  absl::Status Written() const {
    return stream_.good() ? absl::OkStatus()
                          : absl::UnavailableError(absl::StrCat(
                                path_.string(), ": cannot be written"));
  }
  absl::Status Flush() {
    stream_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
    return Written();
  }

  const fs::path path_;
  std::ofstream stream_;
  std::string text_;
};

fs::path PathOf(const std::string& directory, ingest::CsvTable table) {
  return fs::path(directory) /
         absl::StrCat(ingest::CsvTableName(table), ".csv");
}

absl::Status Prepare(const std::string& directory) {
  std::error_code code;
  fs::create_directory(directory, code);
  if (!fs::is_directory(directory, code)) {
    return absl::UnavailableError(
        absl::StrCat(directory, ": no such folder, and it cannot be made"));
  }
  for (const ingest::CsvTable table : ingest::kCsvTables) {
    const fs::path path = PathOf(directory, table);
    if (!fs::exists(path, code)) continue;
    return absl::FailedPreconditionError(
        absl::StrCat(path.string(), ": is there already"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int64_t> GenerateCsv(const ingest::GeneratorOptions& options,
                                    const std::string& directory,
                                    const GenerateProgress& progress) {
  if (absl::Status ok = ingest::CheckOptions(options); !ok.ok()) return ok;
  if (absl::Status ok = Prepare(directory); !ok.ok()) return ok;
  std::vector<CsvFile> files;
  files.reserve(std::size(ingest::kCsvTables));
  for (const ingest::CsvTable table : ingest::kCsvTables) {
    files.emplace_back(PathOf(directory, table), table);
  }
  int64_t facts = 0;
  absl::Status status = ingest::GenerateFacts(
      options, ingest::GeneratorPart::kAll, [&](const graph::Fact& fact) {
        if (++facts % kFactsPerProgress == 0) progress(facts);
        return files[static_cast<size_t>(ingest::CsvTableOf(fact))].Append(
            fact);
      });
  for (CsvFile& file : files) {
    if (status.ok()) status = file.Close();
  }
  if (status.ok()) {
    progress(facts);
    return facts;
  }
  for (const CsvFile& file : files) {
    std::error_code code;
    fs::remove(file.path(), code);
  }
  return status;
}

}  // namespace ketenzicht::service
