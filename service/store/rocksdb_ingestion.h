// A large commit as files that RocksDB takes in at once.
//
// Through its write-ahead log and memtable, half a gigabyte is in memory twice
// and written twice; as a sorted file it is written once, piece by piece.

#ifndef KETENZICHT_SERVICE_STORE_ROCKSDB_INGESTION_H_
#define KETENZICHT_SERVICE_STORE_ROCKSDB_INGESTION_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Status;
}  // namespace rocksdb

namespace ketenzicht::service {

// Keys and values of one column family.
struct FamilyRows {
  rocksdb::ColumnFamilyHandle* family = nullptr;
  int64_t count = 0;  // at least one
  // The next one; keys ascend.
  std::function<std::pair<std::string, std::string>()> next;
};

// Writes the rows of all families, all or nothing, durable on return; they may
// replace keys that are there. The files that it needs on the way are in
// `directory` and are gone afterwards. Memory does not depend on the rows.
rocksdb::Status IngestRows(rocksdb::DB& database, const std::string& directory,
                           const std::vector<FamilyRows>& families);

// Removes what an ingestion that was cut off left in `directory`.
void RemoveIngestionFiles(const std::string& directory);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_ROCKSDB_INGESTION_H_
