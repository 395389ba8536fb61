#include "tests/support/oracle_comparison.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/best_paths.h"
#include "graph/exposure.h"
#include "graph/reach.h"

#include "tests/support/oracle.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph::oracle {
namespace {

constexpr size_t kPathsMax = 1000;

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

template <typename Tier>
std::string Show(const Tier& tier) {
  return tier.applicable ? absl::StrCat(tier.lowest, "-", tier.highest)
                         : "none";
}

std::optional<std::vector<WeighedPath>> WeighedPaths(
    const Oracle& oracle, const std::string& expression,
    const std::string& source, const Ids& targets) {
  const auto paths = oracle.Paths(expression, source, targets, kPathsMax);
  if (!paths) return std::nullopt;
  std::vector<WeighedPath> weighed;
  for (const OraclePath& path : *paths) {
    weighed.push_back({path, oracle.Weigh(source, path)});
  }
  return weighed;
}

// Differences of one view, one a line.
class Comparison {
 public:
  Comparison(const Views& views, const Oracle& oracle, const Oracle& inherent,
             std::map<std::string, int>& coverage)
      : views_(views),
        view_(*views.asked),
        oracle_(oracle),
        inherent_(inherent),
        coverage_(coverage) {
    instances_ = view_.ReadInstances();
    for (const Instance& instance : instances_) {
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
      ComparePaths(vector.expression, &vector);
    }
    ComparePaths("(contains|runs|depends_on|^made_by|made_by)+", nullptr);
    return differences_;
  }

 private:
  template <typename... T>
  void Differ(const T&... parts) {
    absl::StrAppend(&differences_, parts..., "\n");
  }

  void Count(const std::string& what) { ++coverage_[what]; }

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

  // `vector`: the one of this expression, where it is one.
  void ComparePaths(const std::string& expression, const Vector* vector) {
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
      const auto expected = WeighedPaths(oracle_, expression, source, targets);
      if (!expected) {
        Count("too many paths");
        continue;
      }
      const std::string what = absl::StrCat(source, " ", expression);
      for (int k : {static_cast<int>(kPathsMax), 1, 2, 3}) {
        ComparePrefix(query, *expected, k, what);
      }
      if (vector == nullptr) continue;
      const auto inherent =
          WeighedPaths(inherent_, expression, source, targets);
      for (const std::string& target : targets) {
        ComparePair(*vector, source, target, *expected, inherent);
      }
    }
  }

