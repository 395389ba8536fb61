// docs/semantics.md, section 5: what guards are worth.

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <limits>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

// The days that a bound may be, as numbers.
struct Days {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

Days DaysOf(const std::optional<Bound>& bound) {
  if (!bound || bound->kind != Bound::Kind::kDated) return {};
  return {static_cast<double>(bound->range.earliest.days()),
          static_cast<double>(bound->range.latest.days())};
}

// Whether a day of `a` lies before a day of `b`.
Truth Before(const Days& a, const Days& b) {
  if (a.high < b.low) return Truth::kAffirmed;
  if (a.low >= b.high) return Truth::kDenied;
  return Truth::kUnknown;
}

}  // namespace

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

Truth Oracle::Worth(const Guard& guard, const Row& row, bool negated) {
  // 5.2: under `not`, what the inherent view says.
  if (negated && options_.measures) {
    if (guard.op == Guard::Op::kFact || guard.op == Guard::Op::kRelation) {
      Meet("under not, without measures");
      return Inherent().Worth(guard, row, false);
    }
  }
  switch (guard.op) {
    case Guard::Op::kAll: {
      Truth weakest = Truth::kAffirmed;
      for (const Guard& operand : guard.operands) {
        weakest = std::max(weakest, Worth(operand, row, negated));
      }
      return weakest;
    }
    case Guard::Op::kAny: {
      Truth strongest = Truth::kDenied;
      for (const Guard& operand : guard.operands) {
        strongest = std::min(strongest, Worth(operand, row, negated));
      }
      return strongest;
    }
    case Guard::Op::kNot:
      return Opposite(Worth(guard.operands[0], row, !negated));
    case Guard::Op::kFact:
      return WorthOfFact(guard.fact);
    case Guard::Op::kRelation:
      return WorthOfRelation(guard, row);
    case Guard::Op::kReach:
      return WorthOfReach(EndFor(guard.source, row), EndFor(guard.target, row));
    case Guard::Op::kDates:
      return WorthOfDates(guard);
  }
  std::abort();
}

// The same facts as if there were no measures.
Oracle& Oracle::Inherent() {
  if (inherent_ == nullptr) {
    inherent_options_ = options_;
    inherent_options_.measures = false;
    inherent_ =
        std::make_unique<Oracle>(facts_, ontology_, policy_, inherent_options_);
  }
  return *inherent_;
}

std::string Oracle::EndFor(const std::string& end, const Row& row) const {
  if (end == "$source") return row.source;
  if (end == "$target") return row.target;
  return end;
}

// ---- Facts and relations ----------------------------------------------------

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

// Of a class fact the strongest of all its instances, recorded or not (5.3).
Truth Oracle::WorthOfFact(const std::string& id) {
  std::optional<Truth> strongest;
  bool denied = false;
  bool unrecorded = false;
  for (int i : rows_of_[id]) {
    if (rows_[i].omission == Omission::kSpecific) {
      Meet("guard on what a specific relation replaced");
    }
    const std::optional<Truth> recorded = WorthOfRows(InPlaceOf(rows_[i]));
    const Truth worth = recorded.value_or(Truth::kUnknown);
    unrecorded = unrecorded || !recorded;
    denied = denied || worth == Truth::kDenied;
    strongest = strongest ? std::min(*strongest, worth) : worth;
  }
  if (denied && unrecorded) {
    Meet("guard on what is denied of some, and unrecorded of others");
  }
  return strongest.value_or(Truth::kUnknown);
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
  // Said of what carries the guarded relation (3.7).
  const auto speaks = [&](const Row& denial) {
    return std::includes(row.carriers.begin(), row.carriers.end(),
                         denial.carriers.begin(), denial.carriers.end());
  };
  if (!worth && IsDenied(guard.kind, source, target, speaks)) {
    worth = Truth::kDenied;
  }
  Truth strongest = worth.value_or(Truth::kUnknown);
  if (!worth) Meet("guard on what is not recorded");
  if (!guard.or_same_authority) return strongest;
  for (const auto& [other, rows] : others) {  // 5.4
    const std::optional<Truth> held = WorthOfRows(rows);
    if (!held) continue;
    const Truth both = SameAuthority(other, target);
    if (both < Truth::kDenied) Meet("same authority");
    if (both == Truth::kDenied) Meet("no same authority");
    strongest = std::min(strongest, std::max(*held, both));
  }
  return strongest;
}

// ---- Reach ------------------------------------------------------------------

// 5.4, but for ways that meet.
Truth Oracle::Reaches(const std::string& authority,
                      const std::string& company) const {
  if (authority.empty() || company.empty()) return Truth::kUnknown;
  if (authority == company) return Truth::kAffirmed;
  const Status best =
      BestWalk(rows_, policy_.corporate_reach, company, authority);
  if (best < Status::kBlocked) return WorthOfStatus(best);
  return SeatsKnown(company) ? Truth::kDenied : Truth::kUnknown;
}

