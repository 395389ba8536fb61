#include "graph/comparison.h"

#include <algorithm>
#include <map>
#include <optional>
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

// The vector for each side's own vocabulary: kinds have other numbers in
// another one.
absl::StatusOr<std::array<Vector, 2>> VectorForBoth(
    const std::array<ComparisonSide, 2>& sides, const Vector& vector) {
  std::array<Vector, 2> both = {vector, vector};
  const Snapshot& second = sides[1].views.asked->snapshot();
  if (sides[0].views.asked->snapshot().shared_ontology() ==
      second.shared_ontology()) {
    return both;
  }
  absl::StatusOr<Vector> compiled =
      CompileVector(vector.expression, second.ontology());
  if (!compiled.ok()) return compiled.status();
  both[1].automaton = compiled->automaton;
  both[1].walks_are_paths = compiled->walks_are_paths;
  return both;
}

class Comparer {
 public:
  Comparer(const std::array<ComparisonSide, 2>& sides, ViewMaker make_views,
           const Limits& limits)
      : sides_(sides),
        views_{sides[0].views, sides[1].views},
        make_views_(std::move(make_views)),
        limits_(limits) {}

  absl::StatusOr<ComparedTarget> CompareOne(const std::array<Found, 2>& found,
                                            size_t target,
                                            const Vector& vector) {
    const absl::StatusOr<std::array<Vector, 2>> vectors =
        VectorForBoth(sides_, vector);
    if (!vectors.ok()) return vectors.status();
    ComparedTarget compared;
    const Snapshot& snapshot = sides_[0].views.asked->snapshot();
    compared.target = std::string(snapshot.id(found[0].targets[target].asked));
    compared.vector = vector.name;
    compared.label = vector.label;
    PropositionTable propositions;
    for (int side = 0; side < 2; ++side) {
      compared.sides[side] =
          Ask(side, found[side].processes, found[side].targets[target],
              (*vectors)[side], propositions);
    }
    compared.moved = Moved(compared.sides);
    compared.propositions = propositions.Take();
    for (MovedAnswer& one : compared.moved) {
      const std::array<Target, 2> targets = {found[0].targets[target],
                                             found[1].targets[target]};
      if (absl::Status ok = Explain(targets, *vectors, one); !ok.ok()) {
        return ok;
      }
    }
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

  static std::vector<MovedAnswer> Moved(
      const std::array<SideAnswer, 2>& sides) {
    std::map<std::string, PairOutcome> first;
    for (const ComparedPair& pair : sides[0].pairs) {
      first.emplace(pair.process, pair.outcome);
    }
    std::vector<MovedAnswer> moved;
    for (const ComparedPair& pair : sides[1].pairs) {
      const auto it = first.find(pair.process);
      if (it != first.end() && !(it->second == pair.outcome)) {
        moved.push_back({pair.process, std::nullopt});
      }
    }
    return moved;
  }

  // Fills in the causes, as far as they can be looked for.
  absl::Status Explain(const std::array<Target, 2>& targets,
                       const std::array<Vector, 2>& vectors,
                       MovedAnswer& moved) {
    if (!completeness_.complete() || !CauseSearch::CanSearch(views_)) {
      return absl::OkStatus();
    }
    if (!causes_) causes_.emplace(views_, make_views_);
    std::array<PairAnswer, 2> answers;
    for (int side = 0; side < 2; ++side) {
      const FactIndex process =
          views_[side].asked->snapshot().Find(moved.process);
      answers[side] = AnswerPair(views_[side], process, targets[side],
                                 vectors[side], limits_);
    }
    absl::StatusOr<Causes> found = causes_->Find(
        {&answers[0], &answers[1]}, {&vectors[0], &vectors[1]}, limits_);
    const StopReason reason = limits_.interrupted();
    if (!found.ok() && reason != StopReason::kNone) {
      completeness_.stop = reason;
      return absl::OkStatus();
    }
    if (!found.ok()) return found.status();
    moved.causes = *std::move(found);
    return absl::OkStatus();
  }

  const std::array<ComparisonSide, 2>& sides_;
  const std::array<Views, 2> views_;
  const ViewMaker make_views_;
  const Limits& limits_;
  Completeness completeness_;
  std::optional<CauseSearch> causes_;  // made for the first that moved
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
  Comparer comparer(sides, query.make_views, limits);
  for (size_t target = 0; target < found[0].targets.size(); ++target) {
    for (const Vector& vector : query.vectors) {
      absl::StatusOr<ComparedTarget> compared =
          comparer.CompareOne(found, target, vector);
      if (!compared.ok()) return compared.status();
      comparison.targets.push_back(*std::move(compared));
    }
  }
  comparison.completeness = comparer.completeness();
  return comparison;
}

}  // namespace ketenzicht::graph
