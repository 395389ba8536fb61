#include "graph/internal/path_sets.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "graph/internal/pulse.h"
#include "graph/internal/simple_paths.h"

namespace ketenzicht::graph::internal {
namespace {

// One bit for each event, shared by many: a set that lacks a bit of another one
// does not hold it.
uint64_t SignatureOf(const PathSet& set) {
  uint64_t signature = 0;
  for (int32_t event : set) signature |= uint64_t{1} << (event % 64);
  return signature;
}

}  // namespace

void KeepMinimal(std::vector<PathSet>& sets) {
  std::sort(sets.begin(), sets.end(), [](const PathSet& a, const PathSet& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  std::vector<PathSet> kept;
  std::vector<uint64_t> signatures;
  for (PathSet& set : sets) {
    const uint64_t signature = SignatureOf(set);
    bool holds_another = false;
    for (size_t i = 0; i < kept.size() && !holds_another; ++i) {
      holds_another =
          (signatures[i] & ~signature) == 0 &&
          std::includes(set.begin(), set.end(), kept[i].begin(), kept[i].end());
    }
    if (holds_another) continue;
    signatures.push_back(signature);
    kept.push_back(std::move(set));
  }
  sets = std::move(kept);
}

std::optional<std::vector<PathSet>> FindPathSets(
    const UncertainProduct& product, int64_t sets_max, const Limits& limits,
    Completeness& completeness) {
  Pulse pulse(limits, completeness);
  absl::flat_hash_set<PathSet> found;
  // What is left when those that hold others are out counts, but that is not
  // looked at for every one.
  auto room = 2 * static_cast<size_t>(sets_max);
  bool too_many = false;
  const auto take_out = [&] {
    std::vector<PathSet> sets(found.begin(), found.end());
    KeepMinimal(sets);
    too_many = sets.size() > static_cast<size_t>(sets_max);
    return sets;
  };
  const SimplePaths::End end = SimplePaths(product).Walk(
      [](int32_t) { return true; },
      [&](const std::vector<int32_t>& events) {
        PathSet set = events;
        std::sort(set.begin(), set.end());
        set.erase(std::unique(set.begin(), set.end()), set.end());
        const bool always_open = set.empty();
        if (always_open) found.clear();
        found.insert(std::move(set));
        if (found.size() > room) {
          const std::vector<PathSet> sets = take_out();
          found = absl::flat_hash_set<PathSet>(sets.begin(), sets.end());
          room = sets.size() + static_cast<size_t>(sets_max);
        }
        return !always_open && !too_many;
      },
      limits.expansions, completeness.expansions, pulse);
  if (end == SimplePaths::End::kBudget ||
      end == SimplePaths::End::kInterrupted) {
    return std::nullopt;
  }
  std::vector<PathSet> sets = take_out();
  if (too_many) return std::nullopt;
  return sets;
}

}  // namespace ketenzicht::graph::internal
