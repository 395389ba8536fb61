#include "graph/internal/measure_setup.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph::internal {
namespace {

// Of one measure; more is a mistake, or no amount of money.
constexpr double kMaxAmount = 1e12;
constexpr int64_t kMaxMeasureWeight = 1000;

absl::StatusOr<int64_t> Thousandths(double amount, absl::string_view what) {
  const double scaled = amount * static_cast<double>(kCostUnit);
  const double whole = std::round(scaled);
  // A decimal is no exact double: 0.1 is a little more than a tenth. Of large
  // amounts the last bit is worth more.
  const bool close = std::abs(scaled - whole) <= 1e-6 + 2.3e-16 * whole;
  if (!(amount >= 0) || amount > kMaxAmount || !close) {
    return absl::InvalidArgumentError(absl::StrCat(
        what, " must have three decimals at most, and be from 0 to ",
        kMaxAmount, ", not ", amount));
  }
  return static_cast<int64_t>(whole);
}

absl::StatusOr<WholeWeights> Whole(std::vector<int64_t> amounts) {
  WholeWeights whole;
  int64_t unit = 0;
  for (int64_t amount : amounts) unit = std::gcd(unit, amount);
  whole.unit = std::max<int64_t>(unit, 1);
  int64_t left = kMaxTotalWeight;
  for (int64_t& amount : amounts) {
    amount /= whole.unit;
    if (amount > left) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the costs of the candidates are too far apart to be added up "
          "exactly: more than ",
          kMaxTotalWeight, " times ",
          static_cast<double>(whole.unit) / kCostUnit,
          " in all; round them, or name fewer candidates"));
    }
    left -= amount;
  }
  whole.weights = std::move(amounts);
  return whole;
}

class Setup {
 public:
  Setup(const View& base, const MeasureQuestion& question)
      : snapshot_(base.snapshot()), question_(question) {
    for (const ActiveMeasure& active : base.table().active_measures) {
      (base.table().is_in_place(active.fact) ? in_place_ : open_)
          .insert(active.fact);
      in_force_[active.fact] = active.in_force;
    }
  }

  absl::StatusOr<MeasureSetup> Run() {
    if (absl::Status ok = CheckNamed(); !ok.ok()) return ok;
    if (absl::Status ok = CheckAssumed(); !ok.ok()) return ok;
    if (absl::Status ok = Choose(); !ok.ok()) return ok;
    Bar();
    Place();
    if (absl::Status ok = TakeMandatory(); !ok.ok()) return ok;
    if (absl::Status ok = Weigh(); !ok.ok()) return ok;
    return std::move(setup_);
  }

 private:
  std::string Id(FactIndex fact) const {
    return std::string(snapshot_.id(fact));
  }

  absl::Status CheckNamed() const {
    for (const auto* all :
         {&question_.candidates, &question_.mandatory, &question_.excluded}) {
      for (FactIndex fact : *all) {
        if (!snapshot_.facts().is_measure(fact)) {
          return absl::InvalidArgumentError(
              absl::StrCat("'", Id(fact), "' is no measure"));
        }
      }
    }
    for (FactIndex fact : question_.candidates) {
      if (open_.contains(fact)) continue;
      return absl::InvalidArgumentError(absl::StrCat(
          "'", Id(fact), "' is no candidate: it ",
          in_place_.contains(fact) ? "is in place" : "does not count here"));
    }
    return absl::OkStatus();
  }

  // Whether any measure needs them or not.
  absl::Status CheckAssumed() const {
    for (const auto& [amount, what] :
         {std::pair(question_.assumed_cost, "the cost that is assumed"),
          std::pair(question_.assumed_burden, "the burden that is assumed")}) {
      if (!amount) continue;
      const absl::Status ok = Thousandths(*amount, what).status();
      if (!ok.ok()) return ok;
    }
    return absl::OkStatus();
  }

  // By what was named, and what is stated of the cost.
  absl::Status Choose() {
    std::set<FactIndex> named(question_.candidates.begin(),
                              question_.candidates.end());
    if (named.empty()) named = open_;
    for (FactIndex fact : question_.mandatory) {
      if (open_.contains(fact)) named.insert(fact);
    }
    for (FactIndex fact : question_.excluded) named.erase(fact);
    for (FactIndex fact : named) {
      const Measure& measure = snapshot_.facts().measure(fact);
      const std::optional<double> cost =
          measure.cost ? measure.cost : question_.assumed_cost;
      const std::optional<double> burden =
          measure.burden ? measure.burden : question_.assumed_burden;
      if (!cost || !burden) {
        setup_.without_cost.push_back(fact);
        continue;
      }
      const std::string what = absl::StrCat("what '", Id(fact), "' costs");
      const absl::StatusOr<int64_t> whole_cost = Thousandths(*cost, what);
      if (!whole_cost.ok()) return whole_cost.status();
      const absl::StatusOr<int64_t> whole_burden = Thousandths(*burden, what);
      if (!whole_burden.ok()) return whole_burden.status();
      amounts_[fact] = {*whole_cost, *whole_burden};
    }
    return absl::OkStatus();
  }

  // What conflicts, whichever of the two says so.
  std::vector<std::pair<FactIndex, FactIndex>> Conflicts() const {
    std::set<std::pair<FactIndex, FactIndex>> all;
    for (const auto* some : {&in_place_, &open_}) {
      for (FactIndex fact : *some) {
        for (const std::string& id :
             snapshot_.facts().measure(fact).conflicts_with) {
          const FactIndex other = snapshot_.Find(id);
          all.insert({std::min(fact, other), std::max(fact, other)});
        }
      }
    }
    return {all.begin(), all.end()};
  }

