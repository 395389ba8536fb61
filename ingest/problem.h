// What is wrong with an input, and where.

#ifndef KETENZICHT_INGEST_PROBLEM_H_
#define KETENZICHT_INGEST_PROBLEM_H_

#include <compare>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/fact_check.h"

namespace ketenzicht::ingest {

// A place in a text, from 1; 0 where none can be named. Columns are characters,
// not bytes.
struct TextPlace {
  int line = 0;
  int column = 0;
  friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

struct Problem {
  std::string file;  // as the user named it
  int line = 0;      // as of TextPlace
  std::string reason;
  int column = 0;
};

// "data/x.yaml:12:5: there is no 'companies/x'"; without what is not known.
std::string FormatProblem(const Problem& problem);

// What is wrong with a fact that stands there: its id and field are part of the
// reason.
Problem ProblemAt(std::string file, int line,
                  const graph::FactProblem& problem);

// Collects problems, of one file where nothing else is said.
class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}
  void Add(TextPlace place, absl::string_view reason) {
    list_.push_back({file_, place.line, std::string(reason), place.column});
  }
  void Add(int line, absl::string_view reason) {
    Add(TextPlace{line, 0}, reason);
  }
  // Of another file of the same source.
  void Add(Problem problem) { list_.push_back(std::move(problem)); }
  const std::string& file() const { return file_; }
  const std::vector<Problem>& list() const { return list_; }
  bool empty() const { return list_.empty(); }

 private:
  std::string file_;
  std::vector<Problem> list_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_PROBLEM_H_
