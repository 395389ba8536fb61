// What would have to be known to settle pairs: many at once.

#ifndef KETENZICHT_GRAPH_PAIR_SETTLINGS_H_
#define KETENZICHT_GRAPH_PAIR_SETTLINGS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/measure_goal.h"
#include "graph/settling.h"
#include "graph/text.h"

namespace ketenzicht::graph {

struct PairSettlingQuery {
  std::vector<FactIndex> processes;
  std::vector<Target> targets;
  std::vector<const Vector*> vectors;
  SettlingQuery each;  // what is asked of each; its pair is not looked at
};

struct SettledPair {
  ExposedPair pair;
  SettlingAnswer answer;
};

struct PairSettlings {
  std::vector<SettledPair> pairs;  // by process, target, vector, as asked
  // Not complete where it was interrupted: pairs that were not begun by then
  // are missing. What a pair itself says is in its own answer.
  Completeness completeness;
};

// FindSettling of each pair; an organization itself that has no path, with
// measures or without, is left out beside other processes. Errors likewise, but
// that an interruption is none; ResourceExhausted for more than kMaxPairs pairs
// too. Thread-safe.
absl::StatusOr<PairSettlings> FindPairSettlings(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const PairSettlingQuery& query, const Limits& limits);

// How many pairs there are and whether all were looked at, and what it holds
// for; what becomes of each is in SettlingText (graph/settling_text.h). Several
// lines, each ended by "\n".
std::string PairSettlingsText(const Snapshot& snapshot,
                              const ViewOptions& options,
                              const PairSettlings& found, Language language);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_PAIR_SETTLINGS_H_
