// Unknowns to their published form (ketenzicht/v1/unknowns.proto).

#ifndef KETENZICHT_SERVICE_PROTO_UNKNOWN_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_UNKNOWN_CONVERSION_H_

#include "graph/unknowns.h"
#include "ketenzicht/v1/unknowns.pb.h"

namespace ketenzicht::service {

// Not complete where the limit of `query` left some out, too.
v1::FindUnknownsResponse ToProto(const graph::View& view,
                                 const graph::UnknownsQuery& query,
                                 const graph::Unknowns& found);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_UNKNOWN_CONVERSION_H_
