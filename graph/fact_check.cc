#include "graph/fact_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "graph/automaton.h"
#include "graph/dependency_check.h"
#include "graph/stated_answer.h"

namespace ketenzicht::graph {
namespace {

// When a relation starts, as far as it or its source says.
const Bound& StartOf(const ValidTime& relation, const ValidTime* source) {
  return relation.from.kind == Bound::Kind::kNotStated && source != nullptr
             ? source->from
             : relation.from;
}

// Checks one fact at a time against all others.
class Checker {
 public:
  Checker(FactFinder find, const Ontology& ontology, const Policy& policy,
          std::vector<FactProblem>& problems)
      : find_(find),
        ontology_(ontology),
        policy_(policy),
        problems_(problems) {}

  void Check(const Fact& fact) {
    fact_ = &fact;
    if (Find(fact.id) != &fact) Problem("id", "the id stands twice");
    CheckHeader();
    if (const Entity* entity = fact.entity()) CheckEntity(*entity);
    if (const Relation* relation = fact.relation()) CheckRelation(*relation);
    if (const Measure* measure = fact.measure()) CheckMeasure(*measure);
  }

 private:
  void Problem(std::string field, std::string reason) {
    problems_.push_back({fact_->id, std::move(field), std::move(reason)});
  }

  const Fact* Find(const std::string& id) const { return find_(id); }

  void NeedFact(const std::string& field, const std::string& id) {
    if (Find(id) == nullptr) {
      Problem(field, absl::StrCat("there is no '", id, "'"));
    }
  }

  // The kind of what `id` names; empty for a measure or where there is none.
  std::string KindOf(const std::string& id) const {
    const Fact* fact = Find(id);
    if (fact == nullptr) return "";
    if (const Entity* entity = fact->entity()) return entity->kind;
    if (const Relation* relation = fact->relation()) return relation->kind;
    return "measure";
  }

  void NeedPlain(const std::string& field, const std::string& text) {
    if (!IsPlain(text)) Problem(field, "has a control character");
  }
  void NeedName(const Text& name) {
    if (name.nl.empty() || name.en.empty()) {
      Problem("name", "needs a text in both languages");
    }
    NeedPlain("name", name.nl);
    NeedPlain("name", name.en);
  }

  void CheckHeader() {
    const Fact& fact = *fact_;
    const bool unknown = fact.modality == Modality::kUnknown;
    if (unknown != (fact.unknown_kind != UnknownKind::kNone)) {
      Problem("unknown_kind",
              unknown ? "modality unknown needs an unknown_kind"
                      : "only modality unknown has an unknown_kind");
    }
    const Bound& from = fact.valid.from;
    const Bound& until = fact.valid.until;
    if (from.kind == Bound::Kind::kDated && until.kind == Bound::Kind::kDated &&
        until.range.latest <= from.range.earliest) {
      Problem("valid", absl::StrCat("ends (", FormatDateRange(until.range),
                                    ") before it starts (",
                                    FormatDateRange(from.range), ")"));
    }
    if (fact.confidence && (*fact.confidence < 0 || *fact.confidence > 100)) {
      Problem("confidence", "outside 0 to 100");
    }
    if (fact.evidence.empty()) Problem("evidence", "there is none");
    for (size_t i = 0; i < fact.evidence.size(); ++i) {
      const std::string& source = fact.evidence[i].source;
      if (KindOf(source) != "source") {
        Problem(absl::StrCat("evidence[", i, "].source"),
                absl::StrCat("'", source, "' is no source"));
      }
      NeedPlain("evidence", fact.evidence[i].locator);
      NeedPlain("evidence", fact.evidence[i].speaker);
      for (const std::string& name : fact.evidence[i].attributed_to) {
        NeedPlain("evidence", name);
      }
    }
    for (const std::string& id : fact.because) NeedFact("because", id);
    for (const std::string& id : fact.origin.from) NeedFact("origin.from", id);
    NeedPlain("origin.inferred_by", fact.origin.inferred_by);
    if (fact.origin.inferred && fact.origin.inferred_by.empty()) {
      Problem("origin.inferred_by", "an inference needs its author");
    }
  }

