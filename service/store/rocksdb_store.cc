#include "service/store/rocksdb_store.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/store/log_store.h"
#include "service/store/rocksdb_log.h"

namespace ketenzicht::service {

absl::StatusOr<std::unique_ptr<FactStore>> OpenRocksdbStore(
    RocksdbStoreOptions options) {
  if (!options.on_warning) {
    options.on_warning = [](absl::string_view line) {
      std::cerr << absl::StrCat(line, "\n");
    };
  }
  absl::StatusOr<std::unique_ptr<RocksdbLog>> log = RocksdbLog::Open(options);
  if (!log.ok()) return log.status();
  const storage::v1::Head head = (*log)->head();
  return std::make_unique<LogStore>(*std::move(log), head, options.limits,
                                    std::move(options.clock));
}

}  // namespace ketenzicht::service
