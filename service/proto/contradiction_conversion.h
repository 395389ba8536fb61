// Contradictions to their published form (ketenzicht/v1/contradictions.proto).

#ifndef KETENZICHT_SERVICE_PROTO_CONTRADICTION_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_CONTRADICTION_CONVERSION_H_

#include "graph/contradictions.h"
#include "ketenzicht/v1/contradictions.pb.h"

namespace ketenzicht::service {

v1::FindContradictionsResponse ToProto(const graph::Snapshot& snapshot,
                                       const graph::ViewOptions& options,
                                       const graph::ContradictionQuery& query,
                                       const graph::Contradictions& found);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_CONTRADICTION_CONVERSION_H_
