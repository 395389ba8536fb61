// Packed facts into the records of the log.

#ifndef KETENZICHT_SERVICE_STORE_PACKED_RECORDS_H_
#define KETENZICHT_SERVICE_STORE_PACKED_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/packed_facts.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "service/store/fact_bytes.h"
#include "service/store/fact_store.h"
#include "service/store/record_log.h"

namespace ketenzicht::service {

// The records of a batch whose facts are packed: first those with facts, made
// as they are asked for, some ahead on a thread of their own; then those that
// were made before. Memory is bounded by some records, whatever there are.
class PackedRecords : public RecordSource {
 public:
  // How facts are cut into records, which takes looking at each once, on both
  // cores. `envelope` is what every record says but its chunk; `facts` must
  // outlive the records. InvalidArgument: a fact without a published form, a
  // text that is not UTF-8. ResourceExhausted: a fact above
  // limits.record_bytes, or all above limits.batch_bytes.
  static absl::StatusOr<std::unique_ptr<PackedRecords>> Make(
      const graph::PackedFacts& facts, const storage::v1::LogRecord& envelope,
      const StoreLimits& limits);
  ~PackedRecords() override;

  // Records to come after those with facts: whole but for the count of all.
  void AddRest(std::vector<std::string> rest);

  int32_t count() const override {
    return fact_records() + static_cast<int32_t>(rest_.size());
  }
  size_t bytes() const override { return bytes_; }
  std::string Next() override;

  int32_t fact_records() const {
    return static_cast<int32_t>(begins_.size()) - 1;
  }

 private:
  PackedRecords(const graph::PackedFacts& facts, FactBytes fact_bytes,
                const storage::v1::LogRecord& envelope)
      : facts_(facts),
        fact_bytes_(std::move(fact_bytes)),
        envelope_(envelope) {}

  absl::Status Plan(const StoreLimits& limits);
  absl::Status Measure(size_t limit, std::vector<uint32_t>& sizes) const;
  std::string MakeRecord(int32_t chunk) const;
  std::vector<std::string> MakeRecords(int32_t first) const;

  const graph::PackedFacts& facts_;
  const FactBytes fact_bytes_;
  const storage::v1::LogRecord envelope_;
  std::vector<graph::FactIndex> begins_ = {0};  // of records; one more at last
  std::vector<std::string> rest_;
  size_t bytes_ = 0;
  std::vector<std::string> ready_;  // from next_ on, the next one last
  int32_t next_ = 0;
  std::future<std::vector<std::string>> ahead_;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_STORE_PACKED_RECORDS_H_
