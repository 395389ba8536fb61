// A log of records that tests put there themselves.

#ifndef KETENZICHT_TESTS_CONTRACT_FAKE_LOG_H_
#define KETENZICHT_TESTS_CONTRACT_FAKE_LOG_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ketenzicht/storage/v1/log.pb.h"
#include "service/store/record_log.h"

namespace ketenzicht::service {

inline std::vector<std::string> AllOf(RecordSource& source) {
  std::vector<std::string> records;
  for (int32_t i = 0; i < source.count(); ++i) records.push_back(source.Next());
  return records;
}

class FakeLog : public RecordLog {
 public:
  absl::Status CheckSpace(size_t /*bytes*/) const override { return {}; }
  absl::Status Append(RecordSource& records, const storage::v1::Head& /*head*/,
                      absl::string_view /*request_id*/) override {
    revisions.push_back(AllOf(records));
    return absl::OkStatus();
  }
  absl::StatusOr<std::optional<int64_t>> FindRequest(
      absl::string_view /*request_id*/) const override {
    return std::optional<int64_t>();
  }
  absl::Status Read(
      int64_t revision,
      absl::FunctionRef<absl::Status(absl::string_view)> visit) const override {
    for (const std::string& record :
         revisions.at(static_cast<size_t>(revision) - 1)) {
      if (absl::Status status = visit(record); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  std::vector<std::vector<std::string>> revisions;
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_TESTS_CONTRACT_FAKE_LOG_H_
