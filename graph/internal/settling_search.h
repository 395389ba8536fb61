// Sets of findings that make a pair so: from below, in the order of their cost,
// each derived; then from above, where that does not come far enough.
//
// From below nothing is concluded from one set to another, so that what is told
// is right whatever the rules of a view are: a set is told where it was seen to
// do it and no cheaper one that is a part of it does. From above a set is
// reached by leaving out answers while it holds, and others by going without
// one of its members: what that finds does it too, but it proves nothing.
//
// Source of the latter: R. Reiter, "A Theory of Diagnosis from First
// Principles", Artificial Intelligence 32, 1987 (the tree of hitting sets).

#ifndef KETENZICHT_GRAPH_INTERNAL_SETTLING_SEARCH_H_
#define KETENZICHT_GRAPH_INTERNAL_SETTLING_SEARCH_H_

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/internal/found_record.h"

namespace ketenzicht::graph::internal {

enum class SettlingGoal { kExposed, kNotExposed, kOneTier };

bool IsReached(SettlingGoal goal, const PairOutcome& outcome);

using Literals = std::vector<Literal>;  // sorted, one for a question at most

// Whether all of `part`, sorted, is in `whole`, sorted.
bool IsPart(const Literals& part, const Literals& whole);

struct KnownSet {
  Literals literals;
  bool smallest = false;  // each part was seen not to do it
};

// What is known of one goal.
struct GoalSearch {
  SettlingGoal goal = SettlingGoal::kExposed;
  bool sought = true;  // more sets are wanted, and there may be some
  std::vector<KnownSet> sets;
  int proven = 0;    // the first of them
  bool all = false;  // as of Settling
  int64_t bound = std::numeric_limits<int64_t>::max();
};

// Not thread-safe. Keeps a reference to `record`.
class SettlingSearch {
 public:
  // `costs` by question, at least 1 each. `sets`: wanted for each goal.
  SettlingSearch(FoundRecord& record, std::vector<int64_t> costs, size_t sets);

  int64_t CostOf(const Literals& literals) const;
  // The order in which sets are looked at, and told.
  bool ComesBefore(const Literals& a, const Literals& b) const;

  // For all that are sought. False where the record stopped it: their bounds
  // are what it came to. Errors as of FoundRecord.
  absl::StatusOr<bool> FromBelow(std::vector<GoalSearch>& goals);

  // `full`: an answer to each question. Adds what it finds that is not known;
  // false where the record stopped it.
  absl::StatusOr<bool> FromAbove(const Literals& full, GoalSearch& goal);

 private:
  // In ranks: literals of questions in the order of cost.
  struct Node {
    int64_t cost = 0;
    Literals ranks;
  };
  struct ComesLater;

  Node WithNext(const Node& node) const;
  Node WithOther(const Node& node) const;
  Literals OfRanks(const Literals& ranks) const;
  Literals RanksOf(const Literals& literals) const;
  void Tell(const Found& found, const Node& node, const Literals& literals,
            const std::vector<GoalSearch*>& wanted);
  absl::StatusOr<KnownSet> Shrink(const Literals& from, SettlingGoal goal);
  void Add(KnownSet set, GoalSearch& goal) const;

  FoundRecord& record_;
  const std::vector<int64_t> costs_;
  const size_t sets_max_;
  std::vector<int> by_rank_;  // questions
  std::vector<int> rank_of_;
  std::vector<Literals> cut_short_;  // of which nothing is known
};

}  // namespace ketenzicht::graph::internal

#endif  // KETENZICHT_GRAPH_INTERNAL_SETTLING_SEARCH_H_
