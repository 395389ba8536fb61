// On which propositions answers hang: each one that they rest on, and each
// recorded unknown, is made otherwise, all is derived anew, and what moves is
// told.
//
//   LoadBearingQuery query{.processes = {p}, .targets = {t}, .vectors = {v}};
//   FindLoadBearing(snapshot, options, query, limits)

#ifndef KETENZICHT_GRAPH_LOAD_BEARING_H_
#define KETENZICHT_GRAPH_LOAD_BEARING_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graph/measure_goal.h"
#include "graph/open_questions.h"
#include "graph/pair_outcome.h"

namespace ketenzicht::graph {

// What a proposition is made. Unrecorded is not denied: nobody says anything of
// it then. Of a measure affirmed or denied, and so of what nobody recorded.
enum class Turn { kAffirmed, kDenied, kUnrecorded };
absl::string_view TurnName(Turn turn);  // "affirmed"

struct LoadBearingQuery {
  std::vector<FactIndex> processes;
  std::vector<Target> targets;
  std::vector<const Vector*> vectors;  // of the snapshot's policy, or compiled
  ViewMaker make_views;
};

// The outcome on a pair before and after.
struct MovedPair {
  FactIndex process = kNoFact;
  FactIndex target = kNoFact;  // as asked
  const Vector* vector = nullptr;
  PairOutcome before;
  PairOutcome after;
  // Worse by status or by the highest tier, though the other be better; where
  // both are the same by the lowest; where that is, the same without measures.
  // Else it is better.
  bool escalates = false;
  friend bool operator==(const MovedPair&, const MovedPair&) = default;
};

struct LoadBearing {
  OpenQuestion what;  // the proposition: recorded or not, in doubt or not
  Turn turn = Turn::kDenied;
  std::vector<MovedPair> moved;  // at least one; in the order of the pairs
  int escalated = 0;             // of these
  int tier_distance = 0;  // steps that lowest and highest tier move, over all
  std::optional<int> confidence;  // the lowest that is given to its facts
  // kUnrecorded: denials of more than it, or in other words, that are about it
  // and stand all the same: it is not unknown then. Sorted by fact.
  std::vector<FactIndex> still_denied_by;
  // Of its proposition, from 1, among those with an escalation, or among those
  // without: by what it is made there that weighs most. The same where pairs
  // moved, tier distance and confidence are.
  int rank = 0;
};

// A proposition that cannot be made so: the record would not be sound.
struct NotTurned {
  OpenQuestion what;
  Turn turn = Turn::kDenied;
  std::string reason;
};

struct LoadBearings {
  // Those that move something. Those with an escalation first; then by pairs
  // moved, most first; by tier distance, largest first; by confidence, lowest
  // first, none given last; by id, then turn.
  std::vector<LoadBearing> all;
  std::vector<NotTurned> refused;  // by id, then turn
  // Propositions that were made otherwise and moved no pair, each alone; by id.
  // None where not all was tried or searched to the end.
  std::vector<OpenQuestion> unmoved;
  int propositions = 0;  // that were looked at
  int turns = 0;         // that were tried, refused ones not
  // Pairs of which a search met its budget, as the facts are or with some
  // proposition otherwise: nothing is said there of whether they move, and more
  // may move them. In the order of the pairs.
  std::vector<ExposedPair> skipped;
  // With kViews, kTime and kCancelled not all turns were tried: what stands in
  // `all` is right, and more may be missing. So it is where pairs were skipped,
  // for the reason of the first: kExpansions, kPartialPaths.
  Completeness completeness;
};

// What is looked at: relations and measures that the answers rest on, without
// measures too, and those nearest to a path where there is none; the relations
// by which things are members of a class, part of what a denial is about, or
// reached by an authority (graph/pair_premises.h); the denials and the recorded
// unknowns about each subject; and what is in doubt behind any path of a pair,
// whether somebody recorded it or not (graph/open_questions.h): what is
// presumed too. At most MeasureViews() turns.
//
// A turned proposition is what a scenario would say of it (docs/scenarios.md):
// said anew, by nobody else, and for certain on the day: the interval of a
// start or an end that holds the day is narrowed, as of a finding (graph/
// settling.h). Unrecorded, it takes what it carries with it. What it is already
// is not tried; affirmed or denied on a day that is not certain, it is not.
// Errors as of View::Create. Two views and a search for each pair, for each
// turn.
absl::StatusOr<LoadBearings> FindLoadBearing(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const LoadBearingQuery& query, const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_LOAD_BEARING_H_
