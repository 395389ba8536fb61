#include "graph/status.h"

#include "absl/strings/string_view.h"

namespace ketenzicht::graph {

absl::string_view StatusName(Status status) {
  switch (status) {
    case Status::kOpen:
      return "open";
    case Status::kNotExcluded:
      return "not_excluded";
    case Status::kUnknown:
      return "unknown";
    case Status::kBlocked:
      return "blocked";
    case Status::kNoPath:
      return "no_path";
  }
  return "";
}

std::optional<Status> ParseStatus(absl::string_view name) {
  for (Status status : {Status::kOpen, Status::kNotExcluded, Status::kUnknown,
                        Status::kBlocked, Status::kNoPath}) {
    if (StatusName(status) == name) return status;
  }
  return std::nullopt;
}

absl::string_view TruthName(Truth truth) {
  switch (truth) {
    case Truth::kAffirmed:
      return "affirmed";
    case Truth::kNotExcluded:
      return "not_excluded";
    case Truth::kUnknown:
      return "unknown";
    case Truth::kDenied:
      return "denied";
  }
  return "";
}

Status StatusOf(Modality modality) {
  switch (modality) {
    case Modality::kAffirmed:
      return Status::kOpen;
    case Modality::kPossible:
    case Modality::kNotExcluded:
      return Status::kNotExcluded;
    case Modality::kUnknown:
      return Status::kUnknown;
    case Modality::kDenied:
    case Modality::kPresupposed:
    case Modality::kCounterfactual:
      return Status::kNoPath;
  }
  return Status::kNoPath;
}

Truth Not(Truth truth) {
  if (truth == Truth::kAffirmed) return Truth::kDenied;
  if (truth == Truth::kDenied) return Truth::kAffirmed;
  return truth;
}

Truth TruthOf(Status status) {
  return status >= Status::kBlocked ? Truth::kDenied
                                    : static_cast<Truth>(status);
}

Status StatusUnless(Truth truth) { return static_cast<Status>(truth); }

}  // namespace ketenzicht::graph
