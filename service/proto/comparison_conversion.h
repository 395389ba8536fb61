// Comparisons, to their published form (ketenzicht/v1/comparison.proto).

#ifndef KETENZICHT_SERVICE_PROTO_COMPARISON_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_COMPARISON_CONVERSION_H_

#include <array>

#include "graph/comparison.h"
#include "ketenzicht/v1/comparison.pb.h"

namespace ketenzicht::service {

v1::CompareExposureResponse ToProto(
    const std::array<graph::ComparisonSide, 2>& sides,
    const graph::Comparison& comparison);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_COMPARISON_CONVERSION_H_
