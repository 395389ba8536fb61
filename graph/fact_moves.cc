#include "graph/fact_moves.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/internal/pulse.h"

namespace ketenzicht::graph {
namespace {

class Mover {
 public:
  Mover(const Snapshot& snapshot, const ViewOptions& options)
      : facts_(snapshot.facts()), options_(options) {
    for (const Change& change : options.changes) {
      const FactIndex fact = snapshot.Find(change.fact);
      if (change.op == Change::Op::kRemove) {
        removed_.insert(fact);
      } else {
        removed_.erase(fact);
      }
    }
    for (uint32_t number = 0; number < facts_.num_evidence(); ++number) {
      std::optional<Date> first;
      for (const Assertion& one : facts_.assertions(number)) {
        if (CountsAsSource(snapshot, options, one.source) &&
            (!first || one.first < *first)) {
          first = one.first;
        }
      }
      first_asserted_.push_back(first);
    }
  }

  void Add(FactIndex fact, std::map<Date, std::vector<FactMove>>& moves) const {
    std::optional<Date> asserted;
    if (!facts_.is_entity(fact)) {
      if (!Counts(fact)) return;
      asserted = first_asserted_[facts_.evidence_number(fact)];
    }
    const ValidTime& valid = facts_.valid(fact);
    std::vector<Date> days;
    for (const Bound* bound : {&valid.from, &valid.until}) {
      if (bound->kind != Bound::Kind::kDated) continue;
      days.push_back(bound->range.earliest);
      days.push_back(bound->range.latest);
    }
    if (asserted) days.push_back(*asserted);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (Date day : days) {
      const Date eve = Date::FromDays(day.days() - 1);
      const Presence before = PresenceAt(valid, asserted, eve);
      const Presence after = PresenceAt(valid, asserted, day);
      if (before == after) continue;
      const bool first = asserted && day == *asserted &&
                         valid.from.kind == Bound::Kind::kNotStated;
      moves[day].push_back({fact, KindOf(before, after, first)});
    }
  }

 private:
  bool Counts(FactIndex fact) const {
    return first_asserted_[facts_.evidence_number(fact)].has_value() &&
           !removed_.contains(fact) &&
           (options_.with_inferred || !facts_.inferred(fact)) &&
           (!options_.verified_only || facts_.verified(fact));
  }

  static MoveKind KindOf(Presence before, Presence after, bool first) {
    if (after == Presence::kAbsent) return MoveKind::kEnds;
    if (after == Presence::kUncertain) {
      return before == Presence::kAbsent ? MoveKind::kMayStart
                                         : MoveKind::kMayEnd;
    }
    if (before == Presence::kAbsent) return MoveKind::kStarts;
    return first ? MoveKind::kFirstAsserted : MoveKind::kBecomesCertain;
  }

  const FactTable& facts_;
  const ViewOptions& options_;
  absl::flat_hash_set<FactIndex> removed_;
  std::vector<std::optional<Date>> first_asserted_;  // by evidence number
};

}  // namespace

absl::string_view MoveKindName(MoveKind kind) {
  switch (kind) {
    case MoveKind::kStarts:
      return "starts";
    case MoveKind::kMayStart:
      return "may_start";
    case MoveKind::kMayEnd:
      return "may_end";
    case MoveKind::kEnds:
      return "ends";
    case MoveKind::kBecomesCertain:
      return "becomes_certain";
    case MoveKind::kFirstAsserted:
      return "first_asserted";
  }
  return "";
}

std::map<Date, std::vector<FactMove>> FindMoves(
    const Snapshot& snapshot, const ViewOptions& options,
    const std::function<bool(FactIndex)>& matters, const Limits& limits) {
  const Mover mover(snapshot, options);
  std::map<Date, std::vector<FactMove>> moves;
  Completeness completeness;
  internal::Pulse pulse(limits, completeness);
  for (FactIndex i = 0; i < snapshot.size() && pulse.Beat(); ++i) {
    if (!matters || matters(i)) mover.Add(i, moves);
  }
  return moves;
}

}  // namespace ketenzicht::graph
