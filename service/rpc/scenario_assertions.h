// Whether what a scenario asserts of an answer holds.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_ASSERTIONS_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_ASSERTIONS_H_

#include <optional>
#include <string>

#include "ingest/scenario_document.h"
#include "ketenzicht/v1/exposure.pb.h"
#include "ketenzicht/v1/scenario.pb.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {

// What a pair comes to, in words: where two are the same, nothing has changed.
// Status and tier, with measures and without, and the likelihood of the best
// path, to six digits: more of a product are noise.
std::string OutcomeName(const v1::PairExposure& pair);
// "[0.1, 0.5], most likely 0.2"
std::string LikelihoodName(double low, std::optional<double> best, double high);

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
