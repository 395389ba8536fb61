// The files of an export, in a folder.
//
//   ExportFolder folder("graph");
//   folder.Write("nodes.csv", piece);  … each piece, in order
//   folder.Finish();

#ifndef KETENZICHT_SERVICE_CLI_EXPORT_FOLDER_H_
#define KETENZICHT_SERVICE_CLI_EXPORT_FOLDER_H_

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::service {

// Files get their names when all of them are whole, over files that had these
// names; an export that breaks off leaves those as they were. Not thread-safe.
class ExportFolder {
 public:
  // Makes the folder with the first piece, if it is not there.
  explicit ExportFolder(std::filesystem::path folder)
      : folder_(std::move(folder)) {}
  ~ExportFolder();
  ExportFolder(const ExportFolder&) = delete;
  ExportFolder& operator=(const ExportFolder&) = delete;

  // All pieces of a file come before those of the next. InvalidArgument for a
  // name that is none of a file in a folder; Unavailable where it cannot be
  // written.
  absl::Status Write(const std::string& file, absl::string_view piece);
  // Unavailable where not all of it was written.
  absl::Status Finish();

 private:
  absl::Status Open(const std::string& file);
  absl::Status Close();
  std::filesystem::path PartOf(const std::string& file) const;

  const std::filesystem::path folder_;
  std::vector<std::string> files_;  // begun, and without their names yet
  std::ofstream out_;               // the last of them
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_EXPORT_FOLDER_H_
