#include "graph/guard_value.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ketenzicht::graph {
namespace {

// The valid time of a fact, or null where this view's record has none: what a
// change removed is not recorded.
const ValidTime* ValidTimeOf(const ViewDraft& draft, const std::string& id) {
  for (const Change& change : draft.options.changes) {
    if (change.op == Change::Op::kRemove && change.fact == id) return nullptr;
  }
  const FactIndex fact = draft.snapshot.Find(id);
  return fact == kNoFact ? nullptr : &draft.snapshot.fact(fact).valid;
}

Bound BoundOf(const ViewDraft& draft, const DateTerm& term) {
  if (term.date) return Bound::Dated({*term.date, *term.date});
  const ValidTime* valid = ValidTimeOf(draft, term.fact);
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
  Truth started = valid.from.kind == Bound::Kind::kOpen
                      ? Truth::kAffirmed
                      : Not(IsBefore(a, valid.from));
  Truth not_ended = valid.until.kind == Bound::Kind::kDated
                        ? IsBefore(a, valid.until)
                        : Truth::kAffirmed;
  return And(started, not_ended);
}

}  // namespace

FactIndex GuardEvaluator::EndOf(const std::string& name, FactIndex source,
                                FactIndex target) const {
  if (name == "$source") return source;
  if (name == "$target") return target;
  return draft_.snapshot.Find(name);
}

Truth GuardEvaluator::Evaluate(const Guard& guard, FactIndex source,
                               FactIndex target, StatusOf status_of,
                               std::vector<GuardInput>& inputs) {
  switch (guard.op) {
    case Guard::Op::kAll:
    case Guard::Op::kAny: {
      const bool all = guard.op == Guard::Op::kAll;
      Truth value = all ? Truth::kAffirmed : Truth::kDenied;
      for (const Guard& operand : guard.operands) {
        const Truth one = Evaluate(operand, source, target, status_of, inputs);
        value = all ? And(value, one) : Or(value, one);
      }
      return value;
    }
    case Guard::Op::kNot:
      return Not(
          Evaluate(guard.operands.front(), source, target, status_of, inputs));
    case Guard::Op::kFact:
      return OfFact(guard, status_of, inputs);
    case Guard::Op::kRelation:
    case Guard::Op::kReach: {
      const FactIndex from = EndOf(guard.source, source, target);
      const FactIndex to = EndOf(guard.target, source, target);
      if (from == kNoFact || to == kNoFact) {
        // An end of a denial of everything: of that nothing is recorded.
        inputs.push_back({"everything", Truth::kUnknown, false});
        return Truth::kUnknown;
      }
      if (guard.op == Guard::Op::kRelation) {
        return OfRelation(guard, from, to, status_of, inputs);
      }
      const Truth value = reach_.Reaches(from, to);
      inputs.push_back({absl::StrCat(draft_.snapshot.fact(from).id, " reaches ",
                                     draft_.snapshot.fact(to).id),
                        value, value != Truth::kDenied});
      return value;
    }
    case Guard::Op::kDates:
      return OfDates(guard, inputs);
  }
  return Truth::kUnknown;
}

Truth GuardEvaluator::OfFact(const Guard& guard, StatusOf status_of,
                             std::vector<GuardInput>& inputs) {
  bool denied = false;
  Truth value = Truth::kDenied;
  bool recorded = false;
  for (int i : draft_.of(draft_.snapshot.Find(guard.fact))) {
    const Instance& instance = draft_.instances[i];
    if (instance.denies() || instance.omission == Omission::kDenied) {
      denied = true;
    }
    if (!instance.counts()) continue;
    const Status status = status_of(i);
    if (status == Status::kNoPath) continue;
    recorded = true;
    value = Or(value, TruthOf(status));
  }
  if (!recorded) value = denied ? Truth::kDenied : Truth::kUnknown;
  inputs.push_back({guard.fact, value, recorded || denied});
  return value;
}

Truth GuardEvaluator::OfRelation(const Guard& guard, FactIndex source,
                                 FactIndex target, StatusOf status_of,
                                 std::vector<GuardInput>& inputs) {
  const Ontology& ontology = draft_.snapshot.ontology();
  const RelationKindId kind = *ontology.FindRelationKind(guard.kind);
  Truth direct = Truth::kDenied;
  Truth others = Truth::kDenied;
  bool recorded = false;
  for (int i : draft_.out(source)) {
    const Instance& instance = draft_.instances[i];
    if (!instance.counts() || !ontology.RelationIsA(instance.kind, kind)) {
      continue;
    }
    const Status status = status_of(i);
    if (status == Status::kNoPath) continue;
    if (instance.target == target) {
      const Truth value = TruthOf(status);
      direct = Or(direct, value);
      recorded = true;
      inputs.push_back({instance.id, value, true});
    } else if (guard.or_same_authority && instance.target != kNoFact) {
      const Truth same = reach_.SameAuthority(target, instance.target);
      const Truth value = And(same, TruthOf(status));
      others = Or(others, value);
      inputs.push_back({instance.id, value, true});
    }
  }
  if (!recorded) {
    const std::vector<Denials::Match> denied =
        denials_.About(kind, source, target);
    if (denied.empty()) {
      direct = Truth::kUnknown;
      inputs.push_back(
          {absl::StrCat(draft_.snapshot.fact(source).id, " ", guard.kind, " ",
                        draft_.snapshot.fact(target).id),
           Truth::kUnknown, false});
    }
    for (const Denials::Match& match : denied) {
      inputs.push_back(
          {draft_.instances[match.denial].id, Truth::kDenied, true});
    }
  }
  return Or(direct, others);
}

Truth GuardEvaluator::OfDates(const Guard& guard,
                              std::vector<GuardInput>& inputs) const {
  const Bound left = BoundOf(draft_, guard.left);
  const Bound right = BoundOf(draft_, guard.right);
  Truth value = Truth::kUnknown;
  switch (guard.comparison) {
    case DateComparison::kBefore:
      value = IsBefore(left, right);
      break;
    case DateComparison::kAfter:
      value = IsBefore(right, left);
      break;
    case DateComparison::kWithin: {
      const ValidTime* valid = ValidTimeOf(draft_, guard.right.fact);
      if (valid != nullptr) value = IsWithin(left, *valid);
      break;
    }
  }
  for (const DateTerm* term : {&guard.left, &guard.right}) {
    if (term->fact.empty()) continue;
    const Bound bound = BoundOf(draft_, *term);
    inputs.push_back(
        {absl::StrCat(term->fact, term->until ? ".until" : ".from"), value,
         bound.kind == Bound::Kind::kDated});
  }
  return value;
}

}  // namespace ketenzicht::graph