  void ComparePrefix(const PathQuery& query,
                     const std::vector<WeighedPath>& expected, int k,
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
      if (found.walk_status > expected[0].path.status) {
        Differ(what, ": walks are worse than paths");
      }
    }
  }

  void ComparePath(const FoundPath& path, const WeighedPath& expected,
                   const PathQuery& query, const std::string& what) {
    std::vector<std::string> ids;
    for (const Row* step : expected.path.steps) ids.push_back(step->id);
    const std::string steps = absl::StrJoin(ids, " ");
    if (StepsOf(view_, path) != steps || path.status != expected.path.status ||
        path.cost != expected.path.cost) {
      Differ(what, ": engine ", StepsOf(view_, path), " ",
             StatusName(path.status), " ", path.cost, ", oracle ", steps, " ",
             StatusName(expected.path.status), " ", expected.path.cost);
      return;
    }
    Count(absl::StrCat("path ", StatusName(path.status)));
    Interval likelihood{1, 1, 1};
    for (const View::Incidence& step : path.steps) {
      likelihood =
          Multiply(likelihood, view_.instance(step.instance).likelihood);
    }
    if (!Near(likelihood, expected.path.likelihood)) {
      Differ(what, ": likelihood of ", steps);
    }
    const TierAnswer tier = WeighPath(view_, query.source, path);
    if (tier.applicable) {
      Count(tier.exact() ? "tier exact" : "tier in a range");
    }
    CompareTier(tier, expected.tier,
                absl::StrCat(what, " by ", StepsOf(view_, path)));
  }

  void CompareTier(const TierAnswer& tier, const OracleTier& expected,
                   const std::string& what) {
    if (tier.applicable != expected.applicable ||
        (tier.applicable && (tier.lowest != expected.lowest ||
                             tier.highest != expected.highest))) {
      Differ(what, ": tier ", Show(tier), " / ", Show(expected));
    }
    CompareFactors(tier, expected, what);
  }

  void CompareFactors(const TierAnswer& tier, const OracleTier& expected,
                      const std::string& what) {
    if (tier.factors.size() != expected.answers.size()) {
      Differ(what, ": number of factors");
      return;
    }
    for (size_t i = 0; i < tier.factors.size(); ++i) {
      const auto& [id, answer] = expected.answers[i];
      Count(absl::StrCat(id, " ", AnswerName(answer)));
      if (tier.factors[i].factor->id != id ||
          tier.factors[i].answer != answer) {
        Differ(what, ": ", id, " ", AnswerName(tier.factors[i].answer),
               ", oracle ", AnswerName(answer));
      }
    }
  }

  // A walk is a path where no entity can occur twice, else it is no worse.
  void CompareReach(const Vector& vector, const std::string& source,
                    FactIndex authority,
                    const std::vector<WeighedPath>& expected) {
    const Snapshot& snapshot = view_.snapshot();
    const Automaton& automaton = *vector.automaton;
    Completeness completeness;
    const Status reach = FindReach(view_, automaton, snapshot.Find(source),
                                   {authority}, Limits(), completeness)
                             .front();
    const Status best =
        expected.empty() ? Status::kNoPath : expected.front().path.status;
    const bool exact = vector.walks_are_paths;
    Count(exact ? "reach is that of paths" : "reach is that of walks");
    if (exact ? reach != best : reach > best) {
      Differ("reach of ", snapshot.id(authority), " from ", source, " by ",
             vector.name, ": ", StatusName(reach), ", oracle ",
             StatusName(best));
    }
    CompareBest(automaton, source, authority, expected, exact);
  }

  // The best path of many targets at once, and its cost without the path.
  void CompareBest(const Automaton& automaton, const std::string& source,
                   FactIndex authority,
                   const std::vector<WeighedPath>& expected, bool exact) {
    const FactIndex process = view_.snapshot().Find(source);
    const FoundPath best =
        FindBestPaths(view_, automaton, process, {authority}, Limits())
            .paths.front();
    Completeness completeness;
    const BestCost cost = FindBestCosts(view_, automaton, process, {authority},
                                        Limits(), completeness)
                              .front();
    const std::string what =
        absl::StrCat(source, " best to ", view_.snapshot().id(authority));
    if (cost.status != best.status ||
        (best.status != Status::kNoPath && cost.cost != best.cost)) {
      Differ(what, ": cost of the path, and without it");
    }
    if (expected.empty()) {
      if (exact && best.status != Status::kNoPath) Differ(what, ": not empty");
      return;
    }
    const OraclePath& first = expected.front().path;
    if (std::pair(best.status, best.cost) >
        std::pair(first.status, Cost{first.cost})) {
      Differ(what, ": worse than a path");
    }
    if (!exact) return;
    std::vector<std::string> ids;
    for (const Row* step : first.steps) ids.push_back(step->id);
    if (StepsOf(view_, best) != absl::StrJoin(ids, " ")) {
      Differ(what, ": ", StepsOf(view_, best), ", oracle ",
             absl::StrJoin(ids, " "));
    }
  }

  // 6.3, with as many paths as there may be, and with a few.
  void ComparePair(const Vector& vector, const std::string& source,
                   const std::string& target,
                   const std::vector<WeighedPath>& of_source,
                   const std::optional<std::vector<WeighedPath>>& inherent) {
    const std::vector<WeighedPath> expected = To(target, of_source);
    const FactIndex authority = view_.snapshot().Find(target);
    CompareReach(vector, source, authority, expected);
    for (int paths : {static_cast<int>(kPathsMax), 1}) {
      const PairAnswer answer =
          AnswerPair(views_, view_.snapshot().Find(source),
                     {.asked = authority, .authorities = {authority}}, vector,
                     {.paths = paths});
      const std::string what =
          absl::StrCat(source, " ", vector.name, " ", target, " paths=", paths);
      const Status status =
          expected.empty() ? Status::kNoPath : expected[0].path.status;
      if (answer.status != status) {
        Differ(what, ": status ", StatusName(answer.status), " / ",
               StatusName(status));
      }
      ComparePairTier(answer, expected, std::max(paths, kTierPaths), what);
      if (inherent) CompareInherent(answer, To(target, *inherent), what);
    }
  }

  static std::vector<WeighedPath> To(const std::string& target,
                                     const std::vector<WeighedPath>& paths) {
    std::vector<WeighedPath> to;
    for (const WeighedPath& path : paths) {
      if (path.path.nodes.back() == target) to.push_back(path);
    }
    return to;
  }

  // Of the best `weighed` paths the engine knows the tiers; beyond them the
  // range may only be wider.
  void ComparePairTier(const PairAnswer& answer,
                       const std::vector<WeighedPath>& expected, int weighed,
                       const std::string& what) {
    const OracleTier tier = TierOfPair(expected);
    if (answer.tier() == nullptr || expected.empty()) {
      if ((answer.tier() == nullptr) != expected.empty()) {
        Differ(what, ": a tier, or a path, without the other");
      }
      return;
    }
    Count(tier.applicable ? "pair with a tier" : "pair without a tier");
    if (tier.applicable && (tier.lowest != expected[0].tier.lowest ||
                            tier.highest != expected[0].tier.highest)) {
      Count("pair beyond its best path");
    }
    const auto open = std::count_if(
        expected.begin(), expected.end(),
        [](const WeighedPath& path) { return path.tier.applicable; });
    const auto all = static_cast<int64_t>(expected.size());
    if (open < weighed || all <= weighed) {
      CompareTier(*answer.tier(), tier, what);
      return;
    }
    Count("pair of more paths than are weighed");
    CompareFactors(*answer.tier(), tier, what);
    // Where the first that is not looked at is blocked, the engine may know it.
    const int highest =
        open == weighed
            ? tier.highest
            : static_cast<int>(
                  view_.snapshot().policy().document().tiers.size()) -
                  1;
    if (!answer.tier()->applicable || answer.tier()->lowest > tier.lowest ||
        answer.tier()->highest < highest) {
      Differ(what, ": of ", weighed, " of ", open, " paths, tier ",
             Show(*answer.tier()), " / ", Show(tier));
    }
  }

  void CompareInherent(const PairAnswer& answer,
                       const std::vector<WeighedPath>& expected,
                       const std::string& what) {
    const Status status =
        expected.empty() ? Status::kNoPath : expected[0].path.status;
    if (answer.inherent_status != status) {
      Differ(what, ": inherent status ", StatusName(answer.inherent_status),
             " / ", StatusName(status));
    }
    if (answer.inherent_status < answer.status) {
      Count("inherent pair better than the pair");
    }
    // Of how many paths the engine weighs it, the page does not say: at least
    // of as many as those of the pair.
    const auto open = std::count_if(
        expected.begin(), expected.end(),
        [](const WeighedPath& path) { return path.tier.applicable; });
    if (!answer.inherent || expected.empty() || open >= kTierPaths) return;
    CompareTier(answer.inherent->tier, TierOfPair(expected),
                absl::StrCat(what, " inherent"));
  }

  const Views& views_;
  const View& view_;
  const Oracle& oracle_;
  const Oracle& inherent_;
  std::map<std::string, int>& coverage_;
  std::vector<Instance> instances_;
  std::map<std::string, const Instance*> by_id_;
  std::string differences_;
};

}  // namespace

std::string Compare(const std::shared_ptr<const Snapshot>& snapshot,
                    const ViewOptions& options,
                    std::map<std::string, int>& coverage) {
  const auto views = Views::Create(snapshot, options);
  if (!views.ok()) return absl::StrCat(views.status().ToString(), "\n");
  ViewOptions without_measures = options;
  without_measures.measures = false;
  const PolicyDocument& policy = snapshot->policy().document();
  const std::vector<Fact> facts = snapshot->facts().ReadAll();
  const Oracle oracle(facts, snapshot->ontology(), policy, options);
  const Oracle inherent(facts, snapshot->ontology(), policy, without_measures);
  std::string differences =
      Comparison(*views, oracle, inherent, coverage).Compare();
  for (const auto& [what, count] : oracle.met()) coverage[what] += count;
  return differences;
}

}  // namespace ketenzicht::graph::oracle
