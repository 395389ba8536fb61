#include "ingest/problem.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {

std::string FormatProblem(const Problem& problem) {
  return problem.line > 0 ? absl::StrCat(problem.file, ":", problem.line, ": ",
                                         problem.reason)
                          : absl::StrCat(problem.file, ": ", problem.reason);
}

}  // namespace ketenzicht::ingest
