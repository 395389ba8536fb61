#include "graph/instance.h"

namespace ketenzicht::graph {

absl::string_view OmissionName(Omission omission) {
  switch (omission) {
    case Omission::kNone:
      return "none";
    case Omission::kSource:
      return "source";
    case Omission::kInferred:
      return "inferred";
    case Omission::kUnverified:
      return "unverified";
    case Omission::kDate:
      return "date";
    case Omission::kModality:
      return "modality";
    case Omission::kDenied:
      return "denied";
    case Omission::kSpecific:
      return "specific";
    case Omission::kCarrier:
      return "carrier";
    case Omission::kGuard:
      return "guard";
    case Omission::kRemoved:
      return "removed";
  }
  return "";
}

}  // namespace ketenzicht::graph
