#include "graph/internal/contradicting_measures.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "graph/proposition_group.h"

namespace ketenzicht::graph::internal {
namespace {

// No factor is within both.
bool AreDisjoint(const Interval& a, const Interval& b) {
  return a.high < b.low || b.high < a.low;
}

// "0.5", "0.1 - 0.2".
std::string Show(const Interval& factor) {
  if (factor.low == factor.high) return absl::StrCat(factor.low);
  return absl::StrCat(factor.low, " - ", factor.high);
}

class ContradictingMeasures {
 public:
  explicit ContradictingMeasures(ContradictionContext& context)
      : context_(context), facts_(context.table().facts()) {}

  std::vector<Contradiction> Find() {
    Gather();
    for (FactIndex one : there_) {
      for (FactIndex other : denied_) {
        if (!context_.budget().Spend()) return std::move(found_);
        CompareWithDenied(one, other);
      }
    }
    for (size_t i = 0; i < there_.size(); ++i) {
      for (size_t j = i + 1; j < there_.size(); ++j) {
        if (!context_.budget().Spend()) return std::move(found_);
        Compare(there_[i], there_[j]);
      }
    }
    return std::move(found_);
  }

 private:
  void Gather() {
    for (FactIndex fact : context_.snapshot().measures()) {
      if (!context_.WasSaid(fact)) continue;
      const Modality recorded = context_.table().recorded(fact);
      if (recorded == Modality::kDenied) denied_.push_back(fact);
      if (PutsForward(recorded)) there_.push_back(fact);
    }
    if (denied_.size() + there_.size() < 2) return;
    for (const auto& [instance, measures] : context_.table().all_measures()) {
      for (const MeasureMet& met : measures) {
        selected_[met.measure].push_back(instance);
      }
    }
  }

  void CompareWithDenied(FactIndex there, FactIndex denied) {
    if (!AreOneMeasure(facts_.measure(there), facts_.measure(denied)) ||
        !HoldTogether(facts_.valid(there), facts_.valid(denied))) {
      return;
    }
    Contradiction one = Between(there, denied);
    one.kind = ContradictionKind::kDenial;
    Keep(std::move(one), Concerns(there) || context_.Concerns(denied));
  }

  // Two may both be possible.
  void Compare(FactIndex a, FactIndex b) {
    const Measure& of_a = facts_.measure(a);
    const Measure& of_b = facts_.measure(b);
    const bool one_is_affirmed =
        context_.table().recorded(a) == Modality::kAffirmed ||
        context_.table().recorded(b) == Modality::kAffirmed;
    if (!one_is_affirmed || !HoldTogether(facts_.valid(a), facts_.valid(b)) ||
        !DoTheSame(of_a, of_b)) {
      return;
    }
    if (of_a.reduction && of_b.reduction &&
        AreDisjoint(*of_a.reduction, *of_b.reduction)) {
      Contradiction one = Between(a, b);
      one.kind = ContradictionKind::kValues;
      one.sides[0].says = Show(*of_a.reduction);
      one.sides[1].says = Show(*of_b.reduction);
      Keep(std::move(one), Concerns(a) || Concerns(b));
    }
    if (of_a.state == of_b.state) CompareDates(a, b);
  }

  // A candidate has the days on which it could be taken.
  void CompareDates(FactIndex a, FactIndex b) {
    Contradiction one = Between(a, b);
    one.kind = ContradictionKind::kDates;
    const ValidTime& of_a = facts_.valid(a);
    const ValidTime& of_b = facts_.valid(b);
    one.starts = AreApart(of_a.from, of_b.from);
    one.ends = AreApart(of_a.until, of_b.until);
    if (!one.starts && !one.ends) return;
    one.sides[0].says = DatesOf(of_a, one.starts, one.ends);
    one.sides[1].says = DatesOf(of_b, one.starts, one.ends);
    Keep(std::move(one), Concerns(a) || Concerns(b));
  }

  Contradiction Between(FactIndex a, FactIndex b) const {
    Contradiction one;
    one.sides[0].fact = a;
    one.sides[1].fact = b;
    one.overlap = OverlapOf(facts_.valid(a), facts_.valid(b));
    return one;
  }

  // By who decided it, or by what it does something to.
  bool Concerns(FactIndex measure) {
    if (context_.Concerns(measure)) return true;
    const auto it = selected_.find(measure);
    const InstanceTable& table = context_.table();
    return it != selected_.end() &&
           std::any_of(it->second.begin(), it->second.end(),
                       [&](InstanceIndex i) {
                         return context_.Concerns(table.fact(i)) ||
                                context_.Concerns(table.source(i)) ||
                                context_.Concerns(table.target(i));
                       });
  }

  // Nothing where it concerns nobody who is asked about.
  void Keep(Contradiction one, bool concerns) {
    if (concerns) {
      found_.push_back(std::move(one));
    } else {
      context_.LeaveOut(one);
    }
  }

  ContradictionContext& context_;
  const FactTable& facts_;
  std::vector<FactIndex> there_;  // put forward
  std::vector<FactIndex> denied_;
  // By measure: the relations that it selects in the view.
  absl::flat_hash_map<FactIndex, std::vector<InstanceIndex>> selected_;
  std::vector<Contradiction> found_;
};

}  // namespace

std::vector<Contradiction> FindContradictingMeasures(
    ContradictionContext& context) {
  return ContradictingMeasures(context).Find();
}

}  // namespace ketenzicht::graph::internal
