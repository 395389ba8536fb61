#include "tests/bench/measured_child.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <sstream>

#include "absl/strings/str_cat.h"

namespace ketenzicht::bench {

void Fail(const absl::Status& status) {
  std::cerr << "bench: " << status << "\n";
  std::exit(1);
}

std::vector<double> MeasuredBy(const std::string& program,
                               const std::string& option,
                               const std::string& value) {
  const std::string command =
      absl::StrCat("'", program, "' ", option, " '", value, "'");
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"),
                                                   pclose);
  std::array<char, 256> line{};
  std::vector<double> numbers;
  if (pipe != nullptr &&
      fgets(line.data(), line.size(), pipe.get()) != nullptr) {
    std::istringstream text(line.data());
    for (double number = 0; text >> number;) numbers.push_back(number);
  }
  if (numbers.empty()) {
    Fail(absl::UnavailableError(absl::StrCat(command, ": no figures")));
  }
  return numbers;
}

}  // namespace ketenzicht::bench
