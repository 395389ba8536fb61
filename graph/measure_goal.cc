#include "graph/measure_goal.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

// Factors that count in these views.
std::vector<std::string> FactorsOf(const Snapshot& snapshot,
                                   const ViewOptions& options) {
  std::vector<std::string> names;
  for (const Factor& factor : snapshot.policy().document().factors) {
    const bool asked = std::find(options.factors.begin(), options.factors.end(),
                                 factor.id) != options.factors.end();
    if (factor.enabled || asked) names.push_back(factor.id);
  }
  return names;
}

// The first factor that lowers some tier; empty where none does.
std::string LoweringFactor(const Policy& policy,
                           const std::vector<std::string>& names) {
  const uint32_t count = uint32_t{1} << names.size();
  std::vector<int> tiers;
  for (uint32_t mask = 0; mask < count; ++mask) {
    std::map<std::string, bool> holds;
    for (size_t i = 0; i < names.size(); ++i) holds[names[i]] = mask >> i & 1;
    tiers.push_back(TierWhere(policy, holds));
  }
  for (size_t i = 0; i < names.size(); ++i) {
    const uint32_t bit = uint32_t{1} << i;
    for (uint32_t mask = 0; mask < count; ++mask) {
      if (!(mask & bit) && tiers[mask | bit] < tiers[mask]) return names[i];
    }
  }
  return "";
}

absl::Status CheckTier(const Snapshot& snapshot, const ViewOptions& options,
                       int tier) {
  const int tiers = static_cast<int>(snapshot.policy().document().tiers.size());
  if (tier < 0 || tier + 1 >= tiers) {
    return absl::InvalidArgumentError(
        "goal.tier: is no tier of the policy, or its highest one, which no "
        "pair is above");
  }
  const std::string lowering =
      LoweringFactor(snapshot.policy(), FactorsOf(snapshot, options));
  if (lowering.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "goal.tier: in the policy's decision table '", lowering,
      "' lowers a tier, so that a measure can raise one; ask for a status"));
}

double HighestLikelihood(const PairStanding& standing) {
  double highest = 0;
  for (const PathAnswer& answer : standing.paths) {
    if (answer.path.status >= Status::kBlocked) return highest;
    highest = std::max(highest, answer.likelihood.high);
  }
  // Those that were not looked at may have any.
  return standing.completeness.complete() ? highest : 1;
}

}  // namespace

absl::Status CheckGoal(const Snapshot& snapshot, const ViewOptions& options,
                       const MeasureGoal& goal) {
  switch (goal.kind) {
    case MeasureGoal::Kind::kStatus:
      if (goal.status == Status::kOpen || goal.status == Status::kNoPath) {
        return absl::InvalidArgumentError(
            "goal.status: must be not_excluded, unknown or blocked");
      }
      return absl::OkStatus();
    case MeasureGoal::Kind::kTier:
      return CheckTier(snapshot, options, goal.tier);
    case MeasureGoal::Kind::kLikelihood:
      if (goal.likelihood == nullptr) {
        return absl::InvalidArgumentError(
            "goal.likelihood: is no class of the policy's scale");
      }
      return absl::OkStatus();
  }
  return absl::InvalidArgumentError("goal: is not set");
}

bool IsMet(const Snapshot& snapshot, const MeasureGoal& goal,
           const Residual& residual) {
  switch (goal.kind) {
    case MeasureGoal::Kind::kStatus:
      return residual.status >= goal.status;
    case MeasureGoal::Kind::kTier:
      return residual.highest_tier <= goal.tier;
    case MeasureGoal::Kind::kLikelihood: {
      if (residual.status >= Status::kBlocked) return true;
      const LikelihoodClass* in =
          snapshot.policy().ClassOf(residual.likelihood.value_or(1));
      return in == nullptr || in->interval.low <= goal.likelihood->interval.low;
    }
  }
  return false;
}

absl::Status CheckSearched(const Completeness& completeness) {
  switch (completeness.stop) {
    case StopReason::kCancelled:
      return absl::CancelledError("cancelled");
    case StopReason::kTime:
      return absl::DeadlineExceededError("out of time");
    case StopReason::kExpansions:
    case StopReason::kPartialPaths:
      return absl::ResourceExhaustedError(
          absl::StrCat("the search for the paths of a pair met its limit of ",
                       completeness.limit));
    default:
      return absl::OkStatus();
  }
}

absl::StatusOr<Residual> ResidualOf(const View& view, const ExposedPair& pair,
                                    const MeasureGoal& goal,
                                    const Limits& limits) {
  const bool likelihood = goal.kind == MeasureGoal::Kind::kLikelihood;
  Limits wide = limits;
  wide.paths = likelihood ? kMaxPaths : kTierPaths;
  const PairStanding standing =
      StandingOf(view, pair.process, pair.target, *pair.vector, wide);
  if (absl::Status ok = CheckSearched(standing.completeness); !ok.ok()) {
    return ok;
  }
  Residual residual;
  residual.status = standing.status;
  if (likelihood) residual.likelihood = HighestLikelihood(standing);
  if (standing.tier && standing.tier->applicable) {
    residual.highest_tier = standing.tier->highest;
  }
  return residual;
}

absl::StatusOr<bool> IsSilent(const Views& views, const ExposedPair& pair,
                              size_t processes, const Limits& limits) {
  const Snapshot& snapshot = views.asked->snapshot();
  if (!IsSilent(snapshot, pair.process, Status::kNoPath, Status::kNoPath,
                processes)) {
    return false;
  }
  for (const auto& view : {views.asked, views.inherent}) {
    const PairStanding standing =
        StandingOf(*view, pair.process, pair.target, *pair.vector, limits);
    if (absl::Status ok = CheckSearched(standing.completeness); !ok.ok()) {
      return ok;
    }
    if (standing.status != Status::kNoPath) return false;
  }
  return true;
}

}  // namespace ketenzicht::graph
