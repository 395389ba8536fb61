#include "graph/measure_plan.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graph/internal/measure_front.h"
#include "graph/internal/measure_oracle.h"
#include "graph/internal/measure_search.h"
#include "graph/internal/measure_setup.h"
#include "graph/internal/measure_worth.h"

namespace ketenzicht::graph {
namespace {

using internal::MeasureOracle;
using internal::MeasureSearch;
using internal::MeasureSetup;
using internal::Subset;

class Planner {
 public:
  Planner(std::shared_ptr<const Snapshot> snapshot, const ViewOptions& options,
          const MeasureQuestion& question, const Limits& limits)
      : snapshot_(std::move(snapshot)),
        options_(options),
        question_(question),
        limits_(limits),
        views_max_(MeasureViews(snapshot_->size())) {
    for (FactIndex process : question.processes) {
      for (const Target& target : question.targets) {
        for (const Vector* vector : question.vectors) {
          plan_.pairs.push_back({{process, target, vector}, {}, {}, {}});
        }
      }
    }
  }

  absl::StatusOr<MeasurePlan> Run() {
    const absl::StatusOr<Views> base =
        MakeViews(question_.make_views, snapshot_, options_);
    const absl::Status begun = base.ok()
                                   ? DropSilent(*base)
                                   : Absorb(base.status(), plan_.completeness);
    if (!begun.ok()) return begun;
    if (!plan_.completeness.complete()) {
      plan_.front_completeness = plan_.completeness;
      plan_.worth_completeness = plan_.completeness;
      return std::move(plan_);
    }
    absl::StatusOr<MeasureSetup> setup =
        internal::SetUpMeasures(*base->asked, question_);
    if (!setup.ok()) return setup.status();
    setup_ = *std::move(setup);
    inherent_ = base->inherent;
    plan_.candidates = setup_.candidates;
    plan_.without_cost = setup_.without_cost;
    plan_.barred = setup_.barred;
    MakeOracle();
    for (const auto& [wanted, part, completeness] :
         {Part{true, &Planner::Plan, &plan_.completeness},
          Part{question_.front, &Planner::Front, &plan_.front_completeness},
          Part{question_.worth, &Planner::Worth, &plan_.worth_completeness}}) {
      if (!wanted) continue;
      oracle_->AllowViews(views_max_);
      nodes_ended_ = false;
      const absl::Status ok = Absorb((this->*part)(), *completeness);
      if (!ok.ok()) return ok;
    }
    plan_.views = oracle_->views();
    return std::move(plan_);
  }

 private:
  struct Part {
    bool wanted;
    absl::Status (Planner::*run)();
    Completeness* completeness;
  };

  void MakeOracle() {
    MeasureOracle::Question asked{.snapshot = snapshot_,
                                  .options = options_,
                                  .candidates = setup_.candidates,
                                  .goal = question_.goal,
                                  .make_views = question_.make_views};
    for (const PlannedPair& pair : plan_.pairs) {
      asked.pairs.push_back(pair.pair);
    }
    oracle_ = std::make_unique<MeasureOracle>(std::move(asked), limits_);
  }

  absl::Status DropSilent(const Views& views) {
    std::vector<PlannedPair> kept;
    for (PlannedPair& pair : plan_.pairs) {
      const absl::StatusOr<bool> silent =
          IsSilent(views, pair.pair, question_.processes.size(), limits_);
      if (!silent.ok()) return Absorb(silent.status(), plan_.completeness);
      if (!*silent) kept.push_back(std::move(pair));
    }
    plan_.pairs = std::move(kept);
    return absl::OkStatus();
  }

