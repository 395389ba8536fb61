// A scenario as somebody wrote it: the changes, what is asked before and after
// them, and what must come out. docs/scenarios.md.

#ifndef KETENZICHT_INGEST_SCENARIO_DOCUMENT_H_
#define KETENZICHT_INGEST_SCENARIO_DOCUMENT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/scenario.h"
#include "ingest/problem.h"
#include "ingest/yaml_content.h"

namespace ketenzicht::ingest {

// Which facts count, on both sides.
struct ScenarioBaseline {
  int64_t revision = 0;              // 0: the latest
  std::vector<std::string> with;     // source types that count too
  std::vector<std::string> sources;  // ids that count too
  std::vector<std::string> factors;  // that are weighed too
  bool stated_only = false;
  bool verified_only = false;
  bool presumptions = true;
  std::vector<std::string> fixtures;  // files, relative to its folder
  TextPlaces names;                   // where all of these are named
};

// What a query of measures asks for, beside the pairs: as the command has it.
struct MeasureWish {
  std::string status;  // one of these three is the goal
  std::string tier;
  std::string likelihood;
  std::vector<std::string> candidates;
  std::vector<std::string> mandatory;
  std::vector<std::string> excluded;
  std::optional<double> assumed_cost;
  std::optional<double> assumed_burden;
  std::optional<int> cost_weight;  // both weights, or neither
  std::optional<int> burden_weight;
  bool plan_only = false;
};

// One question. Which fields a kind has is in docs/scenarios.md.
struct ScenarioQuery {
  enum class Kind {
    kPaths,
    kWhy,
    kList,
    kMatrix,
    kAffected,
    kTimeline,
    kCase,
    kCompare,
    kMeasures,
    kSinglePoints,
    kLoadBearing,
    kChokePoints,
    kLikelihood,
    kContradictions,
    kUnknowns,
    kSettle
  };
  std::string id;
  TextPlace place;
  TextPlaces names;  // where it names what
  Kind kind = Kind::kPaths;
  std::string date;               // of its own; empty: the side's
  std::vector<std::string> from;  // case: none
  std::vector<std::string> to;
  std::vector<std::string> vectors;  // names; paths, why, list, matrix: one
  std::vector<std::string> expressions;
  std::string subject;                     // affected; case: its id
  std::vector<int> questions;              // case; empty: all
  std::vector<std::string> organizations;  // list: theirs
  std::vector<std::string> touches;        // list
  std::string weakest;                     // list: a status
  int max_paths = 0;                       // paths, why: a pair; list: overall
  std::string since;                       // timeline
  std::string until;
  std::string detail;            // matrix: best, paths, tiers
  bool by_organization = false;  // matrix
  // compare: the other side, where it differs; `from` is the first
  std::vector<std::string> other;
  std::string other_date;
  MeasureWish measures;            // measures
  std::vector<std::string> about;  // contradictions, unknowns; empty: all
  bool across_sources = false;     // contradictions
};
// "paths", "why" …
std::string QueryKindName(ScenarioQuery::Kind kind);

struct CountRange {
  std::optional<double> min;
  std::optional<double> max;
  bool given() const { return min || max; }
};

// Something that must be so. All conditions that are given must hold, of every
// pair of the query that `from` and `to` leave.
struct ScenarioAssertion {
  enum class Side { kBaseline, kScenario, kDifference };
  TextPlace place;
  TextPlaces names;   // where it names what
  std::string query;  // id
  Side side = Side::kScenario;
  // Only in the variants in which parameters have these values.
  std::map<std::string, std::string> when;
  std::string from;  // a process; empty: all
  std::string to;    // a target; empty: all
  std::string status;
  std::string inherent_status;
  std::string tier;  // "T0", "T0-T3", "n/a"
  std::string inherent_tier;
  CountRange paths;                      // of a pair
  std::vector<std::string> through;      // facts that its best path passes
  std::vector<std::string> not_through;  // facts that none of its paths passes
  std::vector<std::string> rests_on;     // facts that its best path rests on
  std::optional<bool> changed;           // kDifference
  // Measures: whether a set reaches the goal for every pair, and what the plan
  // costs at most.
  std::optional<bool> feasible;
  std::optional<double> cost_at_most;
  std::optional<double> burden_at_most;
  // Measures of the cheapest set; measures on which alone a pair hangs; what
  // makes two sides differ.
  std::vector<std::string> includes;
  std::vector<std::string> not_includes;
  CountRange points;         // single points: so many measures
  std::optional<bool> same;  // compare: the sides come out the same
  // A value of the whole answer, as JSON (RFC 6901): "/affected".
  std::string at;
  std::optional<std::string> equals;
  CountRange number;
};

struct MatrixAxis {
  std::string name;
  std::vector<std::string> values;
  TextPlace place;                         // of its name
  absl::flat_hash_set<std::string> known;  // the values, to look one up

  bool Takes(const std::string& value) const { return known.contains(value); }
};

// Values of parameters, by name.
using ScenarioParameters = std::map<std::string, std::string>;

struct ScenarioDocument {
  graph::Scenario scenario;
  // Which item of `changes` in the file says each change of the scenario, from
  // 1, ascending: one item can say several, such as a law and whom it empowers.
  std::vector<int> items;
  ScenarioParameters parameters;  // of this variant
  std::string owner;
  std::vector<std::string> tags;
  ScenarioBaseline baseline;
  std::vector<ScenarioQuery> queries;
  std::vector<ScenarioAssertion> assertions;
  std::vector<MatrixAxis> matrix;
  std::string expected;  // file with the results, relative to its folder
  TextPlace expected_place;
};

// Variants at most: what a script sweeps in a minute or two.
inline constexpr size_t kMaxScenarioVariants = 100'000;
inline constexpr size_t kMaxScenarioChanges = 10'000;
// Of its text, and of its text with its fixtures: what one call can carry.
inline constexpr size_t kMaxScenarioBytes = 1'000'000;

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_SCENARIO_DOCUMENT_H_
