// Whether what a scenario asserts of measures, single points and comparisons
// holds.

#ifndef KETENZICHT_SERVICE_RPC_SCENARIO_PLAN_ASSERTIONS_H_
#define KETENZICHT_SERVICE_RPC_SCENARIO_PLAN_ASSERTIONS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ingest/scenario_document.h"
#include "service/rpc/scenario_queries.h"

namespace ketenzicht::service {

// What is wrong with the conditions that only these answers can meet; nothing
// where all of them hold. What was not settled (a plan not proven, a search cut
// short) does not hold where it would matter.
std::optional<std::string> CheckPlanConditions(
    const ingest::ScenarioAssertion& one, const QueryAnswer& answer);

// Whether it has outcomes of its own below, and no pairs.
bool IsOfPlanKind(const QueryAnswer& answer);

// What may differ between two answers, by what it is of: the plan, the single
// points, a compared target. Empty for all other answers.
std::map<std::string, std::string> PlanOutcomes(
    const ingest::ScenarioAssertion& one, const QueryAnswer& answer);

// "3", "2 to 5", "at least 2"; empty where nothing is given.
std::string RangeText(const ingest::CountRange& range);

// The conditions that are given, in words.
std::vector<std::string> PlanConditionTexts(
    const ingest::ScenarioAssertion& one);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_RPC_SCENARIO_PLAN_ASSERTIONS_H_
