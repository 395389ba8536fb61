#include "service/proto/guard_conversion.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "graph/fact_check.h"
#include "service/proto/value_conversion.h"

namespace ketenzicht::service {
namespace {

using graph::DateComparison;
using graph::DateTerm;
using graph::Guard;
using Op = graph::Guard::Op;

// Recursive, as deep as the limit allows.
bool TooDeep(int depth, FieldErrors& errors) {
  if (depth <= graph::kMaxGuardDepth) return false;
  errors.Add("", absl::StrCat("more than ", graph::kMaxGuardDepth,
                              " guards within guards"));
  return true;
}

bool HasOperands(Op op) {
  return op == Op::kAll || op == Op::kAny || op == Op::kNot;
}

// Whether only fields that belong to its form are set. Others would be lost.
bool SetsOnlyItsOwn(const Guard& guard) {
  const Op op = guard.op;
  if (!HasOperands(op) && !guard.operands.empty()) return false;
  if (op != Op::kFact && !guard.fact.empty()) return false;
  if (op != Op::kRelation && (!guard.kind.empty() || guard.or_same_authority)) {
    return false;
  }
  if (op != Op::kRelation && op != Op::kReach &&
      (!guard.source.empty() || !guard.target.empty())) {
    return false;
  }
  return op == Op::kDates ||
         (guard.left == DateTerm() && guard.right == DateTerm() &&
          guard.comparison == DateComparison::kBefore);
}

void WriteTerm(const DateTerm& term, absl::string_view field,
               FieldErrors& errors, v1::DateTerm* proto) {
  FieldErrors::Scope scope(errors, field);
  if (term.date.has_value() == !term.fact.empty()) {
    errors.Add("", "needs either a fact or a date");
    return;
  }
  if (term.date) {
    DayToProto(*term.date, "date", errors, proto->mutable_date());
  } else {
    CopyText(term.fact, "fact", errors, proto->mutable_fact());
  }
  proto->set_until(term.until);
}

DateTerm ReadTerm(const v1::DateTerm& proto, absl::string_view field,
                  FieldErrors& errors) {
  FieldErrors::Scope scope(errors, field);
  DateTerm term{.until = proto.until()};
  if (proto.has_date()) {
    term.date = DayFromProto(proto.date(), "date", errors);
  } else if (!proto.fact().empty()) {
    term.fact = proto.fact();
  } else {
    errors.Add("", "needs either a fact or a date");
  }
  return term;
}

void WriteDates(const Guard& guard, FieldErrors& errors,
                v1::DateCondition* proto) {
  FieldErrors::Scope scope(errors, "dates");
  WriteTerm(guard.left, "left", errors, proto->mutable_left());
  WriteTerm(guard.right, "right", errors, proto->mutable_right());
  switch (guard.comparison) {
    case DateComparison::kBefore:
      proto->set_comparison(v1::DateCondition::COMPARISON_BEFORE);
      return;
    case DateComparison::kAfter:
      proto->set_comparison(v1::DateCondition::COMPARISON_AFTER);
      return;
    case DateComparison::kWithin:
      proto->set_comparison(v1::DateCondition::COMPARISON_WITHIN);
      return;
  }
  errors.Add("comparison", "outside its values");
}

void ReadDates(const v1::DateCondition& proto, FieldErrors& errors,
               Guard* guard) {
  FieldErrors::Scope scope(errors, "dates");
  guard->left = ReadTerm(proto.left(), "left", errors);
  guard->right = ReadTerm(proto.right(), "right", errors);
  switch (proto.comparison()) {
    case v1::DateCondition::COMPARISON_BEFORE:
      guard->comparison = DateComparison::kBefore;
      return;
    case v1::DateCondition::COMPARISON_AFTER:
      guard->comparison = DateComparison::kAfter;
      return;
    case v1::DateCondition::COMPARISON_WITHIN:
      guard->comparison = DateComparison::kWithin;
      return;
    default:
      errors.Add("comparison", "unspecified: expected before, after or within");
  }
}

void WriteRelation(const Guard& guard, FieldErrors& errors,
                   v1::RelationCondition* proto) {
  FieldErrors::Scope scope(errors, "relation");
  CopyText(guard.kind, "kind", errors, proto->mutable_kind());
  CopyText(guard.source, "source", errors, proto->mutable_source());
  CopyText(guard.target, "target", errors, proto->mutable_target());
  proto->set_or_same_authority(guard.or_same_authority);
}

void Write(const Guard& guard, int depth, FieldErrors& errors,
           v1::Guard* proto);

void WriteOperands(const Guard& guard, absl::string_view field, int depth,
                   FieldErrors& errors, v1::Guards* proto) {
  for (size_t i = 0; i < guard.operands.size(); ++i) {
    FieldErrors::Scope scope(errors, field, static_cast<int>(i));
    Write(guard.operands[i], depth + 1, errors, proto->add_guards());
  }
}

void Write(const Guard& guard, int depth, FieldErrors& errors,
           v1::Guard* proto) {
  if (TooDeep(depth, errors)) return;
  if (!SetsOnlyItsOwn(guard)) {
    errors.Add("", "sets fields that a guard of its form does not have");
    return;
  }
  switch (guard.op) {
    case Op::kAll:
      return WriteOperands(guard, "all", depth, errors, proto->mutable_all());
    case Op::kAny:
      return WriteOperands(guard, "any", depth, errors, proto->mutable_any());
    case Op::kNot: {
      if (guard.operands.size() != 1) {
        return errors.Add("negated", "needs exactly one operand");
      }
      FieldErrors::Scope scope(errors, "negated");
      return Write(guard.operands.front(), depth + 1, errors,
                   proto->mutable_negated());
    }
    case Op::kFact:
      return CopyText(guard.fact, "fact", errors, proto->mutable_fact());
    case Op::kRelation:
      return WriteRelation(guard, errors, proto->mutable_relation());
    case Op::kReach:
      CopyText(guard.source, "reach.authority", errors,
               proto->mutable_reach()->mutable_authority());
      return CopyText(guard.target, "reach.company", errors,
                      proto->mutable_reach()->mutable_company());
    case Op::kDates:
      return WriteDates(guard, errors, proto->mutable_dates());
  }
  errors.Add("", "is of no known form");
}

Guard Read(const v1::Guard& proto, int depth, FieldErrors& errors);

void ReadOperands(const v1::Guards& proto, absl::string_view field, int depth,
                  FieldErrors& errors, Guard* guard) {
  for (int i = 0; i < proto.guards_size(); ++i) {
    FieldErrors::Scope scope(errors, field, i);
    guard->operands.push_back(Read(proto.guards(i), depth + 1, errors));
  }
}

Guard Read(const v1::Guard& proto, int depth, FieldErrors& errors) {
  Guard guard;
  if (TooDeep(depth, errors)) return guard;
  switch (proto.condition_case()) {
    case v1::Guard::kAll:
      guard.op = Op::kAll;
      ReadOperands(proto.all(), "all", depth, errors, &guard);
      break;
    case v1::Guard::kAny:
      guard.op = Op::kAny;
      ReadOperands(proto.any(), "any", depth, errors, &guard);
      break;
    case v1::Guard::kNegated: {
      FieldErrors::Scope scope(errors, "negated");
      guard.op = Op::kNot;
      guard.operands.push_back(Read(proto.negated(), depth + 1, errors));
      break;
    }
    case v1::Guard::kFact:
      guard.op = Op::kFact;
      guard.fact = proto.fact();
      break;
    case v1::Guard::kRelation:
      guard.op = Op::kRelation;
      guard.kind = proto.relation().kind();
      guard.source = proto.relation().source();
      guard.target = proto.relation().target();
      guard.or_same_authority = proto.relation().or_same_authority();
      break;
    case v1::Guard::kReach:
      guard.op = Op::kReach;
      guard.source = proto.reach().authority();
      guard.target = proto.reach().company();
      break;
    case v1::Guard::kDates:
      guard.op = Op::kDates;
      ReadDates(proto.dates(), errors, &guard);
      break;
    case v1::Guard::CONDITION_NOT_SET:
      errors.Add("", "has no condition");
      break;
  }
  return guard;
}

}  // namespace

void ToProto(const Guard& guard, FieldErrors& errors, v1::Guard* proto) {
  Write(guard, 0, errors, proto);
}

Guard FromProto(const v1::Guard& guard, FieldErrors& errors) {
  return Read(guard, 0, errors);
}

}  // namespace ketenzicht::service
