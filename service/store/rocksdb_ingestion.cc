#include "service/store/rocksdb_ingestion.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"
#include "rocksdb/sst_file_writer.h"

namespace ketenzicht::service {
namespace {

namespace fs = std::filesystem;

// Not a name that RocksDB gives a file.
constexpr absl::string_view kPrefix = "ketenzicht.incoming.";

rocksdb::Status WriteFile(rocksdb::DB& database, const std::string& path,
                          const FamilyRows& rows) {
  const rocksdb::Options options(database.GetDBOptions(),
                                 database.GetOptions(rows.family));
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), options, rows.family);
  rocksdb::Status status = writer.Open(path);
  for (int64_t i = 0; i < rows.count && status.ok(); ++i) {
    const auto [key, value] = rows.next();
    status = writer.Put(key, value);
  }
  return status.ok() ? writer.Finish() : status;
}

}  // namespace

rocksdb::Status IngestRows(rocksdb::DB& database, const std::string& directory,
                           const std::vector<FamilyRows>& families) {
  RemoveIngestionFiles(directory);
  std::vector<rocksdb::IngestExternalFileArg> files;
  rocksdb::Status status;
  for (const FamilyRows& rows : families) {
    const std::string path =
        fs::path(directory) / absl::StrCat(kPrefix, files.size());
    status = WriteFile(database, path, rows);
    if (!status.ok()) break;
    rocksdb::IngestExternalFileArg& file = files.emplace_back();
    file.column_family = rows.family;
    file.external_files = {path};
    file.options.move_files = true;
  }
  if (status.ok()) status = database.IngestExternalFiles(files);
  RemoveIngestionFiles(directory);
  return status;
}

void RemoveIngestionFiles(const std::string& directory) {
  std::error_code error;
  std::vector<fs::path> left;
  for (fs::directory_iterator it(directory, error), end; !error && it != end;
       it.increment(error)) {
    if (absl::StartsWith(it->path().filename().string(), kPrefix)) {
      left.push_back(it->path());
    }
  }
  for (const fs::path& path : left) fs::remove(path, error);
}

}  // namespace ketenzicht::service
