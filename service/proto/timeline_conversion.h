// Timelines, to their published form (ketenzicht/v1/timeline.proto).

#ifndef KETENZICHT_SERVICE_PROTO_TIMELINE_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_TIMELINE_CONVERSION_H_

#include "graph/timeline.h"
#include "ketenzicht/v1/timeline.pb.h"

namespace ketenzicht::service {

v1::Timeline ToProto(const graph::Snapshot& snapshot,
                     const graph::ViewOptions& options,
                     const graph::TimelineQuery& query,
                     const graph::Timeline& timeline);

v1::TimelineEnd EndToProto(const graph::Snapshot& snapshot,
                           const graph::ViewOptions& options,
                           const graph::TimelineQuery& query,
                           const graph::Timelines& timelines);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_TIMELINE_CONVERSION_H_
