#include "graph/likelihood.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "graph/instance_table.h"
#include "graph/proposition_group.h"

namespace ketenzicht::graph {
namespace {

constexpr double kCostUnit = 4294967296.0;  // 2^32

constexpr Interval kAnything{0, std::nullopt, 1};

// Nothing where nothing is stated.
std::optional<Interval> Stated(const Policy& policy,
                               const Likelihood& likelihood) {
  if (const auto* interval = std::get_if<Interval>(&likelihood)) {
    return *interval;
  }
  const auto* name = std::get_if<std::string>(&likelihood);
  if (name == nullptr) return std::nullopt;
  const LikelihoodClass* one = policy.FindLikelihoodClass(*name);
  return one == nullptr ? kAnything : one->interval;
}

Interval DefaultOf(const RelationKind& kind) {
  if (kind.likelihood) return *kind.likelihood;
  return kind.certain_when_affirmed ? Interval{1, 1, 1} : kAnything;
}

// One measure, by however many it is said, reduces once, and by what all who
// say it state, whether they have it in place or not: so one more of them that
// is taken never raises what is left.
class Reductions {
 public:
  explicit Reductions(const InstanceTable& table) : table_(table) {}

  std::vector<Interval> Of(const std::vector<MeasureMet>& measures) {
    std::vector<Said> all;
    for (const MeasureMet& met : measures) {
      if (met.effect != MeasureEffect::kReduces ||
          met.in_force == Truth::kDenied) {
        continue;
      }
      const Does does = WhatItDoes(met);
      const FactIndex first = FirstOfGroup(met.measure);
      const Interval& stated = *table_.facts().measure(met.measure).reduction;
      const auto known = absl::c_find_if(
          all, [first](const Said& said) { return said.first == first; });
      if (known == all.end()) {
        all.push_back({first, stated, does});
      } else {
        known->by = Between(known->by, stated);
        known->does = std::max(known->does, does);
      }
    }
    std::vector<Interval> reductions;
    for (const Said& said : all) {
      if (said.does == Does::kReduces) reductions.push_back(said.by);
      if (said.does == Does::kMayReduce) {
        reductions.push_back({said.by.low, 1, 1});
      }
    }
    return reductions;
  }

 private:
  enum class Does { kNothing, kMayReduce, kReduces };

  struct Said {
    FactIndex first;  // of those that say it
    Interval by;
    Does does;
  };

  static Does WhatItDoes(const MeasureMet& met) {
    if (!met.counts || met.unless == Truth::kAffirmed) return Does::kNothing;
    return met.in_force == Truth::kAffirmed && met.unless == Truth::kDenied
               ? Does::kReduces
               : Does::kMayReduce;
  }

  FactIndex FirstOfGroup(FactIndex measure) {
    const auto [it, added] = first_.emplace(measure, measure);
    if (added) {
      it->second = MeasuresOfAnyState(table_.snapshot(), measure).front();
    }
    return it->second;
  }

  // What holds whichever of the two is right; the best guess is the one that
  // reduces less.
  static Interval Between(const Interval& a, const Interval& b) {
    Interval both{std::min(a.low, b.low), std::nullopt,
                  std::max(a.high, b.high)};
    if (a.best && b.best) both.best = std::max(*a.best, *b.best);
    return both;
  }

  const InstanceTable& table_;
  absl::flat_hash_map<FactIndex, FactIndex> first_;  // by measure
};

// Its day, who belongs to its class, or who denies it leaves more open than
// what its source says of it.
bool MayNotHold(const InstanceTable& table, InstanceIndex i) {
  return table.uncertain(i) || table.modal(i) > StatusOf(table.recorded(i)) ||
         !table.contested_by(i).empty();
}

// What may not be, as likely as it would be if it were.
Interval MayNotBe(const Interval& likelihood) {
  return {0, std::nullopt, likelihood.high};
}

}  // namespace

Cost CostOf(const Interval& likelihood) {
  if (!likelihood.best) return 0;
  if (*likelihood.best <= 0) return kNeverCost;
  return std::min<Cost>(kNeverCost,
                        std::llround(-std::log(*likelihood.best) * kCostUnit));
}

double LikelihoodOfCost(Cost cost) {
  if (cost >= kNeverCost) return 0;
  return std::exp(-static_cast<double>(cost) / kCostUnit);
}

Interval Multiply(const Interval& a, const Interval& b) {
  Interval product{a.low * b.low, std::nullopt, a.high * b.high};
  if (a.best && b.best) product.best = *a.best * *b.best;
  return product;
}

Interval StatedOrDefault(const InstanceTable& table, int32_t instance) {
  const Snapshot& snapshot = table.snapshot();
  const FactIndex fact = table.fact(instance);
  std::optional<Interval> likelihood;
  if (fact != kNoFact) {
    likelihood =
        Stated(snapshot.policy(),
               table.facts().likelihood(table.facts().likelihood_number(fact)));
  }
  if (!likelihood) {
    if (table.modal(instance) != Status::kOpen) return kAnything;
    likelihood =
        DefaultOf(snapshot.ontology().relation_kind(table.kind(instance)));
  }
  return MayNotHold(table, instance) ? MayNotBe(*likelihood) : *likelihood;
}

void SettleLikelihoods(InstanceTable& table) {
  for (const InstanceIndex i : table.left_open()) {
    if (table.counts(i)) {
      table.SetLikelihood(i, MayNotBe(table.likelihood(i)));
    }
  }
  Reductions reductions(table);
  for (const auto& [instance, measures] : table.all_measures()) {
    if (!table.counts(instance)) continue;
    for (const Interval& reduction : reductions.Of(measures)) {
      table.SetLikelihood(instance,
                          Multiply(table.likelihood(instance), reduction));
    }
  }
}

Costs::Costs(const InstanceTable& table) : table_(table) {
  const Snapshot& snapshot = table.snapshot();
  for (uint32_t i = 0; i < table.facts().num_likelihoods(); ++i) {
    const std::optional<Interval> stated =
        Stated(snapshot.policy(), table.facts().likelihood(i));
    stated_.push_back(stated ? CostOf(*stated) : -1);
  }
  for (const RelationKind& kind : snapshot.ontology().relation_kinds()) {
    by_kind_.push_back(CostOf(DefaultOf(kind)));
  }
}

Cost Costs::Of(int32_t instance) const {
  if (!table_.counts(instance)) return CostOf(Interval());
  if (const Interval* reduced = table_.reduced_likelihood(instance)) {
    return CostOf(*reduced);
  }
  Cost cost = table_.modal(instance) == Status::kOpen
                  ? by_kind_[table_.kind(instance)]
                  : CostOf(kAnything);
  const FactIndex fact = table_.fact(instance);
  if (fact != kNoFact) {
    const Cost stated = stated_[table_.facts().likelihood_number(fact)];
    if (stated >= 0) cost = stated;
  }
  // Most cost nothing either way.
  return cost != 0 && MayNotHold(table_, instance) ? CostOf(kAnything) : cost;
}

}  // namespace ketenzicht::graph
