// On which days which facts come and go: what can move an answer.

#ifndef KETENZICHT_GRAPH_FACT_MOVES_H_
#define KETENZICHT_GRAPH_FACT_MOVES_H_

#include <functional>
#include <map>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/date.h"
#include "graph/limits.h"
#include "graph/view_options.h"

namespace ketenzicht::graph {

// How a fact changes on a day. What starts or ends within an interval of days
// may start, or may end, on the first of them and does so for certain on the
// last; what has no start that is stated is there for certain when a source
// that counts first asserts it.
enum class MoveKind {
  kStarts,
  kMayStart,
  kMayEnd,
  kEnds,
  kBecomesCertain,
  kFirstAsserted,
};
absl::string_view MoveKindName(MoveKind kind);  // "first_asserted"

struct FactMove {
  FactIndex fact = kNoFact;
  MoveKind kind = MoveKind::kStarts;
  friend bool operator==(const FactMove&, const FactMove&) = default;
};

// By day, the facts that change on it under these options, whatever their date;
// of a day sorted by fact. Only facts for which `matters`, where it is given.
// Facts that do not count by source, origin or verification, or that are
// removed, come and go without a trace. O(facts, and their evidence). Where
// `limits` interrupt it, some are missing.
std::map<Date, std::vector<FactMove>> FindMoves(
    const Snapshot& snapshot, const ViewOptions& options,
    const std::function<bool(FactIndex)>& matters = nullptr,
    const Limits& limits = {});

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_FACT_MOVES_H_
