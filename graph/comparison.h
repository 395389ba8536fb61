// Two sides, side by side: organizations, dates, revisions, source sets or
// other options; where they differ, and which propositions do it.
//
//   Compare({side_a, side_b}, {{"jurisdictions/cn"}, {&vector}}, limits)
//
// "Why does Defence say no where the police says yes?": the same product, maker
// and law on both sides; another purpose, and a decision of its own, on each.

#ifndef KETENZICHT_GRAPH_COMPARISON_H_
#define KETENZICHT_GRAPH_COMPARISON_H_

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/causes.h"
#include "graph/pair_outcome.h"
#include "graph/propositions.h"

namespace ketenzicht::graph {

struct ComparisonSide {
  Views views;
  std::vector<std::string> who;  // ids, as of ProcessesOf
};

struct ComparisonQuery {
  std::vector<std::string> targets;  // ids, as of TargetsOf
  // For both sides; compiled for the first one's vocabulary.
  std::vector<Vector> vectors;
  ViewMaker make_views;  // in between the sides, for causes
};

struct ComparedPair {
  std::string process;  // id
  PairOutcome outcome;
  // False where a search budget ended the search for its paths.
  bool searched_all = true;
};

// One side's answer: an organization is the distribution over its processes,
// never one pair.
struct SideAnswer {
  std::vector<ComparedPair> pairs;  // by process id
  std::array<int, 5> statuses{};    // by Status
};

// A process of both sides whose outcomes differ.
struct MovedAnswer {
  std::string process;   // id
  bool searched = true;  // the searches of both sides came to their end
  // What makes them differ (CauseSearch). Nothing where it was not looked for:
  // a search of it was cut short, or there are too many facts for it.
  std::optional<Causes> causes;
};

struct ComparedTarget {
  std::string target;  // id, as asked
  std::string vector;  // name, or expression
  Text label;          // of the vector
  std::array<SideAnswer, 2> sides;
  std::vector<MovedAnswer> moved;  // by process
  // What the answers rest on (PropositionTable), by role, then id. Where the
  // sides ask different processes, those on which only one side rests make the
  // difference; that all of them are needed for it is not said.
  std::vector<Proposition> propositions;
};

struct Comparison {
  std::vector<ComparedTarget> targets;  // by target, then vector, as asked
  // Not complete: where a search met a budget (IsSearchBudget), some pair says
  // so; with kTime and kCancelled what is missing was not looked at.
  Completeness completeness;
};

// An organization itself that has no path on either side is left out beside its
// processes.
// NotFound for what a side does not have; FailedPrecondition where "all"
// targets are not the same at both revisions; ResourceExhausted for more than
// kMaxPairs pairs a side; InvalidArgument where the second side's vocabulary
// lacks a kind of a vector. Swapping the sides swaps the columns. A search for
// each pair of each side (AnswerPair), and for each process that moved what
// CauseSearch::Find takes.
absl::StatusOr<Comparison> Compare(const std::array<ComparisonSide, 2>& sides,
                                   const ComparisonQuery& query,
                                   const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_COMPARISON_H_
