#include "service/rpc/status_conversion.h"

#include <grpcpp/support/error_details.h>

#include <iostream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "service/engine/errors.h"

namespace ketenzicht::service {
namespace {

constexpr char kDomain[] = "ketenzicht.nl";
// Metadata of a gRPC status is limited to about 8 KiB in all.
constexpr size_t kMessageLimit = 2048;
constexpr int kViolationsShown = 15;
constexpr size_t kViolationLimit = 240;

std::string DefaultReason(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
      return "INVALID_REQUEST";
    case absl::StatusCode::kNotFound:
      return "NOT_FOUND";
    case absl::StatusCode::kAlreadyExists:
      return "ALREADY_EXISTS";
    case absl::StatusCode::kFailedPrecondition:
      return "REVISION_MISMATCH";
    case absl::StatusCode::kResourceExhausted:
      return "LIMIT_EXCEEDED";
    case absl::StatusCode::kOutOfRange:
      return "REVISION_NOT_YET";
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kDeadlineExceeded:
      return "STOPPED";
    case absl::StatusCode::kDataLoss:
      return "DATA_LOSS";
    case absl::StatusCode::kUnavailable:
      return "STORE_UNAVAILABLE";
    default:
      return "INTERNAL";
  }
}

// Cut at a character boundary of UTF-8.
std::string Shortened(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return absl::StrCat(text.substr(0, end), "…");
}

void AddViolations(absl::string_view message, google::rpc::Status& details) {
  google::rpc::BadRequest bad;
  int left_out = 0;
  for (absl::string_view line : absl::StrSplit(message, '\n')) {
    if (bad.field_violations_size() == kViolationsShown) {
      ++left_out;
      continue;
    }
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(": ", 1));
    google::rpc::BadRequest::FieldViolation* one = bad.add_field_violations();
    one->set_field(Shortened(parts.first, kViolationLimit));
    one->set_description(Shortened(parts.second, kViolationLimit));
  }
  if (left_out > 0) {
    bad.add_field_violations()->set_description(
        absl::StrCat(left_out, " more problems"));
  }
  details.add_details()->PackFrom(bad);
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const std::string carried = ReasonOf(status);
  const std::string reason =
      carried.empty() ? DefaultReason(status.code()) : carried;
  std::string message(status.message());
  if (reason == "INTERNAL") {
    std::cerr << "internal error: " << message << "\n";
    message = "internal error; the log of the service says more";
  }
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(Shortened(message, kMessageLimit));
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain(kDomain);
  details.add_details()->PackFrom(info);
  if (reason == "UNSOUND_FACTS" || reason == "INVALID_SCENARIO") {
    AddViolations(message, details);
  }
  grpc::Status result;
  if (!grpc::SetErrorDetails(details, &result).ok()) {
    return grpc::Status(static_cast<grpc::StatusCode>(status.code()),
                        details.message());
  }
  return result;
}

}  // namespace ketenzicht::service
