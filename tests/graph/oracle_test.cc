// The engine against its naive twin, on random graphs and random views.
//
// 400 graphs in a normal run; KETENZICHT_LONG=1 takes 10,000. KETENZICHT_SEED
// sets the first seed, so that one failing graph can be looked at alone.

#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/factors.h"
#include "gtest/gtest.h"
#include "tests/support/oracle.h"
#include "tests/support/random_facts.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using oracle::Oracle;
using oracle::OraclePath;
using oracle::OracleTier;
using oracle::Row;

constexpr size_t kPathsMax = 1000;

int64_t FromEnvironment(const char* name, int64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoll(value);
}

std::map<std::string, int>& Coverage() {
  static auto& coverage = *new std::map<std::string, int>;
  return coverage;
}
void Count(const std::string& what) { ++Coverage()[what]; }

bool Near(const Interval& a, const Interval& b) {
  const auto near = [](double x, double y) { return std::abs(x - y) < 1e-9; };
  return near(a.low, b.low) && near(a.high, b.high) &&
         a.best.has_value() == b.best.has_value() &&
         (!a.best || near(*a.best, *b.best));
}

std::string Show(Status status, Omission omission, Status modal) {
  return absl::StrCat(StatusName(status), " ", OmissionName(omission),
                      " modal ", StatusName(modal));
}

// Differences of one view, one a line.
class Comparison {
 public:
  Comparison(const View& view, const Oracle& oracle)
      : view_(view), oracle_(oracle) {
    for (const Instance& instance : view.instances()) {
      by_id_[instance.id] = &instance;
    }
  }

  std::string Compare() {
    std::set<std::string> expected;
    for (const Row& row : oracle_.rows()) {
      expected.insert(row.id);
      CompareRow(row);
    }
    for (const auto& [id, instance] : by_id_) {
      if (!expected.contains(id)) {
        Differ("instance ", id, " is not expected: ",
               Show(instance->status, instance->omission, instance->modal));
      }
    }
    if (!differences_.empty()) return differences_;
    for (const Vector& vector : view_.snapshot().policy().document().vectors) {
      ComparePaths(vector.expression);
    }
    ComparePaths("(contains|runs|depends_on|^made_by|made_by)+");
    return differences_;
  }

 private:
  template <typename... T>
  void Differ(const T&... parts) {
    absl::StrAppend(&differences_, parts..., "\n");
  }

  void CompareRow(const Row& row) {
    const auto found = by_id_.find(row.id);
    if (found == by_id_.end()) {
      Differ("no instance ", row.id, ": ",
             Show(row.status, row.outcome, row.modal));
      return;
    }
    const Instance& instance = *found->second;
    Count(absl::StrCat("omission ", OmissionName(row.outcome)));
    if (row.outcome == Omission::kNone) {
      Count(absl::StrCat("status ", StatusName(row.status)));
    }
    if (row.fact == nullptr) Count("presumed");
    if (row.general) Count("of a class");
    if (!row.contested_by.empty()) Count("contested");
    if (instance.status != row.status || instance.omission != row.outcome ||
        (row.edge() && instance.modal != row.modal)) {
      Differ(row.id, ": engine ",
             Show(instance.status, instance.omission, instance.modal),
             instance.omitted_by.empty() ? "" : " by ", instance.omitted_by,
             ", oracle ", Show(row.status, row.outcome, row.modal));
    }
    if (row.outcome != Omission::kNone) return;
    const std::set<std::string> contested(instance.contested_by.begin(),
                                          instance.contested_by.end());
    if (contested != row.contested_by) {
      Differ(row.id, ": contested by ", absl::StrJoin(contested, ","), " / ",
             absl::StrJoin(row.contested_by, ","));
    }
    if (!Near(instance.likelihood, row.likelihood)) {
      Differ(row.id, ": likelihood ", instance.likelihood.best.value_or(-1),
             " / ", row.likelihood.best.value_or(-1));
    }
  }

  void ComparePaths(const std::string& expression) {
    const Snapshot& snapshot = view_.snapshot();
    std::vector<std::string> sources;
    std::set<std::string> targets;
    for (const Fact& fact : snapshot.facts().ReadAll()) {
      if (fact.entity() == nullptr) continue;
      const std::string& kind = fact.entity()->kind;
      if (kind == "process" || kind == "organization") {
        sources.push_back(fact.id);
      }
      if (kind == "authority") targets.insert(fact.id);
      if (expression[0] == '(' && expression[1] == 'c') {
        if (kind == "product") sources.push_back(fact.id);
        if (kind == "company" || kind == "software") targets.insert(fact.id);
      }
    }
    const Automaton automaton =
        *Automaton::Compile(expression, snapshot.ontology());
    for (const std::string& source : sources) {
      PathQuery query{.source = snapshot.Find(source), .automaton = &automaton};
      for (const std::string& id : targets) {
        query.targets.push_back(snapshot.Find(id));
      }
      const auto expected =
          oracle_.Paths(expression, source, targets, kPathsMax);
      if (!expected) {
        Count("too many paths");
        continue;
      }
      for (int k : {static_cast<int>(kPathsMax), 1, 2, 3}) {
        ComparePrefix(query, *expected, k,
                      absl::StrCat(source, " ", expression));
      }
    }
  }

