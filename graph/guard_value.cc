#include "graph/guard_value.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

// Whether a relation or measure counts by its sources, its origin and the
// changes of the view, whatever the date (docs/semantics.md, 1.1 to 1.4).
bool CountsAtSomeDate(const InstanceTable& table, FactIndex fact) {
  const ViewOptions& options = table.options_for(fact);
  const FactTable& facts = table.facts();
  std::optional<Change::Op> change;
  for (const Change& one : table.options().changes) {
    if (one.fact == facts.id(fact)) change = one.op;
  }
  const Modality modality =
      change == Change::Op::kDeny ? Modality::kDenied : facts.modality(fact);
  return change != Change::Op::kRemove &&
         HasCountingSource(table.snapshot(), options, fact) &&
         (options.with_inferred || !facts.inferred(fact)) &&
         (!options.verified_only || facts.verified(fact)) &&
         StatusOf(modality) < Status::kBlocked;
}

// The valid time of a fact, or null where this view's record has none.
const ValidTime* ValidTimeOf(const InstanceTable& table,
                             const std::string& id) {
  const FactIndex fact = table.snapshot().Find(id);
  if (fact == kNoFact) return nullptr;
  const bool counts =
      table.snapshot().is_entity(fact) || CountsAtSomeDate(table, fact);
  return counts ? &table.facts().valid(fact) : nullptr;
}

Bound BoundOf(const InstanceTable& table, const DateTerm& term) {
  if (term.date) return Bound::Dated({*term.date, *term.date});
  const ValidTime* valid = ValidTimeOf(table, term.fact);
  if (valid == nullptr) return Bound();
  return term.until ? valid->until : valid->from;
}

// Whether every day of `a` lies before every day of `b`; not stated: unknown.
Truth IsBefore(const Bound& a, const Bound& b) {
  if (a.kind != Bound::Kind::kDated || b.kind != Bound::Kind::kDated) {
    return Truth::kUnknown;
  }
  if (a.range.latest < b.range.earliest) return Truth::kAffirmed;
  if (b.range.latest <= a.range.earliest) return Truth::kDenied;
  return Truth::kUnknown;
}

Truth IsWithin(const Bound& a, const ValidTime& valid) {
  if (a.kind != Bound::Kind::kDated) return Truth::kUnknown;
  Truth started = valid.from.kind == Bound::Kind::kOpen
                      ? Truth::kAffirmed
                      : Not(IsBefore(a, valid.from));
  Truth not_ended = valid.until.kind == Bound::Kind::kDated
                        ? IsBefore(a, valid.until)
                        : Truth::kAffirmed;
  return And(started, not_ended);
}

}  // namespace

FactIndex GuardEvaluator::EndOf(const std::string& name,
                                InstanceIndex guarded) const {
  if (name == "$source") return table_.source(guarded);
  if (name == "$target") return table_.target(guarded);
  return table_.snapshot().Find(name);
}

Truth GuardEvaluator::Evaluate(const Guard& guard, InstanceIndex guarded,
                               StatusOf status_of,
                               std::vector<GuardInput>& inputs, bool inherent) {
  return OfGuard(guard, guarded, status_of, inputs, inherent, false);
}

Truth GuardEvaluator::OfGuard(const Guard& guard, InstanceIndex guarded,
                              StatusOf status_of,
                              std::vector<GuardInput>& inputs, bool inherent,
                              bool negated) {
  const auto input_of = [&](int i) {
    return status_of(i, inherent || negated);
  };
  switch (guard.op) {
    case Guard::Op::kAll:
    case Guard::Op::kAny: {
      const bool all = guard.op == Guard::Op::kAll;
      Truth value = all ? Truth::kAffirmed : Truth::kDenied;
      for (const Guard& operand : guard.operands) {
        const Truth one =
            OfGuard(operand, guarded, status_of, inputs, inherent, negated);
        value = all ? And(value, one) : Or(value, one);
      }
      return value;
    }
    case Guard::Op::kNot:
      return Not(OfGuard(guard.operands.front(), guarded, status_of, inputs,
                         inherent, !negated));
    case Guard::Op::kFact:
      return OfFact(guard, input_of, inputs);
    case Guard::Op::kRelation:
      return OfRelation(guard, guarded, input_of, inputs);
    case Guard::Op::kReach:
      return OfReach(guard, guarded, inputs);
    case Guard::Op::kDates:
      return OfDates(guard, inputs);
  }
  return Truth::kUnknown;
}

Truth GuardEvaluator::OfReach(const Guard& guard, InstanceIndex guarded,
                              std::vector<GuardInput>& inputs) {
  const FactIndex from = EndOf(guard.source, guarded);
  const FactIndex to = EndOf(guard.target, guarded);
  if (from == kNoFact || to == kNoFact) return OfEverything(inputs);
  const Truth value = reach_.Reaches(from, to);
  inputs.push_back({.what = absl::StrCat(table_.snapshot().id(from),
                                         " reaches ", table_.snapshot().id(to)),
                    .truth = value,
                    .reach_of = {from, to}});
  AddMissingSeats({to}, value, inputs);
  return value;
}

// An end of a denial of everything: of that nothing is recorded.
Truth GuardEvaluator::OfEverything(std::vector<GuardInput>& inputs) {
  inputs.push_back({"everything", Truth::kUnknown, false});
  return Truth::kUnknown;
}

