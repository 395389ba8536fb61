// What the answer on a pair comes down to: status and tier, with the measures
// and without them. Timelines say when it moves, comparisons where it differs.

#ifndef KETENZICHT_GRAPH_PAIR_OUTCOME_H_
#define KETENZICHT_GRAPH_PAIR_OUTCOME_H_

#include <string>
#include <vector>

#include "graph/exposure.h"

namespace ketenzicht::graph {

// Ids of the policy's tiers; both empty where no tier applies.
struct TierRange {
  std::string lowest;
  std::string highest;
  friend bool operator==(const TierRange&, const TierRange&) = default;
};

struct PairOutcome {
  Status status = Status::kNoPath;
  TierRange tier;
  Status inherent_status = Status::kNoPath;
  TierRange inherent_tier;
  friend bool operator==(const PairOutcome&, const PairOutcome&) = default;
};

PairOutcome OutcomeOf(const Snapshot& snapshot, const PairAnswer& answer);

// "T0", "T0–T3", or "n.v.t." / "n/a".
std::string TierText(const TierRange& tier, Language language);

// "niet uitgesloten, T0 (zonder maatregelen: open, T0)".
std::string OutcomeText(const PairOutcome& outcome, Language language);

// The facts that an answer rests on, without measures too, and the entities on
// its paths; without a path, those of the nearest to one. Sorted. What moves an
// answer is mostly among them.
std::vector<FactIndex> FactsBehind(const Views& views,
                                   const PairAnswer& answer);
// Those of one path.
std::vector<FactIndex> FactsBehind(const View& view, const PathAnswer& answer);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PAIR_OUTCOME_H_
