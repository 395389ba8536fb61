// Questions at scale, each beside its plain loop and Boost.Graph's algorithm.

#ifndef KETENZICHT_TESTS_BENCH_QUERY_BENCH_H_
#define KETENZICHT_TESTS_BENCH_QUERY_BENCH_H_

#include <cstdint>

#include "tests/bench/bench_report.h"

namespace ketenzicht::bench {

struct QueryBenchOptions {
  int64_t scale = 100'000;
  uint64_t seed = 1;
  int processes = 100;  // that single questions are asked from
  int peers = 20;       // of these, for the peers
  int authorities = 6;  // whose column of the matrix the peers compute
  int repeats = 3;      // of what is done once for the whole graph
};

// Everything of one scale but the restart. Ends the program where the engine
// and a plain loop disagree.
BenchRun RunQueryBench(const QueryBenchOptions& options);

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_QUERY_BENCH_H_
