#include "graph/relevance.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "graph/class_members.h"
#include "graph/corporate_reach.h"
#include "graph/internal/pulse.h"
#include "graph/path_expression.h"

namespace ketenzicht::graph {
namespace {

// What stands in graph/factors.cc for the relation of a use to an interest.
constexpr char kTouches[] = "touches";

// Of a negated set all: what it does not name may be a kind of what it names.
void AddKindsOf(const Ontology& ontology, const PathExpression& expression,
                std::vector<std::string>& kinds) {
  if (expression.op == PathExpression::Op::kKind) {
    kinds.push_back(expression.kind);
  }
  if (expression.op == PathExpression::Op::kNegated) {
    for (const RelationKind& kind : ontology.relation_kinds()) {
      kinds.push_back(kind.name);
    }
  }
  for (const PathExpression& operand : expression.operands) {
    AddKindsOf(ontology, operand, kinds);
  }
}

bool HasClass(const Relation& relation) {
  return relation.source.selector || relation.target.selector;
}

}  // namespace

Relevance::Relevance(const Snapshot& snapshot, const ViewOptions& options,
                     const std::vector<const Vector*>& vectors,
                     const Limits& limits)
    : snapshot_(snapshot),
      options_(options),
      kinds_(snapshot.ontology().relation_kinds().size(), false),
      entities_(snapshot.size(), false) {
  for (const Vector* vector : vectors) AddExpression(vector->expression);
  AddRules();
  if (options_.presumptions) AddPresumptions();
  AddFactors();
  for (FactIndex i : snapshot_.measures()) {
    const Measure& measure = snapshot_.facts().measure(i);
    AddRelationClass(measure.selects);
    if (measure.unless) AddGuard(*measure.unless);
  }
  AddDetailed();
  AddEntities(limits);
}

bool Relevance::Matters(FactIndex fact) const {
  if (everything_ || snapshot_.facts().is_measure(fact)) return true;
  if (snapshot_.is_relation(fact)) return kinds_[snapshot_.relation_kind(fact)];
  return entities_[fact] || std::any_of(classes_.begin(), classes_.end(),
                                        [&](const std::string& kind) {
                                          return kind.empty() ||
                                                 snapshot_.IsA(fact, kind);
                                        });
}

void Relevance::AddRules() {
  const PolicyDocument& policy = snapshot_.policy().document();
  AddKind(policy.use_kind);
  AddExpression(policy.corporate_reach);
  AddKind(kTouches);
  AddKind(std::string(CorporateReach::kSeatedIn));
  for (const RelationKind& kind : snapshot_.ontology().relation_kinds()) {
    if (kind.passes_denials || !kind.denial_reaches.empty()) AddKind(kind.name);
  }
}

void Relevance::AddPresumptions() {
  for (const Presumption& rule : snapshot_.policy().document().presumptions) {
    for (const std::string& kind : {rule.presumes, rule.use, rule.handling}) {
      AddKind(kind);
    }
    AddExpression(rule.maker);
  }
}

void Relevance::AddFactors() {
  for (const Factor& factor : snapshot_.policy().document().factors) {
    if (!factor.enabled &&
        std::find(options_.factors.begin(), options_.factors.end(),
                  factor.id) == options_.factors.end()) {
      continue;
    }
    for (const std::string& kind : factor.path_passes) AddKind(kind);
    AddExpression(factor.authority_expression);
    if (!factor.no_closing_measure) continue;
    for (FactIndex i : snapshot_.facts().detailed()) {
      const Relation& relation = *snapshot_.facts().detail(i);
      if (HasClass(relation) || !relation.via.empty()) AddKind(relation.kind);
    }
  }
}

void Relevance::AddExpression(const std::string& expression) {
  if (expression.empty()) return;
  const absl::StatusOr<PathExpression> parsed = ParsePathExpression(expression);
  if (!parsed.ok()) {
    everything_ = true;
    return;
  }
  std::vector<std::string> kinds;
  AddKindsOf(snapshot_.ontology(), *parsed, kinds);
  for (const std::string& kind : kinds) AddKind(kind);
}

void Relevance::AddKind(const std::string& name) {
  const Ontology& ontology = snapshot_.ontology();
  const std::optional<RelationKindId> named = ontology.FindRelationKind(name);
  if (!named) return;
  for (size_t i = 0; i < kinds_.size(); ++i) {
    const auto kind = static_cast<RelationKindId>(i);
    if (ontology.RelationIsA(kind, *named) ||
        ontology.RelationIsA(*named, kind)) {
      kinds_[i] = true;
    }
  }
}

void Relevance::AddKindOf(const std::string& fact) {
  const FactIndex index = snapshot_.Find(fact);
  if (index == kNoFact || !snapshot_.is_relation(index)) return;
  AddKind(
      snapshot_.ontology().relation_kind(snapshot_.relation_kind(index)).name);
}

void Relevance::AddRelation(const Relation& relation) {
  for (const std::string& carrier : relation.via) AddKindOf(carrier);
  if (relation.holds_while) AddGuard(*relation.holds_while);
  for (const End* end : {&relation.source, &relation.target}) {
    AddKindOf(end->id);
    if (end->selector) AddClass(*end->selector);
  }
}

void Relevance::AddClass(const Selector& selector) {
  if (SelectsRelations(selector, snapshot_.ontology()) &&
      selector.kind.empty() && selector.ids.empty()) {
    everything_ = true;
  }
  AddKind(selector.kind);
  for (const std::string& id : selector.ids) AddKindOf(id);
  for (const PathCondition& condition : selector.where) {
    AddExpression(condition.expression);
  }
  for (const auto* relations : {&selector.source_of, &selector.target_of}) {
    if (*relations != nullptr) AddRelationClass(**relations);
  }
  for (const auto* inner : {&selector.source, &selector.target}) {
    if (*inner != nullptr) AddClass(**inner);
  }
  if (selector.via != nullptr) AddRelationClass(*selector.via);
}

void Relevance::AddRelationClass(const Selector& selector) {
  if (selector.kind.empty() && selector.ids.empty()) everything_ = true;
  AddClass(selector);
}

void Relevance::AddGuard(const Guard& guard) {
  AddKindOf(guard.fact);
  AddKind(guard.kind);
  for (const Guard& operand : guard.operands) AddGuard(operand);
}

// What matters may make more matter.
void Relevance::AddDetailed() {
  for (std::vector<bool> before; before != kinds_;) {
    before = kinds_;
    for (FactIndex i : snapshot_.facts().detailed()) {
      if (kinds_[snapshot_.relation_kind(i)]) {
        AddRelation(*snapshot_.facts().detail(i));
      }
    }
  }
}

void Relevance::AddEntities(const Limits& limits) {
  const FactTable& facts = snapshot_.facts();
  Completeness completeness;
  internal::Pulse pulse(limits, completeness);
  for (FactIndex i = 0; i < facts.size() && pulse.Beat(); ++i) {
    if (!facts.is_relation(i) || !kinds_[facts.relation_kind(i)]) continue;
    for (FactIndex end : {facts.source(i), facts.target(i)}) {
      if (end != kNoFact) entities_[end] = true;
    }
  }
  for (FactIndex i : facts.detailed()) {
    if (!kinds_[facts.relation_kind(i)]) continue;
    const Relation& relation = *facts.detail(i);
    for (const End* end : {&relation.source, &relation.target}) {
      if (end->selector && !end->selector->any) AddMembers(*end->selector);
    }
  }
}

// The entities that a class may have as members. Relations have no days of
// their own as ends.
void Relevance::AddMembers(const Selector& selector) {
  if (SelectsRelations(selector, snapshot_.ontology())) return;
  for (const std::string& id : selector.ids) {
    const FactIndex member = snapshot_.Find(id);
    if (member != kNoFact) entities_[member] = true;
  }
  if (selector.ids.empty()) classes_.push_back(selector.kind);
}

}  // namespace ketenzicht::graph
