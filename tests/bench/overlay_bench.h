// What a scenario of a few changes costs over a large snapshot.

#ifndef KETENZICHT_TESTS_BENCH_OVERLAY_BENCH_H_
#define KETENZICHT_TESTS_BENCH_OVERLAY_BENCH_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "graph/snapshot.h"
#include "tests/bench/bench_report.h"

namespace ketenzicht::bench {

// Ten facts changed, added and gone, by chance: the index of who names what,
// which a snapshot makes once; checking what is laid, and laying it, with what
// it takes of memory; and the views of it, which cost what views cost.
std::vector<BenchRow> RunOverlayBench(
    const std::shared_ptr<const graph::Snapshot>& snapshot, uint64_t seed);

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_OVERLAY_BENCH_H_
