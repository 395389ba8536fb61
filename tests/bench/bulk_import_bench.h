// CSV files into an empty store, from the start of a process until they are
// durable.

#ifndef KETENZICHT_TESTS_BENCH_BULK_IMPORT_BENCH_H_
#define KETENZICHT_TESTS_BENCH_BULK_IMPORT_BENCH_H_

#include <cstdint>
#include <string>

#include "tests/bench/bench_report.h"

namespace ketenzicht::bench {

// Imports entities.csv, relations.csv and measures.csv of `folder` into a store
// that it makes beside them, and prints seconds and megabytes: what `program
// --bulk-import folder` does.
int ImportOnce(const std::string& folder);

// Generates the files into `folder`, which is not there yet, and starts
// `program` that way so many times. The folder is removed again. Ends the
// program where something fails.
BenchRow RunBulkImports(const std::string& program, const std::string& folder,
                        int64_t scale, uint64_t seed, int repeats);

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_BULK_IMPORT_BENCH_H_
