// What would settle pairs, to its published form
// (ketenzicht/v1/settling.proto).

#ifndef KETENZICHT_SERVICE_PROTO_SETTLING_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_SETTLING_CONVERSION_H_

#include "graph/pair_settlings.h"
#include "ketenzicht/v1/settling.pb.h"

namespace ketenzicht::service {

v1::SettlePairsResponse ToProto(const graph::Snapshot& snapshot,
                                const graph::ViewOptions& options,
                                const graph::PairSettlingQuery& query,
                                const graph::PairSettlings& found);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_SETTLING_CONVERSION_H_
