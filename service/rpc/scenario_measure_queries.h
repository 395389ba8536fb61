// Queries of a scenario about measures, single points and comparisons, as the
// requests that ask them.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_MEASURE_QUERIES_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_MEASURE_QUERIES_H_

#include <string>

#include "ingest/scenario_document.h"
#include "ketenzicht/v1/comparison.pb.h"
#include "ketenzicht/v1/measure_plan.pb.h"
#include "ketenzicht/v1/view.pb.h"

namespace ketenzicht::service {

v1::ProposeMeasuresRequest ProposeRequestOf(const ingest::ScenarioQuery& query,
                                            const v1::ViewOptions& options,
                                            const v1::Revision& revision);
v1::FindSinglePointsRequest SinglePointsRequestOf(
    const ingest::ScenarioQuery& query, const v1::ViewOptions& options,
    const v1::Revision& revision);
// Both sides under the same facts.
v1::CompareExposureRequest CompareRequestOf(const ingest::ScenarioQuery& query,
                                            const v1::ViewOptions& options,
                                            const v1::Revision& revision);

// What these ask beside pairs and vectors: the same text for the same.
std::string MeasureQueryKey(const ingest::ScenarioQuery& query);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_MEASURE_QUERIES_H_
