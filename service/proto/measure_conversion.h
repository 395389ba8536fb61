// Plans of measures and single points of failure, to and from their published
// form (ketenzicht/v1/measure_plan.proto).

#ifndef KETENZICHT_SERVICE_PROTO_MEASURE_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_MEASURE_CONVERSION_H_

#include "absl/status/statusor.h"
#include "graph/measure_plan.h"
#include "graph/single_points.h"
#include "ketenzicht/v1/measure_plan.pb.h"

namespace ketenzicht::service {

// InvalidArgument where it is not set, NotFound for a tier or class that the
// policy does not have.
absl::StatusOr<graph::MeasureGoal> FromProto(const v1::MeasureGoal& goal,
                                             const graph::Snapshot& snapshot);

v1::ProposeMeasuresResponse ToProto(const graph::Snapshot& snapshot,
                                    const graph::ViewOptions& options,
                                    const graph::MeasureGoal& goal,
                                    const graph::MeasurePlan& plan);

v1::FindSinglePointsResponse ToProto(const graph::Snapshot& snapshot,
                                     const graph::ViewOptions& options,
                                     const graph::SinglePoints& points);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_MEASURE_CONVERSION_H_
