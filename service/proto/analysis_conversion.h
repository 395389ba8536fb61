// Load-bearing propositions, choke points and likelihoods of pairs to their
// published form (ketenzicht/v1/analysis_service.proto).

#ifndef KETENZICHT_SERVICE_PROTO_ANALYSIS_CONVERSION_H_
#define KETENZICHT_SERVICE_PROTO_ANALYSIS_CONVERSION_H_

#include "graph/choke_points.h"
#include "graph/load_bearing.h"
#include "graph/pair_likelihoods.h"
#include "ketenzicht/v1/choke_points.pb.h"
#include "ketenzicht/v1/load_bearing.pb.h"
#include "ketenzicht/v1/pair_likelihood.pb.h"

namespace ketenzicht::service {

v1::FindLoadBearingResponse ToProto(const graph::Snapshot& snapshot,
                                    const graph::ViewOptions& options,
                                    const graph::LoadBearings& found);

v1::FindChokePointsResponse ToProto(const graph::View& view,
                                    const graph::ChokePointQuery& query,
                                    const graph::ChokePoints& found);

v1::EstimateLikelihoodResponse ToProto(const graph::Snapshot& snapshot,
                                       const graph::ViewOptions& options,
                                       const graph::PairLikelihoods& found);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_ANALYSIS_CONVERSION_H_
