// How soon a question ends that nobody wants any more.

#ifndef KETENZICHT_TESTS_BENCH_INTERRUPTION_BENCH_H_
#define KETENZICHT_TESTS_BENCH_INTERRUPTION_BENCH_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "graph/view.h"
#include "tests/bench/bench_report.h"

namespace ketenzicht::bench {

struct InterruptionBenchOptions {
  uint64_t seed = 1;
  int times = 100;  // each kind of question is asked and left, at most
  std::vector<graph::FactIndex> processes;    // that are asked about, by chance
  std::vector<graph::FactIndex> authorities;  // all
};

// Matrix, paths, list of paths, affected, timeline and comparison, each
// cancelled at a moment of the time that it takes, or of its first four
// seconds: from then to its end. What takes long is asked fewer times. A kind
// that always came to its end before has no row.
std::vector<BenchRow> RunInterruptionBench(
    const std::shared_ptr<const graph::View>& view,
    const InterruptionBenchOptions& options);

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_INTERRUPTION_BENCH_H_