  void CheckEntity(const Entity& entity) {
    const EntityKind* kind = ontology_.FindEntityKind(entity.kind);
    if (kind == nullptr) {
      Problem("kind", absl::StrCat("'", entity.kind,
                                   "' is no entity kind of the ontology"));
    } else if (entity.kind == "measure") {
      Problem("kind", "measures stand under 'measures'");
    } else if (!IsValidId(fact_->id, kind->collection)) {
      Problem("id", absl::StrCat("a ", entity.kind, " is called ",
                                 kind->collection, "/…"));
    }
    NeedName(entity.name);
    for (const std::string& alias : entity.aliases) {
      NeedPlain("aliases", alias);
    }
    if (entity.kind == "source" && !entity.attributes.contains("source_type")) {
      Problem("attributes.source_type", "a source needs one");
    }
    for (const std::string& id : entity.about) NeedFact("about", id);
    const auto says = entity.attributes.find("says");
    if (says != entity.attributes.end() &&
        ontology_.EntityIsA(entity.kind, "statement")) {
      const std::string problem = SaysProblem(says->second);
      if (!problem.empty()) Problem("attributes.says", problem);
    }
    if (fact_->modality != Modality::kAffirmed && kind != nullptr &&
        !ontology_.EntityIsA(entity.kind, "statement")) {
      Problem("modality",
              "only a statement can be other than affirmed; of anything else, "
              "doubt or deny its relations");
    }
  }

  void CheckRelation(const Relation& relation) {
    if (!IsValidId(fact_->id, "relations")) {
      Problem("id", "a relation is called relations/…");
    }
    const std::optional<RelationKindId> id =
        ontology_.FindRelationKind(relation.kind);
    if (!id) {
      Problem("kind", absl::StrCat("'", relation.kind,
                                   "' is no relation kind of the ontology"));
      return;
    }
    const RelationKind& kind = ontology_.relation_kind(*id);
    CheckEnd("source", relation.source, kind.sources);
    CheckEnd("target", relation.target, kind.targets);
    for (const std::string& carrier : relation.via) {
      const Fact* found = Find(carrier);
      if (found == nullptr || found->relation() == nullptr) {
        Problem("via", absl::StrCat("'", carrier, "' is no relation"));
      }
    }
    CheckLikelihood(relation.likelihood);
    if (relation.holds_while) CheckGuard("while", *relation.holds_while, 0);
    CheckStart(relation, kind);
  }

  void CheckLikelihood(const Likelihood& likelihood) {
    if (const auto* interval = std::get_if<Interval>(&likelihood)) {
      const std::string problem = IntervalProblem(*interval);
      if (!problem.empty()) Problem("likelihood", problem);
    } else if (const auto* name = std::get_if<std::string>(&likelihood)) {
      if (policy_.FindLikelihoodClass(*name) == nullptr) {
        Problem(
            "likelihood",
            absl::StrCat("'", *name, "' is no class of the policy's scale"));
      }
    }
  }

  void CheckEnd(const std::string& field, const End& end,
                const std::vector<std::string>& allowed) {
    if (end.selector) {
      if (!end.id.empty()) Problem(field, "has both an id and a class");
      if (end.selector->any && fact_->modality != Modality::kDenied) {
        Problem(field, "only a denial can be of everything");
      }
      CheckSelector(field, *end.selector, 0);
      CheckMembers(field, *end.selector, allowed);
      return;
    }
    if (Find(end.id) == nullptr) {
      Problem(field, absl::StrCat("there is no '", end.id, "'"));
    } else if (!ontology_.Allows(allowed, KindOf(end.id))) {
      Problem(field, absl::StrCat("'", end.id, "' is a ", KindOf(end.id),
                                  "; allowed: ", absl::StrJoin(allowed, ", ")));
    }
  }

  // What a class says of its members' kinds; by relations they may be anything.
  void CheckMembers(const std::string& field, const Selector& members,
                    const std::vector<std::string>& allowed) {
    if (!members.kind.empty() && !ontology_.Allows(allowed, members.kind)) {
      Problem(field, absl::StrCat("a class of ", members.kind,
                                  "; allowed: ", absl::StrJoin(allowed, ", ")));
    }
    for (const std::string& id : members.ids) {
      if (Find(id) == nullptr || ontology_.Allows(allowed, KindOf(id)))
        continue;
      Problem(field, absl::StrCat("'", id, "' is a ", KindOf(id),
                                  "; allowed: ", absl::StrJoin(allowed, ", ")));
    }
  }

  // A relation that certainly started before its target could exist.
  void CheckStart(const Relation& relation, const RelationKind& kind) {
    const Fact* target = Find(relation.target.id);
    if (!kind.starts_after_target || target == nullptr ||
        !MakesEdge(fact_->modality)) {
      return;
    }
    const Fact* source = Find(relation.source.id);
    const ValidTime* from = source == nullptr ? nullptr : &source->valid;
    if (!StartsTooEarly(fact_->valid, from, target->valid)) return;
    const Bound& start = StartOf(fact_->valid, from);
    Problem("valid.from",
            absl::StrCat("'", relation.target.id, "' did not exist: it starts ",
                         FormatDateRange(target->valid.from.range),
                         ", this relation ", FormatDateRange(start.range)));
  }

