// docs/semantics.md, section 5 and 6.4: carriers, guards, measures, likelihood.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <limits>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

Truth Opposite(Truth truth) {
  if (truth == Truth::kAffirmed) return Truth::kDenied;
  if (truth == Truth::kDenied) return Truth::kAffirmed;
  return truth;
}

Truth WorthOfStatus(Status status) {
  switch (status) {
    case Status::kOpen:
      return Truth::kAffirmed;
    case Status::kNotExcluded:
      return Truth::kNotExcluded;
    case Status::kUnknown:
      return Truth::kUnknown;
    default:
      return Truth::kDenied;
  }
}

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

// The days that a bound may be, as numbers.
struct Days {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

// Whether a day of `a` lies before a day of `b`.
Truth Before(const Days& a, const Days& b) {
  if (a.high < b.low) return Truth::kAffirmed;
  if (a.low >= b.high) return Truth::kDenied;
  return Truth::kUnknown;
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
        unmeasured = std::min(unmeasured, rows_[i].unmeasured);
      }
      row.unmeasured = std::max(row.unmeasured, unmeasured);
    }
    if (row.status == Status::kNoPath) row.outcome = Omission::kCarrier;
  }
  if (row.outcome == Omission::kNone && row.fact != nullptr &&
      row.fact->relation()->holds_while) {  // 5.6
    const Truth truth = Worth(*row.fact->relation()->holds_while, row);
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

Status Oracle::CarriedBy(const std::string& fact) {
  Status best = Status::kNoPath;
  for (int i : rows_of_[fact]) {
    Decide(rows_[i]);
    if (deciding_.contains(&rows_[i])) {
      std::cerr << "carriers in a circle: " << fact << "\n";
      std::abort();
    }
    best = std::min(best, rows_[i].status);
  }
  return best;
}

// ---- Measures ---------------------------------------------------------------

void Oracle::ApplyMeasures(Row& row) {
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
    const bool counts =
        options_.measures && measure->state == MeasureState::kInPlace;  // 5.9
    ApplyMeasure(*fact, known, counts, row);
  }
}

// 5.7, 5.8, and the reductions of 6.4.
void Oracle::ApplyMeasure(const Fact& fact, Status known, bool counts,
                          Row& row) {
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
    // A denial whose date is not certain counts as unknown too (1.8).
    in_force = standing.recorded == Modality::kDenied
                   ? Truth::kUnknown
                   : std::max(in_force, Truth::kUnknown);
  }
  in_force = std::max(in_force, WorthOfStatus(known));
  const Truth unless =
      measure.unless ? Worth(*measure.unless, row) : Truth::kDenied;
  if (measure.effect == MeasureEffect::kCloses) {
    const Status leaves = AtBest(std::min(unless, Opposite(in_force)));
    if (leaves == Status::kBlocked) closed_.insert(&row);
    if (counts) {
      row.left_by_measures = std::max(row.left_by_measures, leaves);
    }
  }
  if (measure.effect == MeasureEffect::kReduces && counts &&
      in_force == Truth::kAffirmed && unless == Truth::kDenied) {
    Meet("likelihood reduced");
    const Interval& by = *measure.reduction;
    row.likelihood.low *= by.low;
    row.likelihood.high *= by.high;
    if (row.likelihood.best && by.best) {
      row.likelihood.best = *row.likelihood.best * *by.best;
    } else {
      row.likelihood.best.reset();
    }
  }
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
}

// ---- Guards -----------------------------------------------------------------

Truth Oracle::Worth(const Guard& guard, const Row& row) {
  switch (guard.op) {
    case Guard::Op::kAll: {
      Truth weakest = Truth::kAffirmed;
      for (const Guard& operand : guard.operands) {
        weakest = std::max(weakest, Worth(operand, row));
      }
      return weakest;
    }
    case Guard::Op::kAny: {
      Truth strongest = Truth::kDenied;
      for (const Guard& operand : guard.operands) {
        strongest = std::min(strongest, Worth(operand, row));
      }
      return strongest;
    }
    case Guard::Op::kNot:
      return Opposite(Worth(guard.operands[0], row));
    case Guard::Op::kFact: {
      std::vector<Row*> rows;
      for (int i : rows_of_[guard.fact]) rows.push_back(&rows_[i]);
      return WorthOfRows(rows).value_or(Truth::kUnknown);
    }
    case Guard::Op::kRelation:
      return WorthOfRelation(guard, row);
    case Guard::Op::kReach:
      return Reaches(EndFor(guard.source, row), EndFor(guard.target, row));
    case Guard::Op::kDates:
      return WorthOfDates(guard);
  }
  std::abort();
}

std::string Oracle::EndFor(const std::string& end, const Row& row) const {
  if (end == "$source") return row.source;
  if (end == "$target") return row.target;
  return end;
}

