#include "graph/comparison.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/scope.h"

namespace ketenzicht::graph {
namespace {

// What one side names, found in its own record.
struct Found {
  std::vector<FactIndex> processes;
  std::vector<Target> targets;  // as asked
};

absl::StatusOr<Found> FindSide(const ComparisonSide& side,
                               const ComparisonQuery& query) {
  const Snapshot& snapshot = side.views.asked->snapshot();
  absl::StatusOr<std::vector<FactIndex>> processes =
      ProcessesOf(snapshot, side.who, kMaxPairs);
  if (!processes.ok()) return processes.status();
  absl::StatusOr<std::vector<Target>> targets =
      TargetsOf(snapshot, query.targets);
  if (!targets.ok()) return targets.status();
  const size_t pairs =
      processes->size() * targets->size() * query.vectors.size();
  if (pairs > static_cast<size_t>(kMaxPairs)) {
    return absl::ResourceExhaustedError(absl::StrCat(
        pairs, " pairs are asked for; at most ", kMaxPairs, " are compared"));
  }
  return Found{*std::move(processes), *std::move(targets)};
}

// "jurisdictions/-" may name more at another revision.
bool NameTheSame(const std::array<ComparisonSide, 2>& sides,
                 const std::array<Found, 2>& found) {
  return std::equal(found[0].targets.begin(), found[0].targets.end(),
                    found[1].targets.begin(), found[1].targets.end(),
                    [&](const Target& a, const Target& b) {
                      return sides[0].views.asked->snapshot().id(a.asked) ==
                             sides[1].views.asked->snapshot().id(b.asked);
                    });
}

class Comparer {
 public:
  Comparer(const std::array<ComparisonSide, 2>& sides, const Limits& limits)
      : sides_(sides), limits_(limits) {}

  ComparedTarget CompareOne(const std::array<Found, 2>& found, size_t target,
                            const Vector& vector) {
    ComparedTarget compared;
    const Snapshot& snapshot = sides_[0].views.asked->snapshot();
    compared.target = std::string(snapshot.id(found[0].targets[target].asked));
    compared.vector = vector.name;
    PropositionTable propositions;
    for (int side = 0; side < 2; ++side) {
      compared.sides[side] =
          Ask(side, found[side].processes, found[side].targets[target], vector,
              propositions);
    }
    compared.moved = Moved(compared.sides);
    compared.propositions = propositions.Take();
    return compared;
  }

  const Completeness& completeness() const { return completeness_; }

 private:
  SideAnswer Ask(int side, const std::vector<FactIndex>& processes,
                 const Target& target, const Vector& vector,
                 PropositionTable& propositions) {
    const Views& views = sides_[side].views;
    const Snapshot& snapshot = views.asked->snapshot();
    SideAnswer answers;
    for (FactIndex process : processes) {
      if (!completeness_.complete()) break;
      const PairAnswer answer =
          AnswerPair(views, process, target, vector, limits_);
      Count(answer.completeness);
      if (IsSilent(snapshot, answer, processes.size())) continue;
      answers.pairs.push_back(
          {std::string(snapshot.id(process)), OutcomeOf(snapshot, answer)});
      ++answers.statuses[static_cast<size_t>(answer.status)];
      propositions.Add(side, views, answer);
    }
    return answers;
  }

  void Count(const Completeness& used) {
    completeness_.expansions += used.expansions;
    completeness_.reached += used.reached;
    // That there are more paths than are shown changes no outcome.
    if (used.stop == StopReason::kNone || used.stop == StopReason::kPaths) {
      return;
    }
    completeness_.stop = used.stop;
    completeness_.limit = used.limit;
  }

  static std::vector<std::string> Moved(
      const std::array<SideAnswer, 2>& sides) {
    std::map<std::string, PairOutcome> first;
    for (const ComparedPair& pair : sides[0].pairs) {
      first.emplace(pair.process, pair.outcome);
    }
    std::vector<std::string> moved;
    for (const ComparedPair& pair : sides[1].pairs) {
      const auto it = first.find(pair.process);
      if (it != first.end() && !(it->second == pair.outcome)) {
        moved.push_back(pair.process);
      }
    }
    return moved;
  }

  const std::array<ComparisonSide, 2>& sides_;
  const Limits& limits_;
  Completeness completeness_;
};

}  // namespace

absl::StatusOr<Comparison> Compare(const std::array<ComparisonSide, 2>& sides,
                                   const ComparisonQuery& query,
                                   const Limits& limits) {
  std::array<Found, 2> found;
  for (int side = 0; side < 2; ++side) {
    absl::StatusOr<Found> one = FindSide(sides[side], query);
    if (!one.ok()) return one.status();
    found[side] = *std::move(one);
  }
  if (!NameTheSame(sides, found)) {
    return absl::FailedPreconditionError(
        "the two revisions do not have the same targets; name them by id");
  }
  Comparison comparison;
  Comparer comparer(sides, limits);
  for (size_t target = 0; target < found[0].targets.size(); ++target) {
    for (const Vector& vector : query.vectors) {
      comparison.targets.push_back(comparer.CompareOne(found, target, vector));
    }
  }
  comparison.completeness = comparer.completeness();
  return comparison;
}

}  // namespace ketenzicht::graph
