// From the start of a process on a store that is there to its first answer.

#ifndef KETENZICHT_TESTS_BENCH_RESTART_BENCH_H_
#define KETENZICHT_TESTS_BENCH_RESTART_BENCH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/bench_report.h"

namespace ketenzicht::bench {

// Generates a supply chain into `store`, a directory that is not there yet.
// Returns the seconds it took. Ends the program where it fails.
double FillStore(const std::string& store, int64_t scale, uint64_t seed);

// Opens the store, asks whom one process is exposed to, and prints the seconds
// of each part and the megabytes it held: what `program --restart store` does.
int AnswerOnce(const std::string& store);

// Starts `program` that way so many times.
std::vector<BenchRow> RunRestarts(const std::string& program,
                                  const std::string& store, int repeats);

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_RESTART_BENCH_H_