// Nothing: not recorded (5.3).
std::optional<Truth> Oracle::WorthOfRow(Row& row) {
  Decide(row);
  if (deciding_.contains(&row)) {
    std::cerr << "guards in a circle: " << row.id << "\n";
    std::abort();
  }
  switch (row.outcome) {
    case Omission::kNone:
      // 5.2: measures on the relation itself, not on what carries it.
      return WorthOfStatus(std::max(row.unmeasured, row.left_by_measures));
    case Omission::kDenied:
    case Omission::kGuard:
      return Truth::kDenied;
    case Omission::kModality:
      if (row.recorded == Modality::kDenied) return Truth::kDenied;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

// The strongest of those that are recorded.
std::optional<Truth> Oracle::WorthOfRows(const std::vector<Row*>& rows) {
  std::optional<Truth> strongest;
  for (Row* row : rows) {
    const std::optional<Truth> worth = WorthOfRow(*row);
    if (!worth) continue;
    strongest = strongest ? std::min(*strongest, *worth) : *worth;
  }
  return strongest;
}

Truth Oracle::WorthOfRelation(const Guard& guard, const Row& row) {
  const std::string source = EndFor(guard.source, row);
  const std::string target = EndFor(guard.target, row);
  if (source.empty() || target.empty()) return Truth::kUnknown;
  std::vector<Row*> same;
  std::map<std::string, std::vector<Row*>> others;
  for (Row& other : rows_) {
    // What is denied of a kind of it is not denied of it.
    if (other.source != source || other.target.empty() || !other.edge() ||
        !KindIs(other.kind, guard.kind)) {
      continue;
    }
    if (other.target == target) {
      same.push_back(&other);
    } else {
      others[other.target].push_back(&other);
    }
  }
  std::optional<Truth> worth = WorthOfRows(same);
  if (!worth && IsDenied(guard.kind, source, target)) worth = Truth::kDenied;
  Truth strongest = worth.value_or(Truth::kUnknown);
  if (!worth) Meet("guard on what is not recorded");
  if (!guard.or_same_authority) return strongest;
  for (const auto& [other, rows] : others) {  // 5.4
    const std::optional<Truth> held = WorthOfRows(rows);
    if (!held) continue;
    for (const auto& [id, fact] : by_id_) {
      if (fact->entity() == nullptr) continue;
      const Truth both = std::max(Reaches(id, other), Reaches(id, target));
      if (both < Truth::kDenied) Meet("same authority");
      strongest = std::min(strongest, std::max(*held, both));
    }
  }
  return strongest;
}

Truth Oracle::Reaches(const std::string& authority,
                      const std::string& company) const {
  if (authority.empty() || company.empty()) return Truth::kUnknown;
  if (authority == company) return Truth::kAffirmed;
  const Status best =
      BestWalk(rows_, policy_.corporate_reach, company, authority);
  if (best < Status::kBlocked) return WorthOfStatus(best);
  return SeatsKnown(company) ? Truth::kDenied : Truth::kUnknown;
}

// 5.4: whether the company, and all that own or control it, have a certain
// seat.
bool Oracle::SeatsKnown(const std::string& company) const {
  std::vector<std::string> owners = {company};
  for (size_t i = 0; i < owners.size(); ++i) {
    bool seated = false;
    for (const Row& row : rows_) {
      if (row.source != owners[i] || !row.edge() || row.target.empty()) {
        continue;
      }
      seated = seated ||
               (KindIs(row.kind, "seated_in") && row.modal == Status::kOpen);
      const bool owner = KindIs(row.kind, "controlled_by") ||
                         KindIs(row.kind, "majority_owned_by");
      if (owner &&
          std::find(owners.begin(), owners.end(), row.target) == owners.end()) {
        owners.push_back(row.target);
      }
    }
    if (!seated) return false;
  }
  return true;
}

// 5.5. Nothing where a change removed the fact. Of an open bound no day is
// known.
std::optional<Bound> Oracle::BoundOf(const DateTerm& term) const {
  if (term.date) return Bound::Dated({*term.date, *term.date});
  for (const Change& change : options_.changes) {
    if (change.fact == term.fact && change.op == Change::Op::kRemove) {
      return std::nullopt;
    }
  }
  const ValidTime& valid = FindFact(term.fact)->valid;
  return term.until ? valid.until : valid.from;
}

Truth Oracle::WorthOfDates(const Guard& guard) const {
  const auto days = [&](const DateTerm& term) {
    const std::optional<Bound> bound = BoundOf(term);
    Days range;
    if (!bound || bound->kind != Bound::Kind::kDated) return range;
    range.low = bound->range.earliest.days();
    range.high = bound->range.latest.days();
    return range;
  };
  const Days left = days(guard.left);
  if (guard.comparison == DateComparison::kBefore) {
    return Before(left, days(guard.right));
  }
  if (guard.comparison == DateComparison::kAfter) {
    return Before(days(guard.right), left);
  }
  DateTerm from = guard.right;
  from.until = false;
  DateTerm until = guard.right;
  until.until = true;
  const std::optional<Bound> start = BoundOf(from);
  const std::optional<Bound> end = BoundOf(until);
  if (!start || !end) return Truth::kUnknown;
  const Truth started = start->kind == Bound::Kind::kOpen
                            ? Truth::kAffirmed
                            : Opposite(Before(left, days(from)));
  // An end that is not stated never comes (1.6).
  const Truth lasts = end->kind == Bound::Kind::kDated
                          ? Before(left, days(until))
                          : Truth::kAffirmed;
  return std::max(started, lasts);
}

}  // namespace ketenzicht::graph::oracle
