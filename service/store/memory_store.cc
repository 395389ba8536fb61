#include "service/store/memory_store.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/store/log_store.h"
#include "service/store/record_log.h"

namespace ketenzicht::service {
namespace {

// Records packed as on disk: a tenth of the memory that facts take.
class MemoryLog : public RecordLog {
 public:
  absl::Status CheckSpace(size_t /*bytes*/) const override {
    return absl::OkStatus();
  }

  absl::Status Append(RecordSource& records, const storage::v1::Head& head,
                      absl::string_view request_id) override {
    auto shared = std::make_shared<std::vector<std::string>>();
    for (int32_t i = 0; i < records.count(); ++i) {
      shared->push_back(records.Next());
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    revisions_.push_back(std::move(shared));
    if (!request_id.empty()) requests_[request_id] = head.revision();
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<int64_t>> FindRequest(
      absl::string_view request_id) const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = requests_.find(request_id);
    if (found == requests_.end()) return std::optional<int64_t>();
    return std::optional<int64_t>(found->second);
  }

  absl::Status Read(
      int64_t revision,
      absl::FunctionRef<absl::Status(absl::string_view)> visit) const override {
    std::shared_ptr<const std::vector<std::string>> records;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      records = revisions_.at(static_cast<size_t>(revision) - 1);
    }
    for (const std::string& record : *records) {
      absl::Status status = visit(record);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

 private:
  mutable std::mutex mutex_;
  // Guarded by mutex_.
  std::vector<std::shared_ptr<const std::vector<std::string>>> revisions_;
  absl::flat_hash_map<std::string, int64_t> requests_;
};

}  // namespace

std::unique_ptr<FactStore> MakeMemoryStore(MemoryStoreOptions options) {
  return std::make_unique<LogStore>(std::make_shared<MemoryLog>(),
                                    storage::v1::Head(), options.limits,
                                    std::move(options.clock));
}

}  // namespace ketenzicht::service
