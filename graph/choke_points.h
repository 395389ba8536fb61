// What every way of exposure passes, and the cheapest way to cut them all.
//
//   ChokePointQuery query{.processes = {p}, .targets = {t}, .vectors = {v}};
//   FindChokePoints(view, query, limits)
//
// Counted on facts. A search walks the product of view and automaton, in which
// one entity, or one relation, may stand several times: a holding that is
// reached by ownership and by control is two vertices there, and no dominator.
// Here it is one element, deleted everywhere at once.
//
// An element is an entity, or a proposition: all relations that say the same of
// the same two things (graph/proposition_group.h), of a class fact all its
// instances. A path passes the entities that it enters, the propositions that
// its steps are of, and what carries these: relations, their ends, and what
// carries them in turn, of each carrier one instance. What is presumed is no
// recorded fact: such a step passes no proposition, only the entities at its
// ends and what carries it. Guards and measures are not passed.
//
// To cut an element takes away what passes it, and nothing else: the view is
// not derived anew. What else would follow if a fact were otherwise is what a
// scenario answers.
//
// The ends are no elements: the processes, targets and their authorities that
// are asked for, in the paths of all pairs. docs/semantics.md, section 12.

#ifndef KETENZICHT_GRAPH_CHOKE_POINTS_H_
#define KETENZICHT_GRAPH_CHOKE_POINTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "graph/measure_goal.h"

namespace ketenzicht::graph {

// What may be cut. Choke points are told whether they may be or not.
enum class Cuttable { kEntitiesAndRelations, kEntities, kRelations };

struct ChokePointQuery {
  std::vector<FactIndex> processes;
  std::vector<Target> targets;
  std::vector<const Vector*> vectors;
  // The worst status that a path may have to count: by default all but blocked
  // ones. At most kBlocked.
  Status weakest = Status::kUnknown;

