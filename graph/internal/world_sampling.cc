#include "graph/internal/world_sampling.h"

#include <algorithm>

namespace ketenzicht::graph::internal {
namespace {

// SplitMix64: what is added for each number, and what makes a number of a sum.
constexpr uint64_t kGamma = 0x9e3779b97f4a7c15;

uint64_t Mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

// The number at `position` of the sequence that starts at `start`.
uint64_t NumberAt(uint64_t start, uint64_t position) {
  return Mix(start + (position + 1) * kGamma);
}

}  // namespace

World::World(const std::vector<OpenEvent>& events, uint64_t seed,
             int64_t number)
    : events_(events),
      // Mixed, or worlds would be stretches of one sequence, a step apart.
      start_(NumberAt(seed, static_cast<uint64_t>(number))) {}

double World::NumberOf(int32_t relation) const {
  constexpr double kUnit = 1.0 / (uint64_t{1} << 53);
  return static_cast<double>(
             NumberAt(start_, static_cast<uint64_t>(relation)) >> 11) *
         kUnit;
}

OpenPathSearch::OpenPathSearch(const UncertainProduct& product)
    : product_(product),
      paths_(product),
      reached_in_(product.size(), 0),
      passed_in_(product.num_entities(), 0),
      parent_(product.size(), -1) {}

Verdict OpenPathSearch::Find(IsOpen is_open, int64_t expansions_max,
                             Pulse& pulse) {
  if (product_.empty()) return Verdict::kClosed;
  ++searches_;
  queue_ = {0};
  reached_in_[0] = searches_;
  for (size_t i = 0; i < queue_.size(); ++i) {
    if (!pulse.Beat()) return Verdict::kUndecided;
    for (const UncertainProduct::Edge& edge : product_.edges(queue_[i])) {
      if (reached_in_[edge.to] == searches_ || !is_open(edge.event)) continue;
      reached_in_[edge.to] = searches_;
      parent_[edge.to] = queue_[i];
      if (!product_.is_end(edge.to)) {
        queue_.push_back(edge.to);
        continue;
      }
      if (!RepeatsAnEntity(edge.to)) return Verdict::kOpen;
      int64_t expansions = 0;
      switch (paths_.Walk(
          is_open, [](const std::vector<int32_t>&) { return false; },
          expansions_max, expansions, pulse)) {
        case SimplePaths::End::kAll:
          return Verdict::kClosed;
        case SimplePaths::End::kTaken:
          return Verdict::kOpen;
        default:
          return Verdict::kUndecided;
      }
    }
  }
  return Verdict::kClosed;
}

bool OpenPathSearch::RepeatsAnEntity(int32_t end) {
  for (int32_t vertex = end;; vertex = parent_[vertex]) {
    int64_t& passed_in = passed_in_[product_.entity(vertex)];
    if (passed_in == searches_) return true;
    passed_in = searches_;
    if (vertex == 0) return false;
  }
}

Verdict FindAmong(const std::vector<PathSet>& sets, IsOpen is_open) {
  const bool open =
      std::any_of(sets.begin(), sets.end(), [&](const PathSet& set) {
        return std::all_of(set.begin(), set.end(), is_open);
      });
  return open ? Verdict::kOpen : Verdict::kClosed;
}

SampledWorlds SampleWorlds(const std::vector<OpenEvent>& events, uint64_t seed,
                           int64_t samples, Pulse& pulse,
                           absl::FunctionRef<Verdict(IsOpen is_open)> find) {
  SampledWorlds sampled;
  while (sampled.samples < samples && pulse.Beat()) {
    const World world(events, seed, sampled.samples++);
    std::array<Verdict, kBounds> verdicts;
    const auto look = [&](int bound) {
      verdicts[bound] =
          find([&](int32_t event) { return world.Happens(event, bound); });
      return verdicts[bound];
    };
    if (look(kHigh) == Verdict::kClosed) {
      verdicts.fill(Verdict::kClosed);
    } else if (look(kLow) == Verdict::kOpen) {
      verdicts.fill(Verdict::kOpen);
    } else if (look(kBest) == Verdict::kOpen) {
      verdicts[kHigh] = Verdict::kOpen;
    } else if (verdicts[kBest] == Verdict::kClosed) {
      verdicts[kLow] = Verdict::kClosed;
    }
    for (int bound = 0; bound < kBounds; ++bound) {
      if (verdicts[bound] == Verdict::kOpen) ++sampled.tallies[bound].open;
      if (verdicts[bound] == Verdict::kUndecided) {
        ++sampled.tallies[bound].undecided;
      }
    }
  }
  return sampled;
}

}  // namespace ketenzicht::graph::internal