Truth GuardEvaluator::OfFact(const Guard& guard, InputOf status_of,
                             std::vector<GuardInput>& inputs) {
  const auto instances = table_.of(table_.snapshot().Find(guard.fact));
  Truth value = instances.empty() ? Truth::kUnknown : Truth::kDenied;
  bool recorded = false;
  for (int i : instances) {
    const std::optional<Truth> one = OfInstance(i, status_of);
    recorded = recorded || one.has_value();
    value = Or(value, one.value_or(Truth::kUnknown));
  }
  inputs.push_back(
      {.what = guard.fact,
       .truth = value,
       .recorded = recorded,
       .looked_at = recorded ? table_.snapshot().Find(guard.fact) : -1});
  return value;
}

std::optional<Truth> GuardEvaluator::OfInstance(int index,
                                                InputOf status_of) const {
  if (table_.denies(index) || table_.omission(index) == Omission::kDenied) {
    return Truth::kDenied;
  }
  if (table_.omission(index) == Omission::kSpecific) {
    std::optional<Truth> best;
    for (InstanceIndex specific : ReplacementsOf(table_, index)) {
      const std::optional<Truth> one = OfInstance(specific, status_of);
      if (one) best = best ? Or(*best, *one) : *one;
    }
    return best;
  }
  if (!table_.counts(index)) return std::nullopt;
  const Status status = status_of(index);
  if (status == Status::kNoPath) return std::nullopt;
  return TruthOf(status);
}

void GuardEvaluator::AddMissingSeats(const std::vector<FactIndex>& companies,
                                     Truth value,
                                     std::vector<GuardInput>& inputs) {
  const std::optional<RelationKindId> seated =
      table_.snapshot().ontology().FindRelationKind(CorporateReach::kSeatedIn);
  if (value != Truth::kUnknown || !seated) return;
  for (FactIndex company : companies) {
    const FactIndex unseated = reach_.Unseated(company);
    if (unseated == kNoFact) continue;
    inputs.push_back({.what = absl::StrCat(table_.snapshot().id(unseated), " ",
                                           CorporateReach::kSeatedIn),
                      .recorded = false,
                      .kind = *seated,
                      .source = unseated});
  }
}

Truth GuardEvaluator::OfRelation(const Guard& guard, InstanceIndex guarded,
                                 InputOf status_of,
                                 std::vector<GuardInput>& inputs) {
  const FactIndex source = EndOf(guard.source, guarded);
  const FactIndex target = EndOf(guard.target, guarded);
  if (source == kNoFact || target == kNoFact) return OfEverything(inputs);
  const Ontology& ontology = table_.snapshot().ontology();
  const RelationKindId kind = *ontology.FindRelationKind(guard.kind);
  Truth direct = Truth::kDenied;
  Truth others = Truth::kDenied;
  bool recorded = false;
  table_.ForEachFrom(source, [&](InstanceIndex i) {
    if (!table_.counts(i) || !ontology.RelationIsA(table_.kind(i), kind)) {
      return;
    }
    const Status status = status_of(i);
    if (status == Status::kNoPath) return;
    const FactIndex other = table_.target(i);
    if (other == target) {
      const Truth value = TruthOf(status);
      direct = Or(direct, value);
      recorded = true;
      inputs.push_back({.what = table_.id(i), .truth = value, .looked_at = i});
    } else if (guard.or_same_authority && other != kNoFact) {
      const Truth same = reach_.SameAuthority(target, other);
      const Truth value = And(same, TruthOf(status));
      others = Or(others, value);
      inputs.push_back({.what = table_.id(i),
                        .truth = value,
                        .of_other = true,
                        .looked_at = i,
                        .reach_of = {target, other}});
      AddMissingSeats({target, other}, same, inputs);
    }
  });
  if (!recorded) {
    std::vector<Denials::Match> denied = denials_.About(kind, source, target);
    std::erase_if(denied, [&](const Denials::Match& match) {
      return !SpeaksOf(table_.carriers(match.denial), table_.carriers(guarded));
    });
    if (denied.empty()) {
      direct = Truth::kUnknown;
      inputs.push_back(
          {.what = absl::StrCat(table_.snapshot().id(source), " ", guard.kind,
                                " ", table_.snapshot().id(target)),
           .recorded = false,
           .kind = kind,
           .source = source,
           .target = target});
    }
    for (const Denials::Match& match : denied) {
      inputs.push_back({.what = table_.id(match.denial),
                        .truth = Truth::kDenied,
                        .looked_at = match.denial});
    }
  }
  return Or(direct, others);
}

Truth GuardEvaluator::OfDates(const Guard& guard,
                              std::vector<GuardInput>& inputs) const {
  const Bound left = BoundOf(table_, guard.left);
  const Bound right = BoundOf(table_, guard.right);
  Truth value = Truth::kUnknown;
  switch (guard.comparison) {
    case DateComparison::kBefore:
      value = IsBefore(left, right);
      break;
    case DateComparison::kAfter:
      value = IsBefore(right, left);
      break;
    case DateComparison::kWithin: {
      const ValidTime* valid = ValidTimeOf(table_, guard.right.fact);
      if (valid != nullptr) value = IsWithin(left, *valid);
      break;
    }
  }
  for (const DateTerm* term : {&guard.left, &guard.right}) {
    if (term->fact.empty()) continue;
    const Bound bound = BoundOf(table_, *term);
    const bool counts = ValidTimeOf(table_, term->fact) != nullptr;
    inputs.push_back(
        {.what = absl::StrCat(term->fact, term->until ? ".until" : ".from"),
         .truth = value,
         .recorded = bound.kind == Bound::Kind::kDated,
         .looked_at = counts ? table_.snapshot().Find(term->fact) : -1,
         .dates = true});
  }
  return value;
}

}  // namespace ketenzicht::graph
