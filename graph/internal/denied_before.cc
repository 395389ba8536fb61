#include "graph/internal/denied_before.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "graph/denials.h"
#include "graph/internal/subjects.h"

namespace ketenzicht::graph::internal {
namespace {

// Days, the first and the last of them.
struct Days {
  int first = 0;
  int last = 0;
  friend bool operator==(const Days&, const Days&) = default;
};

// The days up to `by` on which something holds for certain; and, where its
// start is not stated and its end is dated, those of which one was its last.
struct CertainDays {
  std::optional<Days> all;
  std::optional<Days> last_is_among;
};

CertainDays CertainDaysOf(const ValidTime& valid,
                          std::optional<Date> first_asserted, Date by) {
  using Kind = Bound::Kind;
  CertainDays days;
  const bool ends = valid.until.kind == Kind::kDated;
  const int before_end =
      ends ? valid.until.range.earliest.days() - 1 : by.days();
  Days all{std::numeric_limits<int>::min(), std::min(by.days(), before_end)};
  if (valid.from.kind == Kind::kDated)
    all.first = valid.from.range.latest.days();
  if (valid.from.kind == Kind::kNotStated) {
    all.first = first_asserted ? first_asserted->days() : by.days() + 1;
    const int latest_end = ends ? valid.until.range.latest.days() - 1 : 0;
    if (ends && latest_end <= by.days()) {
      days.last_is_among = Days{before_end, latest_end};
    }
  }
  if (all.first <= all.last) days.all = all;
  return days;
}

bool Meet(const std::optional<Days>& a, const std::optional<Days>& b) {
  return a && b && a->first <= b->last && b->first <= a->last;
}

bool IsWithin(const std::optional<Days>& inner,
              const std::optional<Days>& all) {
  return inner && all && all->first <= inner->first && inner->last <= all->last;
}

// What is left of them within these; nothing of a last day that may lie
// without.
CertainDays Within(CertainDays days, const Days& these) {
  if (days.all) {
    days.all->first = std::max(days.all->first, these.first);
    days.all->last = std::min(days.all->last, these.last);
    if (days.all->last < days.all->first) days.all.reset();
  }
  if (!IsWithin(days.last_is_among, these)) days.last_is_among.reset();
  return days;
}

class DeniedBefore {
 public:
  explicit DeniedBefore(ContradictionContext& context)
      : context_(context),
        table_(context.table()),
        facts_(context.table().facts()) {}

  std::vector<Contradiction> Find() {
    for (FactIndex d = 0; d < facts_.size(); ++d) {
      if (!IsOfThings(d) || table_.recorded(d) != Modality::kDenied ||
          !context_.WasSaid(d)) {
        continue;
      }
      for (FactIndex r : context_.snapshot().relations_from(facts_.source(d))) {
        if (!IsAbout(d, r)) continue;
        if (!context_.budget().Spend()) return std::move(found_);
        if (HoldTogetherBefore(d, r)) Keep(d, r);
      }
    }
    return std::move(found_);
  }

 private:
  bool IsOfThings(FactIndex i) const {
    return facts_.is_relation(i) && facts_.source(i) != kNoFact &&
           facts_.target(i) != kNoFact;
  }

  bool IsAbout(FactIndex d, FactIndex r) const {
    if (!IsOfThings(r) || facts_.target(r) != facts_.target(d) ||
        !PutsForward(table_.recorded(r)) || !context_.WasSaid(r) ||
        !context_.snapshot().ontology().RelationIsA(facts_.relation_kind(r),
                                                    facts_.relation_kind(d)) ||
        !SpeaksOf(table_.carriers(d), table_.carriers(r))) {
      return false;
    }
    const std::vector<std::string>& from = facts_.inferred_from(r);
    return std::find(from.begin(), from.end(), facts_.id(d)) == from.end();
  }

  // Where their ends are there for certain too (1.9).
  bool HoldTogetherBefore(FactIndex d, FactIndex r) const {
    const Days ends = DaysOfEnds(d);
    const CertainDays of_d = Within(DaysOf(d), ends);
    const CertainDays of_r = Within(DaysOf(r), ends);
    const bool one_last_day =
        of_d.last_is_among && of_d.last_is_among == of_r.last_is_among &&
        of_d.last_is_among->first == of_d.last_is_among->last;
    return one_last_day || Meet(of_d.all, of_r.all) ||
           IsWithin(of_d.last_is_among, of_r.all) ||
           IsWithin(of_r.last_is_among, of_d.all);
  }

  Days DaysOfEnds(FactIndex relation) const {
    Days days{std::numeric_limits<int>::min(), std::numeric_limits<int>::max()};
    for (const FactIndex end :
         {facts_.source(relation), facts_.target(relation)}) {
      if (!facts_.is_entity(end)) continue;
      const ValidTime& valid = facts_.valid(end);
      if (valid.from.kind == Bound::Kind::kDated) {
        days.first = std::max(days.first, valid.from.range.latest.days());
      }
      if (valid.until.kind == Bound::Kind::kDated) {
        days.last = std::min(days.last, valid.until.range.earliest.days() - 1);
      }
    }
    return days;
  }

  CertainDays DaysOf(FactIndex fact) const {
    const ViewOptions& options = table_.options_for(fact);
    return CertainDaysOf(facts_.valid(fact), FirstSaid(context_.view(), fact),
                         options.date);
  }

  void Keep(FactIndex d, FactIndex r) {
    Contradiction one;
    one.kind = ContradictionKind::kDenial;
    one.sides[0].fact = r;
    one.sides[1].fact = d;
    one.overlap = OverlapOf(facts_.valid(r), facts_.valid(d));
    for (FactIndex thing : {r, d, facts_.source(d), facts_.target(d)}) {
      if (!context_.Concerns(thing)) continue;
      found_.push_back(std::move(one));
      return;
    }
    context_.LeaveOut(one);
  }

  ContradictionContext& context_;
  const InstanceTable& table_;
  const FactTable& facts_;
  std::vector<Contradiction> found_;
};

}  // namespace

std::vector<Contradiction> FindDeniedBefore(ContradictionContext& context) {
  return DeniedBefore(context).Find();
}

}  // namespace ketenzicht::graph::internal
