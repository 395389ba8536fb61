#include "ingest/scenario_measure_reader.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/scenario_query_reader.h"

namespace ketenzicht::ingest {
namespace {

using Kind = ScenarioQuery::Kind;

// Nothing after a problem where it is below zero.
std::optional<double> ReadAmount(MapReader& map, absl::string_view key) {
  const std::optional<double> amount = map.Number(key);
  if (!amount || *amount >= 0) return amount;
  map.AddProblem(*map.Find(key), absl::StrCat("'", key, "' is 0 or more"));
  return std::nullopt;
}

std::optional<int> ReadWeight(MapReader& map, absl::string_view key) {
  const std::optional<int> weight = map.Integer(key);
  if (!weight || (*weight >= 0 && *weight <= 1000)) return weight;
  map.AddProblem(*map.Find(key), "a weight is 0 to 1000");
  return std::nullopt;
}

void ReadWeights(MapReader& map, MeasureWish& wish) {
  const YamlNode* node = map.Find("weights");
  if (node == nullptr) return;
  MapReader weights(*node, "the weights", map.problems());
  weights.Need("cost");
  weights.Need("burden");
  wish.cost_weight = ReadWeight(weights, "cost");
  wish.burden_weight = ReadWeight(weights, "burden");
  weights.Finish();
  if (wish.cost_weight == 0 && wish.burden_weight == 0) {
    map.AddProblem(*node, "one of the weights is more than 0");
  }
}

void ReadGoal(MapReader& map, const YamlNode& node, MeasureWish& wish) {
  MapReader goal(node, "the goal", map.problems());
  wish.status = goal.String("status");
  wish.tier = goal.String("tier");
  wish.likelihood = goal.String("likelihood");
  goal.Finish();
  if (wish.status.empty() + wish.tier.empty() + wish.likelihood.empty() != 2) {
    map.AddProblem(node, "a goal is one of status, tier and likelihood");
  }
  if (!wish.status.empty() && wish.status != "not_excluded" &&
      wish.status != "unknown" && wish.status != "blocked") {
    map.AddProblem(node, absl::StrCat("'", wish.status,
                                      "' is no goal; there are not_excluded, "
                                      "unknown, blocked"));
  }
}

void ReadWish(MapReader& map, MeasureWish& wish) {
  if (const YamlNode* goal = map.Need("goal")) ReadGoal(map, *goal, wish);
  wish.candidates = map.Strings("candidates");
  wish.mandatory = map.Strings("mandatory");
  wish.excluded = map.Strings("excluded");
  wish.assumed_cost = ReadAmount(map, "assumed_cost");
  wish.assumed_burden = ReadAmount(map, "assumed_burden");
  ReadWeights(map, wish);
  wish.plan_only = map.Bool("plan_only", false);
}

void ReadSides(MapReader& map, ScenarioQuery& query) {
  map.Need("a");
  query.from = map.Strings("a");
  query.other = map.Strings("b");
  map.Day("b_date");
  query.other_date = map.String("b_date");
  // A side beside itself differs in nothing.
  if (query.other.empty() && query.other_date.empty() &&
      map.Find("a") != nullptr) {
    map.AddProblem(*map.Find("a"), "compare needs b, b_date or both");
  }
}

// Which kinds of query have an answer of which it can be asserted.
std::vector<Kind> KindsWith(const std::string& condition) {
  if (condition == "same") return {Kind::kCompare};
  if (condition == "points") return {Kind::kSinglePoints};
  if (condition == "includes" || condition == "not_includes") {
    return {Kind::kMeasures, Kind::kSinglePoints, Kind::kCompare};
  }
  return {Kind::kMeasures};
}

}  // namespace

bool ReadMeasureFields(MapReader& map, ScenarioQuery& query) {
  if (query.kind != Kind::kCompare && query.kind != Kind::kMeasures &&
      query.kind != Kind::kSinglePoints) {
    return false;
  }
  if (query.kind == Kind::kCompare) {
    ReadSides(map, query);
  } else {
    map.Need("from");
    query.from = map.Strings("from");
  }
  map.Need("to");
  query.to = map.Strings("to");
  if (query.kind == Kind::kMeasures) ReadWish(map, query.measures);
  return true;
}

void ReadPlanConditions(MapReader& map, ScenarioAssertion& one) {
  one.feasible = map.Flag("feasible");
  one.cost_at_most = ReadAmount(map, "cost_at_most");
  one.burden_at_most = ReadAmount(map, "burden_at_most");
  one.includes = map.Strings("includes");
  one.not_includes = map.Strings("not_includes");
  one.points = ReadCount(map, "points");
  one.same = map.Flag("same");
  if (one.feasible == false && (one.cost_at_most || one.burden_at_most)) {
    map.AddProblem(*map.Find("feasible"),
                   "what cannot be reached has no cost and no burden");
  }
}

std::vector<std::string> PlanConditions(const ScenarioAssertion& one) {
  std::vector<std::string> names;
  if (one.feasible) names.emplace_back("feasible");
  if (one.cost_at_most) names.emplace_back("cost_at_most");
  if (one.burden_at_most) names.emplace_back("burden_at_most");
  if (!one.includes.empty()) names.emplace_back("includes");
  if (!one.not_includes.empty()) names.emplace_back("not_includes");
  if (one.points.given()) names.emplace_back("points");
  if (one.same) names.emplace_back("same");
  return names;
}

std::string MisplacedCondition(const ScenarioAssertion& one, Kind kind) {
  for (const std::string& name : PlanConditions(one)) {
    const std::vector<Kind> kinds = KindsWith(name);
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) continue;
    return absl::StrCat("'", name, "' is asserted of ",
                        absl::StrJoin(kinds, ", ",
                                      [](std::string* out, Kind one) {
                                        out->append(QueryKindName(one));
                                      }),
                        ", not of ", QueryKindName(kind));
  }
  const std::vector<Kind> paired = {Kind::kPaths, Kind::kWhy, Kind::kMeasures,
                                    Kind::kSinglePoints, Kind::kCompare};
  const bool of_pairs =
      std::find(paired.begin(), paired.end(), kind) != paired.end();
  if (one.changed && !of_pairs && !(one.from.empty() && one.to.empty())) {
    return absl::StrCat("'changed' is asserted of the whole answer of ",
                        QueryKindName(kind),
                        ", of which 'from' and 'to' choose no pair");
  }
  return "";
}

}  // namespace ketenzicht::ingest
