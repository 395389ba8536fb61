// Random choices that are the same on every machine, for the generator.
//
// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", 2014), with integers only: distributions of the standard library
// differ between its implementations. Each thing that is decided has a stream
// of its own, named by seed, purpose and index. What an entity points at can so
// be computed again wherever it is needed, and nothing need be kept; and what
// one option adds leaves everything else as it was.

#ifndef KETENZICHT_INGEST_GENERATOR_RANDOM_H_
#define KETENZICHT_INGEST_GENERATOR_RANDOM_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {

// A part of all cases, as a number out of 2^32.
inline uint64_t ThresholdOf(double fraction) {
  return static_cast<uint64_t>(fraction * 4294967296.0);
}

// FNV-1a: of an id, the index of its stream.
inline uint64_t HashOf(absl::string_view text) {
  uint64_t hash = 14695981039346656037U;
  for (char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }
  return hash;
}

// A value; not thread-safe. The order of calls is part of the result.
class Random {
 public:
  Random(uint64_t seed, uint64_t purpose, uint64_t index)
      : state_(Mix(Mix(Mix(seed) + purpose) + index)) {}

  uint64_t Next() {
    state_ += kGamma;
    return Mix(state_);
  }
  uint32_t Next32() { return static_cast<uint32_t>(Next() >> 32); }

  // 0 … n - 1; n is 1 to 2^31.
  int64_t Below(int64_t n) {
    return static_cast<int64_t>((Next32() * static_cast<uint64_t>(n)) >> 32);
  }
  // low … high.
  int64_t Between(int64_t low, int64_t high) {
    return low + Below(high - low + 1);
  }
  bool Chance(uint64_t threshold) { return Next32() < threshold; }

  // 0 … n - 1, low ones more often: n * u^power for u even over 0 to 1.
  int64_t Skewed(int64_t n, int power) {
    const uint64_t u = Next32();
    uint64_t product = u;
    for (int i = 1; i < power; ++i) product = (product * u) >> 32;
    return static_cast<int64_t>((product * static_cast<uint64_t>(n)) >> 32);
  }

 private:
  static constexpr uint64_t kGamma = 0x9e3779b97f4a7c15U;

  static uint64_t Mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  uint64_t state_;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_GENERATOR_RANDOM_H_
