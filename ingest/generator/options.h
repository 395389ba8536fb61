// What a synthetic supply chain is to look like: docs/generator.md.

#ifndef KETENZICHT_INGEST_GENERATOR_OPTIONS_H_
#define KETENZICHT_INGEST_GENERATOR_OPTIONS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace ketenzicht::ingest {

inline constexpr int64_t kMinScale = 100;
inline constexpr int64_t kMaxScale = 20'000'000;

// The fractions are 0 to 1. Without any but `likelihoods`, the graph is the
// plain one that is measured; each adds one thing that is hard to get right or
// to do fast, and leaves the rest as it is without it.
struct GeneratorOptions {
  uint64_t seed = 1;
  int64_t scale = 10'000;  // about so many entities

  double likelihoods = 0.9;
  double dates = 0;
  double modalities = 0;
  double measures = 0;
  double guards = 0;
  double classes = 0;
  double carriers = 0;
  double annotations = 0;
  double self_loops = 0;
  double missed_jurisdictions = 0;
  double unlikely_targets = 0;
  double ownership_cycles = 0;
  double no_funnel = 0;
};

// One fraction, for a command line.
struct GeneratorFraction {
  absl::string_view name;  // "self-loops"
  absl::string_view text;  // what it is a part of
  double GeneratorOptions::*value;
};

absl::Span<const GeneratorFraction> GeneratorFractions();

// InvalidArgument naming the option, what it is and what it may be.
absl::Status CheckOptions(const GeneratorOptions& options);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_GENERATOR_OPTIONS_H_
