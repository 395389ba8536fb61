#include "ingest/problem.h"

#include <string>
#include <utility>

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

Problem ProblemAt(std::string file, int line,
                  const graph::FactProblem& problem) {
  return {std::move(file), line,
          absl::StrCat(problem.fact_id, ": ", problem.field,
                       problem.field.empty() ? "" : ": ", problem.reason)};
}

}  // namespace ketenzicht::ingest
