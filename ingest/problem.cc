#include "ingest/problem.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {

std::string FormatProblem(const Problem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) absl::StrAppend(&text, ":", problem.line);
  if (problem.line > 0 && problem.column > 0) {
    absl::StrAppend(&text, ":", problem.column);
  }
  return absl::StrCat(text, ": ", problem.reason);
}

}  // namespace ketenzicht::ingest
