#include "ingest/scenario_query_reader.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "graph/limits.h"
#include "graph/path_list.h"
#include "graph/status.h"
#include "ingest/scenario_analysis_reader.h"
#include "ingest/scenario_measure_reader.h"
#include "ingest/yaml_content.h"
#include "ingest/yaml_reader.h"

namespace ketenzicht::ingest {
namespace {

using Kind = ScenarioQuery::Kind;

const std::map<std::string, Kind>& Kinds() {
  static const auto& kinds = *new std::map<std::string, Kind>{
      {"paths", Kind::kPaths},
      {"why", Kind::kWhy},
      {"list", Kind::kList},
      {"matrix", Kind::kMatrix},
      {"affected", Kind::kAffected},
      {"timeline", Kind::kTimeline},
      {"case", Kind::kCase},
      {"compare", Kind::kCompare},
      {"measures", Kind::kMeasures},
      {"single_points", Kind::kSinglePoints},
      {"load_bearing", Kind::kLoadBearing},
      {"choke_points", Kind::kChokePoints},
      {"likelihood", Kind::kLikelihood},
      {"contradictions", Kind::kContradictions},
      {"unknowns", Kind::kUnknowns},
      {"settle", Kind::kSettle}};
  return kinds;
}

std::string KindNames() {
  return absl::StrJoin(Kinds(), ", ", [](std::string* out, const auto& one) {
    out->append(one.first);
  });
}

// A day, or nothing after a problem where it is none.
std::string ReadDay(MapReader& map, absl::string_view key) {
  map.Day(key);
  return map.String(key);
}

// Of the questions that have a vector: its name, or an expression.
void ReadVector(MapReader& map, ScenarioQuery& query) {
  query.vectors = map.Strings("vector");
  query.expressions = map.Strings("expression");
  const bool one = query.kind == Kind::kPaths || query.kind == Kind::kWhy ||
                   query.kind == Kind::kList || query.kind == Kind::kMatrix;
  if (one && query.vectors.size() + query.expressions.size() > 1) {
    map.problems().Add(map.place(), "one vector, or one expression");
  }
}

// An empty list would ask of nothing, or, where none means all, of everything.
void CheckEnds(MapReader& map) {
  for (const char* key : {"from", "to", "a", "b", "about"}) {
    // Not asked of the map: that is how it knows which fields there can be.
    for (const YamlField& field : map.node().fields) {
      const YamlNode& list = field.value;
      if (field.name == key && list.kind == YamlNode::Kind::kList &&
          list.items.empty()) {
        map.AddProblem(list, absl::StrCat("'", key, "' names nothing"));
      }
    }
  }
}

void ReadMaxPaths(MapReader& map, ScenarioQuery& query) {
  query.max_paths = map.Integer("max_paths").value_or(0);
  const int most =
      query.kind == Kind::kList ? graph::kMaxBestOverall : graph::kMaxPaths;
  if (query.max_paths < 0 || query.max_paths > most) {
    map.AddProblem(*map.Find("max_paths"),
                   absl::StrCat("max_paths is 0 to ", most));
  }
}

void ReadSpan(MapReader& map, ScenarioQuery& query) {
  const std::optional<graph::Date> since = map.Day("since");
  const std::optional<graph::Date> until = map.Day("until");
  query.since = map.String("since");
  query.until = map.String("until");
  if (since && until && *until < *since) {
    map.AddProblem(*map.Find("since"), "'since' is after 'until'");
  }
}

void ReadListFields(MapReader& map, ScenarioQuery& query) {
  query.organizations = map.Strings("organizations");
  query.touches = map.Strings("touches");
  query.weakest = map.String("weakest");
  if (!query.weakest.empty() && !graph::ParseStatus(query.weakest)) {
    map.AddProblem(*map.Find("weakest"),
                   absl::StrCat("'", query.weakest, "' is no status"));
  }
}

void ReadMatrixFields(MapReader& map, ScenarioQuery& query) {
  query.detail = map.Find("detail") ? map.String("detail") : "tiers";
  if (query.detail != "best" && query.detail != "paths" &&
      query.detail != "tiers") {
    map.AddProblem(*map.Find("detail"), "detail is best, paths or tiers");
  }
  query.by_organization = map.Bool("by_organization", false);
  for (const std::string& id : query.from) {
    if (query.by_organization && absl::EndsWith(id, "/-") &&
        id != "organizations/-") {
      map.AddProblem(*map.Find("from"),
                     absl::StrCat("by_organization: '", id,
                                  "' is not of organizations; all of these "
                                  "are organizations/-"));
    }
  }
}

void ReadFields(const YamlNode& node, ScenarioQuery& query,
                Problems& problems) {
  MapReader map(node, absl::StrCat("the ", QueryKindName(query.kind), " query"),
                problems);
  query.date = ReadDay(map, "date");
  CheckEnds(map);
  if (ReadMeasureFields(map, query) || ReadAnalysisFields(map, query)) {
    if (!IsOfRecord(query.kind)) ReadVector(map, query);
    map.Finish();
    return;
  }
  switch (query.kind) {
    case Kind::kPaths:
    case Kind::kWhy:
    case Kind::kTimeline:
      map.Need("from");
      map.Need("to");
      break;
    case Kind::kAffected:
      query.subject = map.NeedString("subject");
      break;
    case Kind::kCase:
      query.subject = map.NeedString("id");
      break;
    default:
      break;
  }
  if (query.kind == Kind::kCase) {
    for (const std::string& text : map.Strings("questions")) {
      int number = 0;
      if (!absl::SimpleAtoi(text, &number)) {
        map.AddProblem(*map.Find("questions"),
                       absl::StrCat("'", text, "' is no number"));
      }
      query.questions.push_back(number);
    }
  } else {
    ReadVector(map, query);
  }
  if (query.kind != Kind::kCase && query.kind != Kind::kAffected) {
    query.from = map.Strings("from");
    query.to = map.Strings("to");
  }
  if (query.kind == Kind::kPaths || query.kind == Kind::kWhy ||
      query.kind == Kind::kList) {
    ReadMaxPaths(map, query);
  }
  if (query.kind == Kind::kList) ReadListFields(map, query);
  if (query.kind == Kind::kTimeline) ReadSpan(map, query);
  if (query.kind == Kind::kMatrix) ReadMatrixFields(map, query);
  map.Finish();
}

}  // namespace

CountRange ReadCount(MapReader& map, absl::string_view key) {
  const CountRange range = ReadRange(map, key);
  for (const std::optional<double>& bound : {range.min, range.max}) {
    if (bound && std::floor(*bound) != *bound) {
      map.AddProblem(*map.Find(key),
                     absl::StrCat(key, " is a whole number, not ", *bound));
      break;
    }
  }
  return range;
}

CountRange ReadRange(MapReader& map, absl::string_view key) {
  const YamlNode* node = map.Find(key);
  if (node == nullptr) return {};
  CountRange range;
  if (node->kind == YamlNode::Kind::kScalar) {
    double value = 0;
    if (!absl::SimpleAtod(node->scalar, &value) || !std::isfinite(value)) {
      map.AddProblem(*node, absl::StrCat("'", node->scalar, "' is no number"));
    }
    if (value < 0) map.AddProblem(*node, absl::StrCat(key, " is 0 or more"));
    range.min = range.max = value;
    return range;
  }
  MapReader bounds(*node, key, map.problems());
  range.min = bounds.Number("min");
  range.max = bounds.Number("max");
  bounds.Finish();
  if (!range.given()) map.AddProblem(*node, "needs a min, a max or both");
  for (const std::optional<double>& bound : {range.min, range.max}) {
    if (bound && !(*bound >= 0)) {
      map.AddProblem(*node, absl::StrCat(key, " is 0 or more"));
      return range;
    }
  }
  if (range.min && range.max && *range.min > *range.max) {
    map.AddProblem(*node, "the min is above the max");
  }
  return range;
}

namespace {

std::string ReadStatus(MapReader& map, absl::string_view key) {
  const std::string status = map.String(key);
  if (!status.empty() && !graph::ParseStatus(status)) {
    map.AddProblem(*map.Find(key),
                   absl::StrCat("'", status,
                                "' is no status; there are open, "
                                "not_excluded, unknown, blocked, no_path"));
  }
  return status;
}

// The number in "T0"; nothing where it is called otherwise.
std::optional<int> NumberOfTier(absl::string_view id) {
  int number = 0;
  if (!absl::ConsumePrefix(&id, "T") || !absl::SimpleAtoi(id, &number)) {
    return std::nullopt;
  }
  return number;
}

// "n/a", a tier, or two of them from low to high. Which there are, the policy
// says.
std::string ReadTier(MapReader& map, absl::string_view key) {
  const std::string tier = map.String(key);
  if (tier.empty() || tier == "n/a") return tier;
  const std::vector<std::string> ends = absl::StrSplit(tier, '-');
  const bool formed =
      ends.size() <= 2 &&
      std::all_of(ends.begin(), ends.end(), [](const std::string& end) {
        return !end.empty() && std::all_of(end.begin(), end.end(), [](char c) {
          return absl::ascii_isalnum(c) || c == '_';
        });
      });
  if (!formed) {
    map.AddProblem(
        *map.Find(key),
        absl::StrCat("'", tier, "' is no tier: that is T0, T0-T3 or n/a"));
    return tier;
  }
  const auto low = NumberOfTier(ends.front());
  const auto high = NumberOfTier(ends.back());
  if (ends.size() == 2 &&
      (ends[0] == ends[1] || (low && high && *low > *high))) {
    map.AddProblem(
        *map.Find(key),
        absl::StrCat("'", tier, "' goes from a lower tier to a higher one"));
  }
  return tier;
}

ScenarioAssertion::Side ReadSide(MapReader& map) {
  const std::string on = map.String("on");
  if (on == "baseline") return ScenarioAssertion::Side::kBaseline;
  if (on == "difference") return ScenarioAssertion::Side::kDifference;
  if (!on.empty() && on != "scenario") {
    map.AddProblem(
        *map.Find("on"),
        absl::StrCat("'", on, "': on is baseline, scenario or difference"));
  }
  return ScenarioAssertion::Side::kScenario;
}

bool AsksOfPairs(const ScenarioAssertion& one) {
  return !one.status.empty() || !one.inherent_status.empty() ||
         !one.tier.empty() || !one.inherent_tier.empty() || one.paths.given() ||
         !one.through.empty() || !one.not_through.empty() ||
         !one.rests_on.empty() || !PlanConditions(one).empty();
}

// `at` is of the whole answer: whoever narrows it would be told of another pair
// than the one that he names.
void CheckNarrowing(MapReader& map, const ScenarioAssertion& one) {
  if (one.at.empty()) return;
  for (absl::string_view key : {"from", "to"}) {
    const YamlNode* node = map.Find(key);
    if (node == nullptr) continue;
    map.AddProblem(
        *node,
        absl::StrCat("'at' points into the whole answer, of which '", key,
                     "' chooses no pair: leave it out, and point to the "
                     "pair or make a query of it alone"));
  }
}

void CheckAssertion(const ScenarioAssertion& one, Problems& problems) {
  const bool difference = one.side == ScenarioAssertion::Side::kDifference;
  const bool value = one.equals || one.number.given();
  if (value != !one.at.empty()) {
    problems.Add(one.place,
                 "'at' needs 'equals' or 'number', and they need it");
  }
  if (one.equals && one.number.given()) {
    problems.Add(one.place, "'at' with 'equals' or with 'number', not both");
  }
  if (!one.at.empty() && one.at.front() != '/') {
    problems.Add(one.place, "'at' is a JSON pointer, such as /affected");
  }
  if (difference ? !one.changed.has_value() : one.changed.has_value()) {
    problems.Add(
        one.place,
        "'changed' is asserted on the difference, and nothing else is");
  }
  if (difference && (AsksOfPairs(one) || value)) {
    problems.Add(one.place, "on the difference only 'changed' can be asserted");
  }
  if (!difference && !AsksOfPairs(one) && !value) {
    problems.Add(one.place, "the assertion asserts nothing");
  }
}

}  // namespace

std::string QueryKindName(Kind kind) {
  for (const auto& [name, one] : Kinds()) {
    if (one == kind) return name;
  }
  return "";
}

ScenarioQuery ReadScenarioQuery(const YamlNode& node, Problems& problems) {
  MapReader map(node, "the query", problems);
  ScenarioQuery query;
  query.place = node.place();
  query.names = TextsIn(node);
  query.id = map.NeedString("id");
  int kinds = 0;
  for (const auto& [name, kind] : Kinds()) {
    const YamlNode* fields = map.Find(name);
    if (fields == nullptr) continue;
    ++kinds;
    query.kind = kind;
    ReadFields(*fields, query, problems);
  }
  if (kinds != 1) {
    problems.Add(node.place(),
                 absl::StrCat("a query needs exactly one of ", KindNames()));
  }
  map.Finish();
  return query;
}

ScenarioAssertion ReadScenarioAssertion(const YamlNode& node,
                                        Problems& problems) {
  MapReader map(node, "the assertion", problems);
  ScenarioAssertion one;
  one.place = node.place();
  one.names = TextsIn(node);
  one.query = map.NeedString("query");
  one.side = ReadSide(map);
  one.when = map.StringMap("when");
  one.from = map.String("from");
  one.to = map.String("to");
  one.status = ReadStatus(map, "status");
  one.inherent_status = ReadStatus(map, "inherent_status");
  one.tier = ReadTier(map, "tier");
  one.inherent_tier = ReadTier(map, "inherent_tier");
  one.paths = ReadCount(map, "paths");
  one.through = map.Strings("through");
  one.not_through = map.Strings("not_through");
  one.rests_on = map.Strings("rests_on");
  one.changed = map.Flag("changed");
  ReadPlanConditions(map, one);
  one.at = map.String("at");
  if (map.Find("equals") != nullptr) one.equals = map.String("equals");
  one.number = ReadRange(map, "number");
  map.Finish();
  CheckNarrowing(map, one);
  CheckAssertion(one, problems);
  return one;
}

}  // namespace ketenzicht::ingest