  bool cut = true;  // whether the cheapest cut is wanted
  Cuttable cuttable = Cuttable::kEntitiesAndRelations;
  // Entities and relations that may not be cut; a relation stands for all that
  // say the same.
  std::vector<FactIndex> not_cuttable;
  // Kinds of entities and of relations, each with the kinds of it. Of an entity
  // that may not be cut, the relations still may.
  std::vector<std::string> not_cuttable_kinds;
  // What it weighs to do without an entity or relation, none negative; without
  // any, a cut is as heavy as it has elements. Of facts that say the same the
  // heaviest counts.
  absl::flat_hash_map<FactIndex, int64_t> weights;
  int64_t default_weight = 1;  // of what has none
};

struct PathElement {
  bool relation = false;
  // The entity; of a proposition the first of `facts`.
  FactIndex fact = kNoFact;
  // Those that make an edge in the view, sorted: more than one where a
  // proposition is said more than once.
  std::vector<FactIndex> facts;
};

// A pair with a path that counts.
struct ExposedByPath {
  ExposedPair pair;
  // The shortest that counts; of those the first by the ids of its relations,
  // one by one.
  FoundPath path;
};

// A pair without one.
struct UnexposedPair {
  ExposedPair pair;
  // Of its best path: worse than what counts, or no_path, which says no more
  // than that none is recorded. Nothing where the search for it met its budget.
  std::optional<Status> status;
};

struct ChokePoint {
  PathElement element;
  // Pairs, by their place in ChokePoints::exposed, all of whose paths pass it.
  // At least one. And their share of the exposed pairs, from 0 to 1.
  std::vector<int> pairs;
  double share = 0;
  // Whether all pairs that are exposed are among them. Not where it was not
  // settled which those are.
  bool of_all = false;
  bool cuttable = false;
  // How far from the process it lies: 2k of the entity that step k enters, 2k -
  // 1 of the step and of what carries it. The least over these pairs, each on
  // its own `path`, with the first by id of what may carry a step.
  int position = 0;
};

struct CutElement {
  PathElement element;
  std::vector<int> pairs;  // as of ChokePoint; may be none
  double share = 0;        // of the exposed pairs
  // Pairs that have a path again where all else of the cut is cut, and this is
  // not: at least one of a cheapest cut.
  std::vector<int> opens;
};

// A pair that no cut takes out: it has a path that passes nothing which may be
// cut, the first such as of ExposedByPath.
struct UncuttablePair {
  int pair = 0;  // place in ChokePoints::exposed
  FoundPath path;
};

struct CheapestCut {
  enum class State {
    kCheapest,    // proven: no cut weighs less
    kImpossible,  // pairs are exposed, and no cut takes out any of them
    kKnown,       // `elements` is a cut, but a lighter one may be; see `bound`
    kStopped,     // stopped before one was known, or not asked for
  };
  State state = State::kStopped;
  // After these are cut no exposed pair has a path that counts, but for those
  // in `uncuttable`. Sorted by id. Empty where nothing needs to be cut.
  std::vector<CutElement> elements;
  // What they weigh, and what every cut does at least. The gap between the two
  // is 0 for kCheapest, both are for kImpossible.
  int64_t weight = 0;
  int64_t bound = 0;
  std::vector<UncuttablePair> uncuttable;  // by pair
  // Where this is not complete and the state is kCheapest, `opens` was not
  // looked at to the end, and is empty for the rest.
  Completeness completeness;
};

struct ChokePoints {
  std::vector<ExposedByPath> exposed;  // by process, target, vector, as asked
  // The others, in that order: blocked ones too, unless these count. An
  // organization itself without a path in the view is left out beside other
  // processes.
  std::vector<UnexposedPair> not_exposed;
  // Pairs of which a search met its budget: nothing is said of them, and there
  // is no cut. None where all is complete.
  std::vector<ExposedPair> unsettled;
  // Most pairs first; then the nearest to the process (`position`); then by id.
  std::vector<ChokePoint> points;
  // Not complete: pairs are missing, and shares are of those that are not.
  Completeness completeness;
  CheapestCut cut;
};

// A path is one as anywhere (6.1): it matches the vector, repeats no entity and
// has a step. That there is one without an element is seen by a search past it;
// where the shortest walk repeats an entity, what it may pass is divided until
// one does not, or there is none. That nothing is exposed is no error: the cut
// is empty.
//
// The cut is of least weight, then of fewest elements, then that with the first
// element by id, then the second, and so on: the same question has the same
// cut. Ids say nothing of merit. Where a company and the state that it is
// seated in cut the same, the company is taken, since `companies/` comes before
// `jurisdictions/`; who cannot cut states says so (not_cuttable_kinds), and
// what is as good alone is among the choke points.
//
// Exact: a hitting set over paths that are made as they are needed. CBC
// proposes what is lightest by the paths so far; a pair that has a path past it
// adds one; when none has, no cut is lighter. Source: E. Moreno-Centeno, R. M.
// Karp, "The Implicit Hitting Set Approach to Solve Combinatorial Optimization
// Problems", Operations Research 61(2), 2013.
//
// InvalidArgument: `weakest` is no status of a path; what may not be cut, or
// has a weight, is no entity or relation, or no kind; a negative weight;
// weights too far apart to be added up exactly (more than 10^9 times their
// greatest common divisor in all). ResourceExhausted for more than kMaxPairs
// pairs.
//
// Time: a breadth-first search of the stored product for each pair (of one that
// is not exposed, one for each status that it may have), one for each choke
// point of it, and some more: O(product edges) each, but for
// vectors in which a walk may be no path (Vector::walks_are_paths), where one
// search may take exponentially many; those after its first take an expansion
// for each vertex that they look at, and limits.expansions stops it
// (`unsettled`, kExpansions). The cut: such a search for each pair and
// proposal, exponentially many proposals at worst; it ends at kMaxCutPaths
// paths (kPaths) and at CBC's limit (kNodes). Cancellation and time that is
// over stop all (kCancelled, kTime): what stands there is right. Memory: some
// 16 bytes for each vertex of the product and vector, as much again for each
// status that is looked for where a pair is not exposed, and the pairs' paths.
//
// Thread safety: none of its own state is shared; the view may be.
absl::StatusOr<ChokePoints> FindChokePoints(const View& view,
                                            const ChokePointQuery& query,
                                            const Limits& limits);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_CHOKE_POINTS_H_
