// What is measured in a process of its own: it prints its figures on one line.

#ifndef KETENZICHT_TESTS_BENCH_MEASURED_CHILD_H_
#define KETENZICHT_TESTS_BENCH_MEASURED_CHILD_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace ketenzicht::bench {

// Says why and ends the program.
[[noreturn]] void Fail(const absl::Status& status);

// Runs the program with an option and its value, and returns the numbers that
// it prints. Ends this program where there are none.
std::vector<double> MeasuredBy(const std::string& program,
                               const std::string& option,
                               const std::string& value);

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_MEASURED_CHILD_H_