  // A limit that was hit is told, no error.
  absl::Status Absorb(const absl::Status& status, Completeness& completeness) {
    if (status.ok()) return status;
    const bool nodes = nodes_ended_ || (search_ && search_->nodes_ended());
    if (absl::IsCancelled(status)) {
      completeness.stop = StopReason::kCancelled;
    } else if (absl::IsDeadlineExceeded(status)) {
      completeness.stop = StopReason::kTime;
    } else if (!absl::IsResourceExhausted(status)) {
      return status;
    } else if (oracle_ && oracle_->views_ended()) {
      completeness.stop = StopReason::kViews;
      completeness.limit = views_max_;
    } else if (nodes) {
      completeness.stop = StopReason::kNodes;
      completeness.limit = internal::kMaxProgramNodes;
    } else if (oracle_) {
      completeness.stop = StopReason::kExpansions;
      completeness.limit = limits_.expansions;
    } else {
      return status;
    }
    return absl::OkStatus();
  }

  bool Everything(int pair, absl::Status& status) {
    const absl::StatusOr<bool> met =
        oracle_->IsMet(pair, Subset(setup_.candidates.size(), true));
    if (!met.ok()) status = met.status();
    return met.value_or(false);
  }

  // A factor that asks what is closed, or on record, may be answered otherwise
  // where a measure takes an edge away by a guard; a tier could then rise.
  absl::Status CheckTiersFall() {
    const auto& factors = snapshot_->policy().document().factors;
    const bool asked =
        std::any_of(factors.begin(), factors.end(), [](const Factor& factor) {
          return factor.no_closing_measure ||
                 !factor.authority_expression.empty();
        });
    if (question_.goal.kind != MeasureGoal::Kind::kTier || !asked) {
      return absl::OkStatus();
    }
    const absl::StatusOr<std::string> lost = oracle_->LostRelation();
    if (!lost.ok()) return lost.status();
    if (lost->empty()) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat(
        "goal.tier: '", *lost,
        "' does not hold where measures are taken, and "
        "the factors that ask what is on record may then raise a tier; ask for "
        "a status or a likelihood"));
  }

  // Which pairs there is something to do about.
  absl::Status FindReach() {
    absl::Status status;
    for (int i = 0; i < oracle_->num_pairs(); ++i) {
      PlannedPair& pair = plan_.pairs[i];
      const absl::StatusOr<Residual> before = oracle_->Ask(i, oracle_->None());
      if (!before.ok()) return before.status();
      pair.before = *before;
      const bool met = IsMet(*snapshot_, question_.goal, *before);
      pair.reach = met                     ? PlannedPair::Reach::kMet
                   : Everything(i, status) ? PlannedPair::Reach::kWithin
                                           : PlannedPair::Reach::kOutOfReach;
      if (!status.ok()) return status;
      if (pair.reach == PlannedPair::Reach::kWithin) within_.push_back(i);
    }
    return absl::OkStatus();
  }

  // Weights by measure; of pairs none.
  MeasureSearch::Weights Padded(std::vector<int64_t> weights) const {
    weights.resize(search_->num_variables(), 0);
    return weights;
  }
  MeasureSearch::Weights Count() const {
    return Padded(std::vector<int64_t>(setup_.candidates.size(), 1));
  }

  // Says of each of within_ whether it may stay above the goal.
  std::vector<internal::ProgramRow> Wanted(
      const std::vector<bool>& above) const {
    std::vector<internal::ProgramRow> rows;
    for (size_t p = 0; p < above.size(); ++p) {
      const int64_t value = above[p] ? 1 : 0;
      rows.push_back(
          {{{search_->AboveVariable(static_cast<int>(p)), 1}}, value, value});
    }
    return rows;
  }

  absl::StatusOr<std::optional<MeasureSearch::Choice>> FewestFor(
      const std::vector<bool>& above) {
    return search_->Find({.stages = {Count()}, .rows = Wanted(above)});
  }

  absl::Status Plan() {
    if (absl::Status ok = CheckTiersFall(); !ok.ok()) return ok;
    if (absl::Status ok = FindReach(); !ok.ok()) return ok;
    search_.emplace(*oracle_, setup_.rules, within_, setup_.growth);
    const auto mandatory = FewestFor(std::vector<bool>(within_.size(), true));
    if (!mandatory.ok()) return mandatory.status();
    if (!*mandatory) {
      return absl::InvalidArgumentError(
          "the mandatory measures cannot be in place together");
    }
    const absl::Status status = FindCheapest();
    if (!status.ok()) {
      plan_.state = MeasurePlan::State::kStopped;
      plan_.bound = Amount(setup_.objective, least_);
      KeepKnown();
    }
    return status;
  }

