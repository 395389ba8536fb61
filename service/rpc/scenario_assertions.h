// Whether what a scenario asserts of an answer holds.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_ASSERTIONS_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_ASSERTIONS_H_

#include <string>

#include "ingest/scenario_document.h"
#include "ketenzicht/v1/scenario.pb.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {

// The answers on both sides to the query that it is about. An assertion about a
// side that has no answer, about a pair that is not in it, or about a search
// that was cut short where it says that something is not there, does not hold.
// `instead` then says what there is, for people.
v1::ScenarioResult::Assertion CheckAssertion(
    const ingest::ScenarioAssertion& assertion, int number,
    const QueryAnswer& baseline, const QueryAnswer& scenario);

// "T0", "T0-T3" or "n/a".
std::string TierName(const v1::TierResult& tier);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_ASSERTIONS_H_
