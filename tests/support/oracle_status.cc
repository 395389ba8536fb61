// docs/semantics.md, section 5 and 6.4: carriers, measures, likelihood.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include "tests/support/oracle.h"
#include "tests/support/oracle_outcome.h"

namespace ketenzicht::graph::oracle {
namespace {

Status AtBest(Truth truth) {
  switch (truth) {
    case Truth::kAffirmed:
      return Status::kOpen;
    case Truth::kNotExcluded:
      return Status::kNotExcluded;
    case Truth::kUnknown:
      return Status::kUnknown;
    default:
      return Status::kBlocked;
  }
}

}  // namespace

// Fills in what section 5 says of `row`, and of all it depends on.
void Oracle::Decide(Row& row) {
  if (!decided_.insert(&row).second) return;
  deciding_.insert(&row);
  row.outcome = row.omission;
  if (row.edge()) {
    row.status = row.modal;
    row.unmeasured = row.modal;
    for (const std::string& carrier : row.carriers) {  // 5.1
      row.status = std::max(row.status, CarriedBy(carrier));
      Status unmeasured = Status::kNoPath;
      for (int i : rows_of_[carrier]) {
        for (const Row* in_place : InPlaceOf(rows_[i])) {
          unmeasured = std::min(unmeasured, in_place->unmeasured);
        }
      }
      row.unmeasured = std::max(row.unmeasured, unmeasured);
    }
    if (row.status == Status::kNoPath) row.outcome = Omission::kCarrier;
  }
  if (row.outcome == Omission::kNone && row.fact != nullptr &&
      row.fact->relation()->holds_while) {  // 5.6
    const Truth truth = Worth(*row.fact->relation()->holds_while, row);
    row.open_guard = truth == Truth::kNotExcluded || truth == Truth::kUnknown;
    row.status = std::max(row.status, AtBest(truth));
    row.unmeasured = std::max(row.unmeasured, AtBest(truth));
    if (truth == Truth::kDenied) {
      row.outcome = Omission::kGuard;
      row.status = Status::kNoPath;
    }
  }
  if (row.edge()) {
    SetLikelihood(row);
    ApplyMeasures(row);
    row.status = std::max(row.status, row.left_by_measures);
  } else {
    row.unmeasured = Status::kNoPath;
  }
  deciding_.erase(&row);
}

// The row itself, or the specific ones that replaced it (5.1).
std::vector<Row*> Oracle::InPlaceOf(Row& row) {
  if (row.omission != Omission::kSpecific) return {&row};
  std::vector<Row*> specific;
  for (const std::string& id : row.replaced_by) {
    specific.push_back(&rows_[rows_of_[id][0]]);
  }
  if (specific.size() > 1) Meet("replaced by several");
  return specific;
}

Status Oracle::CarriedBy(const std::string& fact) {
  Status best = Status::kNoPath;
  for (int i : rows_of_[fact]) {
    for (Row* row : InPlaceOf(rows_[i])) {
      if (row != &rows_[i]) Meet("carried by what was replaced");
      Decide(*row);
      if (deciding_.contains(row)) {
        std::cerr << "carriers in a circle: " << fact << "\n";
        std::abort();
      }
      best = std::min(best, row->status);
    }
  }
  return best;
}

// ---- Measures ---------------------------------------------------------------

void Oracle::ApplyMeasures(Row& row) {
  Reductions reductions;
  for (const auto& [id, fact] : by_id_) {
    const Measure* measure = fact->measure();
    if (measure == nullptr || standings_.at(id).omission != Omission::kNone) {
      continue;
    }
    Status known = Status::kNoPath;
    for (const Match& match : MatchRelation(measure->selects, row, base_)) {
      known = std::min(known, match.known);
    }
    if (known == Status::kNoPath) continue;
    Meet("measure met");
    Ids& met_on = met_on_[id];
    met_on.insert({row.source, row.target});
    if (row.fact != nullptr) met_on.insert(row.fact->id);
    met_on.erase("");
    const bool counts =
        options_.measures && standings_.at(id).in_place;  // 5.9, 1.3
    ApplyMeasure(*fact, known, counts, row, reductions);
  }
  if (row.open_guard || row.left_by_measures == Status::kNotExcluded ||
      row.left_by_measures == Status::kUnknown) {
    Meet("likelihood of what may not hold");
    row.likelihood.low = 0;
    row.likelihood.best.reset();
  }
  for (const auto& [measure, by, reduces] : reductions) {
    if (reduces == Truth::kDenied) continue;
    row.likelihood.low *= by.low;
    if (reduces == Truth::kUnknown) {
      Meet("likelihood perhaps reduced");
      continue;
    }
    Meet("likelihood reduced");
    row.likelihood.high *= by.high;
    if (row.likelihood.best && by.best) {
      row.likelihood.best = *row.likelihood.best * *by.best;
    } else {
      row.likelihood.best.reset();
    }
  }
}

// 5.7, 5.8, and the reductions of 6.4.
void Oracle::ApplyMeasure(const Fact& fact, Status known, bool counts, Row& row,
                          Reductions& reductions) {
  const Measure& measure = *fact.measure();
  const Standing& standing = standings_.at(fact.id);
  Truth in_force = Truth::kDenied;
  if (standing.recorded == Modality::kAffirmed) in_force = Truth::kAffirmed;
  if (standing.recorded == Modality::kPossible ||
      standing.recorded == Modality::kNotExcluded) {
    in_force = Truth::kNotExcluded;
  }
  if (standing.recorded == Modality::kUnknown) in_force = Truth::kUnknown;
  if (standing.uncertain) {
    in_force = std::max(in_force, Truth::kUnknown);
    // Unlike a relation that is denied (1.8).
    if (in_force == Truth::kDenied) Meet("denied measure of no certain date");
  }
  in_force = std::max(in_force, WorthOfStatus(known));
  const Truth unless =
      measure.unless ? Worth(*measure.unless, row) : Truth::kDenied;
  if (measure.effect == MeasureEffect::kCloses) {
    const Status leaves = AtBest(std::min(unless, Opposite(in_force)));
    if (leaves == Status::kBlocked && row.outcome == Omission::kNone) {
      closed_[&row].insert(fact.id);
    }
    if (counts) {
      row.left_by_measures = std::max(row.left_by_measures, leaves);
    }
  }
  if (measure.effect == MeasureEffect::kReduces && in_force != Truth::kDenied) {
    Truth here = Truth::kDenied;
    if (counts && unless != Truth::kAffirmed) {
      const bool certain =
          in_force == Truth::kAffirmed && unless == Truth::kDenied;
      here = certain ? Truth::kAffirmed : Truth::kUnknown;
    }
    for (auto& [said, by, reduces] : reductions) {
      if (!DoTheSame(*said, measure)) continue;
      Meet("reduction said again");
      const Interval& other = *measure.reduction;
      by.low = std::min(by.low, other.low);
      by.high = std::max(by.high, other.high);
      by.best = by.best && other.best
                    ? std::optional(std::max(*by.best, *other.best))
                    : std::nullopt;
      reduces = std::min(reduces, here);
      return;
    }
    reductions.emplace_back(&measure, *measure.reduction, here);
  }
}

Ids Oracle::ClosersOf(const Row& row) const {
  Ids closers;
  const auto it = closed_.find(&row);
  if (it == closed_.end() || !options_.measures) return closers;
  for (const std::string& id : it->second) {
    if (standings_.at(id).in_place) closers.insert(id);
  }
  return closers;
}

// 6.4
void Oracle::SetLikelihood(Row& row) {
  row.likelihood = Interval{0, std::nullopt, 1};
  const Likelihood stated =
      row.fact == nullptr ? Likelihood() : row.fact->relation()->likelihood;
  if (const auto* interval = std::get_if<Interval>(&stated)) {
    row.likelihood = *interval;
  } else if (const auto* name = std::get_if<std::string>(&stated)) {
    for (const LikelihoodClass& step : policy_.likelihood_scale) {
      if (step.name == *name) row.likelihood = step.interval;
    }
  } else if (row.modal == Status::kOpen) {
    const RelationKind& kind =
        ontology_.relation_kind(*ontology_.FindRelationKind(row.kind));
    if (kind.likelihood) {
      row.likelihood = *kind.likelihood;
    } else if (kind.certain_when_affirmed) {
      row.likelihood = Interval{1, 1, 1};
    }
  }
  const auto claimed = [](Modality said) {
    if (said == Modality::kAffirmed) return Status::kOpen;
    return said == Modality::kUnknown ? Status::kUnknown : Status::kNotExcluded;
  };
  if (row.uncertain || row.modal > claimed(row.recorded) ||
      !row.contested_by.empty()) {
    row.likelihood.low = 0;
    row.likelihood.best.reset();
  }
}

}  // namespace ketenzicht::graph::oracle