  void CheckMeasure(const Measure& measure) {
    if (!IsValidId(fact_->id, "measures")) {
      Problem("id", "a measure is called measures/…");
    }
    NeedName(measure.name);
    if (!measure.decided_by.empty()) {
      NeedFact("decided_by", measure.decided_by);
    }
    for (const std::string& id : measure.selects.ids) {
      const Fact* found = Find(id);
      if (found != nullptr && found->relation() == nullptr) {
        Problem("selects", absl::StrCat("'", id, "' is no relation"));
      }
    }
    CheckSelector("selects", measure.selects, 0);
    if ((measure.effect == MeasureEffect::kReduces) !=
        measure.reduction.has_value()) {
      Problem("reduction", "a measure that reduces, and no other, needs one");
    } else if (measure.reduction) {
      const std::string problem = IntervalProblem(*measure.reduction);
      if (!problem.empty()) Problem("reduction", problem);
    }
    for (const std::optional<double>& number : {measure.cost, measure.burden}) {
      if (number && !(*number >= 0)) Problem("cost", "is negative");
    }
    if (measure.unless) CheckGuard("unless", *measure.unless, 0);
    NeedMeasures("prerequisites", measure.prerequisites);
    NeedMeasures("conflicts_with", measure.conflicts_with);
    for (const std::string& id : measure.conflicts_with) {
      if (std::count(measure.prerequisites.begin(), measure.prerequisites.end(),
                     id) > 0) {
        Problem("conflicts_with",
                absl::StrCat("'", id, "' is a prerequisite too"));
      }
    }
  }

  // Other measures, that is.
  void NeedMeasures(const std::string& field,
                    const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      const Fact* found = Find(id);
      if (found == nullptr || found->measure() == nullptr) {
        Problem(field, absl::StrCat("'", id, "' is no measure"));
      } else if (id == fact_->id) {
        Problem(field, absl::StrCat("'", id, "' is the measure itself"));
      }
    }
  }

  void CheckExpression(const std::string& field, const std::string& text) {
    const absl::StatusOr<Automaton> compiled =
        Automaton::Compile(text, ontology_);
    if (!compiled.ok())
      Problem(field, std::string(compiled.status().message()));
  }

  void CheckSelector(const std::string& field, const Selector& selector,
                     int depth) {
    NeedPlain(field, selector.label.nl);
    NeedPlain(field, selector.label.en);
    for (const auto& [name, value] : selector.attributes) {
      NeedPlain(field, name);
      NeedPlain(field, value);
    }
    if (depth > kMaxSelectorDepth) {
      Problem(field, absl::StrCat("more than ", kMaxSelectorDepth,
                                  " classes within classes"));
      return;
    }
    for (const std::string& id : selector.ids) NeedFact(field, id);
    CheckExcept(field, selector);
    if (selector.by_example && selector.ids.empty()) {
      Problem(field, "by_example needs ids");
    }
    if (!selector.kind.empty() &&
        ontology_.FindEntityKind(selector.kind) == nullptr &&
        !ontology_.FindRelationKind(selector.kind)) {
      Problem(field, absl::StrCat("'", selector.kind, "' is no kind"));
    }
    for (const PathCondition& path : selector.where) {
      CheckExpression(field, path.expression);
      NeedFact(field, path.to);
    }
    for (const auto& inner : {selector.source_of, selector.target_of,
                              selector.source, selector.target, selector.via}) {
      if (inner != nullptr) CheckSelector(field, *inner, depth + 1);
    }
  }

  void CheckExcept(const std::string& field, const Selector& selector) {
    for (const std::string& id : selector.except) NeedFact(field, id);
    Selector all = selector;
    all.label = {};
    all.except.clear();
    // Of what is left of everything nobody could say what it is.
    if (!selector.except.empty() && (all.any || all == Selector())) {
      Problem(field, "except needs another condition beside it, and not any");
    }
  }

