#include "service/proto/measure_conversion.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "graph/measure_text.h"
#include "service/proto/answer_values.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {
namespace {

template <typename Ids>
void CopyIds(const graph::Snapshot& snapshot,
             const std::vector<graph::FactIndex>& facts, Ids* ids) {
  for (graph::FactIndex fact : facts) {
    ids->Add(std::string(snapshot.id(fact)));
  }
}

template <typename Proto>
void CopyPair(const graph::Snapshot& snapshot, const graph::ExposedPair& pair,
              Proto& proto) {
  proto.set_process(std::string(snapshot.id(pair.process)));
  proto.set_target(std::string(snapshot.id(pair.target.asked)));
  proto.set_vector(pair.vector->name);
}

v1::Residual ToProto(const graph::Policy& policy,
                     const graph::Residual& residual) {
  v1::Residual proto;
  proto.set_status(StatusToProto(residual.status));
  if (residual.highest_tier >= 0) {
    proto.set_highest_tier(policy.document().tiers[residual.highest_tier].id);
  }
  if (residual.likelihood) proto.set_likelihood(*residual.likelihood);
  return proto;
}

v1::MeasureSet ToProto(const graph::Snapshot& snapshot,
                       const graph::MeasureSet& set) {
  v1::MeasureSet proto;
  CopyIds(snapshot, set.measures, proto.mutable_measures());
  proto.set_cost(set.cost);
  proto.set_burden(set.burden);
  proto.set_above(set.above);
  return proto;
}

v1::PlannedPair ToProto(const graph::Snapshot& snapshot,
                        const graph::PlannedPair& pair) {
  using Reach = graph::PlannedPair::Reach;
  v1::PlannedPair proto;
  CopyPair(snapshot, pair.pair, proto);
  if (pair.reach == Reach::kNotLookedAt) return proto;
  *proto.mutable_before() = ToProto(snapshot.policy(), pair.before);
  if (pair.after) {
    *proto.mutable_after() = ToProto(snapshot.policy(), *pair.after);
  }
  proto.set_reach(pair.reach == Reach::kMet      ? v1::GOAL_REACH_MET
                  : pair.reach == Reach::kWithin ? v1::GOAL_REACH_WITHIN
                                                 : v1::GOAL_REACH_OUT);
  return proto;
}

v1::MeasureWorth ToProto(const graph::Snapshot& snapshot,
                         const graph::MeasureWorth& worth) {
  v1::MeasureWorth proto;
  proto.set_measure(std::string(snapshot.id(worth.measure)));
  proto.mutable_brings()->Add(worth.brings.begin(), worth.brings.end());
  proto.mutable_improves()->Add(worth.improves.begin(), worth.improves.end());
  proto.mutable_fails()->Add(worth.fails.begin(), worth.fails.end());
  if (worth.buys) proto.set_buys(*worth.buys);
  for (graph::FactIndex needed : worth.needs) {
    proto.add_needs(std::string(snapshot.id(needed)));
  }
  proto.set_elsewhere(worth.elsewhere);
  return proto;
}

v1::PlanState ToProto(graph::MeasurePlan::State state) {
  switch (state) {
    case graph::MeasurePlan::State::kCheapest:
      return v1::PLAN_STATE_CHEAPEST;
    case graph::MeasurePlan::State::kKnown:
      return v1::PLAN_STATE_KNOWN;
    case graph::MeasurePlan::State::kNone:
      return v1::PLAN_STATE_NONE;
    case graph::MeasurePlan::State::kStopped:
      return v1::PLAN_STATE_STOPPED;
  }
  return v1::PLAN_STATE_UNSPECIFIED;
}

absl::StatusOr<int> TierIndexOf(const graph::Policy& policy,
                                const std::string& id) {
  const std::vector<graph::Tier>& tiers = policy.document().tiers;
  for (size_t i = 0; i < tiers.size(); ++i) {
    if (tiers[i].id == id) return static_cast<int>(i);
  }
  return absl::NotFoundError(
      absl::StrCat("goal.tier: the policy has no tier '", id, "'"));
}

}  // namespace

