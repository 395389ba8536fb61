#include "service/cli/export_folder.h"

#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::service {
namespace {

// A server says what the files are called: never one elsewhere.
bool IsPlainName(const std::string& file) {
  return !file.empty() && file.find_first_of("/\\") == std::string::npos &&
         !absl::StartsWith(file, ".");
}

absl::Status CannotWrite(const std::filesystem::path& path) {
  return absl::UnavailableError(
      absl::StrCat(path.string(), ": cannot be written"));
}

}  // namespace

ExportFolder::~ExportFolder() {
  out_.close();
  std::error_code ignored;
  for (const std::string& file : files_) {
    std::filesystem::remove(PartOf(file), ignored);
  }
}

std::filesystem::path ExportFolder::PartOf(const std::string& file) const {
  return folder_ / absl::StrCat(file, ".part");
}

absl::Status ExportFolder::Open(const std::string& file) {
  if (!IsPlainName(file)) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", file, "' is no name of a file in a folder"));
  }
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) return CannotWrite(folder_);
  files_.push_back(file);
  out_.open(PartOf(file), std::ios::binary | std::ios::trunc);
  return out_ ? absl::OkStatus() : CannotWrite(PartOf(file));
}

absl::Status ExportFolder::Close() {
  if (files_.empty()) return absl::OkStatus();
  out_.close();
  return out_ ? absl::OkStatus() : CannotWrite(PartOf(files_.back()));
}

absl::Status ExportFolder::Write(const std::string& file,
                                 absl::string_view piece) {
  if (files_.empty() || files_.back() != file) {
    absl::Status ok = Close();
    if (ok.ok()) ok = Open(file);
    if (!ok.ok()) return ok;
  }
  out_.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  return out_ ? absl::OkStatus() : CannotWrite(PartOf(file));
}

absl::Status ExportFolder::Finish() {
  if (absl::Status ok = Close(); !ok.ok()) return ok;
  for (const std::string& file : files_) {
    std::error_code error;
    std::filesystem::rename(PartOf(file), folder_ / file, error);
    if (error) return CannotWrite(folder_ / file);
  }
  files_.clear();
  return absl::OkStatus();
}

}  // namespace ketenzicht::service
