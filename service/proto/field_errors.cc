#include "service/proto/field_errors.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace ketenzicht::service {

void FieldErrors::Add(absl::string_view field, absl::string_view reason) {
  if (!status_.ok()) return;
  std::string path;
  for (const Part& part : path_) {
    absl::StrAppend(&path, path.empty() ? "" : ".", part.name);
    if (part.index >= 0) absl::StrAppend(&path, "[", part.index, "]");
  }
  if (!field.empty()) {
    absl::StrAppend(&path, path.empty() ? "" : ".", field);
  }
  status_ = absl::InvalidArgumentError(absl::StrCat(path, ": ", reason));
}

}  // namespace ketenzicht::service
