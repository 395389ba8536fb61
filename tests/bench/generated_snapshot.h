// The synthetic supply chain of docs/generator.md as a snapshot, without a
// store: what the benchmark asks its questions of.

#ifndef KETENZICHT_TESTS_BENCH_GENERATED_SNAPSHOT_H_
#define KETENZICHT_TESTS_BENCH_GENERATED_SNAPSHOT_H_

#include <memory>

#include "graph/snapshot.h"
#include "ingest/generator/options.h"

namespace ketenzicht::bench {

// Generates straight into the packed columns; the vocabulary is that of data/
// in the current directory. Ends the program, saying why, where that fails.
std::shared_ptr<const graph::Snapshot> MakeGeneratedSnapshot(
    const ingest::GeneratorOptions& options);

}  // namespace ketenzicht::bench

#endif  // KETENZICHT_TESTS_BENCH_GENERATED_SNAPSHOT_H_
