// What is wrong with an input, and where.

#ifndef KETENZICHT_INGEST_PROBLEM_H_
#define KETENZICHT_INGEST_PROBLEM_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

struct Problem {
  std::string file;  // as the user named it
  int line = 0;      // from 1; 0 where no line can be named
  std::string reason;
};

// "data/x.yaml:12: there is no 'companies/x'"
std::string FormatProblem(const Problem& problem);

// Collects problems of one file.
class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}
  void Add(int line, absl::string_view reason) {
    list_.push_back({file_, line, std::string(reason)});
  }
  const std::string& file() const { return file_; }
  const std::vector<Problem>& list() const { return list_; }
  bool empty() const { return list_.empty(); }

 private:
  std::string file_;
  std::vector<Problem> list_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_PROBLEM_H_