absl::StatusOr<graph::MeasureGoal> FromProto(const v1::MeasureGoal& goal,
                                             const graph::Snapshot& snapshot) {
  graph::MeasureGoal result;
  switch (goal.goal_case()) {
    case v1::MeasureGoal::kStatus: {
      result.kind = graph::MeasureGoal::Kind::kStatus;
      // Any other value is refused by graph::CheckGoal.
      const bool known = goal.status() == v1::STATUS_NOT_EXCLUDED ||
                         goal.status() == v1::STATUS_UNKNOWN ||
                         goal.status() == v1::STATUS_BLOCKED;
      result.status =
          known
              ? static_cast<graph::Status>(static_cast<int>(goal.status()) - 1)
              : graph::Status::kOpen;
      return result;
    }
    case v1::MeasureGoal::kTier: {
      const absl::StatusOr<int> tier =
          TierIndexOf(snapshot.policy(), goal.tier());
      if (!tier.ok()) return tier.status();
      result.kind = graph::MeasureGoal::Kind::kTier;
      result.tier = *tier;
      return result;
    }
    case v1::MeasureGoal::kLikelihoodClass:
      result.kind = graph::MeasureGoal::Kind::kLikelihood;
      result.likelihood =
          snapshot.policy().FindLikelihoodClass(goal.likelihood_class());
      if (result.likelihood != nullptr) return result;
      return absl::NotFoundError(
          absl::StrCat("goal.likelihood_class: the policy has no class '",
                       goal.likelihood_class(), "'"));
    case v1::MeasureGoal::GOAL_NOT_SET:
      break;
  }
  return absl::InvalidArgumentError(
      "goal: say which status, tier or likelihood class is to be reached");
}

v1::ProposeMeasuresResponse ToProto(const graph::Snapshot& snapshot,
                                    const graph::ViewOptions& options,
                                    const graph::MeasureGoal& goal,
                                    const graph::MeasurePlan& plan) {
  v1::ProposeMeasuresResponse proto;
  proto.set_state(ToProto(plan.state));
  if (plan.set) *proto.mutable_set() = ToProto(snapshot, *plan.set);
  proto.set_objective(plan.objective);
  proto.set_bound(plan.bound);
  *proto.mutable_completeness() = CompletenessToProto(plan.completeness);
  CopyIds(snapshot, plan.candidates, proto.mutable_candidates());
  CopyIds(snapshot, plan.without_cost, proto.mutable_without_cost());
  CopyIds(snapshot, plan.barred, proto.mutable_barred());
  for (const graph::PlannedPair& pair : plan.pairs) {
    *proto.add_pairs() = ToProto(snapshot, pair);
  }
  for (const graph::MeasureSet& set : plan.front) {
    *proto.add_front() = ToProto(snapshot, set);
  }
  *proto.mutable_front_completeness() =
      CompletenessToProto(plan.front_completeness);
  for (const graph::MeasureWorth& worth : plan.worth) {
    *proto.add_worth() = ToProto(snapshot, worth);
  }
  *proto.mutable_worth_completeness() =
      CompletenessToProto(plan.worth_completeness);
  proto.mutable_text()->set_nl(graph::MeasurePlanText(
      snapshot, options, goal, plan, graph::Language::kDutch));
  proto.mutable_text()->set_en(graph::MeasurePlanText(
      snapshot, options, goal, plan, graph::Language::kEnglish));
  *proto.mutable_context() = ContextOf(snapshot, options);
  return proto;
}

v1::FindSinglePointsResponse ToProto(const graph::Snapshot& snapshot,
                                     const graph::ViewOptions& options,
                                     const graph::SinglePoints& points) {
  v1::FindSinglePointsResponse proto;
  for (const graph::BlockedPair& one : points.blocked) {
    v1::BlockedPair* pair = proto.add_blocked();
    CopyPair(snapshot, one.pair, *pair);
    for (const graph::SinglePoint& point : one.points) {
      v1::SinglePoint* shown = pair->add_points();
      shown->set_measure(std::string(snapshot.id(point.measure)));
      shown->set_status(StatusToProto(point.status));
      *shown->mutable_tier() = TierRangeToProto(
          snapshot.policy(), {true, point.lowest_tier, point.highest_tier, {}});
    }
  }
  proto.set_pairs(points.pairs);
  proto.set_measures_lifted(points.measures_lifted);
  proto.set_measures(points.measures);
  *proto.mutable_completeness() = CompletenessToProto(points.completeness);
  proto.mutable_text()->set_nl(graph::SinglePointsText(
      snapshot, options, points, graph::Language::kDutch));
  proto.mutable_text()->set_en(graph::SinglePointsText(
      snapshot, options, points, graph::Language::kEnglish));
  *proto.mutable_context() = ContextOf(snapshot, options);
  return proto;
}

}  // namespace ketenzicht::service
