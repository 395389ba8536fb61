#include "service/engine/errors.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

namespace ketenzicht::service {
namespace {

constexpr absl::string_view kReasonPayload = "ketenzicht.nl/reason";

}  // namespace

absl::Status WithReason(absl::Status status, absl::string_view reason) {
  status.SetPayload(kReasonPayload, absl::Cord(reason));
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kReasonPayload);
  return payload ? std::string(*payload) : std::string();
}

absl::Status ProblemsToStatus(const std::vector<ingest::Problem>& problems) {
  std::string text;
  for (const ingest::Problem& problem : problems) {
    absl::StrAppend(
        &text, text.empty() ? "" : "\n",
        problem.file.empty() ? problem.reason : ingest::FormatProblem(problem));
  }
  return WithReason(absl::InvalidArgumentError(text), "UNSOUND_FACTS");
}

}  // namespace ketenzicht::service
