// What would have to be known to settle a pair: which few findings would make
// it exposed, which would make it not exposed, which would give it one tier;
// and what each single open question would do, the most telling first.
//
//   SettlingQuery query{.process = p, .target = t, .vector = v};
//   FindSettling(snapshot, options, query, limits)
//
// Nothing here is a guess at what is the case. A finding is an answer to an
// open question (graph/open_questions.h): found true, or found false. Every set
// that is told was laid over the record, all was derived anew, and the pair was
// seen to be so. docs/semantics.md, section 14.

#ifndef KETENZICHT_GRAPH_SETTLING_H_
#define KETENZICHT_GRAPH_SETTLING_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "graph/open_questions.h"
#include "graph/pair_outcome.h"

namespace ketenzicht::graph {

// Sets of findings that are looked at: a few seconds for a case.
inline constexpr int kDefaultSettlingViews = 2'000;

struct SettlingQuery {
  FactIndex process = kNoFact;
  Target target;
  const Vector* vector = nullptr;  // of the snapshot's policy, or compiled
  // What it costs to find out, by id of the question (OpenQuestion::id) or of a
  // fact that says it, at least 1; of several the most. A fact that is no
  // question of the pair costs nothing and is no error: the same list serves
  // many pairs.
  absl::flat_hash_map<std::string, int64_t> costs;
  int64_t default_cost = 1;  // of what has none
  int sets = 5;              // that are wanted, in each direction
  // Sets of findings that may be looked at, each two views and a search; never
  // more than MeasureViews().
  int views = kDefaultSettlingViews;
  ViewMaker make_views;
};

// A question, by its place in SettlingAnswer::questions, and its answer.
struct Finding {
  int question = 0;
  bool holds = true;
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct SettlingQuestion {
  OpenQuestion what;
  int64_t cost = 1;
  // What becomes of the pair where this alone is found true, or false. Nothing
  // where it cannot be (`refused`), was not looked at, or could not be searched
  // to the end.
  std::optional<PairOutcome> if_true;
  std::optional<PairOutcome> if_false;
};

struct SettlingSet {
  std::vector<Finding> findings;  // by question, at least one
  int64_t cost = 0;
  PairOutcome outcome;  // with all of these, and all else as recorded
  // Whether each part of the set was seen not to do it.
  bool smallest = false;
  // Single findings on other questions that, found besides, undo it: the set
  // does not settle the pair whatever else is found. Empty: no single one does,
  // where that was looked at to the end.
  std::vector<Finding> undone_by;
  bool undone_looked_at = false;
};

// The ways to make the pair so.
struct Settling {
  bool already = false;  // it is so as recorded: nothing is sought
  // Cheapest first, then smallest, then by the ids of their questions (in the
  // order of cost and id), true before false. None has another as a part.
  std::vector<SettlingSet> sets;
  // So many of them, from the first, are proven to be the cheapest there are,
  // in their order. The rest is seen to do it; cheaper ones may too.
  int proven = 0;
  // Whether no other set does it that has none of these as a part.
  bool all = false;
  // Where not `all`: any such set costs at least this.
  int64_t bound = 0;
};

// A finding that cannot be: the record would not be sound.
struct RefusedFinding {
  Finding finding;
  std::string reason;
};

struct SettlingAnswer {
  PairOutcome now;
  // Whether there is nothing to settle: the pair is open, blocked or without a
  // path, and has one tier or none. Then, beside the next two, nothing else is
  // set. No path is never "none": what is unknown about the subject is told by
  // graph/unknowns.h.
  bool settled = false;
  // Of a settled pair that is open: facts of contested propositions behind it,
  // and of what denies these, sorted. A view takes what is contested for what
  // is said; that somebody denies it is a contradiction
  // (graph/contradictions.h), not resolved here.
  std::vector<FactIndex> contested;
  // Not complete: the pair has more paths than were looked at for questions, or
  // for what is contested.
  Completeness questions_completeness;
  // Those first of which both answers settle what is not settled (the status;
  // where that is, the tier), then those of which one does; then those of which
  // both move the pair, then one, then none; each by cost, then by id.
  std::vector<SettlingQuestion> questions;
  // What else is unknown about it: no findings on the questions settle that.
  Unasked unasked;
  Settling exposed;      // to status open
  Settling not_exposed;  // to blocked or no path
  Settling one_tier;     // to a single tier, or to where none applies
  std::vector<RefusedFinding> refused;  // by question, true before false
  int looked_at = 0;                    // sets of findings
  // With kViews, kTime and kCancelled not all was looked at: what is told is
  // right, and `proven`, `bound`, `smallest` and `undone_looked_at` say of what
  // it is certain.
  Completeness completeness;
};

// A set of findings S *makes the pair so* where, with each question of S
// answered as S says and all else as recorded, the view derived anew gives it.
// Findings of both kinds may stand in one set: a pair may be open only if the
// flow is there and the measure is not. It is told where no part of it does so.
//
// Exact in this sense, whatever rules a view has: sets are looked at in the
// order of their cost, each derived, and one that has a told set as a part is
// passed over. Nothing is concluded from one set to another, since a finding
// may undo what another one does (a guard, a denial of a whole, a specific fact
// before a class). What was passed by this order is proven, and `bound` says
// how far it came. Where that is not far enough, further sets are looked for
// from above: all questions answered, and answers left out while it holds; then
// without each member of what was found (R. Reiter, "A Theory of Diagnosis from
// First Principles", Artificial Intelligence 32, 1987). Those are seen to do
// it, not proven to be cheapest.
//
// Only the questions behind the pair as recorded are asked: an answer may bring
// up others, which is then another question. `undone_by` looks one finding
// further.
//
// NotFound: a cost for what is no fact, nor presumed, nor unrecorded.
// InvalidArgument: a cost below 1, costs above 10^12, fewer than one set or
// view. ResourceExhausted where the search of the pair as recorded met a
// budget: nothing is said then; Cancelled and DeadlineExceeded where it was
// interrupted. Other errors as of View::Create.
//
// Time: two views and a search for each set that is looked at, at most
// `query.views` of them, of which there are 3^questions. Memory: a few hundred
// bytes for each. Tiers are as exact as limits.paths (6.3). Thread safety:
// nothing is shared.
absl::StatusOr<SettlingAnswer> FindSettling(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const SettlingQuery& query, const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_SETTLING_H_