  // Whether it is in force, where it is in place, at least as far as the other:
  // what may not be there does not bear what would be for certain.
  bool Bears(FactIndex needed, FactIndex fact) const {
    return in_force_.contains(needed) &&
           in_force_.at(needed) <= in_force_.at(fact);
  }

  // Until nothing changes: a barred measure bars those that need it.
  void Bar() {
    std::set<FactIndex> barred;
    for (const auto& [a, b] : Conflicts()) {
      if (in_place_.contains(a) && amounts_.contains(b)) barred.insert(b);
      if (in_place_.contains(b) && amounts_.contains(a)) barred.insert(a);
    }
    for (size_t before = barred.size() + 1; before != barred.size();) {
      before = barred.size();
      for (const auto& [fact, amounts] : amounts_) {
        for (const std::string& id :
             snapshot_.facts().measure(fact).prerequisites) {
          const FactIndex needed = snapshot_.Find(id);
          const bool can_be =
              amounts_.contains(needed) && !barred.contains(needed);
          const bool there = in_place_.contains(needed) || can_be;
          if (!there || !Bears(needed, fact)) barred.insert(fact);
        }
      }
    }
    for (FactIndex fact : barred) amounts_.erase(fact);
    setup_.barred.assign(barred.begin(), barred.end());
  }

  // Facts are numbered by id.
  void Place() {
    for (const auto& [fact, amounts] : amounts_) {
      position_[fact] = static_cast<int>(setup_.candidates.size());
      setup_.candidates.push_back(fact);
      setup_.cost.push_back(amounts.first);
      setup_.burden.push_back(amounts.second);
    }
    for (const auto& [fact, at] : position_) {
      std::set<int> needed;
      for (const std::string& id :
           snapshot_.facts().measure(fact).prerequisites) {
        const auto other = position_.find(snapshot_.Find(id));
        if (other != position_.end()) needed.insert(other->second);
      }
      for (int one : needed) setup_.rules.prerequisites.emplace_back(at, one);
    }
    for (const auto& [a, b] : Conflicts()) {
      const auto one = position_.find(a);
      const auto other = position_.find(b);
      if (one == position_.end() || other == position_.end()) continue;
      setup_.rules.conflicts.emplace_back(one->second, other->second);
    }
  }

  absl::Status TakeMandatory() {
    const std::set<FactIndex> all(question_.mandatory.begin(),
                                  question_.mandatory.end());
    for (FactIndex fact : all) {
      if (in_place_.contains(fact)) continue;
      const auto at = position_.find(fact);
      if (at == position_.end()) {
        return absl::InvalidArgumentError(
            absl::StrCat("'", Id(fact), "' cannot be taken: ", WhyNot(fact)));
      }
      setup_.rules.mandatory.push_back(at->second);
    }
    return absl::OkStatus();
  }

  std::string WhyNot(FactIndex fact) const {
    const auto has = [&](const std::vector<FactIndex>& all) {
      return std::find(all.begin(), all.end(), fact) != all.end();
    };
    if (has(question_.excluded)) return "it is excluded too";
    if (has(setup_.without_cost)) return "its cost or burden is not stated";
    if (has(setup_.barred)) {
      return "it needs a measure that may not be taken or is not in place for "
             "certain, or conflicts with one that is in place";
    }
    return "it does not count here";
  }

  absl::Status Weigh() {
    std::vector<int64_t> weighed = setup_.cost;
    if (question_.weights) {
      const auto& [of_cost, of_burden] = *question_.weights;
      const bool in_range = of_cost >= 0 && of_burden >= 0 &&
                            of_cost + of_burden > 0 &&
                            std::max(of_cost, of_burden) <= kMaxMeasureWeight;
      if (!in_range) {
        return absl::InvalidArgumentError(
            absl::StrCat("weights: must be from 0 to ", kMaxMeasureWeight,
                         ", and not both 0"));
      }
      for (size_t i = 0; i < weighed.size(); ++i) {
        weighed[i] = of_cost * setup_.cost[i] + of_burden * setup_.burden[i];
      }
    }
    for (const auto& [amounts, to] :
         {std::pair(&std::as_const(setup_.cost), &setup_.costs),
          std::pair(&std::as_const(setup_.burden), &setup_.burdens),
          std::pair(&std::as_const(weighed), &setup_.objective)}) {
      absl::StatusOr<WholeWeights> whole = Whole(*amounts);
      if (!whole.ok()) return whole.status();
      *to = *std::move(whole);
    }
    setup_.growth.resize(setup_.candidates.size());
    std::iota(setup_.growth.begin(), setup_.growth.end(), 0);
    std::stable_sort(setup_.growth.begin(), setup_.growth.end(),
                     [&](int a, int b) {
                       return std::tie(weighed[a], setup_.burden[a]) <
                              std::tie(weighed[b], setup_.burden[b]);
                     });
    return absl::OkStatus();
  }

  const Snapshot& snapshot_;
  const MeasureQuestion& question_;
  std::set<FactIndex> in_place_;
  std::set<FactIndex> open_;             // that count, and are not in place
  std::map<FactIndex, Truth> in_force_;  // of all these, were they in place
  std::map<FactIndex, std::pair<int64_t, int64_t>> amounts_;
  std::map<FactIndex, int> position_;
  MeasureSetup setup_;
};

}  // namespace

absl::StatusOr<MeasureSetup> SetUpMeasures(const View& base,
                                           const MeasureQuestion& question) {
  return Setup(base, question).Run();
}

}  // namespace ketenzicht::graph::internal
