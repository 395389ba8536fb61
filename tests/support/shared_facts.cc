#include "tests/support/shared_facts.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace ketenzicht::testing {

using graph::PackedFact;

SharedFacts::SharedFacts(std::vector<graph::Fact> facts)
    : facts_(std::move(facts)) {
  std::sort(
      facts_.begin(), facts_.end(),
      [](const graph::Fact& a, const graph::Fact& b) { return a.id < b.id; });
  for (const graph::Fact& fact : facts_) Pack(fact);
}

void SharedFacts::Pack(const graph::Fact& fact) {
  PackedFact& packed = packed_.emplace_back();
  packed.id = fact.id;
  packed.modality = fact.modality;
  packed.unknown_kind = fact.unknown_kind;
  packed.verified = fact.verified;
  const graph::Entity* entity = fact.entity();
  const graph::Relation* relation = fact.relation();
  const bool plain_entity =
      entity != nullptr && entity->aliases.empty() && entity->about.empty();
  const bool plain_relation =
      relation != nullptr && !relation->source.selector &&
      !relation->target.selector && !relation->source.id.empty() &&
      !relation->target.id.empty() && relation->via.empty() &&
      !relation->holds_while;
  if (!plain_entity && !plain_relation) return;
  const auto keep = [](auto& list, auto value) {
    list.push_back(std::move(value));
    return static_cast<uint32_t>(list.size()) - 1;
  };
  packed.body =
      plain_entity ? PackedFact::Body::kEntity : PackedFact::Body::kRelation;
  packed.valid = keep(values_.valid_times, fact.valid);
  packed.evidence = keep(values_.evidences, fact.evidence);
  packed.remark = keep(
      values_.remarks,
      graph::Remark{fact.because, fact.origin, fact.confidence, fact.marking,
                    fact.note,
                    plain_entity ? graph::Attributes() : relation->attributes});
  packed.kind =
      keep(values_.kinds, plain_entity ? entity->kind : relation->kind);
  packed.extra = plain_entity ? keep(values_.attributes, entity->attributes)
                              : keep(values_.likelihoods, relation->likelihood);
  packed.first = plain_entity ? entity->name.nl : relation->source.id;
  packed.second = plain_entity ? entity->name.en : relation->target.id;
}

void SharedFacts::ForEach(
    graph::FactIndex begin, graph::FactIndex end,
    absl::FunctionRef<void(const PackedFact&)> take) const {
  for (graph::FactIndex i = begin; i < end; ++i) take(packed_[i]);
}

}  // namespace ketenzicht::testing
