// Measures against all subsets, one by one: the cheapest set, the front, and
// what each measure is worth, on random cases. Every
// subset is a snapshot of its own in which the measures' states are rewritten,
// so that taking and lifting in a view is compared with that too.
//
// 200 cases in a normal run; KETENZICHT_LONG=1 takes 10,000 and goes up to 12
// measures. KETENZICHT_SEED sets the first seed, KETENZICHT_GRAPHS how many.

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graph/measure_plan.h"
#include "gtest/gtest.h"
#include "tests/support/environment.h"
#include "tests/support/random_facts.h"
#include "tests/support/random_measures.h"
#include "tests/support/rewritten_measures.h"
#include "tests/support/test_graph.h"

namespace ketenzicht::graph {
namespace {

using ketenzicht::testing::FromEnvironment;

using Ids = std::vector<std::string>;

bool Has(const Ids& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// One case, with every subset of the measures that may be taken looked at.
class Twin {
 public:
  Twin(int64_t seed, int measures_max, std::map<std::string, int>& met)
      : dice_(seed + 7'000'000),
        drawn_(MakeMeasureCase(seed, measures_max)),
        rewritten_(drawn_),
        met_(met) {
    snapshot_ =
        Snapshot::Create(1, drawn_.facts, TestOntology(), TestPolicy()).value();
    DrawGoal();
    if (dice_.Percent(30)) {
      question_.weights = MeasureWeights{dice_.Below(3), 1 + dice_.Below(3)};
    }
    if (dice_.Percent(10)) question_.assumed_cost = 5;
    if (dice_.Percent(10)) question_.assumed_burden = 0.25;
    ChooseUniverse();
  }

  std::string Check() {
    FillQuestion();
    const absl::StatusOr<MeasurePlan> plan =
        ProposeMeasures(snapshot_, drawn_.options, question_, Limits());
    if (!MandatoryFits()) {
      ++met_["mandatory cannot be taken"];
      if (plan.status().code() != absl::StatusCode::kInvalidArgument) {
        Problem("mandatory: ", plan.status().ToString());
      }
    } else if (TakesEdgesAway()) {
      ++met_["no plan by tier"];
      if (plan.status().code() != absl::StatusCode::kFailedPrecondition) {
        Problem("by tier: ", plan.status().ToString());
      }
    } else if (!plan.ok()) {
      Problem(plan.status().ToString());
    } else {
      LookAtAll();
      CheckMonotone();
      CheckPlan(*plan);
      CheckFront(*plan);
      CheckWorth(*plan);
    }
    if (problems_.empty()) return "";
    return absl::StrCat(
        problems_, "goal ", static_cast<int>(question_.goal.kind), " ",
        StatusName(question_.goal.status), " tier ", question_.goal.tier,
        " mandatory ", absl::StrJoin(drawn_.mandatory, ","), " excluded ",
        absl::StrJoin(drawn_.excluded, ","), " ", Dump(drawn_.options), "\n",
        Dump(drawn_.facts));
  }

 private:
  template <typename... T>
  void Problem(const T&... parts) {
    absl::StrAppend(&problems_, parts..., "\n");
  }

  // ---- What may be taken ----------------------------------------------------

  void DrawGoal() {
    MeasureGoal& goal = question_.goal;
    constexpr Status kGoals[] = {Status::kNotExcluded, Status::kUnknown,
                                 Status::kBlocked, Status::kBlocked};
    switch (dice_.Below(4)) {
      case 0:
        goal.kind = MeasureGoal::Kind::kTier;
        goal.tier = dice_.Below(3);
        break;
      case 1:
        goal.kind = MeasureGoal::Kind::kLikelihood;
        goal.likelihood =
            &snapshot_->policy().document().likelihood_scale[dice_.Below(2)];
        break;
      default:
        goal.status = kGoals[dice_.Below(4)];
        break;
    }
  }

  bool Conflict(const std::string& a, const std::string& b) const {
    return Has(rewritten_.measure(a).conflicts_with, b) ||
           Has(rewritten_.measure(b).conflicts_with, a);
  }

  std::optional<double> Cost(const std::string& id) const {
    const auto& cost = rewritten_.measure(id).cost;
    return cost ? cost : question_.assumed_cost;
  }
  std::optional<double> Burden(const std::string& id) const {
    const auto& burden = rewritten_.measure(id).burden;
    return burden ? burden : question_.assumed_burden;
  }

  // Those that may be in a set at all.
  void ChooseUniverse() {
    const Ids& in_place = rewritten_.in_place();
    for (const std::string& id : rewritten_.open()) {
      if (Has(drawn_.excluded, id) || !Cost(id) || !Burden(id)) continue;
      const bool conflicts = std::any_of(
          in_place.begin(), in_place.end(),
          [&](const std::string& one) { return Conflict(id, one); });
      if (!conflicts) universe_.push_back(id);
    }
    for (size_t before = universe_.size() + 1; before != universe_.size();) {
      before = universe_.size();
      std::erase_if(universe_, [&](const std::string& id) {
        const Ids& needed = rewritten_.measure(id).prerequisites;
        return std::any_of(
            needed.begin(), needed.end(), [&](const std::string& one) {
              const bool there =
                  Has(rewritten_.in_place(), one) || Has(universe_, one);
              return !there || rewritten_.doubt(one) > rewritten_.doubt(id);
            });
      });
    }
    std::sort(universe_.begin(), universe_.end());
    met_["candidates"] += static_cast<int>(universe_.size());
  }

  bool Admissible(uint32_t set) const {
    for (size_t i = 0; i < universe_.size(); ++i) {
      const bool taken = set >> i & 1;
      if (!taken && Has(drawn_.mandatory, universe_[i])) return false;
      if (!taken) continue;
      for (size_t j = 0; j < universe_.size(); ++j) {
        const bool other = set >> j & 1;
        if (other && j != i && Conflict(universe_[i], universe_[j]))
          return false;
        if (!other &&
            Has(rewritten_.measure(universe_[i]).prerequisites, universe_[j])) {
          return false;
        }
      }
    }
    return true;
  }

  bool MandatoryFits() const {
    for (const std::string& id : drawn_.mandatory) {
      if (!Has(rewritten_.in_place(), id) && !Has(universe_, id)) return false;
    }
    for (uint32_t set = 0; set < Sets(); ++set) {
      if (Admissible(set)) return true;
    }
    return false;
  }

  // Then there is no plan by tier.
  bool TakesEdgesAway() const {
    if (question_.goal.kind != MeasureGoal::Kind::kTier) return false;
    Ids all = rewritten_.in_place();
    all.insert(all.end(), universe_.begin(), universe_.end());
    return rewritten_.EdgesWith(rewritten_.in_place()) !=
           rewritten_.EdgesWith(all);
  }

  uint32_t Sets() const { return uint32_t{1} << universe_.size(); }

  // ---- What each set does ---------------------------------------------------

  void FillQuestion() {
    for (const std::string& id : drawn_.processes) {
      question_.processes.push_back(snapshot_->Find(id));
    }
    const FactIndex authority = snapshot_->Find(drawn_.authority);
    question_.targets = {{.asked = authority, .authorities = {authority}}};
    for (const std::string& name : drawn_.vectors) {
      question_.vectors.push_back(snapshot_->policy().FindVector(name));
    }
    for (const std::string& id : drawn_.mandatory) {
      question_.mandatory.push_back(snapshot_->Find(id));
    }
    for (const std::string& id : drawn_.excluded) {
      question_.excluded.push_back(snapshot_->Find(id));
    }
  }

  Ids IdsOf(uint32_t set) const {
    Ids ids;
    for (size_t i = 0; i < universe_.size(); ++i) {
      if (set >> i & 1) ids.push_back(universe_[i]);
    }
    return ids;
  }

  bool Met(const PairResidual& standing) const {
    const MeasureGoal& goal = question_.goal;
    switch (goal.kind) {
      case MeasureGoal::Kind::kStatus:
        return static_cast<int>(standing.status) >=
               static_cast<int>(goal.status);
      case MeasureGoal::Kind::kTier:
        return standing.highest_tier <= goal.tier;
      case MeasureGoal::Kind::kLikelihood: {
        if (standing.status >= Status::kBlocked) return true;
        // Below where the next class starts.
        const auto& scale = snapshot_->policy().document().likelihood_scale;
        for (const LikelihoodClass& one : scale) {
          if (one.interval.low > goal.likelihood->interval.low &&
              standing.likelihood >= one.interval.low) {
            return false;
          }
        }
        return true;
      }
    }
    return false;
  }

  void LookAtAll() {
    for (uint32_t set = 0; set < Sets(); ++set) {
      Ids in_place = rewritten_.in_place();
      for (const std::string& id : IdsOf(set)) in_place.push_back(id);
      all_.push_back(rewritten_.With(in_place));
      std::vector<bool> met;
      for (const PairResidual& one : all_.back()) met.push_back(Met(one));
      met_of_.push_back(met);
    }
  }

  size_t Pairs() const { return all_.front().size(); }

  void CheckMonotone() {
    for (uint32_t set = 0; set < Sets(); ++set) {
      for (size_t i = 0; i < universe_.size(); ++i) {
        const uint32_t more = set | uint32_t{1} << i;
        for (size_t p = 0; p < Pairs(); ++p) {
          const PairResidual& a = all_[set][p];
          const PairResidual& b = all_[more][p];
          if (b.status < a.status || b.highest_tier > a.highest_tier ||
              b.likelihood > a.likelihood) {
            Problem("taking ", universe_[i], " beside ",
                    absl::StrJoin(IdsOf(set), ","), " raised pair ", p);
          }
        }
      }
    }
  }

  // ---- The plan -------------------------------------------------------------

  // In thousandths.
  int64_t Thousandths(uint32_t set, bool burden) const {
    int64_t sum = 0;
    for (const std::string& id : IdsOf(set)) {
      sum += std::llround(1000 * (burden ? *Burden(id) : *Cost(id)));
    }
    return sum;
  }

  // What is compared, first things first.
  std::vector<int64_t> Price(uint32_t set) const {
    const int64_t cost = Thousandths(set, false);
    const int64_t burden = Thousandths(set, true);
    std::vector<int64_t> price;
    if (question_.weights) {
      price.push_back(question_.weights->cost * cost +
                      question_.weights->burden * burden);
    }
    price.push_back(cost);
    price.push_back(burden);
    price.push_back(static_cast<int64_t>(IdsOf(set).size()));
    for (size_t i = 0; i < universe_.size(); ++i) {
      price.push_back(set >> i & 1 ? 0 : 1);
    }
    return price;
  }

  void CheckPlan(const MeasurePlan& plan) {
    if (!plan.completeness.complete()) Problem("the plan is not complete");
    std::vector<bool> reachable(Pairs(), false);
    for (uint32_t set = 0; set < Sets(); ++set) {
      if (!Admissible(set)) continue;
      for (size_t p = 0; p < Pairs(); ++p) {
        if (met_of_[set][p]) reachable[p] = true;
      }
    }
    CheckReach(plan, reachable);
    std::optional<uint32_t> best;
    for (uint32_t set = 0; set < Sets(); ++set) {
      bool all = Admissible(set);
      for (size_t p = 0; p < Pairs(); ++p) {
        all = all && (met_of_[set][p] || !reachable[p]);
      }
      if (all && (!best || Price(set) < Price(*best))) best = set;
    }
    if (!best) {
      ++met_["each alone, not together"];
      if (plan.state != MeasurePlan::State::kNone || plan.set) {
        Problem("a plan where there is none");
      }
      return;
    }
    ++met_[absl::StrCat("plan of ", std::min<size_t>(4, IdsOf(*best).size()))];
    if (plan.state != MeasurePlan::State::kCheapest || !plan.set) {
      return Problem("no plan, but ", absl::StrJoin(IdsOf(*best), ","));
    }
    if (Named(plan.set->measures) != IdsOf(*best)) {
      Problem("plan ", absl::StrJoin(Named(plan.set->measures), ","), ", not ",
              absl::StrJoin(IdsOf(*best), ","));
    }
    if (std::llround(plan.objective * 1000) != Price(*best)[0]) {
      Problem("costs ", plan.objective, ", not ", Price(*best)[0], "/1000");
    }
    if (plan.bound != plan.objective) Problem("a gap");
  }

  void CheckReach(const MeasurePlan& plan, const std::vector<bool>& reachable) {
    for (size_t p = 0; p < Pairs(); ++p) {
      using Reach = PlannedPair::Reach;
      Reach reach = reachable[p] ? Reach::kWithin : Reach::kOutOfReach;
      if (met_of_[0][p]) reach = Reach::kMet;
      if (reach == Reach::kOutOfReach) ++met_["out of reach"];
      if (plan.pairs[p].reach != reach) Problem("reach of pair ", p);
      CheckSame(plan.pairs[p].before, all_[0][p]);
    }
  }

  void CheckSame(const Residual& residual, const PairResidual& standing) {
    if (residual.status != standing.status ||
        residual.highest_tier != standing.highest_tier ||
        (residual.likelihood && *residual.likelihood != standing.likelihood)) {
      Problem("residual ", StatusName(residual.status), " tier ",
              residual.highest_tier, ", not ", StatusName(standing.status),
              " tier ", standing.highest_tier);
    }
  }

  Ids Named(const std::vector<FactIndex>& facts) const {
    Ids ids;
    for (FactIndex fact : facts) ids.emplace_back(snapshot_->id(fact));
    return ids;
  }

  using Point = std::tuple<int64_t, int64_t, int>;
  Point PointOf(uint32_t set) const {
    return {Thousandths(set, false), Thousandths(set, true),
            static_cast<int>(
                std::count(met_of_[set].begin(), met_of_[set].end(), false))};
  }

  uint32_t SetOf(const Ids& ids) const {
    uint32_t set = 0;
    for (size_t i = 0; i < universe_.size(); ++i) {
      if (Has(ids, universe_[i])) set |= uint32_t{1} << i;
    }
    return set;
  }

  void CheckFront(const MeasurePlan& plan) {
    std::set<Point> all;
    for (uint32_t set = 0; set < Sets(); ++set) {
      if (Admissible(set)) all.insert(PointOf(set));
    }
    std::set<Point> expected;
    for (const Point& a : all) {
      const auto& [cost, burden, above] = a;
      const bool beaten =
          std::any_of(all.begin(), all.end(), [&](const Point& b) {
            return b != a && std::get<0>(b) <= cost &&
                   std::get<1>(b) <= burden && std::get<2>(b) <= above;
          });
      if (!beaten) expected.insert(a);
    }
    std::vector<Point> found;
    for (const MeasureSet& set : plan.front) {
      const uint32_t taken = SetOf(Named(set.measures));
      found.emplace_back(std::llround(set.cost * 1000),
                         std::llround(set.burden * 1000), set.above);
      if (!Admissible(taken) || PointOf(taken) != found.back()) {
        Problem("a set of the front is not what it says");
      }
    }
    if (found != std::vector<Point>(expected.begin(), expected.end())) {
      Problem("front of ", found.size(), ", not ", expected.size());
    }
    if (!plan.front_completeness.complete()) Problem("the front is cut");
    met_["points"] += static_cast<int>(found.size());
  }

  // ---- What each is worth ---------------------------------------------------

  void CheckWorth(const MeasurePlan& plan) {
    if (Named(plan.candidates) != universe_ ||
        plan.worth.size() != universe_.size()) {
      return Problem("candidates ", absl::StrJoin(Named(plan.candidates), ","),
                     ", not ", absl::StrJoin(universe_, ","));
    }
    const uint32_t planned = plan.set ? SetOf(Named(plan.set->measures)) : 0;
    for (size_t i = 0; i < universe_.size(); ++i) {
      const uint32_t bit = uint32_t{1} << i;
      const uint32_t alone = WhatItNeeds(i);
      const uint32_t falling = WhatNeedsIt(i);
      MeasureWorth expected;
      expected.buys = false;
      for (size_t p = 0; p < Pairs(); ++p) {
        const int pair = static_cast<int>(p);
        if (!Clashes(alone) && !met_of_[0][p] && met_of_[alone][p]) {
          expected.brings.push_back(pair);
        }
        if (!Clashes(alone) && Less(all_[alone][p], all_[0][p])) {
          expected.improves.push_back(pair);
        }
        if ((planned & bit) && met_of_[planned][p] &&
            !met_of_[planned & ~falling][p]) {
          expected.fails.push_back(pair);
        }
        for (size_t j = 0; j < universe_.size(); ++j) {
          if (falling >> j & 1) expected.buys = *expected.buys || Buys(j, p);
        }
      }
      const MeasureWorth& found = plan.worth[i];
      CheckElsewhere(i, found, *expected.buys);
      if (Named(found.needs) != IdsOf(alone & ~bit)) {
        Problem(universe_[i], " needs");
      }
      ++met_[*expected.buys ? "buys" : "disproportionate"];
      if (!expected.fails.empty()) ++met_["fails"];
      if (*expected.buys && expected.brings.empty()) ++met_["only together"];
      if (found.brings != expected.brings) Problem(universe_[i], " brings");
      if (found.improves != expected.improves) {
        Problem(universe_[i], " improves");
      }
      if (found.fails != expected.fails) Problem(universe_[i], " fails");
      if (found.buys != expected.buys) Problem(universe_[i], " buys");
    }
  }

  // With itself.
  uint32_t WhatItNeeds(size_t i) const {
    uint32_t all = uint32_t{1} << i;
    for (uint32_t before = 0; before != all;) {
      before = all;
      for (size_t j = 0; j < universe_.size(); ++j) {
        if (!(all >> j & 1)) continue;
        all |= SetOf(rewritten_.measure(universe_[j]).prerequisites);
      }
    }
    return all;
  }
  uint32_t WhatNeedsIt(size_t i) const {
    uint32_t all = 0;
    for (size_t j = 0; j < universe_.size(); ++j) {
      if (WhatItNeeds(j) >> i & 1) all |= uint32_t{1} << j;
    }
    return all;
  }
  bool Clashes(uint32_t set) const {
    const Ids ids = IdsOf(set);
    for (const std::string& a : ids) {
      for (const std::string& b : ids) {
        if (a != b && Conflict(a, b)) return true;
      }
    }
    return false;
  }
  bool Buys(size_t i, size_t pair) const {
    for (uint32_t set = 0; set < Sets(); ++set) {
      if (!met_of_[set][pair] && met_of_[set | uint32_t{1} << i][pair]) {
        return true;
      }
    }
    return false;
  }

  // One that is said to have nothing to do with the pairs moves none of them,
  // beside whatever else.
  void CheckElsewhere(size_t i, const MeasureWorth& found, bool buys) {
    if (!found.elsewhere) return;
    ++met_["elsewhere"];
    if (buys) Problem(universe_[i], " buys, elsewhere");
    for (uint32_t set = 0; set < Sets(); ++set) {
      for (size_t p = 0; p < Pairs(); ++p) {
        if (Less(all_[set | uint32_t{1} << i][p], all_[set][p])) {
          Problem(universe_[i], " moves pair ", p, ", elsewhere");
        }
      }
    }
  }

  bool Less(const PairResidual& a, const PairResidual& b) const {
    const bool likelihood =
        question_.goal.kind == MeasureGoal::Kind::kLikelihood &&
        a.likelihood != b.likelihood;
    return a.status != b.status || a.highest_tier != b.highest_tier ||
           likelihood;
  }

  Dice dice_;
  const MeasureCase drawn_;
  const RewrittenMeasures rewritten_;
  std::map<std::string, int>& met_;
  std::shared_ptr<const Snapshot> snapshot_;
  MeasureQuestion question_;
  Ids universe_;
  std::vector<std::vector<PairResidual>> all_;  // by set, by pair
  std::vector<std::vector<bool>> met_of_;       // likewise
  std::string problems_;
};

TEST(MeasureTwin, AgreesWithAllSubsets) {
  const bool thorough = FromEnvironment("KETENZICHT_LONG", 0) != 0;
  const int64_t first = FromEnvironment("KETENZICHT_SEED", 1);
  const int64_t cases =
      FromEnvironment("KETENZICHT_GRAPHS", thorough ? 10'000 : 200);
  std::map<std::string, int> met;
  for (int64_t seed = first; seed < first + cases; ++seed) {
    const int most = thorough && seed % 20 == 0 ? 12 : 7;
    ASSERT_EQ(Twin(seed, most, met).Check(), "") << "KETENZICHT_SEED=" << seed;
  }
  for (const auto& [what, count] : met) {
    std::cout << "  " << what << ": " << count << "\n";
  }
  if (cases < 200) return;
  for (const char* what :
       {"plan of 0", "plan of 1", "plan of 2", "plan of 3", "out of reach",
        "mandatory cannot be taken", "buys", "disproportionate", "fails",
        "only together", "points", "no plan by tier", "elsewhere"}) {
    EXPECT_GT(met[what], 0) << "never came up: " << what;
  }
}

}  // namespace
}  // namespace ketenzicht::graph
