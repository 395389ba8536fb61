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
    std::array<Answers, 2> answers;
    for (int side = 0; side < 2; ++side) {
      answers[side] = Ask(side, found[side].processes,
                          found[side].targets[target], (*vectors)[side]);
    }
    PropositionTable propositions;
    for (int side = 0; side < 2; ++side) {
      compared.sides[side] = Tell(side, answers, propositions);
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
  struct Answered {
    PairAnswer answer;
    bool silent = false;
  };
  using Answers = std::map<std::string, Answered>;  // by process id

  Answers Ask(int side, const std::vector<FactIndex>& processes,
              const Target& target, const Vector& vector) {
    const Views& views = sides_[side].views;
    const Snapshot& snapshot = views.asked->snapshot();
    Answers answers;
    for (FactIndex process : processes) {
      Answered one;
      one.answer = AnswerPair(views, process, target, vector, limits_);
      Count(one.answer.completeness);
      if (WasInterrupted()) break;
      one.silent = IsSilent(snapshot, one.answer, processes.size());
      answers.emplace(snapshot.id(process), std::move(one));
    }
    return answers;
  }

  // Without those that are silent on both sides, or on the only one they are
  // on.
  SideAnswer Tell(int side, const std::array<Answers, 2>& answers,
                  PropositionTable& propositions) const {
    const Views& views = sides_[side].views;
    const Answers& others = answers[1 - side];
    SideAnswer told;
    for (const auto& [process, one] : answers[side]) {
      const auto other = others.find(process);
      if (one.silent && (other == others.end() || other->second.silent)) {
        continue;
      }
      told.pairs.push_back({process,
                            OutcomeOf(views.asked->snapshot(), one.answer),
                            !IsSearchBudget(one.answer.completeness.stop)});
      ++told.statuses[static_cast<size_t>(one.answer.status)];
      propositions.Add(side, views, one.answer);
    }
    return told;
  }

  bool WasInterrupted() const {
    return !completeness_.complete() && !IsSearchBudget(completeness_.stop);
  }

  void Count(const Completeness& used) {
    completeness_.expansions += used.expansions;
    completeness_.reached += used.reached;
    // That there are more paths than are shown changes no outcome.
    if (used.stop == StopReason::kNone || used.stop == StopReason::kPaths ||
        WasInterrupted()) {
      return;
    }
    completeness_.stop = used.stop;
    completeness_.limit = used.limit;
  }

  static std::vector<MovedAnswer> Moved(
      const std::array<SideAnswer, 2>& sides) {
    std::map<std::string, const ComparedPair*> first;
    for (const ComparedPair& pair : sides[0].pairs) {
      first.emplace(pair.process, &pair);
    }
    std::vector<MovedAnswer> moved;
    for (const ComparedPair& pair : sides[1].pairs) {
      const auto it = first.find(pair.process);
      if (it == first.end() || it->second->outcome == pair.outcome) continue;
      moved.push_back(
          {.process = pair.process,
           .searched = it->second->searched_all && pair.searched_all});
    }
    return moved;
  }

  // Fills in the causes, as far as they can be looked for.
  absl::Status Explain(const std::array<Target, 2>& targets,
                       const std::array<Vector, 2>& vectors,
                       MovedAnswer& moved) {
    if (WasInterrupted() || !moved.searched ||
        !CauseSearch::CanSearch(views_)) {
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
    if (absl::IsResourceExhausted(found.status())) return absl::OkStatus();
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