Truth Oracle::WorthOfReach(const std::string& authority,
                           const std::string& company) const {
  const Truth reaches = Reaches(authority, company);
  if (reaches == Truth::kDenied && WaysMeet(authority, company)) {
    Meet("ways of an authority and a company meet");
    return Truth::kUnknown;
  }
  if (reaches == Truth::kDenied) Meet("reach that is denied");
  return reaches;
}

// Whether some authority, or whatever else reaches, reaches both.
Truth Oracle::SameAuthority(const std::string& a, const std::string& b) const {
  Truth best = Truth::kDenied;
  for (const auto& [id, fact] : by_id_) {
    if (fact->entity() == nullptr) continue;
    best = std::min(best, std::max(Reaches(id, a), Reaches(id, b)));
  }
  if (best == Truth::kDenied && WaysMeet(a, b)) {
    Meet("ways of two companies meet");
    return Truth::kUnknown;
  }
  return best;
}

// Whether one entity lies on a way of both, whatever lies behind it.
bool Oracle::WaysMeet(const std::string& a, const std::string& b) const {
  const auto ways = [&](const std::string& from) {
    Ids passed;
    Walk(rows_, policy_.corporate_reach, from, Status::kUnknown,
         [&](const std::string& id, bool) {
           passed.insert(id);
           return true;
         });
    // Where an authority belongs: its seat, and what it is part of.
    std::vector<std::string> queue(passed.begin(), passed.end());
    for (size_t i = 0; i < queue.size(); ++i) {
      if (!EntityIs(queue[i], "authority")) continue;
      for (const Row& row : rows_) {
        if (row.edge() && row.source == queue[i] && !row.target.empty() &&
            (KindIs(row.kind, "seated_in") || PassesDenials(row.kind)) &&
            passed.insert(row.target).second) {
          queue.push_back(row.target);
        }
      }
    }
    return passed;
  };
  const Ids of_a = ways(a);
  const Ids of_b = ways(b);
  return std::any_of(of_a.begin(), of_a.end(),
                     [&](const std::string& id) { return of_b.contains(id); });
}

// Whether the company, and all that own or control it, have a certain seat.
bool Oracle::SeatsKnown(const std::string& company) const {
  std::vector<std::string> owners = {company};
  for (size_t i = 0; i < owners.size(); ++i) {
    bool seated = false;
    for (const Row& row : rows_) {
      if (row.source != owners[i] || !row.edge() || row.target.empty()) {
        continue;
      }
      seated = seated || IsCertainSeat(row);
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

bool Oracle::IsCertainSeat(const Row& row) const {
  if (!KindIs(row.kind, "seated_in") || row.modal != Status::kOpen) {
    return false;
  }
  if (!row.contested_by.empty()) Meet("seat that is contested");
  if (!row.carriers.empty()) Meet("seat that is carried");
  const bool guarded = row.fact->relation()->holds_while.has_value();
  if (guarded) Meet("seat that is guarded");
  return row.contested_by.empty() && row.carriers.empty() && !guarded;
}

// ---- Dates ------------------------------------------------------------------

// 5.5. Nothing where the fact is out of the question, whatever the date. Of an
// open bound no day is known.
std::optional<Bound> Oracle::BoundOf(const DateTerm& term) const {
  if (term.date) return Bound::Dated({*term.date, *term.date});
  const Fact& fact = *FindFact(term.fact);
  if (fact.entity() == nullptr) {
    const Standing& standing = standings_.at(term.fact);
    if (standing.omission != Omission::kNone &&
        standing.omission != Omission::kDate) {
      Meet("date of what is left out");
      return std::nullopt;
    }
    if (!MakesAnEdge(standing.recorded)) {
      Meet("date of what is denied or presupposed");
      return std::nullopt;
    }
  }
  return term.until ? fact.valid.until : fact.valid.from;
}

Truth Oracle::WorthOfDates(const Guard& guard) const {
  const std::optional<Bound> left = BoundOf(guard.left);
  const Days day = DaysOf(left);
  if (guard.comparison == DateComparison::kBefore) {
    return Before(day, DaysOf(BoundOf(guard.right)));
  }
  if (guard.comparison == DateComparison::kAfter) {
    return Before(DaysOf(BoundOf(guard.right)), day);
  }
  if (!left || left->kind != Bound::Kind::kDated) {
    Meet("a date that is not known lies within nothing");
    return Truth::kUnknown;
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
                            : Opposite(Before(day, DaysOf(start)));
  // An end that is not stated never comes (1.6).
  const Truth lasts = end->kind == Bound::Kind::kDated
                          ? Before(day, DaysOf(end))
                          : Truth::kAffirmed;
  return std::max(started, lasts);
}

}  // namespace ketenzicht::graph::oracle
