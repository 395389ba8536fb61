// Facts and options as text, for messages of failing tests.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::graph {
namespace {

std::string Show(const Selector& selector) {
  std::string text = "{";
  if (selector.any) text += " any";
  if (selector.by_example) text += " by_example";
  if (!selector.ids.empty()) {
    absl::StrAppend(&text, " ids:", absl::StrJoin(selector.ids, ","));
  }
  if (!selector.kind.empty()) absl::StrAppend(&text, " kind:", selector.kind);
  for (const PathCondition& where : selector.where) {
    absl::StrAppend(&text, " where:", where.expression, " to ", where.to);
  }
  for (const auto& [key, value] : selector.attributes) {
    absl::StrAppend(&text, " ", key, "=", value);
  }
  const auto inner = [&](const char* name, const auto& part) {
    if (part != nullptr) absl::StrAppend(&text, " ", name, ":", Show(*part));
  };
  inner("source_of", selector.source_of);
  inner("target_of", selector.target_of);
  inner("source", selector.source);
  inner("target", selector.target);
  inner("via", selector.via);
  if (!selector.except.empty()) {
    absl::StrAppend(&text, " except:", absl::StrJoin(selector.except, ","));
  }
  return text + " }";
}

std::string Show(const End& end) {
  return end.selector ? Show(*end.selector) : end.id;
}

std::string Show(const DateTerm& term) {
  if (term.date) return term.date->ToString();
  return absl::StrCat(term.fact, term.until ? ".until" : ".from");
}

std::string Show(const Guard& guard) {
  const auto operands = [&] {
    return absl::StrJoin(
        guard.operands, ", ",
        [](std::string* out, const Guard& operand) { *out += Show(operand); });
  };
  switch (guard.op) {
    case Guard::Op::kAll:
      return absl::StrCat("all(", operands(), ")");
    case Guard::Op::kAny:
      return absl::StrCat("any(", operands(), ")");
    case Guard::Op::kNot:
      return absl::StrCat("not(", operands(), ")");
    case Guard::Op::kFact:
      return guard.fact;
    case Guard::Op::kRelation:
      return absl::StrCat(guard.kind, "(", guard.source, ", ", guard.target,
                          guard.or_same_authority ? ", or same" : "", ")");
    case Guard::Op::kReach:
      return absl::StrCat("reach(", guard.source, ", ", guard.target, ")");
    case Guard::Op::kDates:
      constexpr const char* kNames[] = {" before ", " after ", " within "};
      return absl::StrCat(Show(guard.left),
                          kNames[static_cast<int>(guard.comparison)],
                          Show(guard.right));
  }
  return "";
}

std::string Show(const Bound& bound) {
  if (bound.kind == Bound::Kind::kOpen) return "open";
  if (bound.kind == Bound::Kind::kNotStated) return "-";
  return FormatDateRange(bound.range);
}

std::string Show(const Interval& interval) {
  return absl::StrCat("[", interval.low, ",",
                      interval.best ? absl::StrCat(*interval.best) : "-", ",",
                      interval.high, "]");
}

std::string Show(const Relation& relation) {
  std::string text = absl::StrCat(relation.kind, " ", Show(relation.source),
                                  " -> ", Show(relation.target));
  if (!relation.via.empty()) {
    absl::StrAppend(&text, " via ", absl::StrJoin(relation.via, ","));
  }
  if (relation.holds_while) {
    absl::StrAppend(&text, " while ", Show(*relation.holds_while));
  }
  if (const auto* interval = std::get_if<Interval>(&relation.likelihood)) {
    absl::StrAppend(&text, " ", Show(*interval));
  } else if (const auto* name =
                 std::get_if<std::string>(&relation.likelihood)) {
    absl::StrAppend(&text, " ", *name);
  }
  return text;
}

std::string Show(const Measure& measure) {
  std::string text =
      absl::StrCat(MeasureEffectName(measure.effect), " ",
                   MeasureStateName(measure.state), " ", Show(measure.selects));
  if (measure.unless) absl::StrAppend(&text, " unless ", Show(*measure.unless));
  if (measure.reduction) absl::StrAppend(&text, " ", Show(*measure.reduction));
  if (measure.cost) absl::StrAppend(&text, " cost ", *measure.cost);
  if (measure.burden) absl::StrAppend(&text, " burden ", *measure.burden);
  if (!measure.prerequisites.empty()) {
    absl::StrAppend(&text, " needs ",
                    absl::StrJoin(measure.prerequisites, ","));
  }
  if (!measure.conflicts_with.empty()) {
    absl::StrAppend(&text, " not with ",
                    absl::StrJoin(measure.conflicts_with, ","));
  }
  return text;
}

std::string Show(const Fact& fact) {
  std::string text = absl::StrCat(fact.id, " ", ModalityName(fact.modality));
  if (const Relation* relation = fact.relation()) {
    absl::StrAppend(&text, " ", Show(*relation));
  }
  if (const Measure* measure = fact.measure()) {
    absl::StrAppend(&text, " ", Show(*measure));
  }
  if (const Entity* entity = fact.entity()) {
    absl::StrAppend(&text, " ", entity->kind);
    for (const auto& [key, value] : entity->attributes) {
      absl::StrAppend(&text, " ", key, "=", value);
    }
  }
  absl::StrAppend(&text, " (", Show(fact.valid.from), " .. ",
                  Show(fact.valid.until), ")");
  if (fact.entity() == nullptr) {
    for (const Evidence& evidence : fact.evidence) {
      absl::StrAppend(&text, " ", evidence.source, ":",
                      evidence.asserted_on.ToString());
    }
  }
  if (fact.origin.inferred) {
    absl::StrAppend(&text, " from ", absl::StrJoin(fact.origin.from, ","));
  }
  if (!fact.verified) text += " unverified";
  return text;
}

}  // namespace

std::string Dump(const std::vector<Fact>& facts) {
  return absl::StrJoin(facts, "\n", [](std::string* out, const Fact& fact) {
    *out += Show(fact);
  });
}

std::string Dump(const ViewOptions& options) {
  std::string text = absl::StrCat(
      "on ", options.date.ToString(), options.measures ? "" : " inherent",
      options.with_inferred ? "" : " stated",
      options.verified_only ? " verified" : "",
      options.presumptions ? "" : " nothing-presumed", " types ",
      absl::StrJoin(options.source_types, ","), " sources ",
      absl::StrJoin(options.sources, ","));
  for (const Change& change : options.changes) {
    absl::StrAppend(&text, " ", ChangeOpName(change.op), " ", change.fact);
  }
  for (const std::string& factor : options.factors) {
    absl::StrAppend(&text, " factor ", factor);
  }
  if (!options.judged_otherwise.empty()) {
    absl::StrAppend(&text, " judged otherwise (", Dump(*options.otherwise),
                    "): ", absl::StrJoin(options.judged_otherwise, ","));
  }
  return text;
}

}  // namespace ketenzicht::graph