  void ComparePrefix(const PathQuery& query,
                     const std::vector<OraclePath>& expected, int k,
                     const std::string& what) {
    const FoundPaths found = FindPaths(view_, query, {.paths = k});
    const size_t size = std::min(expected.size(), static_cast<size_t>(k));
    if (found.paths.size() != size) {
      Differ(what, " k=", k, ": ", found.paths.size(), " paths, not ", size);
      return;
    }
    const bool more = expected.size() > size;
    if ((found.completeness.stop == StopReason::kPaths) != more) {
      Differ(what, " k=", k, ": does not say whether there are more");
    }
    for (size_t i = 0; i < size; ++i)
      ComparePath(found.paths[i], expected[i], query, what);
    if (expected.empty()) {
      Count("no path");
    } else {
      Count("paths");
      if (found.walk_status > expected[0].status) {
        Differ(what, ": walks are worse than paths");
      }
    }
  }

  void ComparePath(const FoundPath& path, const OraclePath& expected,
                   const PathQuery& query, const std::string& what) {
    std::vector<std::string> ids;
    for (const Row* step : expected.steps) ids.push_back(step->id);
    const std::string steps = absl::StrJoin(ids, " ");
    if (StepsOf(view_, path) != steps || path.status != expected.status ||
        path.cost != expected.cost) {
      Differ(what, ": engine ", StepsOf(view_, path), " ",
             StatusName(path.status), " ", path.cost, ", oracle ", steps, " ",
             StatusName(expected.status), " ", expected.cost);
      return;
    }
    Count(absl::StrCat("path ", StatusName(path.status)));
    Interval likelihood{1, 1, 1};
    for (const View::Incidence& step : path.steps) {
      likelihood =
          Multiply(likelihood, view_.instance(step.instance).likelihood);
    }
    if (!Near(likelihood, expected.likelihood)) {
      Differ(what, ": likelihood of ", steps);
    }
    CompareTier(path, expected, query, what);
  }

  void CompareTier(const FoundPath& path, const OraclePath& expected,
                   const PathQuery& query, const std::string& what) {
    const std::string& process = std::string(view_.snapshot().id(query.source));
    const TierAnswer tier = WeighPath(view_, query.source, path);
    const OracleTier oracle = oracle_.Weigh(process, expected);
    if (tier.applicable != oracle.applicable ||
        (tier.applicable &&
         (tier.lowest != oracle.lowest || tier.highest != oracle.highest))) {
      Differ(what, ": tier ", tier.lowest, "-", tier.highest, " / ",
             oracle.lowest, "-", oracle.highest);
    }
    if (tier.applicable) {
      Count(tier.exact() ? "tier exact" : "tier in a range");
    }
    if (tier.factors.size() != oracle.answers.size()) {
      Differ(what, ": number of factors");
      return;
    }
    for (size_t i = 0; i < tier.factors.size(); ++i) {
      const auto& [id, answer] = oracle.answers[i];
      Count(absl::StrCat(id, " ", AnswerName(answer)));
      if (tier.factors[i].factor->id != id ||
          tier.factors[i].answer != answer) {
        Differ(what, " by ", StepsOf(view_, path), ": ", id, " ",
               AnswerName(tier.factors[i].answer), ", oracle ",
               AnswerName(answer));
      }
    }
  }

  const View& view_;
  const Oracle& oracle_;
  std::map<std::string, const Instance*> by_id_;
  std::string differences_;
};

constexpr const char* kGuardOps[] = {"all",      "any",   "not",  "fact",
                                     "relation", "reach", "dates"};
void CountGuard(const Guard& guard) {
  Count(absl::StrCat("guard ", kGuardOps[static_cast<int>(guard.op)]));
  if (guard.or_same_authority) Count("guard or same authority");
  for (const Guard& operand : guard.operands) CountGuard(operand);
}

void CountClass(const Selector& selector) {
  if (selector.any) Count("class any");
  if (selector.by_example) Count("class by example");
  if (!selector.ids.empty()) Count("class ids");
  if (!selector.where.empty()) Count("class where");
  if (!selector.attributes.empty()) Count("class attributes");
  if (selector.via != nullptr) Count("class via");
  if (selector.source_of != nullptr) Count("class source_of");
  if (selector.target_of != nullptr) Count("class target_of");
  for (const auto* inner : {&selector.source_of, &selector.target_of,
                            &selector.source, &selector.target, &selector.via})
    if (*inner != nullptr) CountClass(**inner);
}

