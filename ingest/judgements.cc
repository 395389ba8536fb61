#include "ingest/judgements.h"

#include <algorithm>
#include <optional>

namespace ketenzicht::ingest {
namespace {

std::pair<std::string, std::string> PairOf(const std::string& one,
                                           const std::string& other) {
  return std::minmax(one, other);
}

bool IsOfJudgements(const graph::FactTable& facts, const std::string& source) {
  const graph::FactIndex at = facts.Find(source);
  if (at == graph::kNoFact || !facts.is_entity(at)) return false;
  const auto type = facts.attributes(at).find("source_type");
  return type != facts.attributes(at).end() && type->second == kJudgementType;
}

}  // namespace

bool IsJudgement(const graph::Snapshot& snapshot, graph::FactIndex fact) {
  const graph::FactTable& facts = snapshot.facts();
  if (!facts.is_relation(fact) ||
      snapshot.ontology().relation_kind(facts.relation_kind(fact)).name !=
          kSameAs ||
      facts.source(fact) == graph::kNoFact ||
      facts.target(fact) == graph::kNoFact) {
    return false;
  }
  const graph::Modality modality = facts.modality(fact);
  const auto& evidence = facts.evidence(fact);
  return (modality == graph::Modality::kAffirmed ||
          modality == graph::Modality::kDenied) &&
         std::all_of(evidence.begin(), evidence.end(),
                     [&](const graph::Evidence& one) {
                       return IsOfJudgements(facts, one.source);
                     });
}

Judgements::Judgements(const graph::Snapshot* snapshot) {
  if (snapshot == nullptr) return;
  const std::optional<graph::RelationKindId> kind =
      snapshot->ontology().FindRelationKind(kSameAs);
  if (!kind || snapshot->num_of(*kind) == 0) return;
  const graph::FactTable& facts = snapshot->facts();
  for (graph::FactIndex at = 0; at < facts.size(); ++at) {
    if (!facts.is_relation(at) || facts.relation_kind(at) != *kind ||
        !IsJudgement(*snapshot, at)) {
      continue;
    }
    const graph::FactIndex target = facts.target(at);
    Judgement judgement{std::string(facts.id(at)),
                        std::string(facts.id(facts.source(at))),
                        std::string(facts.id(target)),
                        facts.modality(at) == graph::Modality::kAffirmed};
    by_pair_.emplace(PairOf(judgement.one, judgement.other), all_.size());
    if (judgement.same) {
      by_other_.emplace(judgement.other, all_.size());
      const auto& kinds = snapshot->ontology().entity_kinds();
      const bool entity = facts.is_entity(target);
      things_.emplace(
          judgement.one,
          JudgedThing{judgement.other,
                      entity ? kinds[facts.entity_kind(target)].name : ""});
    }
    all_.push_back(std::move(judgement));
  }
}

const Judgement* Judgements::Between(const std::string& one,
                                     const std::string& other) const {
  const auto it = by_pair_.find(PairOf(one, other));
  return it == by_pair_.end() ? nullptr : &all_[it->second];
}

const Judgement* Judgements::ByWhichOtherIs(const std::string& other) const {
  const auto it = by_other_.find(other);
  return it == by_other_.end() ? nullptr : &all_[it->second];
}

}  // namespace ketenzicht::ingest
