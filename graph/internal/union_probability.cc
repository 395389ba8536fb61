#include "graph/internal/union_probability.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph::internal {
namespace {

constexpr int64_t kStepsToKeep = 16;

// What is left of a path set once its first events have happened. Sets that end
// alike share their tails.
struct Tail {
  int32_t event;
  int32_t rest;        // another tail
  uint64_t signature;  // a bit for each event, shared by many
};
constexpr int32_t kNothingLeft = -1;

class Tails {
 public:
  explicit Tails(const std::vector<OpenEvent>& events) : events_(events) {}

  int32_t Add(const PathSet& set) {
    int32_t tail = kNothingLeft;
    for (auto event = set.rbegin(); event != set.rend(); ++event) {
      const auto [at, added] =
          numbers_.emplace(std::pair(*event, tail), tails_.size());
      if (added) {
        const uint64_t rest = tail == kNothingLeft ? 0 : tails_[tail].signature;
        tails_.push_back({*event, tail, rest | (uint64_t{1} << (*event % 64))});
      }
      tail = at->second;
    }
    return tail;
  }

  const Tail& at(int32_t tail) const { return tails_[tail]; }
  int32_t RelationOf(int32_t tail) const {
    return events_[tails_[tail].event].relation;
  }

  // Whether all events of `part` are among those of `whole`.
  bool IsPart(int32_t part, int32_t whole) const {
    if ((tails_[part].signature & ~tails_[whole].signature) != 0) return false;
    while (part != kNothingLeft && whole != kNothingLeft) {
      if (tails_[part].event < tails_[whole].event) return false;
      if (tails_[part].event == tails_[whole].event) part = tails_[part].rest;
      whole = tails_[whole].rest;
    }
    return part == kNothingLeft;
  }

 private:
  const std::vector<OpenEvent>& events_;
  std::vector<Tail> tails_;
  absl::flat_hash_map<std::pair<int32_t, int32_t>, int32_t> numbers_;
};

// Which events of one relation happen, from its first one on.
using Outcome = std::vector<bool>;

// Each outcome with its probability, by bound. For one bound the outcomes are
// nested: the likelier event happens where the other does. For another bound
// the order of likelihoods may be another one.
std::map<Outcome, Probabilities> OutcomesOf(
    absl::Span<const OpenEvent> of_relation) {
  std::map<Outcome, Probabilities> outcomes;
  for (int bound = 0; bound < kBounds; ++bound) {
    std::vector<double> cuts = {0, 1};
    for (const OpenEvent& event : of_relation) {
      cuts.push_back(event.thresholds[bound]);
    }
    std::sort(cuts.begin(), cuts.end());
    for (size_t i = 0; i + 1 < cuts.size(); ++i) {
      if (cuts[i] == cuts[i + 1]) continue;
      Outcome outcome;
      for (const OpenEvent& event : of_relation) {
        outcome.push_back(event.thresholds[bound] >= cuts[i + 1]);
      }
      outcomes[outcome][bound] += cuts[i + 1] - cuts[i];
    }
  }
  return outcomes;
}

// Tails, sorted, of which none is part of another.
using State = std::vector<int32_t>;

// The order of states is that of their sums: rounding is the same every time.
using Layer = absl::btree_map<State, Probabilities>;

class Evaluation {
 public:
  Evaluation(const std::vector<OpenEvent>& events, int64_t steps_max,
             Pulse& pulse)
      : events_(events), steps_max_(steps_max), pulse_(pulse), tails_(events) {}

  std::optional<Probabilities> Run(const std::vector<PathSet>& sets) {
    State start;
    for (const PathSet& set : sets) {
      if (set.empty()) return Probabilities{1, 1, 1};
      start.push_back(tails_.Add(set));
    }
    std::sort(start.begin(), start.end());
    if (!start.empty()) Keep(std::move(start), {1, 1, 1});
    while (!layers_.empty()) {
      const auto [relation, layer] = std::move(*layers_.begin());
      layers_.erase(layers_.begin());
      if (!Decide(relation, layer)) return std::nullopt;
    }
    return open_;
  }

