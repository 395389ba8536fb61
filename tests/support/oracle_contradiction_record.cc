#include "tests/support/oracle_contradiction_record.h"

#include <algorithm>

#include "tests/support/test_graph.h"

namespace ketenzicht::graph::oracle {

bool IsForward(Modality modality) {
  return modality == Modality::kAffirmed || modality == Modality::kPossible ||
         modality == Modality::kNotExcluded;
}

std::string AttributeOf(const Fact& entity, const std::string& name) {
  const auto& attributes = entity.entity()->attributes;
  return attributes.contains(name) ? attributes.at(name) : "";
}

ContradictionRecord::ContradictionRecord(const ContradictionCase& drawn,
                                         const ViewOptions& options)
    : drawn_(drawn),
      options_(options),
      policy_(TestPolicyDocument()),
      oracle_(drawn.facts, *TestOntology(), policy_, options_) {
  for (const Fact& fact : drawn.facts) by_id_[fact.id] = &fact;
}

bool ContradictionRecord::KindIs(const std::string& kind,
                                 const std::string& ancestor) const {
  return TestOntology()->RelationIsA(
      *TestOntology()->FindRelationKind(kind),
      *TestOntology()->FindRelationKind(ancestor));
}

Status ContradictionRecord::StatusOf(const std::string& id) const {
  for (const Row& row : oracle_.rows()) {
    if (row.id == id && row.outcome == Omission::kNone) return row.status;
  }
  return Status::kNoPath;
}

bool ContradictionRecord::Counts(const Fact& fact,
                                 const std::string& source) const {
  const ViewOptions& options = OptionsFor(fact);
  const auto has = [](const std::vector<std::string>& all,
                      const std::string& one) {
    return std::count(all.begin(), all.end(), one) > 0;
  };
  return has(options.sources, source) ||
         has(options.source_types,
             AttributeOf(*by_id_.at(source), "source_type"));
}

const ViewOptions& ContradictionRecord::OptionsFor(const Fact& fact) const {
  const auto& otherwise = options_.judged_otherwise;
  const bool judged =
      std::count(otherwise.begin(), otherwise.end(), fact.id) > 0;
  return judged ? *options_.otherwise : options_;
}

Ids ContradictionRecord::WholesOf(const std::string& thing) const {
  Ids wholes = {thing};
  if (!by_id_.contains(thing) || by_id_.at(thing)->entity() == nullptr) {
    return wholes;
  }
  for (bool more = true; more;) {
    more = false;
    for (const Row& row : oracle_.rows()) {
      if (row.edge() && row.modal == Status::kOpen && row.kind == "part_of" &&
          wholes.contains(row.source)) {
        more = wholes.insert(row.target).second || more;
      }
    }
  }
  return wholes;
}

// Whether the relation says that its source decided on one of these.
bool ContradictionRecord::IsOwner(const Fact& fact, const Ids& owned) const {
  const Relation* relation = fact.relation();
  if (relation == nullptr || relation->source.selector ||
      relation->target.selector || !owned.contains(relation->target.id) ||
      Recorded(fact) != Modality::kAffirmed || !WasSaid(fact)) {
    return false;
  }
  const Entity* target = by_id_.at(relation->target.id)->entity();
  if (target == nullptr) return false;
  if (target->kind == "procurement") return KindIs(relation->kind, "procured");
  return target->kind == "instrument" &&
         (KindIs(relation->kind, "assessed_by") ||
          KindIs(relation->kind, "applied"));
}

Ids ContradictionRecord::WhoseIs(const std::string& thing) const {
  Ids all = {thing};
  for (bool more = true; more;) {
    more = false;
    for (const Fact& fact : facts()) {
      if (IsOwner(fact, all)) {
        more = all.insert(fact.relation()->source.id).second || more;
      }
      if (fact.measure() != nullptr && all.contains(fact.id) &&
          !fact.measure()->decided_by.empty() && WasSaid(fact)) {
        more = all.insert(fact.measure()->decided_by).second || more;
      }
    }
  }
  Ids with_wholes;
  for (const std::string& one : all) with_wholes.merge(WholesOf(one));
  return with_wholes;
}

Modality ContradictionRecord::Recorded(const Fact& fact) const {
  Modality modality = fact.modality;
  for (const Change& change : options_.changes) {
    if (change.fact != fact.id) continue;
    modality =
        change.op == Change::Op::kDeny ? Modality::kDenied : fact.modality;
  }
  return modality;
}

bool ContradictionRecord::WasSaid(const Fact& fact) const {
  bool removed = false;
  for (const Change& change : options_.changes) {
    if (change.fact == fact.id) removed = change.op == Change::Op::kRemove;
  }
  const ViewOptions& options = OptionsFor(fact);
  if (removed || (fact.origin.inferred && !options.with_inferred) ||
      (!fact.verified && options.verified_only)) {
    return false;
  }
  return std::any_of(fact.evidence.begin(), fact.evidence.end(),
                     [&](const Evidence& evidence) {
                       return Counts(fact, evidence.source) &&
                              evidence.asserted_on <= options.date;
                     });
}

}  // namespace ketenzicht::graph::oracle