  void CheckGuard(const std::string& field, const Guard& guard, int depth) {
    if (depth > kMaxGuardDepth) {
      Problem(field, absl::StrCat("more than ", kMaxGuardDepth,
                                  " guards within guards"));
      return;
    }
    if (guard.op == Guard::Op::kNot && guard.operands.size() != 1) {
      Problem(field, absl::StrCat("'not' needs one guard, not ",
                                  guard.operands.size()));
    }
    const Fact* fact = guard.fact.empty() ? nullptr : Find(guard.fact);
    if (guard.op == Guard::Op::kFact &&
        (fact == nullptr || fact->relation() == nullptr)) {
      Problem(field, absl::StrCat("'", guard.fact, "' is no relation"));
    }
    if (guard.op == Guard::Op::kRelation &&
        !ontology_.FindRelationKind(guard.kind)) {
      Problem(field, absl::StrCat("'", guard.kind, "' is no relation kind"));
    }
    if (guard.op == Guard::Op::kRelation || guard.op == Guard::Op::kReach) {
      for (const std::string& end : {guard.source, guard.target}) {
        if (end != "$source" && end != "$target") NeedFact(field, end);
      }
    }
    if (guard.op == Guard::Op::kDates) {
      for (const DateTerm& term : {guard.left, guard.right}) {
        if (!term.date) NeedFact(field, term.fact);
      }
    }
    for (const Guard& operand : guard.operands) {
      CheckGuard(field, operand, depth + 1);
    }
  }

  const FactFinder find_;
  const Ontology& ontology_;
  const Policy& policy_;
  std::vector<FactProblem>& problems_;
  const Fact* fact_ = nullptr;
};

}  // namespace

bool IsValidId(absl::string_view id, absl::string_view collection) {
  if (id.size() > kMaxIdLength || !absl::ConsumePrefix(&id, collection) ||
      !absl::ConsumePrefix(&id, "/") || id.empty() ||
      !absl::ascii_isalnum(id.front())) {
    return false;
  }
  for (char c : id) {
    if (!absl::ascii_isalnum(c) && c != '-' && c != '_' && c != '.') {
      return false;
    }
  }
  return true;
}

std::string IntervalProblem(const Interval& i) {
  if (!(i.low >= 0) || !(i.high <= 1)) return "outside 0 to 1";
  const double best = i.best.value_or(i.low);
  if (!(i.low <= best) || !(best <= i.high)) return "not low <= best <= high";
  return "";
}

bool StartsTooEarly(const ValidTime& relation, const ValidTime* source,
                    const ValidTime& target) {
  const Bound& from = StartOf(relation, source);
  return from.kind == Bound::Kind::kDated &&
         target.from.kind == Bound::Kind::kDated &&
         from.range.latest < target.from.range.earliest;
}

bool MakesEdge(Modality modality) {
  return modality != Modality::kDenied && modality != Modality::kPresupposed &&
         modality != Modality::kCounterfactual;
}

bool IsPlain(absl::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return absl::ascii_iscntrl(c); });
}

std::vector<FactProblem> CheckFacts(const std::vector<Fact>& facts,
                                    const Ontology& ontology,
                                    const Policy& policy) {
  std::vector<const Fact*> all;
  all.reserve(facts.size());
  for (const Fact& fact : facts) all.push_back(&fact);
  return CheckFacts(all, ontology, policy);
}

std::vector<FactProblem> CheckFacts(const std::vector<const Fact*>& facts,
                                    const Ontology& ontology,
                                    const Policy& policy) {
  absl::flat_hash_map<absl::string_view, const Fact*> by_id;
  by_id.reserve(facts.size());
  for (const Fact* fact : facts) by_id.emplace(fact->id, fact);
  const auto find = [&](const std::string& id) -> const Fact* {
    const auto it = by_id.find(id);
    return it == by_id.end() ? nullptr : it->second;
  };
  std::vector<FactProblem> problems =
      CheckSomeFacts(facts, find, ontology, policy);
  if (!problems.empty()) return problems;
  std::optional<FactProblem> circle =
      CheckDependencies(facts, {}, ontology, policy);
  if (circle) problems.push_back(*std::move(circle));
  return problems;
}

std::vector<FactProblem> CheckSomeFacts(const std::vector<const Fact*>& some,
                                        FactFinder find,
                                        const Ontology& ontology,
                                        const Policy& policy) {
  std::vector<FactProblem> problems;
  Checker checker(find, ontology, policy, problems);
  for (const Fact* fact : some) checker.Check(*fact);
  return problems;
}

std::optional<FactProblem> CheckDependencies(
    const std::vector<const Fact*>& facts,
    const std::vector<std::string>& other_kinds, const Ontology& ontology,
    const Policy& policy) {
  const std::vector<std::string> cycle =
      FindDependencyCycle(facts, other_kinds, ontology, policy);
  if (cycle.empty()) return std::nullopt;
  std::string owner = cycle.front();
  for (const std::string& member : cycle) {
    if (absl::StartsWith(member, "relations/")) owner = member;
  }
  return FactProblem{owner, "",
                     absl::StrCat("guards and carriers depend on each other in "
                                  "a circle: ",
                                  absl::StrJoin(cycle, " -> "))};
}

}  // namespace ketenzicht::graph