void CountFacts(const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    if (const Relation* relation = fact.relation()) {
      Count(absl::StrCat("modality ", ModalityName(fact.modality)));
      for (const End* end : {&relation->source, &relation->target}) {
        if (end->selector) CountClass(*end->selector);
      }
      if (relation->source.selector && relation->target.selector) {
        Count("class at both ends");
      }
      if (!relation->source.id.empty() &&
          relation->source.id == relation->target.id) {
        Count("self-loop");
      }
      if (fact.origin.inferred) Count("inferred");
      if (relation->holds_while) CountGuard(*relation->holds_while);
      if (!relation->via.empty()) Count("carried");
    }
    if (const Measure* measure = fact.measure()) {
      Count(absl::StrCat("measure ", MeasureEffectName(measure->effect), " ",
                         MeasureStateName(measure->state)));
      if (measure->unless) CountGuard(*measure->unless);
    }
  }
}

// What must have come up, or the comparison shows little.
constexpr const char* kCovered[] = {"omission none",
                                    "omission source",
                                    "omission inferred",
                                    "omission unverified",
                                    "omission date",
                                    "omission modality",
                                    "omission denied",
                                    "omission specific",
                                    "omission carrier",
                                    "omission guard",
                                    "omission removed",
                                    "status open",
                                    "status not_excluded",
                                    "status unknown",
                                    "status blocked",
                                    "path open",
                                    "path not_excluded",
                                    "path unknown",
                                    "path blocked",
                                    "no path",
                                    "guard all",
                                    "guard any",
                                    "guard not",
                                    "guard fact",
                                    "guard relation",
                                    "guard reach",
                                    "guard dates",
                                    "guard or same authority",
                                    "same authority",
                                    "guard on what is not recorded",
                                    "contested",
                                    "presumed",
                                    "of a class",
                                    "reading of a denial",
                                    "specific before a general denial",
                                    "carried",
                                    "inferred",
                                    "self-loop",
                                    "likelihood reduced",
                                    "class any",
                                    "class by example",
                                    "class ids",
                                    "class where",
                                    "class attributes",
                                    "class via",
                                    "class source_of",
                                    "class target_of",
                                    "class at both ends",
                                    "measure closes in_place",
                                    "measure closes candidate",
                                    "measure reduces in_place",
                                    "measure reduces candidate",
                                    "measure none_shown in_place",
                                    "measure none_shown candidate",
                                    "touches_vital yes",
                                    "touches_vital no",
                                    "touches_vital unknown",
                                    "compelling_law yes",
                                    "compelling_law no",
                                    "compelling_law unknown",
                                    "offensive_programme yes",
                                    "offensive_programme no",
                                    "offensive_programme unknown",
                                    "no_means no",
                                    "no_means unknown",
                                    "group_targeted yes",
                                    "tier exact",
                                    "tier in a range"};

void CheckCoverage() {
  for (const char* what : kCovered) {
    EXPECT_GT(Coverage()[what], 0) << "never came up: " << what;
  }
  for (const auto& [what, count] : Coverage()) {
    std::cout << "  " << what << ": " << count << "\n";
  }
}

// The differences of one random view, with all it takes to see them again.
std::string CompareOne(const std::shared_ptr<const Snapshot>& snapshot,
                       const ViewOptions& options) {
  const auto view = MakeView(snapshot, options);
  const Oracle oracle(snapshot->facts().ReadAll(), snapshot->ontology(),
                      snapshot->policy().document(), options);
  for (const auto& [what, count] : oracle.met()) Coverage()[what] += count;
  const std::string differences = Comparison(*view, oracle).Compare();
  if (differences.empty()) return "";
  return absl::StrCat(Dump(options), "\n", differences.substr(0, 3000),
                      Dump(snapshot->facts().ReadAll()));
}

TEST(Oracle, AgreesWithTheEngineOnRandomGraphs) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t graphs =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 400);
  int64_t discarded = 0;
  for (int64_t seed = first; seed < first + graphs; ++seed) {
    const RandomGraph graph = MakeRandomGraph(seed);
    discarded += graph.discarded;
    CountFacts(graph.facts);
    const auto snapshot = MakeSnapshot(graph.facts);
    Dice dice(seed + 1'000'000);
    for (int i = 0; i < 3; ++i) {
      const std::string differences =
          CompareOne(snapshot, MakeRandomOptions(snapshot->facts().ReadAll(), dice));
      ASSERT_EQ(differences, "") << "KETENZICHT_SEED=" << seed;
    }
  }
  std::cout << graphs << " graphs, " << discarded << " discarded\n";
  EXPECT_LT(discarded, graphs / 10);
  if (graphs >= 400) CheckCoverage();
}

}  // namespace
}  // namespace ketenzicht::graph
