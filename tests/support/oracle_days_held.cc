#include "tests/support/oracle_days_held.h"

#include <algorithm>
#include <vector>

#include "tests/support/test_graph.h"

namespace ketenzicht::graph::oracle {

bool Dated(const Bound& bound) { return bound.kind == Bound::Kind::kDated; }

bool HoldsFor(const ValidTime& valid, Date day) {
  return (!Dated(valid.from) || valid.from.range.latest <= day) &&
         (!Dated(valid.until) || day < valid.until.range.earliest);
}

// The first day on which a source that counts said it.
Date DaysHeld::FirstSaid(const Fact& fact) const {
  std::optional<Date> first;
  for (const Evidence& one : fact.evidence) {
    if (record_.Counts(fact, one.source) &&
        (!first || one.asserted_on < *first)) {
      first = one.asserted_on;
    }
  }
  return *first;
}

bool DaysHeld::IsCertainOn(const Fact& fact, Date day) const {
  const Bound& from = fact.valid.from;
  const bool begun =
      from.kind == Bound::Kind::kOpen ||
      (Dated(from) ? from.range.latest <= day : FirstSaid(fact) <= day);
  return begun &&
         (!Dated(fact.valid.until) || day < fact.valid.until.range.earliest) &&
         EndsAreThere(fact, day);
}

// 1.9, for certain.
bool DaysHeld::EndsAreThere(const Fact& fact, Date day) const {
  for (const std::string& id :
       {fact.relation()->source.id, fact.relation()->target.id}) {
    const Fact& end = record_.fact(id);
    if (end.entity() != nullptr && !HoldsFor(end.valid, day)) {
      ++met_["an end that is not there"];
      return false;
    }
  }
  return true;
}

// The one day that was its last, where that is known and its start is not.
std::optional<Date> DaysHeld::LastDayOf(const Fact& fact) const {
  const Bound& until = fact.valid.until;
  if (fact.valid.from.kind != Bound::Kind::kNotStated || !Dated(until) ||
      until.range.earliest != until.range.latest) {
    return std::nullopt;
  }
  return Date::FromDays(until.range.earliest.days() - 1);
}

// Of a start that is not stated and an end that is: some day was the last,
// and on each that may be it the other held.
bool DaysHeld::HeldOnItsLastDay(const Fact& fact, const Fact& other,
                                Date by) const {
  if (fact.valid.from.kind != Bound::Kind::kNotStated ||
      !Dated(fact.valid.until)) {
    return false;
  }
  const DateRange& end = fact.valid.until.range;
  for (int day = end.earliest.days() - 1; day < end.latest.days(); ++day) {
    const Date last = Date::FromDays(day);
    if (by < last || !IsCertainOn(other, last)) return false;
  }
  return true;
}

bool DaysHeld::Together(const Fact& a, const Fact& b) {
  const Date by = record_.DateFor(a);
  if (by != record_.DateFor(b)) ++met_["other days judged"];
  std::vector<Date> days = {Day("1000-01-01"), by, record_.DateFor(b)};
  std::vector<ValidTime> stated = {a.valid, b.valid};
  for (const Fact* fact : {&a, &b}) {
    days.push_back(FirstSaid(*fact));
    stated.push_back(record_.fact(fact->relation()->source.id).valid);
    stated.push_back(record_.fact(fact->relation()->target.id).valid);
  }
  for (const ValidTime& valid : stated) {
    if (Dated(valid.from)) days.push_back(valid.from.range.latest);
    if (Dated(valid.until)) {
      days.push_back(Date::FromDays(valid.until.range.earliest.days() - 1));
    }
  }
  for (Date day : days) {
    if (day <= by && day <= record_.DateFor(b) && IsCertainOn(a, day) &&
        IsCertainOn(b, day)) {
      return true;
    }
  }
  const std::optional<Date> last_day = LastDayOf(a);
  if (last_day && last_day == LastDayOf(b) &&
      *last_day <= std::min(by, record_.DateFor(b)) &&
      EndsAreThere(a, *last_day)) {
    ++met_["one last day"];
    return true;
  }
  const bool last = HeldOnItsLastDay(a, b, std::min(by, record_.DateFor(b))) ||
                    HeldOnItsLastDay(b, a, std::min(by, record_.DateFor(b)));
  if (last) ++met_["held on its last day"];
  return last;
}

}  // namespace ketenzicht::graph::oracle
