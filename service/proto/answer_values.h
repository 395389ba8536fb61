// The small parts that many answers have, to their published form.

#ifndef KETENZICHT_SERVICE_PROTO_ANSWER_VALUES_H_
#define KETENZICHT_SERVICE_PROTO_ANSWER_VALUES_H_

#include "graph/factors.h"
#include "graph/limits.h"
#include "graph/pair_outcome.h"
#include "graph/policy.h"
#include "graph/status.h"
#include "ketenzicht/v1/exposure.pb.h"
#include "ketenzicht/v1/load_bearing.pb.h"

namespace ketenzicht::service {

v1::Status StatusToProto(graph::Status status);
v1::Completeness CompletenessToProto(const graph::Completeness& completeness);

// The range alone, without factors.
v1::TierResult TierRangeToProto(const graph::Policy& policy,
                                const graph::TierAnswer& tier);

v1::TierResult TierRangeToProto(const graph::TierRange& range);

v1::PairOutcome OutcomeToProto(const graph::PairOutcome& outcome);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_ANSWER_VALUES_H_