 private:
  // False where there are no steps left, or where interrupted.
  bool Decide(int32_t relation, const Layer& layer) {
    const auto [first, last] = std::equal_range(
        events_.begin(), events_.end(), OpenEvent{.relation = relation},
        [](const OpenEvent& a, const OpenEvent& b) {
          return a.relation < b.relation;
        });
    const auto first_event = static_cast<int32_t>(first - events_.begin());
    const std::map<Outcome, Probabilities> outcomes =
        OutcomesOf(absl::MakeConstSpan(events_).subspan(
            first_event, static_cast<size_t>(last - first)));
    for (const auto& [state, before] : layer) {
      for (const auto& [outcome, likelihood] : outcomes) {
        if (!pulse_.Beat() || steps_ > steps_max_) return false;
        Probabilities after;
        for (int bound = 0; bound < kBounds; ++bound) {
          after[bound] = before[bound] * likelihood[bound];
        }
        if (after == Probabilities{}) continue;
        Follow(state, relation, first_event, outcome, after);
      }
    }
    return steps_ <= steps_max_;
  }

  // What the state becomes with this outcome of the relation.
  void Follow(const State& state, int32_t relation, int32_t first_event,
              const Outcome& outcome, const Probabilities& probabilities) {
    State left;
    std::vector<int32_t> shortened;
    for (int32_t tail : state) {
      int32_t rest = tail;
      bool closed = false;
      while (!closed && rest != kNothingLeft &&
             tails_.RelationOf(rest) == relation) {
        closed = !outcome[tails_.at(rest).event - first_event];
        rest = tails_.at(rest).rest;
      }
      if (closed) continue;
      if (rest == kNothingLeft) {
        for (int bound = 0; bound < kBounds; ++bound) {
          open_[bound] += probabilities[bound];
        }
        return;
      }
      left.push_back(rest);
      if (rest != tail) shortened.push_back(rest);
    }
    if (left.empty()) return;
    TakeOut(shortened, left);
    Keep(std::move(left), probabilities);
  }

  // Takes out what holds another one: only what was shortened can be part of
  // what it was not part of before.
  void TakeOut(const std::vector<int32_t>& shortened, State& left) {
    std::sort(left.begin(), left.end());
    left.erase(std::unique(left.begin(), left.end()), left.end());
    for (int32_t part : shortened) {
      // Too large a state is a right one still; it is given up soon.
      if (steps_ > steps_max_ || !pulse_.Beat()) return;
      steps_ += static_cast<int64_t>(left.size());
      std::erase_if(left, [&](int32_t tail) {
        return tail != part && tails_.IsPart(part, tail);
      });
    }
  }

  void Keep(State state, const Probabilities& probabilities) {
    steps_ += kStepsToKeep * static_cast<int64_t>(state.size());
    int32_t relation = tails_.RelationOf(state.front());
    for (int32_t tail : state) {
      relation = std::min(relation, tails_.RelationOf(tail));
    }
    Probabilities& sum = layers_[relation][std::move(state)];
    for (int bound = 0; bound < kBounds; ++bound) {
      sum[bound] += probabilities[bound];
    }
  }

  const std::vector<OpenEvent>& events_;
  const int64_t steps_max_;
  Pulse& pulse_;
  Tails tails_;
  int64_t steps_ = 0;
  // By the relation to decide next.
  std::map<int32_t, Layer> layers_;
  Probabilities open_ = {};
};

}  // namespace

std::optional<Probabilities> UnionProbability(
    const std::vector<OpenEvent>& events, const std::vector<PathSet>& sets,
    int64_t steps_max, const Limits& limits, Completeness& completeness) {
  Pulse pulse(limits, completeness);
  std::optional<Probabilities> open =
      Evaluation(events, steps_max, pulse).Run(sets);
  if (!open) return std::nullopt;
  // What rounding may have turned around.
  (*open)[kHigh] = std::min((*open)[kHigh], 1.0);
  (*open)[kLow] = std::min((*open)[kLow], (*open)[kHigh]);
  (*open)[kBest] = std::clamp((*open)[kBest], (*open)[kLow], (*open)[kHigh]);
  return open;
}

}  // namespace ketenzicht::graph::internal
