#include "service/proto/answer_values.h"

#include <vector>

namespace ketenzicht::service {

v1::Status StatusToProto(graph::Status status) {
  return static_cast<v1::Status>(static_cast<int>(status) + 1);
}

v1::Completeness CompletenessToProto(const graph::Completeness& completeness) {
  v1::Completeness proto;
  proto.set_complete(completeness.complete());
  if (completeness.stop == graph::StopReason::kPaths) proto.set_limit("paths");
  if (completeness.stop == graph::StopReason::kExpansions) {
    proto.set_limit("expansions");
  }
  if (completeness.stop == graph::StopReason::kPartialPaths) {
    proto.set_limit("partial_paths");
  }
  if (completeness.stop == graph::StopReason::kTime) proto.set_limit("time");
  if (completeness.stop == graph::StopReason::kDates) proto.set_limit("dates");
  if (completeness.stop == graph::StopReason::kViews) proto.set_limit("views");
  if (completeness.stop == graph::StopReason::kPoints) {
    proto.set_limit("points");
  }
  if (completeness.stop == graph::StopReason::kNodes) proto.set_limit("nodes");
  if (completeness.stop == graph::StopReason::kCancelled) {
    proto.set_limit("cancelled");
  }
  proto.set_limit_value(completeness.limit);
  proto.set_expansions(completeness.expansions);
  proto.set_reached(completeness.reached);
  return proto;
}

v1::TierResult TierRangeToProto(const graph::Policy& policy,
                                const graph::TierAnswer& tier) {
  v1::TierResult proto;
  proto.set_applicable(tier.applicable);
  if (!tier.applicable) return proto;
  const std::vector<graph::Tier>& tiers = policy.document().tiers;
  proto.set_lowest(tiers[static_cast<size_t>(tier.lowest)].id);
  proto.set_highest(tiers[static_cast<size_t>(tier.highest)].id);
  return proto;
}

v1::TierResult TierRangeToProto(const graph::TierRange& range) {
  v1::TierResult proto;
  proto.set_applicable(!range.lowest.empty());
  proto.set_lowest(range.lowest);
  proto.set_highest(range.highest);
  return proto;
}

v1::PairOutcome OutcomeToProto(const graph::PairOutcome& outcome) {
  v1::PairOutcome proto;
  proto.set_status(StatusToProto(outcome.status));
  *proto.mutable_tier() = TierRangeToProto(outcome.tier);
  proto.set_inherent_status(StatusToProto(outcome.inherent_status));
  *proto.mutable_inherent_tier() = TierRangeToProto(outcome.inherent_tier);
  return proto;
}

}  // namespace ketenzicht::service
