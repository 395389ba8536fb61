// Results of scenarios for people, and for programs that read test results.

#ifndef KETENZICHT_SERVICE_CLI_SCENARIO_TEXT_H_
#define KETENZICHT_SERVICE_CLI_SCENARIO_TEXT_H_

#include <string>
#include <vector>

#include "ketenzicht/v1/scenario.pb.h"

namespace ketenzicht::service {

// A scenario and what came out of its variants.
struct ScenarioRun {
  std::string name;  // as the user named it
  std::vector<v1::ScenarioResult> results;
  // Why the results are not those that the scenario expects, or not all that
  // were asked for; empty: they are, or nothing is expected.
  std::string unexpected;
  // Why there is no result: it is invalid, or could not be asked.
  std::string error;
  // Of a scenario with a matrix: the number of each result's variant in it,
  // from 0.
  std::vector<size_t> variants;

  bool holds() const;
};

// The queries that neither side answers.
std::vector<v1::ScenarioResult::QueryOutcome> UnansweredQueries(
    const v1::ScenarioResult& result);

// What it changes, and which answers that moves, as a plan: + more, - gone,
// ~ other. One line each, with the reason behind a pair; and why a query has no
// answer.
std::string PlanText(const v1::ScenarioResult& result, bool dutch);

// Plan, notes and assertions.
std::string RunText(const ScenarioRun& run, bool dutch);
// The same as a document, with a table of pairs.
std::string RunMarkdown(const ScenarioRun& run, bool dutch);

// JUnit XML: a test suite for each scenario, a test case for each assertion of
// each variant, by number and values; one that fails for each query without an
// answer, and one that is an error for a scenario without a result.
std::string RunsJunit(const std::vector<ScenarioRun>& runs);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_SCENARIO_TEXT_H_