  absl::Status FindCheapest() {
    if (setup_.rules.conflicts.empty()) {
      if (absl::Status ok = FindKnown(); !ok.ok()) return ok;
    }
    std::vector<bool> above(within_.size(), false);
    absl::StatusOr<std::optional<MeasureSearch::Choice>> best = Cheapest(above);
    if (!best.ok()) return best.status();
    if (!*best) {
      if (absl::Status ok = LeaveOutOfReach(above); !ok.ok()) return ok;
      best = Cheapest(above);
      if (!best.ok()) return best.status();
    }
    if (!*best) {
      plan_.state = MeasurePlan::State::kNone;
      return absl::OkStatus();
    }
    taken_ = (*best)->taken;
    if (absl::Status ok = TakeSet(); !ok.ok()) return ok;
    plan_.state = MeasurePlan::State::kCheapest;
    plan_.bound = plan_.objective;
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<MeasureSearch::Choice>> Cheapest(
      const std::vector<bool>& above) {
    MeasureSearch::Demand demand;
    demand.stages = {Padded(setup_.objective.weights)};
    if (question_.weights) {
      demand.stages.push_back(Padded(setup_.costs.weights));
    }
    demand.stages.push_back(Padded(setup_.burdens.weights));
    demand.stages.push_back(Count());
    demand.rows = Wanted(above);
    demand.first_by_id = true;
    auto found = search_->Find(demand);
    least_ = search_->bound();
    if (search_->known()) taken_ = search_->known();
    return found;
  }

  // Conflicts keep some pair above the goal that all measures together would
  // not: pairs for which no set does it.
  absl::Status LeaveOutOfReach(std::vector<bool>& above) {
    for (size_t p = 0; p < within_.size(); ++p) {
      std::vector<bool> alone(within_.size(), true);
      alone[p] = false;
      const auto found = FewestFor(alone);
      if (!found.ok()) return found.status();
      if (*found) continue;
      above[p] = true;
      plan_.pairs[within_[p]].reach = PlannedPair::Reach::kOutOfReach;
    }
    return absl::OkStatus();
  }

  // A set that does it, in case the search for the cheapest does not end: all,
  // without what can be left out, the most expensive first.
  absl::Status FindKnown() {
    Subset known(setup_.candidates.size(), true);
    for (bool changed = true; changed;) {
      changed = false;
      for (auto it = setup_.growth.rbegin(); it != setup_.growth.rend(); ++it) {
        if (!known[*it] || IsNeeded(*it, known)) continue;
        const absl::StatusOr<bool> enough =
            BringsAll(internal::With(known, *it, false));
        if (!enough.ok()) return enough.status();
        if (!*enough) continue;
        known[*it] = false;
        changed = true;
      }
    }
    taken_ = std::move(known);
    return absl::OkStatus();
  }

  bool IsNeeded(int measure, const Subset& taken) const {
    const auto& rules = setup_.rules;
    return std::count(rules.mandatory.begin(), rules.mandatory.end(), measure) >
               0 ||
           std::any_of(rules.prerequisites.begin(), rules.prerequisites.end(),
                       [&](const std::pair<int, int>& one) {
                         return one.second == measure && taken[one.first];
                       });
  }

  absl::StatusOr<bool> BringsAll(const Subset& taken) {
    for (int pair : within_) {
      const absl::StatusOr<bool> met = oracle_->IsMet(pair, taken);
      if (!met.ok()) return met.status();
      if (!*met) return false;
    }
    return true;
  }

  void KeepKnown() {
    if (!taken_) return;
    // What is left of each pair can then not always be said.
    plan_.set = SetOf(*taken_);
    plan_.objective = Objective(*taken_);
    plan_.state = MeasurePlan::State::kKnown;
    plan_.bound = std::min(plan_.bound, plan_.objective);
  }

  static double Amount(const internal::WholeWeights& whole, int64_t value) {
    return static_cast<double>(value * whole.unit) / internal::kCostUnit;
  }
  double Objective(const Subset& taken) const {
    return Amount(setup_.objective,
                  internal::SumOf(setup_.objective.weights, taken));
  }

  MeasureSet SetOf(const Subset& taken) const {
    MeasureSet set = internal::DescribeSet(setup_, taken);
    for (const PlannedPair& pair : plan_.pairs) {
      if (pair.reach == PlannedPair::Reach::kOutOfReach) ++set.above;
    }
    return set;
  }

  // An out-of-reach pair is above the goal with every set that may be taken.
  absl::Status TakeSet() {
    for (size_t i = 0; i < plan_.pairs.size(); ++i) {
      const absl::StatusOr<Residual> after =
          oracle_->Ask(static_cast<int>(i), *taken_);
      if (!after.ok()) return after.status();
      plan_.pairs[i].after = *after;
    }
    plan_.set = SetOf(*taken_);
    plan_.objective = Objective(*taken_);
    return absl::OkStatus();
  }

  absl::Status Front() {
    if (!search_) {
      plan_.front_completeness = plan_.completeness;
      return absl::OkStatus();
    }
    const int beyond = static_cast<int>(std::count_if(
        plan_.pairs.begin(), plan_.pairs.end(), [](const PlannedPair& pair) {
          return pair.reach == PlannedPair::Reach::kOutOfReach;
        }));
    const int counted = static_cast<int>(within_.size());
    const int never = CountNeverWithin();
    internal::MeasureFront front(*search_, setup_);
    const absl::Status ok = front.Find(counted);
    plan_.front = front.Take(beyond - never);
    if (front.points_ended()) {
      plan_.front_completeness.stop = StopReason::kPoints;
      plan_.front_completeness.limit = kMaxFrontPoints;
    }
    return ok;
  }

  // Pairs of the search that conflicts keep out of reach: it counts them.
  int CountNeverWithin() const {
    return static_cast<int>(
        std::count_if(within_.begin(), within_.end(), [&](int pair) {
          return plan_.pairs[pair].reach == PlannedPair::Reach::kOutOfReach;
        }));
  }

  absl::Status Worth() {
    const std::optional<Subset> plan = plan_.set ? taken_ : std::nullopt;
    return internal::WeighMeasures(*oracle_, setup_, *inherent_, plan_.pairs,
                                   plan, limits_, plan_.worth, nodes_ended_);
  }

  const std::shared_ptr<const Snapshot> snapshot_;
  const ViewOptions& options_;
  const MeasureQuestion& question_;
  const Limits& limits_;
  const int views_max_;
  MeasurePlan plan_;
  MeasureSetup setup_;
  std::shared_ptr<const View> inherent_;  // with nothing taken
  std::unique_ptr<MeasureOracle> oracle_;
  std::optional<MeasureSearch> search_;
  std::vector<int> within_;      // pairs that all candidates bring under it
  std::optional<Subset> taken_;  // the plan's set
  int64_t least_ = 0;            // that any set costs, weighted
  bool nodes_ended_ = false;
};

}  // namespace

absl::StatusOr<MeasurePlan> ProposeMeasures(
    const std::shared_ptr<const Snapshot>& snapshot, const ViewOptions& options,
    const MeasureQuestion& question, const Limits& limits) {
  const size_t pairs = question.processes.size() * question.targets.size() *
                       question.vectors.size();
  if (pairs > kMaxPairs) {
    return absl::ResourceExhaustedError(absl::StrCat(
        pairs, " pairs are asked for; at most ", kMaxPairs, " are answered"));
  }
  if (absl::Status ok = CheckOptions(*snapshot, options); !ok.ok()) return ok;
  if (absl::Status ok = CheckGoal(*snapshot, options, question.goal);
      !ok.ok()) {
    return ok;
  }
  return Planner(snapshot, options, question, limits).Run();
}

}  // namespace ketenzicht::graph
